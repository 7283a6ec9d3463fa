"""
`misstep diagnose`: which line went wrong, and how, on JSON lines.

Reads one case a line: lines of working, a step before and after with what was
declared to be done, or a response to an item's variant of a bank. Writes the
relation of each pair of lines, the first wrong one, and what explains it. A line
that cannot be worked on gets an error; it never stops the others. With `--csv`
a table of past answers comes in, and goes out with a summary.
"""

import argparse
import secrets
import sys
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec

from api.commands.diagnose_table import diagnose_table
from api.diagnosis.diagnosing import Diagnosed, PairRelation, Word, of_lines, of_pair
from api.diagnosis.diagnosing_items import Entered, Items, NotFound
from api.diagnosis.entered_lines import Declared, LineProblem
from api.diagnosis.explaining import Candidate
from api.json_lines import NO_JSON, Failed, failure, kept, reply_to_lines
from item_bank.algebra.context import Format
from item_bank.algebra.residue import Points
from item_bank.algebra.working.operation import Action
from item_bank.answers.response import MAX_LINES, MAX_TEXT
from item_bank.answers.verdict import Verdict

__all__ = ["configure", "run", "run_lines"]

Text = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
Lines = Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=MAX_LINES)]


class _Case(msgspec.Struct, frozen=True, kw_only=True):
    """
    One line; which of its shapes it has is seen by what is there.

    `lines`; or `before` and `after`, perhaps with an `action`; or `item`,
    `variant` and `response`, a text or lines, perhaps with the `step`, and with
    `earlier` wrong answers to it.
    """

    id: msgspec.Raw
    lines: Lines | None = None
    before: Text | None = None
    after: Text | None = None
    action: Action | None = None
    item: str | None = None
    variant: int = 0
    step: str | None = None
    response: Text | Lines | None = None
    earlier: Annotated[tuple[Text, ...], msgspec.Meta(max_length=MAX_LINES)] = ()
    context: Declared | None = None
    locale: str = "en"
    format: Format = "text"


class _Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What was found; `verdict` for a response to an item."""

    id: msgspec.Raw
    relations: tuple[Word | PairRelation, ...]
    first_wrong: int | None
    kind: str | None
    candidates: tuple[Candidate, ...]
    counterexample: str | None
    problem: LineProblem | None
    statement: Word | PairRelation | None
    verdict: Verdict | None


_case = msgspec.json.Decoder(_Case)


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags; cases come on standard input.
    """
    parser.add_argument("--bank", type=Path, metavar="BUNDLE|DIR", help="where items are; the starter bank")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="a table of past answers instead of standard input")
    parser.add_argument(
        "--columns",
        default="",
        metavar="NAME=COLUMN,...",
        help="which columns hold before, after, lines, operation, input, item, variant, step, response",
    )
    parser.epilog = (
        'One case a line: {"id": 1, "lines": ["2x+3=11", "2x=14"]}, {"id": 2, "before": "5x=20", "after": "x=100",'
        ' "action": {"operation": "DIV_SIDE", "input": "5"}},'
        ' or {"id": 3, "item": "...", "variant": 0, "response": "7"}.'
    )


def run(arguments: argparse.Namespace) -> int:
    """
    Diagnose standard input, or a table.
    """
    points = Points(secrets.token_bytes(32), "diagnose")
    items = Items(arguments.bank)
    if arguments.csv is None:
        return run_lines(sys.stdin.buffer, sys.stdout.buffer, points, items)
    return diagnose_table(arguments.csv, arguments.columns, sys.stdout, sys.stderr, points, items)


def run_lines(stdin: BinaryIO, stdout: BinaryIO, points: Points, items: Items) -> int:
    """
    Diagnose all lines of a stream; 0 if every line could be worked on, else 1.
    """
    return reply_to_lines(stdin, stdout, lambda line: _answer(line, points, items))


def _answer(line: bytes, points: Points, items: Items) -> _Reply | Failed:
    """Work on one line."""
    try:
        line.decode()
        case = _case.decode(line)
    except NO_JSON as reason:
        return failure(line, "bad_line", f"This is no case: {reason}.")
    declared = case.context or Declared()
    if case.lines is not None:
        return _reply(case, of_lines(case.lines, declared, points, case.locale, case.format))
    if case.before is not None and case.after is not None:
        found = of_pair(case.before, case.after, case.action, declared, points, case.locale, case.format)
        return _reply(case, found)
    if case.item is not None and case.response is not None:
        return _of_item(case, items)
    return failure(case.id, "no_case", "A case has `lines`, or `before` and `after`, or `item` and `response`.")


def _of_item(case: _Case, items: Items) -> _Reply | Failed:
    """Judge and diagnose a response to an item's variant."""
    entered = Entered(
        item=case.item or "",
        variant=case.variant,
        step=case.step,
        response=case.response or "",
        earlier=case.earlier,
        locale=case.locale,
        written=case.format,
    )
    found = items.diagnosed(entered)
    if isinstance(found, NotFound):
        return failure(case.id, found.code, found.sentence)
    return _reply(case, found.found, found.verdict)


def _reply(case: _Case, found: Diagnosed, verdict: Verdict | None = None) -> _Reply:
    """Put an id to what was found."""
    return _Reply(
        id=kept(case.id),
        relations=found.relations,
        first_wrong=found.first_wrong,
        kind=found.kind,
        candidates=found.candidates,
        counterexample=found.counterexample,
        problem=found.problem,
        statement=found.statement,
        verdict=verdict,
    )
