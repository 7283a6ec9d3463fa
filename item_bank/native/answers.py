"""
Answers and help as authors write them.

Reads the `answer`, `mistakes` and `hints` of a step or a scaffold. The shape of
an answer is the engine's own, but for choices, whose options say themselves
which is right and get their ids from their order, and for options to be put in
order, which are authored in the right one.
"""

import string
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from item_bank.answers.answer import KINDS, Answer, Choice, ChoiceAnswer, OrderAnswer, TextAnswer
from item_bank.counted import counted
from item_bank.finding import Code, Path, quoted
from item_bank.ids import MistakeCode, StepId
from item_bank.native.fields import (
    ChoiceFields,
    ItemMistakeFields,
    MistakeFields,
    OptionFields,
    OrderFields,
    OrderOptionFields,
    RungFields,
    ScaffoldEntryFields,
    ScaffoldFields,
)
from item_bank.native.figures import read_figure, read_figures
from item_bank.native.kind import read_kind
from item_bank.native.nearest import nearest
from item_bank.native.piece import Findings, read_piece, similar, valid_id
from item_bank.variant import ExpectedMistake, Help, Rung, Scaffold

__all__ = [
    "CHOICE_IDS",
    "UNREAD",
    "ItemMistakes",
    "ReadAnswer",
    "read_answer",
    "read_help",
    "read_item_mistakes",
    "read_mistakes",
]

CHOICE_IDS: Final = string.ascii_lowercase
"""Ids of options in the order authored; 26 are more than anybody reads."""


class ReadAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, and the mistakes that its wrong options show."""

    answer: Answer
    mistakes: tuple[ExpectedMistake, ...] = ()


UNREAD: Final = TextAnswer(value="")
"""Stands where an answer could not be read."""

_CHOICE: Final = str(ChoiceAnswer.__struct_config__.tag)
_ORDER: Final = str(OrderAnswer.__struct_config__.tag)
_LISTED: Final = tuple(kind for kind in KINDS if kind not in {_CHOICE, _ORDER})
_ENTRY: Final = ("scaffold", "text", "reveals")


def read_answer(data: object, path: Path, found: Findings) -> ReadAnswer | None:
    """
    Read an answer; None, and at least one finding, where even its kind is not known.

    Of an answer that fails elsewhere, what could be read.
    """
    if not isinstance(data, dict):
        found.add(Code.WRONG_SHAPE, path, "An answer has fields.", "Write it as {kind: number, value: x0}.")
        found.lose(path, data)
        return None
    kind = read_kind(data, path, found, "answer", KINDS)
    if kind is None:
        found.lose(path, data)
        return None
    fields = {name: value for name, value in data.items() if name != "kind"}
    if kind == _CHOICE:
        return _read_choice({"kind": kind, **fields}, path, found)
    if kind == _ORDER:
        return _read_order({"kind": kind, **fields}, path, found)
    answer = read_piece(KINDS[kind], fields, path, found)
    return None if answer is None else ReadAnswer(answer=answer)


def read_mistakes(data: Sequence[object], path: Path, found: Findings) -> tuple[ExpectedMistake, ...]:
    """
    Read a step's expected wrong answers, each in its place.
    """
    mistakes = []
    for place, entry in enumerate(data):
        mistake = read_piece(MistakeFields, entry, (*path, place), found) or MistakeFields(when="", code="")
        mistakes.append(ExpectedMistake(value=mistake.when, code=MistakeCode(mistake.code), hint=mistake.hint))
    return tuple(mistakes)


class ItemMistakes(msgspec.Struct, frozen=True, kw_only=True):
    """The mistakes that an item lists for all its steps of a kind, by their place in its list."""

    listed: Mapping[int, tuple[str, ExpectedMistake]]

    def at(self, answer: Answer) -> Mapping[int, ExpectedMistake]:
        """Return those that hold at a step with an answer."""
        kind = str(answer.__struct_config__.tag)
        return {place: mistake for place, (of, mistake) in self.listed.items() if of == kind}


def read_item_mistakes(data: Sequence[object], found: Findings) -> ItemMistakes:
    """
    Read the mistakes that hold at all steps of an item that ask for their kind of answer.
    """
    listed: dict[int, tuple[str, ExpectedMistake]] = {}
    for place, entry in enumerate(data):
        path = ("mistakes", place)
        mistake = read_piece(ItemMistakeFields, entry, path, found)
        if mistake is None:
            continue
        if mistake.kind not in _LISTED:
            says = f"There is no kind of answer {quoted(mistake.kind)!r} of which an item lists mistakes."
            found.add(Code.UNKNOWN_KIND, (*path, "kind"), says, similar(mistake.kind, _LISTED))
            continue
        read = ExpectedMistake(value=mistake.when, code=MistakeCode(mistake.code), hint=mistake.hint)
        listed[place] = mistake.kind, read
    return ItemMistakes(listed=listed)


def read_help(data: Sequence[object], path: Path, step: StepId, found: Findings) -> tuple[Help, ...]:
    """
    Read a step's ladder of hints, each in its place: texts, texts that reveal, and scaffolds.
    """
    return tuple(_read_entry(entry, (*path, place), step, found) for place, entry in enumerate(data))


def _read_choice(data: object, path: Path, found: Findings) -> ReadAnswer | None:
    choice = read_piece(ChoiceFields, data, path, found)
    if choice is None:
        return None
    here = (*path, "choices")
    if here in found.unread:
        return ReadAnswer(answer=ChoiceAnswer(value="", shuffle=choice.shuffle))
    read = [
        read_piece(OptionFields, entry, (*here, place), found) or OptionFields(text="")
        for place, entry in enumerate(choice.choices)
    ]
    options = _read_options(read, here, found)
    unsure = any((*here, place, *rest) in found.unread for place in range(len(read)) for rest in ((), ("correct",)))
    right = [id_ for id_, option in zip(CHOICE_IDS, read, strict=False) if option.correct]
    problem = None if unsure else _choices_problem(read, len(right))
    if problem:
        found.add(Code.BAD_CHOICES, here, *problem)
    if unsure or len(right) != 1 or len(read) > len(CHOICE_IDS):
        found.lose((*path, "value"))
    named = list(zip(CHOICE_IDS, read, strict=False))
    return ReadAnswer(
        answer=ChoiceAnswer(
            value=right[0] if right else CHOICE_IDS[0],
            choices=options,
            shuffle=choice.shuffle,
        ),
        mistakes=tuple(
            ExpectedMistake(value=id_, code=MistakeCode(option.code), hint=option.hint)
            for id_, option in named
            if option.code is not None
        ),
    )


def _read_order(data: object, path: Path, found: Findings) -> ReadAnswer | None:
    """Read options that are authored in the right order; a learner meets them in another."""
    order = read_piece(OrderFields, data, path, found)
    if order is None:
        return None
    here = (*path, "choices")
    read = [
        read_piece(OrderOptionFields, entry, (*here, place), found) or OrderOptionFields(text="")
        for place, entry in enumerate(order.choices)
    ]
    if here not in found.unread and not 1 < len(read) <= len(CHOICE_IDS):
        found.add(Code.BAD_CHOICES, here, *_number_problem(len(read)))
    named = list(zip(CHOICE_IDS, read, strict=False))
    return ReadAnswer(
        answer=OrderAnswer(
            value=", ".join(id_ for id_, _ in named),
            choices=_read_options(read, here, found),
        )
    )


def _read_options(read: Sequence[OptionFields | OrderOptionFields], path: Path, found: Findings) -> tuple[Choice, ...]:
    """
    Make options of what was read; one with a figure and no text has the figure's words for a text.
    """
    options = []
    for place, (id_, option) in enumerate(zip(CHOICE_IDS, read, strict=False)):
        here = (*path, place)
        code = option.code if isinstance(option, OptionFields) else None
        figure = None if option.figure is None else read_figure(option.figure, (*here, "figure"), found)
        text = option.text if option.text is not None or figure is None else figure.alt
        if text is None and (*here, "text") not in found.unread:
            found.add(Code.MISSING_FIELD, here, "The option has neither a text nor a figure.", "Add text.")
            found.lose((*here, "text"))
        options.append(Choice(id=id_, text=text or "", code=code, figure=figure))
    return tuple(options)


def _number_problem(count: int) -> tuple[str, str]:
    return (
        f"There {'is' if count == 1 else 'are'} {counted(count, 'option')}.",
        f"Give from 2 to {len(CHOICE_IDS)} of them.",
    )


def _choices_problem(options: Sequence[OptionFields], right: int) -> tuple[str, str] | None:
    if not 1 < len(options) <= len(CHOICE_IDS):
        return _number_problem(len(options))
    if right != 1:
        return f"{right} options are marked as correct.", "Mark exactly one with correct: true."
    if any(option.correct and option.code for option in options):
        return "The right option has the code of a mistake.", "Give codes to wrong options only."
    return None


def _read_entry(entry: object, path: Path, step: StepId, found: Findings) -> Help:
    if not isinstance(entry, dict) or not any(nearest(name, _ENTRY) == "scaffold" for name in entry):
        return _read_rung(entry, path, found)
    outer = read_piece(ScaffoldEntryFields, entry, path, found) or ScaffoldEntryFields(scaffold=None)
    return _read_scaffold(outer.scaffold, (*path, "scaffold"), step, found)


def _read_rung(entry: object, path: Path, found: Findings) -> Rung:
    if isinstance(entry, str):
        return Rung(text=entry)
    rung = read_piece(RungFields, entry, path, found) or RungFields(text="")
    return Rung(text=rung.text, reveals=rung.reveals)


def _read_scaffold(data: object, path: Path, step: StepId, found: Findings) -> Scaffold:
    scaffold = read_piece(ScaffoldFields, data, path, found)
    if scaffold is None:
        return Scaffold(id=step, prompt="", answer=UNREAD)
    if not valid_id(scaffold.id) and (*path, "id") not in found.unread:
        found.add(
            Code.BAD_ID,
            (*path, "id"),
            f"A scaffold cannot have the id {quoted(scaffold.id)!r}.",
            "Use letters, digits and hyphens.",
        )
    here = (*path, "answer")
    answer = None if here in found.unread else read_answer(scaffold.answer, here, found)
    return Scaffold(
        id=StepId(f"{step}/{scaffold.id}"),
        prompt=scaffold.prompt,
        answer=UNREAD if answer is None else answer.answer,
        rungs=tuple(_read_rung(entry, (*path, "hints", place), found) for place, entry in enumerate(scaffold.hints)),
        figures=read_figures(scaffold.figures, (*path, "figures"), found),
        reveals=scaffold.reveals,
    )
