"""
Confused: wrong rewrites that an item's numbers hide, or make look alike.

Opens the steps of up to `LOOKED` seeded draws, as far as they need for that, and
says what comes back. Which rewrites there are, and how many draws are worth a look,
is for whoever is handed in to know.
"""

import random
from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeAlias

import msgspec

from item_bank.check.intact import Intact
from item_bank.check.keys import SECRET
from item_bank.check.params import shown
from item_bank.check.parts import step_path
from item_bank.counted import counted
from item_bank.domain import Exact
from item_bank.draw import Draw
from item_bank.exercise import BrokenKey, ExerciseStep, compile_step
from item_bank.fill import NotFilled, fill_variant
from item_bank.finding import Code, Severity
from item_bank.ids import MistakeCode, ReleaseId
from item_bank.mistake import Mistake
from item_bank.native.piece import Findings
from item_bank.native.source import BankSource
from item_bank.template import ItemTemplate

__all__ = ["LOOKED", "Alike", "Confuses", "Confusion", "Hidden", "Opens", "check_confused"]

LOOKED: Final = 200
"""Draws of an item that are looked at, at most; each costs half a millisecond where something is still in doubt."""
SHOWN: Final = 3
"""Rewrites and draws that a sentence names; who wants more changes the item first."""

EXCLUDE: Final = "Exclude these draws under where, or ask for the line that shows it."
ASK: Final = "Ask for the line that shows it, if it matters here."
CHOOSE: Final = "Choose numbers that tell them apart, if it matters here."

_Values: TypeAlias = dict[str, Exact]
"""The numbers that were drawn, without what follows from them."""
Opens: TypeAlias = Callable[[int], ExerciseStep | None]
"""Opens a step in one of the draws that are looked at, counted from 0; None where it cannot be opened."""


class Hidden(msgspec.Struct, frozen=True, kw_only=True):
    """
    A wrong rewrite that leads to no wrong answer in some draws.

    Attributes
    ----------
    did
        What the learner did, going on after "whoever".
    draws
        Those draws, by their place among the draws that were looked at.
    looked
        How many were looked at.
    expected
        Whether one of the step's own mistakes is about it.
    """

    did: str
    draws: tuple[int, ...]
    looked: int
    expected: bool


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong rewrites that lead to the same wrong answer, and those of the draws looked at that tell them apart."""

    did: tuple[str, ...]
    apart: tuple[int, ...]
    looked: int


class Confusion(msgspec.Struct, frozen=True, kw_only=True):
    """What is confused in one step."""

    hidden: tuple[Hidden, ...] = ()
    alike: tuple[Alike, ...] = ()


class Confuses(Protocol):
    """Which wrong rewrites a step's numbers hide or make look alike."""

    def __call__(self, opens: Opens, draws: int, mistakes: Sequence[Mistake]) -> Confusion:
        """Say so of a step that can be opened in so many draws and expects those mistakes."""
        ...


def check_confused(
    template: ItemTemplate,
    draws: Sequence[Draw],
    source: BankSource,
    confuses: Confuses,
    intact: Intact,
    found: Findings,
) -> None:
    """
    Check each step that is intact, has lines of working, and nothing wrong with them.

    Parameters
    ----------
    template
        The item.
    draws
        All valid ones; a seeded sample is looked at.
    source
        The bank's mistakes.
    confuses
        Says what is confused.
    intact
        What of the item can be looked at.
    found
        Takes the findings; what is in it already keeps broken steps out.
    """
    # Seeded by the item's own name, so that a finding stays until the item changes; and no secret is drawn here.
    looked = random.Random(template.id).sample(draws, min(len(draws), LOOKED))  # noqa: S311
    broken = {one.path[:2] for one in found.all if one.severity is Severity.ERROR}
    if not looked or any(path[:1] != ("steps",) for path in broken):
        return
    bare = _bare(template)
    for place, step in enumerate(template.steps):
        path = step_path(place)
        if step.solution and intact(*path) and intact("unknowns") and path[:2] not in broken:
            expected = [source.mistakes[code] for code in _codes(template, place) if code in source.mistakes]
            values = [{name: draw.numbers[name] for name in template.params if name in draw.numbers} for draw in looked]
            _say(confuses(_opens(bare, place, looked), len(looked), expected), values, (*path, "solution"), found)


def _codes(template: ItemTemplate, place: int) -> Sequence[MistakeCode]:
    return list(dict.fromkeys(mistake.code for mistake in template.steps[place].mistakes))


def _bare(template: ItemTemplate) -> ItemTemplate:
    """
    Return an item with nothing but answers and lines of working: filling the rest would take most of the time.
    """
    steps = [
        msgspec.structs.replace(step, prompt="", help=(), mistakes=(), of_item=(), figures=(), follows="")
        for step in template.steps
    ]
    return msgspec.structs.replace(template, title="", prompt="", figures=(), steps=tuple(steps))


def _opens(bare: ItemTemplate, place: int, looked: Sequence[Draw]) -> Opens:
    alone = msgspec.structs.replace(bare, steps=(bare.steps[place],))

    def opened(draw: int) -> ExerciseStep | None:
        try:
            variant = fill_variant(alone, looked[draw], release=ReleaseId("check"), index=draw)
            return compile_step(variant.steps[0], secret=SECRET, subject="check")
        except (NotFilled, BrokenKey):
            return None  # said of the part that is broken

    return opened


def _say(confusion: Confusion, looked: Sequence[_Values], path: tuple[str | int, ...], found: Findings) -> None:
    drawn = any(looked)
    for expected, code in ((True, Code.EXPECTED_RULE_HIDDEN), (False, Code.RULE_HIDDEN)):
        hidden = [one for one in confusion.hidden if one.expected is expected]
        if hidden:
            says = _listed([_hidden(one, looked, drawn=drawn) for one in hidden])
            found.add(code, path, f"The right answer comes out where somebody {says}.", EXCLUDE if expected else ASK)
    if confusion.alike:
        says = _listed([_alike(one, looked, drawn=drawn) for one in confusion.alike])
        fix = CHOOSE if any(one.apart for one in confusion.alike) else ASK
        found.add(Code.RULES_ALIKE, path, f"The same wrong answer comes out where somebody {says}.", fix)


def _hidden(one: Hidden, looked: Sequence[_Values], *, drawn: bool) -> str:
    if not drawn:
        return one.did
    example = shown(looked[one.draws[0]])
    return f"{one.did} ({len(one.draws):,} of {counted(one.looked, 'draw')}, e.g. {example})"


def _alike(one: Alike, looked: Sequence[_Values], *, drawn: bool) -> str:
    ways = ", or ".join(one.did[:SHOWN]) + (f", or {len(one.did) - SHOWN} more" if len(one.did) > SHOWN else "")
    if not drawn:
        return ways
    if not one.apart:
        return f"{ways} (in all {counted(one.looked, 'draw')} looked at)"
    example = shown(looked[one.apart[0]])
    return f"{ways} (told apart in {len(one.apart):,} of {counted(one.looked, 'draw')}, e.g. {example})"


def _listed(parts: Sequence[str]) -> str:
    more = f"; and {len(parts) - SHOWN} more" if len(parts) > SHOWN else ""
    return "; ".join(parts[:SHOWN]) + more
