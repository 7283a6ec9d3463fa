"""
Ladders: the hints of one OATutor step as our rungs and scaffolds.

A scaffold keeps its question and, where its answer proves usable, its answer;
else it is a rung that only asks. What hangs below a hint follows it. Rungs that
give the step's answer away are marked, so that they are kept for the end.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import assert_never

import msgspec

from item_bank.answers.answer import (
    Answer,
    ChoiceAnswer,
    MathsAnswer,
    OrderAnswer,
    TextAnswer,
)
from item_bank.answers.fault import KeyFault
from item_bank.answers.judge import judge
from item_bank.answers.key import Key as EngineKey
from item_bank.answers.key import compile_key
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.ids import StepId
from item_bank.importers.contract import LeakGuard
from item_bank.importers.oatutor.answers import read_key
from item_bank.importers.oatutor.asked import Asked, Key, Refused
from item_bank.importers.oatutor.layout import SourceHint
from item_bank.importers.oatutor.pathway import ordered
from item_bank.importers.oatutor.proof import prove
from item_bank.importers.oatutor.texts import Cleaned
from item_bank.importers.slug import short_slug
from item_bank.variant import Help, Rung, Scaffold

__all__ = ["Around", "Ladder", "build_ladder", "titled"]

SCAFFOLD = "scaffold"
MAX_HINTS = 100
"""Hints of one step; the longest pathway of the whole bank has 34."""
LEFT_OUT = {"too_long": "hint_too_long", "variables": "hint_with_variables"}
"""What is said of a hint whose text cannot be shown, by the reason."""
SAME_ANSWER = frozenset({Verdict.CORRECT, Verdict.WRONG_FORM})


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is around a ladder.

    `source` is the step's id in the source, `given` what a learner has read
    before any hint, `wording` what decides about forms; `clean` brings a text
    into our Markdown.
    """

    source: str
    step: StepId
    answer: Answer
    given: tuple[str, ...]
    wording: str
    clean: Callable[[str], Cleaned]
    leaks: LeakGuard
    decimal_comma: bool = False


class Ladder(msgspec.Struct, frozen=True, kw_only=True):
    """
    Help in order, with what was mended (codes, each once) and how many scaffolds became rungs.

    `left_out` has a code of `reasons.HINTS` for each hint that could not be
    carried over.
    """

    help: tuple[Help, ...]
    mended: tuple[str, ...]
    left_out: tuple[str, ...]
    scaffolds_as_rungs: int


def build_ladder(hints: tuple[SourceHint, ...], around: Around) -> Ladder:
    """
    Make a step's ladder of its hints.
    """
    order = ordered(hints[:MAX_HINTS], around.source)
    building = _Building(around)
    building.mended += order.mended
    if len(hints) > MAX_HINTS:
        building.left_out.append("hint_too_many")
    for name, hint in order.hints:
        if not isinstance(building.add(name, hint), Rung):
            continue
        for below_name, below_hint in ordered(hint.sub_hints[:MAX_HINTS], around.source).hints:
            building.add(f"{name}-{below_name.removeprefix(f'{name}-')}", below_hint)
    return building.ladder()


def titled(title: str, text: str) -> str:
    """
    Put a title before its text, unless the text says it already.
    """
    head = " ".join(title.split())
    if not text:
        return head
    if not head or head.rstrip(".:?").casefold() in text.casefold():
        return text
    return f"**{head}**\n{text}" if "**" not in head else f"{head}\n{text}"


