"""
Fields: what authors may write where, by piece, in the order in which it is best written.

The one table of the native format: what reads a piece converts to these Structs,
the schema for editors is made from them, and formatting puts fields into their
order. A field that holds another piece is an `object` here, so that reading
can go on piece by piece; which pieces it may hold, `INSIDE` says.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

import msgspec

from item_bank.answers.answer import KINDS, ChoiceAnswer, Form, NumberAnswer, OrderAnswer
from item_bank.figures.figure import FIGURES
from item_bank.template import Difficulty, Grades

__all__ = [
    "INSIDE",
    "AnswerWords",
    "ChoiceFields",
    "HeadFields",
    "IntegersFields",
    "ItemFields",
    "ItemMistakeFields",
    "ItemWords",
    "MistakeFields",
    "MistakeWords",
    "NamedMistakeFields",
    "NamedMistakeWords",
    "OneOfFields",
    "OptionFields",
    "OptionWords",
    "OrderFields",
    "OrderOptionFields",
    "Piece",
    "RungFields",
    "RungWords",
    "ScaffoldEntryFields",
    "ScaffoldEntryWords",
    "ScaffoldFields",
    "ScaffoldWords",
    "SkillFields",
    "SkillWords",
    "StepFields",
    "StepWords",
    "TestFields",
    "WordsFields",
]

Piece: TypeAlias = type[msgspec.Struct]


class ItemFields(msgspec.Struct, kw_only=True):
    """One item."""

    format: str
    id: str
    title: str
    language: str | None = None
    license: str | None = None
    attribution: str | None = None
    skills: list[str] = []
    requires: list[str] = []
    difficulty: Difficulty = 3
    grade: Grades | None = None
    tags: list[str] = []
    notes: str = ""
    """For other authors; goes into no bundle."""
    allow: dict[str, str] = {}
    """Findings that are none here, by code, with the reason; goes into no bundle."""
    params: dict[str, object] = {}
    derive: dict[str, str] = {}
    where: list[str] = []
    unknowns: list[str] = []
    prompt: str = ""
    figures: list[object] = []
    mistakes: list[object] = []
    steps: list[object]
    tests: list[object] = []


class IntegersFields(msgspec.Struct, kw_only=True):
    """A domain: whole numbers from one to another."""

    bounds: tuple[int, int] = msgspec.field(name="int")
    without: list[int] = msgspec.field(default_factory=list, name="not")
    step: int = 1


class OneOfFields(msgspec.Struct, kw_only=True):
    """A domain: numbers from a list."""

    one_of: list[str]


class WordsFields(msgspec.Struct, kw_only=True):
    """A domain: words."""

    text: list[str]


class StepFields(msgspec.Struct, kw_only=True):
    """One step of an item."""

    id: str
    prompt: str = ""
    figures: list[object] = []
    skills: list[str] | None = None
    unknowns: list[str] = []
    answer: object
    follows: str = ""
    solution: list[str] = []
    mistakes: list[object] = []
    hints: list[object] = []


class TestFields(msgspec.Struct, kw_only=True):
    """One of an item's own tests."""

    draw: dict[str, str] = {}
    step: str | None = None
    lines: list[str] | None = None
    answer: str | None = None
    expect: str


class OptionFields(msgspec.Struct, kw_only=True):
    """An option of a choice."""

    text: str | None = None
    figure: object = None
    correct: bool = False
    code: str | None = None
    hint: str | None = None


class ChoiceFields(msgspec.Struct, kw_only=True):
    """An answer that is picked."""

    kind: str
    shuffle: bool = True
    choices: list[object]


class OrderOptionFields(msgspec.Struct, kw_only=True):
    """One of the options to be put in order."""

    text: str | None = None
    figure: object = None


class OrderFields(msgspec.Struct, kw_only=True):
    """An answer that is an order of options."""

    kind: str
    choices: list[object]


class MistakeFields(msgspec.Struct, kw_only=True):
    """A wrong answer expected at a step."""

    when: str
    code: str
    hint: str | None = None


class ItemMistakeFields(MistakeFields, kw_only=True):
    """A wrong answer expected at all steps that ask for its kind."""

    kind: str = str(NumberAnswer.__struct_config__.tag)


class RungFields(msgspec.Struct, kw_only=True):
    """A rung of the ladder of hints."""

    text: str
    reveals: bool = False


class ScaffoldEntryFields(msgspec.Struct, kw_only=True):
    """An entry of the ladder that is a scaffold."""

    scaffold: object


class ScaffoldFields(msgspec.Struct, kw_only=True):
    """An easier question on the way."""

    id: str
    prompt: str
    figures: list[object] = []
    answer: object
    reveals: bool = False
    hints: list[object] = []


