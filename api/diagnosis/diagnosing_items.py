"""
Diagnosing a response to an item's variant: the way of an answer, written as `misstep diagnose` does.

Opens the bank when the first item is asked for. What is entered is judged, diagnosed and
thrown away; nothing is recorded.
"""

import secrets
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import msgspec

from api.diagnosis.diagnosing import Diagnosed, PairRelation, Word
from api.diagnosis.explaining import Candidate, also
from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Diagnosis
from item_bank.algebra.context import Format
from item_bank.answers.judge import judge
from item_bank.answers.key import fingerprint
from item_bank.answers.response import Final, Working
from item_bank.answers.verdict import Judged, LineJudged, Verdict
from item_bank.bank import Bank
from item_bank.domain import Exact
from item_bank.draw import Draw, Space, space
from item_bank.exercise import Exercise
from item_bank.ids import ItemId, StepId

__all__ = ["Entered", "ItemDiagnosed", "Items", "NotFound"]


class NotFound(msgspec.Struct, frozen=True):
    """Why a response belongs to nothing: a code, and a sentence."""

    code: str
    sentence: str


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """
    A response and what it belongs to.

    Attributes
    ----------
    item, variant, step
        The step's item, its variant from 0, and the step; the first without one.
    response
        A text, or lines of working.
    earlier
        Wrong answers to the step before this one.
    locale, written
        How they are written.
    """

    item: str
    variant: int = 0
    step: str | None = None
    response: str | tuple[str, ...]
    earlier: tuple[str, ...] = ()
    locale: str = "en"
    written: Format = "text"


class ItemDiagnosed(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, the verdict, the step that was answered, and the answer as read, where it is maths."""

    found: Diagnosed
    verdict: Verdict
    step: StepId
    read: str | None


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

    def diagnosed(self, entered: Entered) -> ItemDiagnosed | NotFound:
        """
        Judge and diagnose a response.
        """
        bank = self.bank()
        if isinstance(bank, str):
            return NotFound("no_bank", bank)
        try:
            exercise = bank.open(ItemId(entered.item), entered.variant)
        except KeyError:
            return NotFound("unknown_item", f"The bank has no item {entered.item!r}.")
        except IndexError:
            return NotFound("unknown_variant", f"The item has no variant {entered.variant}.")
        step = exercise.steps[0] if entered.step is None else exercise.step(StepId(entered.step))
        if step is None:
            return NotFound("unknown_step", f"The item has no step {entered.step!r}.")
        if isinstance(entered.response, tuple):
            response: Working | Final = Working(lines=entered.response, format=entered.written)
        else:
            response = Final(text=entered.response, format=entered.written)
        judged = judge(step.key, response, locale=entered.locale)
        diagnosis = diagnose(step, response, judged, exercise.mistakes, _background(exercise, entered))
        found = _of_judged(judged, diagnosis, step.step.id)
        return ItemDiagnosed(found=found, verdict=judged.verdict, step=step.step.id, read=judged.read)

    def numbers(self, entered: Entered) -> Mapping[str, Exact] | None:
        """
        Return the numbers of a variant; None where there are none.
        """
        bank = self.bank()
        item = None if isinstance(bank, str) else bank.items.get(ItemId(entered.item))
        if item is None or not 0 <= entered.variant < item.variants:
            return None
        drawn = space(item.template)
        draw = drawn.draw(item.ranks.at(entered.variant)) if isinstance(drawn, Space) else None
        return draw.numbers or None if isinstance(draw, Draw) else None

    def worth(self, entered: Entered, read: str) -> Exact | None:
        """
        Return the exact number that a response to a step comes to; None for others.
        """
        bank = self.bank()
        if isinstance(bank, str):
            return None
        exercise = bank.open(ItemId(entered.item), entered.variant)
        step = exercise.steps[0] if entered.step is None else exercise.step(StepId(entered.step))
        found = None if step is None else fingerprint(step.key, read)
        return found if isinstance(found, int | Fraction) else None


def _background(exercise: Exercise, entered: Entered) -> Background:
    variant = exercise.variant
    return Background(language=variant.language, prompt=variant.prompt, tried=entered.earlier)


def _opened(source: Path | None) -> Bank | str:
    """Open a bundle or a bank's folder; the starter bank where none is named."""
    from api.releases import BankFault, read_bank  # noqa: PLC0415 - most streams hold no items

    found = read_bank(source, secret=secrets.token_bytes(32))
    return found.sentence if isinstance(found, BankFault) else found


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
