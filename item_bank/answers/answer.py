"""
Answers: what counts as right, as data.

One Struct per kind, told apart by `kind`; the same shape stands in an item's
YAML, in a bundle and in a line of `misstep grade`. Texts are typed maths in
our own grammar. Reading and judging are `kinds`'; a new kind is a new Struct
here and a case in `key`, one that is no maths a case wherever answers are matched.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal, TypeAlias, get_args

import msgspec

from item_bank.algebra.forms.form import Form
from item_bank.algebra.setting import Domain
from item_bank.figures.figure import Figure

__all__ = [
    "KINDS",
    "Answer",
    "AntiderivativeAnswer",
    "Choice",
    "ChoiceAnswer",
    "Domain",
    "EquationAnswer",
    "ExpressionAnswer",
    "Form",
    "InequalityAnswer",
    "IntervalAnswer",
    "ListAnswer",
    "MathsAnswer",
    "MatrixAnswer",
    "NumberAnswer",
    "OrderAnswer",
    "Round",
    "SetAnswer",
    "SolutionsAnswer",
    "SystemAnswer",
    "TextAnswer",
    "Tolerance",
    "TupleAnswer",
    "UnitsAnswer",
    "UpTo",
]

UpTo: TypeAlias = Literal["scale", "roots", "solutions"]
"""
What an equation may differ in: a factor that is never zero (`scale`), the multiplicity of its roots (`roots`), or
anything that keeps its real solutions (`solutions`).
"""


class Tolerance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a number may be from the key: by so much, or by that share of the key's size. One of the two is given."""

    absolute: Decimal | None = None
    relative: Decimal | None = None


class Round(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    To what a number is rounded: decimal places or significant figures, one of the two.

    `strict` wants exactly as many digits written as were asked for; else zeros at the end may be missing.
    """

    places: Annotated[int, msgspec.Meta(ge=0, le=30)] | None = None
    significant: Annotated[int, msgspec.Meta(ge=1, le=30)] | None = None
    strict: bool = False


class MathsAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """
    What the answers that are read as maths share.

    Attributes
    ----------
    value
        The key as typed maths, with the numbers of the English locale.
    unknowns
        The names that are solved for, beside those of the step.
    functions
        Names of the author's own that are applied to brackets.

    Where a kind has a `domain` and none is given, the step's holds, else `real`.
    """

    value: str
    unknowns: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()


class NumberAnswer(MathsAnswer, frozen=True, kw_only=True, tag="number"):
    """
    One number; `value` is any variable-free text that has it. Exact unless `tolerance` or `round` is given.

    `unit` is what the question gives with the number, such as `%`, `cm` or `€`:
    a response may have it, too.
    """

    form: Form = "any"
    tolerance: Tolerance | None = None
    round: Round | None = None
    domain: Domain | None = None
    unit: Annotated[str, msgspec.Meta(max_length=12)] = ""


class ExpressionAnswer(MathsAnswer, frozen=True, kw_only=True, tag="expression"):
    """An expression, right when it is identical to `value` wherever both are defined in the domain."""

    form: Form = "any"
    domain: Domain | None = None
    tolerance: Tolerance | None = None


class EquationAnswer(MathsAnswer, frozen=True, kw_only=True, tag="equation"):
    """One equation."""

    form: Form = "any"
    up_to: UpTo = "scale"
    domain: Domain | None = None


class SolutionsAnswer(MathsAnswer, frozen=True, kw_only=True, tag="solutions"):
    """The solutions of something: `x = 2 or x = 3`, `2, 3`, `x = ±3`, "no solution"; the form is that of each value."""

    form: Form = "any"
    domain: Domain | None = None


class InequalityAnswer(MathsAnswer, frozen=True, kw_only=True, tag="inequality"):
    """An inequality, a chain of them, or several joined by `and` or `or`, right when true for the same values."""

    form: Form = "any"
    domain: Domain | None = None


class IntervalAnswer(MathsAnswer, frozen=True, kw_only=True, tag="interval"):
    """An interval or a union of intervals; `(a, b)` and `]a, b[` are open."""

    form: Form = "any"


class SetAnswer(MathsAnswer, frozen=True, kw_only=True, tag="set"):
    """A finite set of expressions; neither order nor repetition matters."""

    form: Form = "any"
    domain: Domain | None = None
    tolerance: Tolerance | None = None


class ListAnswer(MathsAnswer, frozen=True, kw_only=True, tag="list"):
    """Several expressions parted by separators, with or without brackets; repetition matters, order where `ordered`."""

    form: Form = "any"
    ordered: bool = False
    domain: Domain | None = None
    tolerance: Tolerance | None = None


class TupleAnswer(MathsAnswer, frozen=True, kw_only=True, tag="tuple"):
    """A point or vector: entries in order, in brackets."""

    form: Form = "any"
    domain: Domain | None = None
    tolerance: Tolerance | None = None


class MatrixAnswer(MathsAnswer, frozen=True, kw_only=True, tag="matrix"):
    """A matrix, entry by entry."""

    form: Form = "any"
    domain: Domain | None = None
    tolerance: Tolerance | None = None


class SystemAnswer(MathsAnswer, frozen=True, kw_only=True, tag="system"):
    """Several equations that hold together, right when they have the same solutions."""

    domain: Domain | None = None


class UnitsAnswer(MathsAnswer, frozen=True, kw_only=True, tag="units"):
    """A quantity with its unit; other units of the same kind are converted, unless `strict` wants the key's own."""

    form: Form = "any"
    strict: bool = False
    tolerance: Tolerance | None = None
    round: Round | None = None


class AntiderivativeAnswer(MathsAnswer, frozen=True, kw_only=True, tag="antiderivative"):
    """An antiderivative; `value` is one of them, and its derivative says what the others have to be."""

    variable: str
    constant: Literal["required", "optional"] = "required"
    form: Form = "any"
    domain: Domain | None = None


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One option: its id (a, b, c, ... in authored order), its text, and the mistake that picking it shows.

    Where it has a figure, that is shown, and its text besides unless it is the
    figure's own words.
    """

    id: str
    text: str
    code: str | None = None
    figure: Figure | None = None


class ChoiceAnswer(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="choice"
):
    """One option out of several; `value` is the id of the right one."""

    value: str
    choices: tuple[Choice, ...] = ()
    shuffle: bool = True


class OrderAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="order"):
    """Options to be put in order; `value` lists all their ids in the right one, parted by commas."""

    value: str
    choices: tuple[Choice, ...] = ()


class TextAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="text"):
    """Words, compared without regard to case and white space; `accept` lists further spellings."""

    value: str
    accept: tuple[str, ...] = ()


Answer: TypeAlias = (
    NumberAnswer
    | ExpressionAnswer
    | EquationAnswer
    | SolutionsAnswer
    | InequalityAnswer
    | IntervalAnswer
    | SetAnswer
    | ListAnswer
    | TupleAnswer
    | MatrixAnswer
    | SystemAnswer
    | UnitsAnswer
    | AntiderivativeAnswer
    | ChoiceAnswer
    | OrderAnswer
    | TextAnswer
)

KINDS: Mapping[str, type[Answer]] = MappingProxyType(
    {str(kind.__struct_config__.tag): kind for kind in get_args(Answer)}
)
"""Each kind by its name in YAML and JSON."""