class _Building:
    """A ladder in the making, with what was found on the way."""

    def __init__(self, around: Around) -> None:
        self.around = around
        self.help: list[Help] = []
        self.mended: list[str] = []
        self.left_out: list[str] = []
        self.plain = 0
        self.taken: set[str] = set()

    def ladder(self) -> Ladder:
        """
        Return what was made.
        """
        return Ladder(
            help=tuple(self.help),
            mended=tuple(dict.fromkeys(self.mended)),
            left_out=tuple(self.left_out),
            scaffolds_as_rungs=self.plain,
        )

    def add(self, name: str, hint: SourceHint) -> Help | None:
        """
        Add one entry; none where the hint says nothing, or nothing that can be shown.
        """
        text = self._text(hint)
        if not text:
            return None
        leaks = self.around.leaks(text, self.around.answer, given=self.around.given)
        key = self._asked(hint, text)
        if key is None:
            entry: Help = Rung(text=text, reveals=leaks)
            self.plain += hint.type == SCAFFOLD
        else:
            entry = Scaffold(
                id=StepId(f"{self.around.step}/{self._own(name)}"),
                prompt=text,
                answer=key.answer,
                rungs=tuple(self._below(hint, text, key.answer)),
                reveals=leaks or _same(key.answer, self.around.answer),
            )
        self.help.append(entry)
        return entry

    def _text(self, hint: SourceHint) -> str:
        """
        Read a hint's text; the empty text, and what is to be said of it, where there is none.
        """
        title, text = self.around.clean(hint.title), self.around.clean(hint.text)
        reason = title.unusable or text.unusable
        if reason is not None:
            self.left_out.append(LEFT_OUT[reason])
            return ""
        whole = titled(title.text, text.text)
        if not whole:
            self.mended.append("empty_hint")
        return whole

    def _asked(self, hint: SourceHint, text: str) -> Key | None:
        """
        Read what a scaffold asks for; none for plain hints, and where the answer is of no use.
        """
        if hint.type != SCAFFOLD:
            return None
        asked = Asked(
            problem_type=hint.problem_type,
            answer_type=hint.answer_type,
            answers=hint.hint_answer,
            choices=hint.choices,
            wording=f"{self.around.wording} {text}",
            decimal_comma=self.around.decimal_comma,
        )
        key = read_key(asked, self.around.clean)
        if isinstance(key, Refused) or prove(key.answer, key.authored, key.unknowns) is not None:
            return None
        return key

    def _below(self, hint: SourceHint, prompt: str, answer: Answer) -> Iterator[Rung]:
        """
        Make the rungs of a scaffold of what hangs below it; questions there only ask.

        One reveals if it gives the scaffold's answer away, or the step's.
        """
        around = self.around
        for _, below in ordered(hint.sub_hints[:MAX_HINTS], "").hints:
            text = self._text(below)
            if text:
                reveals = around.leaks(text, answer, given=(*around.given, prompt))
                yield Rung(text=text, reveals=reveals or around.leaks(text, around.answer, given=around.given))

    def _own(self, name: str) -> str:
        """
        Give a scaffold an id that no other of the step has.
        """
        base = own = short_slug(name)
        number = 2
        while own in self.taken:
            own, number = f"{base}-{number}", number + 1
        self.taken.add(own)
        return own


def _same(asked: Answer, answer: Answer) -> bool:
    """
    Say whether a scaffold asks for the step's own answer, in whatever form it is written.
    """
    said = _as_said(asked)
    if said == _as_said(answer):
        return True
    key = _compiled(answer)
    return not isinstance(key, KeyFault) and judge(key, Final(text=said)).verdict in SAME_ANSWER


@lru_cache(maxsize=64)
def _compiled(answer: Answer) -> EngineKey | KeyFault:
    """
    Make a step's answer ready, once for all of its scaffolds.
    """
    return compile_key(answer, unknowns=(), solution=(), secret=b"", subject="")


def _as_said(answer: Answer) -> str:
    """
    Bring an answer to the words in which it would be given.
    """
    match answer:
        case MathsAnswer(value=value) | OrderAnswer(value=value):
            return value
        case TextAnswer(value=value):
            return value.casefold()
        case ChoiceAnswer(value=right, choices=choices):
            return next(choice.text for choice in choices if choice.id == right)
        case _:
            assert_never(answer)
