"""
What is drawn: answers and mistakes over an item's draws.

Each key has to grade itself right, no formula may be without a value, no
mistake may be right, and two of them should not be the same wrong answer.
Numbers are compared in every draw; where comparing takes the engine, in up to
`COMPARED` of them, spread evenly.
"""

import enum
from collections.abc import Hashable, Sequence
from typing import Final, TypeVar, assert_never

from item_bank.answers.answer import (
    Answer,
    ChoiceAnswer,
    EquationAnswer,
    MathsAnswer,
    NumberAnswer,
    OrderAnswer,
    TextAnswer,
    UnitsAnswer,
)
from item_bank.answers.judge import judge
from item_bank.answers.key import fingerprint
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Verdict
from item_bank.check.column import Column, answer_column, formula_column, text_column
from item_bank.check.intact import Intact
from item_bank.check.keys import PLAIN, Keys
from item_bank.check.notations import NOTATED, refused_notation
from item_bank.check.parts import AnswerPart, TextPart, answers, mistake_path, step_path, texts
from item_bank.check.tally import Tally
from item_bank.domain import exact
from item_bank.draw import Draw
from item_bank.fill import Unfillable, step_unknowns, template_names
from item_bank.finding import Code, quoted
from item_bank.formula import Undefined
from item_bank.native.piece import Findings
from item_bank.placeholder import Blank, Text, read_text
from item_bank.template import ItemTemplate, StepTemplate

__all__ = ["COMPARED", "check_drawn", "spread"]

COMPARED: Final = 500
"""Draws in which the engine compares expressions and equations; each comparison costs about half a millisecond."""

_Entry = TypeVar("_Entry")


class _Wrong(enum.Enum):
    UNREADABLE = "unreadable"
    RIGHT = "right"


def check_drawn(template: ItemTemplate, draws: Sequence[Draw], compared: int, intact: Intact, found: Findings) -> None:
    """
    Check the answers and mistakes of an item in its draws.

    Parameters
    ----------
    template
        The item; its texts and formulas can be read wherever it is intact.
    draws
        All valid ones.
    compared
        In how many of them the engine compares what is not plain numbers.
    intact
        What of the item can be looked at; answers that are none are spoilt.
    found
        Takes the findings.
    """
    for text in texts(template):
        if intact(*text.path):
            _check_text(template, text, draws, found)
    # Steps ask for one answer again and again, and mistakes are held against it: each is compiled and graded once.
    keys: dict[tuple[str, ...], Keys] = {}
    for part in answers(template):
        if intact(*part.path, _field(part.answer)) and intact(*part.path, "unknowns"):
            graded = keys.setdefault(part.unknowns, Keys(part.unknowns))
            _check_key(template, part, graded, _looked_at(part.answer, draws, compared), intact, found)
    for place, step in enumerate(template.steps):
        if step.mistakes:
            unknowns = step_unknowns(step, step.answer)
            graded = keys.setdefault(unknowns, Keys(unknowns))
            looked_at = _looked_at(step.answer, draws, compared)
            _Mistakes(template, step, place, graded, intact).check(looked_at, found)


