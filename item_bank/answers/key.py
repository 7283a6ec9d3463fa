"""
Keys: answers made ready for judging, once.

Reading, checking and the secret points happen here, so that judging a response
costs microseconds. A key that cannot be read, or that would not be judged right
itself, is a fault, found before any learner meets it. A new kind of answer is a
new file in `kinds` and a new case here and in `judge`.
"""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias, assert_never

import msgspec

from item_bank.algebra.context import Format
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Angle, Domain, Setting
from item_bank.answers.answer import (
    Answer,
    AntiderivativeAnswer,
    ChoiceAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    IntervalAnswer,
    ListAnswer,
    MathsAnswer,
    MatrixAnswer,
    NumberAnswer,
    OrderAnswer,
    SetAnswer,
    SolutionsAnswer,
    SystemAnswer,
    TextAnswer,
    TupleAnswer,
    UnitsAnswer,
)
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.antiderivative import compile_antiderivative
from item_bank.answers.kinds.choice import ChoiceKey, compile_choice, picked
from item_bank.answers.kinds.equation import compile_equation
from item_bank.answers.kinds.expression import compile_expression
from item_bank.answers.kinds.inequality import compile_inequality
from item_bank.answers.kinds.interval import compile_interval
from item_bank.answers.kinds.list import compile_list
from item_bank.answers.kinds.matrix import compile_matrix
from item_bank.answers.kinds.number import compile_number
from item_bank.answers.kinds.order import OrderKey, compile_order, put
from item_bank.answers.kinds.set import compile_set
from item_bank.answers.kinds.solutions import compile_solutions
from item_bank.answers.kinds.system import compile_system
from item_bank.answers.kinds.text import TextKey, compile_text, same_text
from item_bank.answers.kinds.tuple import compile_tuple
from item_bank.answers.kinds.units import compile_units
from item_bank.answers.label import Labelled
from item_bank.answers.maths import Source, read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.verdict import Problem

__all__ = ["Declared", "Fingerprint", "Key", "KeyFault", "MathsKey", "compile_key", "fingerprint"]

Key: TypeAlias = MathsKey | ChoiceKey | OrderKey | TextKey
"""An answer made ready; opaque to everybody outside this package."""
Fingerprint: TypeAlias = Hashable
"""Equal for two responses that are the same answer to one key; comparable under that key only."""


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is declared for all the answers of a step, or of one line of `misstep grade`.

    Attributes
    ----------
    unknowns
        The names that are solved for.
    names
        Further names that responses may hold, of any length.
    functions
        Names of the author's own that are applied to brackets.
    domain
        What letters stand for, where the answer does not say so itself.
    angle
        What the arguments of `sin` and the others are measured in.
    """

    unknowns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    domain: Domain | None = None
    angle: Angle = "radians"


NOTHING_DECLARED = Declared()
_READ_AS: Mapping[type[MathsAnswer], tuple[Literal["one", "several"], Labelled]] = MappingProxyType(
    {
        NumberAnswer: ("one", "nothing"),
        ExpressionAnswer: ("one", "function"),
        EquationAnswer: ("one", "nothing"),
        SolutionsAnswer: ("several", "set"),
        InequalityAnswer: ("several", "set"),
        IntervalAnswer: ("several", "set"),
        SetAnswer: ("several", "set"),
        ListAnswer: ("several", "nothing"),
        TupleAnswer: ("several", "point"),
        MatrixAnswer: ("several", "nothing"),
        SystemAnswer: ("several", "set"),
        UnitsAnswer: ("one", "quantity"),
        AntiderivativeAnswer: ("one", "function"),
    }
)
"""
Of each kind that is read as maths: whether separators part things (else a comma is a mark in a number, or asked
about), and what a response may be named as.
"""
_POINTS = 512
"""Points kept; the steps and scaffolds of the exercises opened last."""


def compile_key(
    answer: Answer | MathsAnswer,
    *,
    unknowns: tuple[str, ...],
    solution: tuple[str, ...],
    secret: bytes,
    subject: str,
    declared: Declared = NOTHING_DECLARED,
) -> Key | KeyFault:
    """
    Make an answer ready.

    Parameters
    ----------
    answer
        The answer, its texts in the English locale.
    unknowns
        The names that the step solves for.
    solution
        The step's solution lines, the last being the key; they say how far a
        right value is from being finished. May be empty.
    secret, subject
        The server's secret, and a name of the exercise and step: the points at
        which expressions are compared are derived from both (RFC 2104 HMAC),
        so that they can be repeated and not be guessed.
    declared
        What is said about all answers of a step; the answer's own options win.
    """
    match answer:
        case ChoiceAnswer():
            return compile_choice(answer)
        case OrderAnswer():
            return compile_order(answer)
        case TextAnswer():
            return compile_text(answer)
        case MathsAnswer():
            return _compile_maths(answer, unknowns, solution, _points(secret, subject), declared)
        case _:
            assert_never(answer)


def _compile_maths(  # noqa: C901, PLR0911, PLR0912 - one case a kind
    answer: MathsAnswer, unknowns: tuple[str, ...], solution: tuple[str, ...], points: Points, declared: Declared
) -> MathsKey | KeyFault:
    """Make a mathematical answer ready."""
    read_as = _READ_AS.get(type(answer))
    if read_as is None:
        raise TypeError(answer)
    expects, labelled = read_as
    source = Source(
        unknowns=tuple(dict.fromkeys((*answer.unknowns, *(unknowns or declared.unknowns)))),
        names=declared.names,
        functions=tuple(dict.fromkeys((*answer.functions, *declared.functions))),
        solution=solution,
        points=points,
        setting=Setting(domain=getattr(answer, "domain", None) or declared.domain or "real", angle=declared.angle),
        units=isinstance(answer, UnitsAnswer),
        expects=expects,
        labelled=labelled,
    )
    match answer:
        case NumberAnswer():
            return compile_number(answer, source)
        case ExpressionAnswer():
            return compile_expression(answer, source)
        case EquationAnswer():
            return compile_equation(answer, source)
        case UnitsAnswer():
            return compile_units(answer, source)
        case AntiderivativeAnswer():
            return compile_antiderivative(answer, source)
        case SetAnswer():
            return compile_set(answer, source)
        case ListAnswer():
            return compile_list(answer, source)
        case TupleAnswer():
            return compile_tuple(answer, source)
        case MatrixAnswer():
            return compile_matrix(answer, source)
        case SolutionsAnswer():
            return compile_solutions(answer, source)
        case InequalityAnswer():
            return compile_inequality(answer, source)
        case IntervalAnswer():
            return compile_interval(answer, source)
        case SystemAnswer():
            return compile_system(answer, source)
        case _:
            raise TypeError(answer)


@lru_cache(maxsize=_POINTS)
def _points(secret: bytes, subject: str) -> Points:
    """Return the points of a subject; finding a prime costs more than reading the key."""
    return Points(secret=secret, subject=subject)


def fingerprint(key: Key, text: str, *, locale: str = "en", written: Format = "text") -> Fingerprint | None:
    """
    Return what is equal for all responses that are the same answer of the key's kind.

    None where the text cannot be read as that kind, or sameness is not decided.
    """
    match key:
        case ChoiceKey():
            return picked(key, text)
        case OrderKey():
            return put(key, text)
        case TextKey():
            return same_text(key, text)
        case MathsKey():
            tree = read_in(key.maths, text, locale, written)
            return None if isinstance(tree, Problem) else key.same(tree)
        case _:
            assert_never(key)
