"""
`misstep bank`: authors' work on banks of exercises.

`check` says everything that is wrong with a bank's folder, `build` compiles it
into one bundle; what else there is has modules of its own. Exit codes, for CI: 0 where all
is well, 1 where there are errors (with `--strict`, warnings too), 2 where the
command itself could not be carried out.
"""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Final, TextIO

import msgspec

from api.checking import cores, sharing
from api.commands import (
    bank_diff,
    bank_explain,
    bank_export,
    bank_format,
    bank_import,
    bank_new,
    bank_preview,
    bank_rungs,
    bank_schema,
    bank_stats,
)
from api.whole_file import write_whole
from hints.guards.authored import hint_faults
from hints.guards.leak import leaks
from hints.misconception.confusion import confusion
from item_bank.algebra.proving.prover import Prover
from item_bank.bundle import BadBundle, decode_bundle, encode_bundle
from item_bank.check.bank import Checked, Progress, check_bank
from item_bank.check.drawn import COMPARED
from item_bank.check.style import check_style
from item_bank.counted import counted
from item_bank.finding import CATALOGUE, Finding, Severity
from item_bank.load import HEAD, load_bank

__all__ = ["configure", "run"]

FINE, FOUND, REFUSED = 0, 1, 2

JOBS: Final[Mapping[str, tuple[ModuleType, str]]] = MappingProxyType(
    {
        "diff": (bank_diff, "say what a newer bank changes in an older one, and what follows from it"),
        "export": (bank_export, "write a bundle as a bank's folder again, which builds to the same release"),
        "explain": (bank_explain, "say what may be behind a wrong answer, and which formula gives it"),
        "format": (bank_format, "lay out the files of a bank, comments kept"),
        "import": (bank_import, "read somebody else's bank into a bank's folder"),
        "new": (bank_new, "ask a few questions and write a checked item, and a bank where there is none"),
        "preview": (bank_preview, "show items on the practice page, anew as their files change"),
        "rungs": (bank_rungs, "take hints that teachers made rungs of into a bank's files"),
        "schema": (bank_schema, "print or write JSON Schema of the format, for editors"),
        "stats": (bank_stats, "count what a bank holds: skills, items, draws, kinds of answers, mistakes, help"),
    }
)
"""The jobs that have a module of their own, beside `check`, `build` and `codes`."""

STRICTLY: Final = " (with --strict)"
"""Follows the meaning of a code that only a strict check looks for."""

REFRESHED_SECONDS: Final = 0.2
"""How often progress is printed anew; faster is not seen."""


class _Report(msgspec.Struct, frozen=True, kw_only=True):
    """What `--json` prints of a check."""

    bank: str
    items: int
    draws: int
    errors: int
    warnings: int
    notes: int
    findings: tuple[Finding, ...]


class _Built(msgspec.Struct, frozen=True, kw_only=True):
    """What `--json` prints of a build."""

    release: str
    file: str
    bytes: int
    items: int
    draws: int


class _CodeLine(msgspec.Struct, frozen=True, kw_only=True):
    """What `--json` prints of one code."""

    code: str
    severity: Severity
    meaning: str
    strict: bool


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    jobs = parser.add_subparsers(dest="job", required=True, metavar="JOB")
    check = jobs.add_parser("check", help="say everything that is wrong with a bank's folder")
    check.add_argument("directory", type=Path, metavar="DIR", help="the bank's folder")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    check.add_argument("--strict", action="store_true", help="look at style too, and exit with 1 for warnings")
    check.add_argument("--notes", action="store_true", help="print notes too")
    check.add_argument(
        "--prove",
        action="store_true",
        help="have sympy prove, in a process of its own, what was found equal by numbers alone; the rest is a note",
    )
    _add_draws(check)
    build = jobs.add_parser("build", help="check a bank's folder and compile it into one bundle")
    build.add_argument("directory", type=Path, metavar="DIR", help="the bank's folder")
    build.add_argument("--out", type=Path, required=True, metavar="FILE", help="the bundle to write")
    build.add_argument("--json", action="store_true", help="print the release as JSON")
    build.add_argument("--strict", action="store_true", help="look at style too, and refuse warnings")
    build.add_argument("--notes", action="store_true", help="print notes too")
    build.set_defaults(prove=False)
    _add_draws(build)
    codes = jobs.add_parser("codes", help="list the codes of findings and what they mean")
    codes.add_argument("--json", action="store_true", help="print them as JSON")
    for name, (job, does) in JOBS.items():
        job.configure(jobs.add_parser(name, help=does, description=does))


def run(arguments: argparse.Namespace) -> int:
    """
    Run one job; return the exit code.
    """
    match arguments.job:
        case "check":
            return _check(arguments)
        case "build":
            return _build(arguments)
        case "codes":
            return _codes(arguments)
        case name:
            code: int = JOBS[name][0].run(arguments)
            return code


def _add_draws(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--draws",
        type=_draws,
        default=COMPARED,
        metavar="N",
        help=f"draws of an item in which expressions and equations are compared (default {COMPARED}; 'all')",
    )
    parser.add_argument(
        "--processes",
        type=_processes,
        default=cores(),
        metavar="N",
        help="processes that share the items of a large bank (default: one for each core)",
    )