def spread(entries: Sequence[_Entry], count: int) -> Sequence[_Entry]:
    """
    Pick at most so many entries, evenly from first to last.
    """
    if len(entries) <= count:
        return entries
    return [entries[place * (len(entries) - 1) // (count - 1)] for place in range(count)]


def _field(answer: Answer) -> str:
    return "choices" if isinstance(answer, ChoiceAnswer) else "value"


def _looked_at(answer: Answer, draws: Sequence[Draw], compared: int) -> Sequence[Draw]:
    return draws if isinstance(answer, NumberAnswer) else spread(draws, compared)


def _check_text(template: ItemTemplate, part: TextPart, draws: Sequence[Draw], found: Findings) -> None:
    read = read_text(part.text, template_names(template, part.unknowns))
    formulas = [piece.formula for piece in read.pieces if isinstance(piece, Blank)] if isinstance(read, Text) else []
    partial = [formula for formula in formulas if formula.may_fail]
    if not partial:
        return
    tally = Tally()
    for draw in draws:
        for formula in partial:
            filled = formula.filled(draw.numbers)
            if isinstance(filled, Undefined):
                tally.add(Code.UNDEFINED_VALUE, f"{quoted(formula.text)} has no value: {filled.sentence}", draw)
                break
    tally.report(part.path, len(draws), found)


def _check_key(
    template: ItemTemplate, part: AnswerPart, keys: Keys, draws: Sequence[Draw], intact: Intact, found: Findings
) -> None:
    column = answer_column(template, part.answer, part.unknowns)
    tally = Tally()
    for draw in draws:
        filled = column.at(draw)
        if isinstance(filled, Unfillable):
            tally.add(Code.UNDEFINED_VALUE, f"{quoted(filled.text)} has no value: {filled.sentence}", draw)
            continue
        problem = keys.graded(filled).problem
        if problem is not None and (problem[0] is not Code.UGLY_DRAW or template.params):
            tally.add(*problem, draw)
            if problem[0] is Code.BAD_ANSWER:
                intact.spoil((*part.path, "value"))
    tally.report((*part.path, _field(part.answer)), len(draws), found)
    if not tally.has(Code.KEY_NOT_CORRECT):
        _check_notations(part, column, keys, spread(draws, NOTATED), found)


def _check_notations(
    part: AnswerPart, column: Column[Answer], keys: Keys, draws: Sequence[Draw], found: Findings
) -> None:
    tally = Tally()
    refused: dict[Answer, str | None] = {}
    for draw in draws:
        filled = column.at(draw)
        key = None if isinstance(filled, Unfillable) else keys.graded(filled).key
        if key is None or isinstance(filled, Unfillable):
            continue
        if filled not in refused:
            refused[filled] = refused_notation(key, filled, part.unknowns)
        says = refused[filled]
        if says is not None:
            tally.add(Code.KEY_NOT_CORRECT, says, draw)
    tally.report((*part.path, _field(part.answer)), len(draws), found)


class _Mistakes:
    """The expected wrong answers of one step, compared with its key and with each other."""

    def __init__(self, template: ItemTemplate, step: StepTemplate, place: int, keys: Keys, intact: Intact) -> None:
        unknowns = step_unknowns(step, step.answer)
        self._step = step
        self._paths = [mistake_path(step, place, mistake) for mistake in range(len(step.mistakes))]
        answer = answer_column(template, step.answer, unknowns)
        known = intact(*step_path(place), "answer") and intact(*step_path(place), "unknowns") and intact("unknowns")
        self._answer = answer if known else None
        self._columns = {
            at: _mistake_column(template, step, mistake.value, unknowns)
            for at, (mistake, path) in enumerate(zip(step.mistakes, self._paths, strict=True))
            if intact(*path, "when")
        }
        self._twice = _twice(step)
        self._keys = keys
        self._outcomes: dict[tuple[Answer, str], Hashable] = {}

    def check(self, draws: Sequence[Draw], found: Findings) -> None:
        alone = {place: Tally() for place in self._columns}
        together: dict[tuple[int, int], Tally] = {}
        for draw in draws:
            answer = None if self._answer is None else self._answer.at(draw)
            first: dict[Hashable, tuple[int, str]] = {}
            for place, column in self._columns.items():
                text = column.at(draw)
                if isinstance(text, Unfillable):
                    says = f"{quoted(text.text)} has no value: {text.sentence}"
                    alone[place].add(Code.UNDEFINED_VALUE, says, draw)
                    continue
                if answer is None or isinstance(answer, Unfillable):
                    continue
                outcome = self._outcome(answer, text, alone[place], draw)
                if outcome is None:
                    continue
                earlier, _ = first.setdefault(outcome, (place, text))
                if place not in self._twice and self._step.mistakes[earlier].code != self._step.mistakes[place].code:
                    self._collide(earlier, place, text, together.setdefault((earlier, place), Tally()), draw)
        self._report_twice(found)
        for place, tally in alone.items():
            tally.report(self._paths[place], len(draws), found)
        for (_, place), tally in together.items():
            tally.report(self._paths[place], len(draws), found)

    def _report_twice(self, found: Findings) -> None:
        for place, earlier in self._twice.items():
            path = (*self._paths[place], "when")
            # One of the item's stands once in the file, however many steps it is a mistake of.
            if place in self._columns and all(
                (one.code, one.path) != (Code.SAME_MISTAKE_TWICE, path) for one in found.all
            ):
                says = f"This wrong answer stands there already, as {quoted(self._step.mistakes[earlier].code)}."
                found.add(Code.SAME_MISTAKE_TWICE, path, says, "Delete one of the two.")

    def _collide(self, earlier: int, later: int, text: str, tally: Tally, draw: Draw) -> None:
        one, other = (self._step.mistakes[place].code for place in (earlier, later))
        tally.add(Code.MISTAKES_COLLIDE, f"{other} gives the same wrong answer {quoted(text)} as {one}", draw)

    def _outcome(self, answer: Answer, text: str, tally: Tally, draw: Draw) -> Hashable | None:
        """
        Return what equal wrong answers share; None, and one more in the tally, where it is none.
        """
        outcome = self._outcomes.get((answer, text))
        if outcome is None:
            outcome = self._outcomes[answer, text] = self._compare(answer, text)
        match outcome:
            case _Wrong.UNREADABLE:
                tally.add(Code.BAD_MISTAKE, f"{quoted(text)} is no answer of this kind", draw)
            case _Wrong.RIGHT:
                tally.add(Code.MISTAKE_IS_RIGHT, f"The wrong answer {quoted(text)} is right", draw)
            case _:
                return outcome
        return None

    def _compare(self, answer: Answer, text: str) -> Hashable:
        if isinstance(answer, NumberAnswer) and PLAIN.fullmatch(text) and PLAIN.fullmatch(answer.value):
            number = exact(text)
            return _Wrong.RIGHT if number == exact(answer.value) else number
        graded = self._keys.graded(answer)
        if graded.key is None:
            return text
        found = fingerprint(graded.key, text)
        if found is None:
            return _Wrong.UNREADABLE
        if found == graded.right:
            return _Wrong.RIGHT
        if isinstance(answer, EquationAnswer) and answer.up_to == "scale" and graded.right is not None:
            return found  # the judge goes by these forms alone, and would only say in what way it differs
        if judge(graded.key, FinalResponse(text=text)).verdict is Verdict.CORRECT:
            return _Wrong.RIGHT
        return found


def _mistake_column(template: ItemTemplate, step: StepTemplate, text: str, unknowns: tuple[str, ...]) -> Column[str]:
    match step.answer:
        case UnitsAnswer() | ChoiceAnswer() | OrderAnswer() | TextAnswer():
            return text_column(template, text, unknowns)
        case MathsAnswer():
            return formula_column(template, text, unknowns)
        case _:
            assert_never(step.answer)


def _twice(step: StepTemplate) -> dict[int, int]:
    """
    Map the place of each mistake that is written as an earlier one, up to spaces, to that one's place.
    """
    between = "" if isinstance(step.answer, MathsAnswer) else " "
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for place, mistake in enumerate(step.mistakes):
        earlier = first.setdefault(between.join(mistake.value.split()), place)
        if earlier != place:
            found[place] = earlier
    return found
