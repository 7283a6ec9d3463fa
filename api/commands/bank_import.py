"""
`misstep bank import`: somebody else's bank as a native bank folder.

Hands the leak guard to the importer, writes what comes out, and prints the
report. Decides exit codes: 0 where the import is done, whatever was skipped; 2
where it was refused, with one sentence and no file changed: a bank has at least
one item, so a source of which nothing can be used gives none.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from hints.guards.leak import leaks
from item_bank.counted import counted
from item_bank.finding import quoted
from item_bank.importers.contract import Imported, NotTheLayout, Request, bank_files
from item_bank.importers.finding import ImportFinding
from item_bank.importers.folder import NotOurs, Written, write_folder
from item_bank.importers.proposals import with_proposals
from item_bank.importers.sources import IMPORTERS

__all__ = ["configure", "run"]

REFUSED: Final = 2
LICENSE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,99}")
LISTED: Final = 8
"""Reasons that the plain report names; `--json` has them all, with the file of each step."""


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("source", choices=sorted(IMPORTERS), help="the layout to read")
    parser.add_argument("path", type=Path, metavar="PATH", help="the directory or file to import")
    parser.add_argument(
        "--out", type=Path, metavar="BANK", help="the bank folder to write, new or of an earlier import"
    )
    parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--license-default", type=_license, metavar="SPDX", help="the licence of problems that name none"
    )
    parser.add_argument(
        "--missing-figures",
        choices=("skip", "keep"),
        default="skip",
        help="what becomes of steps that show a figure which is not there (default: skip)",
    )
    parser.add_argument(
        "--propose",
        choices=("all", "lines", "none"),
        default="all",
        help="what the engine adds where it can prove it: solution lines, and items with drawn numbers (default: all)",
    )


def _license(text: str) -> str:
    if not LICENSE.fullmatch(text):
        message = f"{quoted(text)!r} is no licence's identifier, as CC-BY-4.0 is"
        raise argparse.ArgumentTypeError(message)
    return text


def run(arguments: argparse.Namespace) -> int:
    """
    Import; return the exit code.
    """
    if arguments.out is None and not arguments.dry_run:
        return _refuse("Say where the bank is to be written with --out BANK, or use --dry-run.")
    try:
        imported = IMPORTERS[arguments.source](
            Request(
                path=arguments.path,
                leaks=leaks,
                default_license=arguments.license_default,
                missing_figures=arguments.missing_figures,
            )
        )
    except NotTheLayout as error:
        return _refuse(str(error))
    imported = with_proposals(imported, arguments.propose)
    written = None
    if not arguments.dry_run and imported.items:
        try:
            written = write_folder(arguments.out, arguments.source, bank_files(imported))
        except NotOurs as error:
            return _refuse(f"{error} was not written by an import of this source; choose a new folder.")
        except OSError as error:
            return _refuse(f"{arguments.out} cannot be written: {error.strerror}.")
    if arguments.json:
        sys.stdout.write(_as_json(imported, written))
    else:
        sys.stdout.write(_as_text(imported, written))
    if not imported.items:
        return _refuse("None of its steps can be used, so there is no bank to write.")
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED


def _as_json(imported: Imported, written: Written | None) -> str:
    """
    Write the report with its findings but the notes, and what happened to files in numbers.
    """
    data: dict[str, object] = msgspec.to_builtins(imported.report)
    data["findings"] = [found for found in imported.findings if found.severity != "note"]
    if written is not None:
        data["files"] = {
            "written": len(written.written),
            "unchanged": len(written.unchanged),
            "removed": len(written.removed),
        }
        data["edited"] = written.edited
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def _as_text(imported: Imported, written: Written | None) -> str:
    """
    Write the report for people.
    """
    report = imported.report
    total = report.usable_steps + report.skipped_steps
    lines = [
        (
            f"{counted(report.problems, 'problem')}, {counted(total, 'step')}:"
            f" {report.usable_steps:,} usable, {report.skipped_steps:,} skipped."
        ),
        (
            f"  choices: {report.choices.usable} usable, {report.choices.skipped} skipped;"
            f" other answers: {report.other_answers.usable} usable, {report.other_answers.skipped} skipped,"
            f" {report.other_answers.other_kinds} of them of kinds that are not there yet."
        ),
        f"  kinds: {', '.join(f'{kind} {count}' for kind, count in report.kinds.items())}.",
        (
            f"  help: {counted(report.rungs, 'rung')}, {counted(report.scaffolds, 'scaffold')};"
            f" kept for the end, since they reveal an answer: {report.reveals:,}."
        ),
        (
            f"  proposed: solution lines for {counted(report.proposed_lines, 'step')},"
            f" {counted(report.proposed_items, 'item')} with drawn numbers."
        ),
        f"{counted(report.items, 'item')}, {counted(report.skills, 'skill')}, {counted(report.assets, 'picture')}.",
    ]
    reasons = list(report.reasons.items())
    lines += [f"  skipped {reason.steps}: {reason.sentence} ({code})" for code, reason in reasons[:LISTED]]
    if len(reasons) > LISTED:
        lines.append(f"  and {counted(len(reasons) - LISTED, 'further reason')}; --json lists them all, with files.")
    lines += _warnings(imported.findings)
    if written is not None:
        lines.append(
            f"{counted(len(written.written), 'file')} written,"
            f" {len(written.unchanged):,} unchanged, {len(written.removed):,} removed."
        )
        lines += [f"  {name} was edited by somebody and left as it is." for name in written.edited]
    return "\n".join(lines) + "\n"


def _warnings(findings: Sequence[ImportFinding]) -> list[str]:
    """
    Write what was carried over but should be looked at: of each sort how often, and the first place.
    """
    sorts: dict[str, list[ImportFinding]] = {}
    for found in findings:
        if found.severity == "warning":
            sorts.setdefault(found.code, []).append(found)
    often = sorted(sorts.items(), key=lambda sort: (-len(sort[1]), sort[0]))
    lines = [
        f"  look at {len(all_)}, first {all_[0].file}: {all_[0].sentence} ({code})" for code, all_ in often[:LISTED]
    ]
    rest = len(often) - LISTED
    return [*lines, f"  and {counted(rest, 'further sort')} of warnings; --json lists them all."] if rest > 0 else lines
