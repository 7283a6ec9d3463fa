"""
What is opened: some variants of an item, just as a learner would get them.

Filled texts have to render, their pictures have to be there, solution lines
have to follow from one another down to the key, and no hint may give the
answer away. A few variants stand for all: what differs between draws is
numbers, and `drawn` looks at those.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final, Protocol, assert_never

import msgspec

from item_bank.answers.answer import Answer, ChoiceAnswer
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.check.intact import Intact, blanked
from item_bank.check.keys import SECRET
from item_bank.check.parts import mistake_path, step_path
from item_bank.check.solution import Solution
from item_bank.check.tally import Tally
from item_bank.draw import Draw
from item_bank.figures.figure import Figure
from item_bank.figures.parts import parts
from item_bank.fill import NotFilled, fill_variant
from item_bank.finding import Code, Path, quoted
from item_bank.ids import ReleaseId
from item_bank.mistake import Mistake
from item_bank.native.piece import Findings
from item_bank.native.source import BankSource
from item_bank.rendering.render import render
from item_bank.rendering.segments import ImageSegment
from item_bank.template import ItemTemplate
from item_bank.variant import Help, Rung, Scaffold, Variant

__all__ = ["LeakGuard", "check_opened"]

RENDERED: Final = 3
"""Variants whose texts are rendered."""


class LeakGuard(Protocol):
    """Whether a text gives an answer away to somebody who knows what is given."""

    def __call__(self, text: str, answer: Answer, *, given: Sequence[str], language: str = "en") -> bool:
        """Say so."""
        ...


class _Shown(msgspec.Struct, frozen=True):
    """One filled text and its place in the file."""

    path: Path
    text: str


def check_opened(
    template: ItemTemplate,
    draws: Sequence[Draw],
    source: BankSource,
    leaks: LeakGuard | None,
    intact: Intact,
    found: Findings,
) -> None:
    """
    Check an item's variants in the draws given, wherever it is intact; without a guard, leaks are not looked for.
    """
    tallies: dict[Path, Tally] = {}
    rendered: set[_Shown] = set()
    refused = frozenset(one.path for one in found.all if one.code is Code.KEY_NOT_CORRECT)
    undefined = intact.without(one.path for one in found.all if one.code is Code.UNDEFINED_VALUE)
    for place, draw in enumerate(draws):
        filled = _filled(template, draw, intact) or _filled(template, draw, undefined)
        if filled is None:
            continue  # in a draw that `drawn` did not look at, and said so
        here, variant = filled
        if place < RENDERED:
            for shown in _texts(template, variant):
                if shown not in rendered and here(*shown.path):
                    rendered.add(shown)
                    _check_rendered(shown, variant.language, source, found)
        for step_place, step in enumerate(variant.steps):
            path = step_path(step_place)
            ends = here(*path, "answer") and (*path, "answer", "value") not in refused
            Solution(step, path, here, ends=ends).check(draw, tallies)
            if leaks is not None:
                _Leaks(template, variant, step_place, leaks, source, here).check(draw, tallies)
    for path, tally in tallies.items():
        tally.report(path, len(draws), found)


def _filled(template: ItemTemplate, draw: Draw, intact: Intact) -> tuple[Intact, Variant] | None:
    """
    Fill what is intact; None where something has no value in this draw.
    """
    try:
        return intact, fill_variant(blanked(template, intact), draw, release=ReleaseId("check"), index=0)
    except NotFilled:
        return None


def _check_rendered(shown: _Shown, language: str, source: BankSource, found: Findings) -> None:
    # A second variant seldom fails in another way than the first, and one finding a place is enough.
    if any(earlier.path == shown.path and earlier.code in _OF_RENDERING for earlier in found.all):
        return
    read = render(shown.text, language)
    for fault in read.faults:
        code = Code.IMAGE_WITHOUT_ALT if fault.code == "missing_alt" else Code.BAD_MATHS
        fix = "Describe it: ![what is to be seen](picture)." if code is Code.IMAGE_WITHOUT_ALT else "Correct the text."
        found.add(code, shown.path, fault.sentence, fix)
    for segment in read.segments:
        if isinstance(segment, ImageSegment) and segment.src not in source.assets:
            says = f"There is no picture {quoted(segment.src)}."
            found.add(Code.UNKNOWN_ASSET, shown.path, says, "Put it into the folder assets, or correct its name.")


_OF_RENDERING: Final = frozenset({Code.BAD_MATHS, Code.IMAGE_WITHOUT_ALT, Code.UNKNOWN_ASSET})


def _texts(template: ItemTemplate, variant: Variant) -> Sequence[_Shown]:
    shown = [_Shown(("prompt",), variant.prompt), *_cells(variant.figures, ("figures",))]
    for place, step in enumerate(variant.steps):
        path = step_path(place)
        shown += [_Shown((*path, "prompt"), step.prompt), *_cells(step.figures, (*path, "figures"))]
        shown += _choices(step.answer, (*path, "answer"))
        shown += [
            _Shown((*mistake_path(template.steps[place], place, mistake_place), "hint"), mistake.hint)
            for mistake_place, mistake in enumerate(step.mistakes)
            if mistake.hint is not None
        ]
        for entry_place, entry in enumerate(step.help):
            shown += _help_texts(entry, (*path, "hints", entry_place))
    return shown


def _help_texts(entry: Help, path: Path) -> list[_Shown]:
    match entry:
        case Rung(text=text):
            return [_Shown(path, text)]
        case Scaffold(prompt=prompt, answer=answer, rungs=rungs, figures=figures):
            here = (*path, "scaffold")
            inner = _cells(figures, (*here, "figures"))
            inner += [_Shown((*here, "hints", place), rung.text) for place, rung in enumerate(rungs)]
            return [_Shown((*here, "prompt"), prompt), *_choices(answer, (*here, "answer")), *inner]
        case _:
            assert_never(entry)


def _cells(figures: Sequence[Figure], path: Path) -> list[_Shown]:
    """
    Return the texts of figures that are rendered like a prompt: what stands in tables.
    """
    return [
        _Shown((*path, place, *part.path), part.text)
        for place, figure in enumerate(figures)
        for part in parts(figure)
        if part.role == "rich"
    ]


def _choices(answer: Answer, path: Path) -> list[_Shown]:
    if not isinstance(answer, ChoiceAnswer):
        return []
    # A variant may have shuffled them; their ids count them as authored.
    authored = sorted(answer.choices, key=lambda choice: choice.id)
    return [_Shown((*path, "choices", place, "text"), choice.text) for place, choice in enumerate(authored)]


class _Leaks:
    """The hints of one step of one variant, held against its answer."""

    def __init__(
        self,
        template: ItemTemplate,
        variant: Variant,
        place: int,
        leaks: LeakGuard,
        source: BankSource,
        intact: Intact,
    ) -> None:
        self._step = variant.steps[place]
        self._path = step_path(place)
        self._authored = template.steps[place]
        self._place = place
        self._leaks = partial(leaks, language=variant.language)
        self._mistakes = source.mistakes
        self._given = [variant.prompt, self._step.prompt]
        self._intact = intact

    def check(self, draw: Draw, tallies: dict[Path, Tally]) -> None:
        for path, says in self._found():
            tallies.setdefault(path, Tally()).add(Code.HINT_LEAKS, says, draw)

    def _found(self) -> list[tuple[Path, str]]:
        found: list[tuple[Path, str]] = []
        known = [("prompt",), (*self._path, "prompt"), (*self._path, "answer"), (*self._path, "unknowns")]
        if not all(self._intact(*path) for path in known):
            return found  # what is given away depends on what is given and what is asked
        for place, mistake in enumerate(self._step.mistakes):
            here = mistake_path(self._authored, self._place, place)
            if not self._intact(*here):
                continue
            words = mistake.hint or _words(self._mistakes.get(mistake.code))
            if words and self._leaks(words, self._step.answer, given=[*self._given, mistake.value]):
                path = (*here, "code" if mistake.hint is None else "hint")
                found.append((path, f"The hint about {quoted(mistake.code)} gives the answer away"))
        for place, entry in enumerate(self._step.help):
            found += self._help(entry, (*self._path, "hints", place))
        return [(path, says) for path, says in found if self._intact(*path)]

    def _help(self, entry: Help, path: Path) -> list[tuple[Path, str]]:
        if entry.reveals:
            return []
        match entry:
            case Rung(text=text):
                leaks = self._leaks(text, self._step.answer, given=self._given)
                return [(path, "This hint gives the answer away")] if leaks else []
            case Scaffold():
                return self._scaffold(entry, (*path, "scaffold"))
            case _:
                assert_never(entry)

    def _scaffold(self, scaffold: Scaffold, path: Path) -> list[tuple[Path, str]]:
        found: list[tuple[Path, str]] = []
        if self._leaks(scaffold.prompt, self._step.answer, given=self._given):
            found.append(((*path, "prompt"), "This scaffold gives the step's answer away"))
        if not self._intact(*path, "answer"):
            return found
        if self._same(scaffold.answer):
            found.append(((*path, "answer"), "This scaffold asks for the step's own answer"))
        if not self._intact(*path, "prompt"):
            return found
        given = [*self._given, scaffold.prompt]
        for place, rung in enumerate(scaffold.rungs):
            if not rung.reveals and self._leaks(rung.text, scaffold.answer, given=given):
                found.append(((*path, "hints", place), "This hint gives the scaffold's answer away"))
        return found

    def _same(self, answer: Answer) -> bool:
        if type(answer) is not type(self._step.answer) or isinstance(answer, ChoiceAnswer):
            return False
        key = compile_key(self._step.answer, unknowns=self._step.unknowns, solution=(), secret=SECRET, subject="check")
        if isinstance(key, KeyFault):
            return False
        found = fingerprint(key, answer.value)
        return found is not None and found == fingerprint(key, self._step.answer.value)


def _words(mistake: Mistake | None) -> str | None:
    return None if mistake is None else mistake.hint
