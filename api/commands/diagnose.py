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
from api.diagnosing import Diagnosed, PairRelation, Word, of_lines, of_pair
from api.entered_lines import Declared, LineProblem
from api.explaining import Candidate, also
from api.json_lines import NO_JSON, Failed, failure, kept, reply_to_lines
from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Diagnosis
from item_bank.algebra.context import Format
from item_bank.algebra.residue import Points
from item_bank.algebra.working.operation import Action
from item_bank.answers.judge import judge
from item_bank.answers.response import MAX_LINES, MAX_TEXT, Working
from item_bank.answers.response import Final as FinalAnswer
from item_bank.answers.verdict import Judged, LineJudged, Verdict
from item_bank.bank import Bank
from item_bank.ids import ItemId, StepId

__all__ = ["Items", "configure", "run", "run_lines"]

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
        help="which columns hold before, after, lines, operation, input, item, variant, response",
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
    return diagnose_table(arguments.csv, arguments.columns, sys.stdout, sys.stderr, points)


def run_lines(stdin: BinaryIO, stdout: BinaryIO, points: Points, items: "Items") -> int:
    """
    Diagnose all lines of a stream; 0 if every line could be worked on, else 1.
    """
    return reply_to_lines(stdin, stdout, lambda line: _answer(line, points, items))


class Items:
    """The bank's items, opened when the first is asked for."""

    def __init__(self, source: Path | None) -> None:
        self._source = source
        self._bank: Bank | str | None = None

    def bank(self) -> Bank | str:
        """
        Return the bank, or a sentence about why there is none.
        """
        if self._bank is None:
            self._bank = _opened(self._source)
        return self._bank


def _opened(source: Path | None) -> Bank | str:
    """Open a bundle or a bank's folder; the starter bank where none is named."""
    from api.releases import BankFault, read_bank  # noqa: PLC0415 - most streams hold no items

    found = read_bank(source, secret=secrets.token_bytes(32))
    return found.sentence if isinstance(found, BankFault) else found


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
    bank = items.bank()
    if isinstance(bank, str):
        return failure(case.id, "no_bank", bank)
    try:
        exercise = bank.open(ItemId(case.item or ""), case.variant)
    except KeyError:
        return failure(case.id, "unknown_item", f"The bank has no item {case.item!r}.")
    except IndexError:
        return failure(case.id, "unknown_variant", f"The item has no variant {case.variant}.")
    step = exercise.steps[0] if case.step is None else exercise.step(StepId(case.step))
    if step is None:
        return failure(case.id, "unknown_step", f"The item has no step {case.step!r}.")
    if isinstance(case.response, tuple):
        response: Working | FinalAnswer = Working(lines=case.response, format=case.format)
    else:
        response = FinalAnswer(text=case.response or "", format=case.format)
    judged = judge(step.key, response, locale=case.locale)
    diagnosis = diagnose(step, response, judged, exercise.mistakes, Background(tried=case.earlier))
    return _reply(case, _of_judged(judged, diagnosis, step.step.id), judged.verdict)


def _of_judged(judged: Judged, diagnosis: Diagnosis | None, step: StepId) -> Diagnosed:
    """Write a verdict and its diagnosis as what the lines of a working come to."""
    kinds = {Verdict.NO_PROGRESS: "no_progress", Verdict.INVALID: "invalid", Verdict.UNKNOWN: "unknown"}
    found = Diagnosed(
        relations=tuple([_relation(line) for line in judged.lines[1:]]),
        first_wrong=judged.first_wrong,
        statement=_relation(judged.lines[0]) if judged.lines else None,
        counterexample=judged.counterexample,
    )
    if diagnosis is None:
        return msgspec.structs.replace(found, kind=kinds.get(judged.verdict))
    candidates = tuple(
        Candidate(
            mal_rule=one.code,
            misconception=one.misconception,
            description=one.description,
            step=judged.first_wrong or step,
            probability=one.probability,
            reproduces=one.reproduces,
            also=also(one.code),
        )
        for one in diagnosis.candidates
    )
    return msgspec.structs.replace(found, kind=diagnosis.kind.value, candidates=candidates)


def _relation(line: LineJudged) -> Word | PairRelation:
    """Write how one judged line stands."""
    if line.problem is not None:
        return "invalid"
    if line.relation is None:
        return PairRelation("same", "aside")
    word: Word = line.relation.value
    return PairRelation(word, line.cause) if isinstance(line.cause, str) else word


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