class HeadFields(msgspec.Struct, kw_only=True):
    """What a bank says once, in `bank.yaml`."""

    format: str
    id: str
    name: str
    language: str = "en"
    translations: list[str] = []
    license: str = ""
    attribution: str = ""


class SkillFields(msgspec.Struct, kw_only=True):
    """An entry of a list of skills."""

    id: str
    name: str
    requires: list[str] = []
    standards: list[str] = []
    forms: list[Form] = []


class NamedMistakeFields(msgspec.Struct, kw_only=True):
    """An entry of a list of mistakes."""

    code: str
    name: str
    did: str
    hint: str | None = None
    misconception: str | None = None


class ItemWords(msgspec.Struct, kw_only=True):
    """An item in another language."""

    title: str = ""
    notes: str = ""
    """For other authors; goes into no bundle."""
    params: dict[str, list[str]] = {}
    prompt: str = ""
    figures: list[object] = []
    steps: list[object] = []


class StepWords(msgspec.Struct, kw_only=True):
    """A step in another language."""

    id: str
    prompt: str = ""
    figures: list[object] = []
    answer: object = None
    mistakes: list[object] = []
    hints: list[object] = []


class AnswerWords(msgspec.Struct, kw_only=True):
    """The words of an answer in another language."""

    value: str | None = None
    accept: list[str] | None = None
    choices: list[object] = []


class MistakeWords(msgspec.Struct, kw_only=True):
    """The words of an expected mistake in another language."""

    code: str
    when: str | None = None
    hint: str | None = None


class RungWords(msgspec.Struct, kw_only=True):
    """A rung in another language."""

    text: str


class OptionWords(msgspec.Struct, kw_only=True):
    """An option in another language."""

    text: str | None = None
    figure: object = None


class ScaffoldEntryWords(msgspec.Struct, kw_only=True):
    """An entry of the ladder that is a scaffold, in another language."""

    scaffold: object


class ScaffoldWords(msgspec.Struct, kw_only=True):
    """A scaffold in another language."""

    id: str = ""
    prompt: str = ""
    figures: list[object] = []
    answer: object = None
    hints: list[object] = []


class SkillWords(msgspec.Struct, kw_only=True):
    """An entry of a list of skills in another language."""

    id: str
    name: str


class NamedMistakeWords(msgspec.Struct, kw_only=True):
    """An entry of a list of mistakes in another language."""

    code: str
    name: str = ""
    did: str = ""
    hint: str | None = None


_ANSWERS: Final[tuple[Piece, ...]] = (
    *(kind for kind in KINDS.values() if kind not in {ChoiceAnswer, OrderAnswer}),
    ChoiceFields,
    OrderFields,
)
_FIGURES: Final[tuple[Piece, ...]] = tuple(FIGURES.values())

INSIDE: Final[Mapping[tuple[Piece, str], tuple[Piece | type[str], ...]]] = MappingProxyType(
    {
        (ItemFields, "params"): (IntegersFields, OneOfFields, WordsFields),
        (ItemFields, "figures"): _FIGURES,
        (ItemFields, "mistakes"): (ItemMistakeFields,),
        (ItemFields, "steps"): (StepFields,),
        (ItemFields, "tests"): (TestFields,),
        (StepFields, "figures"): _FIGURES,
        (StepFields, "answer"): _ANSWERS,
        (StepFields, "mistakes"): (MistakeFields,),
        (StepFields, "hints"): (str, RungFields, ScaffoldEntryFields),
        (ChoiceFields, "choices"): (OptionFields,),
        (OrderFields, "choices"): (OrderOptionFields,),
        (OptionFields, "figure"): _FIGURES,
        (OrderOptionFields, "figure"): _FIGURES,
        (ScaffoldEntryFields, "scaffold"): (ScaffoldFields,),
        (ScaffoldFields, "figures"): _FIGURES,
        (ScaffoldFields, "answer"): _ANSWERS,
        (ScaffoldFields, "hints"): (str, RungFields),
        (ItemWords, "figures"): _FIGURES,
        (ItemWords, "steps"): (StepWords,),
        (StepWords, "figures"): _FIGURES,
        (StepWords, "answer"): (AnswerWords,),
        (StepWords, "mistakes"): (MistakeWords,),
        (StepWords, "hints"): (str, RungWords, ScaffoldEntryWords),
        (AnswerWords, "choices"): (str, OptionWords),
        (OptionWords, "figure"): _FIGURES,
        (ScaffoldEntryWords, "scaffold"): (ScaffoldWords,),
        (ScaffoldWords, "figures"): _FIGURES,
        (ScaffoldWords, "answer"): (AnswerWords,),
        (ScaffoldWords, "hints"): (str, RungWords),
    }
)
"""
The pieces that stand in a field: itself, each entry of its list, or each value of its names.

Of a figure in a translation only the texts are given.
"""