def _processes(text: str) -> int:
    count = int(text)
    if count < 1:
        message = f"{count} is below 1"
        raise argparse.ArgumentTypeError(message)
    return count


def _draws(text: str) -> int:
    if text == "all":
        return sys.maxsize
    count = int(text)
    least = 2
    if count < least:
        message = f"{count} is below {least}"
        raise argparse.ArgumentTypeError(message)
    return count


def _check(arguments: argparse.Namespace) -> int:
    checked = _checked(arguments)
    if isinstance(checked, str):
        return _refuse(checked)
    if arguments.json:
        report = _Report(
            bank=str(arguments.directory),
            items=checked.items,
            draws=checked.draws,
            errors=checked.count(Severity.ERROR),
            warnings=checked.count(Severity.WARNING),
            notes=checked.count(Severity.NOTE),
            findings=checked.findings,
        )
        _print_json(report)
    else:
        _print_findings(checked.findings, least=Severity.NOTE if arguments.notes else Severity.WARNING, out=sys.stdout)
        sys.stdout.write(_summary(checked))
    return FOUND if _refused(checked, strict=arguments.strict) else FINE


def _build(arguments: argparse.Namespace) -> int:
    checked = _checked(arguments)
    if isinstance(checked, str):
        return _refuse(checked)
    _print_findings(checked.findings, least=Severity.NOTE if arguments.notes else Severity.WARNING, out=sys.stderr)
    if checked.content is None or _refused(checked, strict=arguments.strict):
        sys.stderr.write(f"{_summary(checked)}Nothing was built.\n")
        return FOUND
    release, data = encode_bundle(checked.content)
    try:
        decode_bundle(data)
        write_whole(arguments.out, data)
    except BadBundle as problem:
        return _refuse(f"Nothing was built: {problem}")
    except OSError as problem:
        return _refuse(f"{arguments.out} cannot be written: {problem.strerror}.")
    if arguments.json:
        built = _Built(
            release=release, file=str(arguments.out), bytes=len(data), items=checked.items, draws=checked.draws
        )
        _print_json(built)
    else:
        sys.stdout.write(f"{_summary(checked)}Release {release}, {counted(len(data), 'byte')}, in {arguments.out}.\n")
    return FINE


def _codes(arguments: argparse.Namespace) -> int:
    lines = [
        _CodeLine(code=code.value, severity=entry.severity, meaning=entry.meaning, strict=entry.strict)
        for code, entry in CATALOGUE.items()
    ]
    if arguments.json:
        _print_json(lines)
    else:
        width = max(len(line.code) for line in lines)
        for line in lines:
            sys.stdout.write(
                f"{line.code:<{width}}  {line.severity.value:<7}  {line.meaning}{STRICTLY if line.strict else ''}\n"
            )
    return FINE


def _checked(arguments: argparse.Namespace) -> Checked | str:
    directory: Path = arguments.directory
    if not directory.is_dir():
        return f"{directory} is no folder."
    if not (directory / HEAD).exists():
        return f"{directory} is no bank: it has no {HEAD}."
    progress = _progress() if sys.stderr.isatty() else None
    try:
        loaded = load_bank(directory)
        with (
            Prover() as prover,
            sharing(
                directory,
                len(loaded.source.everything),
                compared=arguments.draws,
                prove=arguments.prove,
                processes=arguments.processes,
            ) as shared,
        ):
            return check_bank(
                loaded,
                leaks=leaks,
                compared=arguments.draws,
                proves=prover.equal if arguments.prove else None,
                confuses=confusion,
                faults=hint_faults,
                progress=progress,
                shared=shared,
                also=(check_style,) if arguments.strict else (),
            )
    except OSError as problem:
        return f"{directory} cannot be read: {problem.strerror}."


def _progress() -> Progress:
    shown = time.monotonic()

    def tell(done: int, of: int) -> None:
        nonlocal shown
        if done == of:
            sys.stderr.write("\r\033[K")
        elif time.monotonic() - shown >= REFRESHED_SECONDS:
            shown = time.monotonic()
            sys.stderr.write(f"\r{done:,} of {counted(of, 'item')}")
        sys.stderr.flush()

    return tell


def _refused(checked: Checked, *, strict: bool) -> bool:
    return checked.content is None or (strict and checked.count(Severity.WARNING) > 0)


def _print_findings(findings: Sequence[Finding], *, least: Severity, out: TextIO) -> None:
    order = [Severity.NOTE, Severity.WARNING, Severity.ERROR]
    for found in findings:
        if order.index(found.severity) >= order.index(least):
            place = f"{found.file}:{found.line}:{found.column}"
            out.write(f"{place}: {found.severity.value} {found.code.value}: {found.sentence} {found.fix}\n")


def _summary(checked: Checked) -> str:
    counts = ", ".join(
        counted(checked.count(severity), severity.value)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    )
    return f"{counted(checked.items, 'item')} with {counted(checked.draws, 'draw')}: {counts}.\n"


def _print_json(value: object) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value)).decode() + "\n")


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
