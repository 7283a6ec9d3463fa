"""
Keys: answers made ready for judging, once.

Reading, checking and the secret points happen here, so that judging a response
costs microseconds. A key that cannot be read, or that would not be judged right
itself, is a fault, found before any learner meets it. A new kind of answer is a
new file in `kinds` and a new case here and in `judge`.
"""

from collections.abc import Hashable
from functools import lru_cache
from typing import TypeAlias, assert_never

from item_bank.algebra.residue import Points
from item_bank.algebra.tree import Tree
from item_bank.answers.answer import (
    Answer,
    ChoiceAnswer,
    EquationAnswer,
    ExpressionAnswer,
    NumberAnswer,
    TextAnswer,
)
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.choice import ChoiceKey, compile_choice, picked
from item_bank.answers.kinds.equation import EquationKey, compile_equation, same_equation
from item_bank.answers.kinds.expression import ExpressionKey, compile_expression, same_expression
from item_bank.answers.kinds.number import NumberKey, compile_number, same_number
from item_bank.answers.kinds.text import TextKey, compile_text, same_text
from item_bank.answers.maths import Source, read_in
from item_bank.answers.verdict import Problem

__all__ = ["Fingerprint", "Key", "KeyFault", "MathsKey", "compile_key", "fingerprint", "fingerprint_of"]

MathsKey: TypeAlias = NumberKey | ExpressionKey | EquationKey
"""Keys whose responses are read as maths, and may come as lines of working."""
Key: TypeAlias = MathsKey | ChoiceKey | TextKey
"""An answer made ready; opaque to everybody outside this package."""
Fingerprint: TypeAlias = Hashable
"""Equal for two responses that are the same answer to one key; comparable under that key only."""

_POINTS = 512
"""Points kept; the steps and scaffolds of the exercises opened last."""


def compile_key(
    answer: Answer, *, unknowns: tuple[str, ...], solution: tuple[str, ...], secret: bytes, subject: str
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
    """
    match answer:
        case ChoiceAnswer():
            return compile_choice(answer)
        case TextAnswer():
            return compile_text(answer)
        case NumberAnswer() | ExpressionAnswer() | EquationAnswer():
            pass
        case _:
            assert_never(answer)
    source = Source(unknowns=unknowns, solution=solution, points=_points(secret, subject))
    match answer:
        case NumberAnswer():
            return compile_number(answer, source)
        case ExpressionAnswer():
            return compile_expression(answer, source)
        case EquationAnswer():
            return compile_equation(answer, source)
        case _:
            assert_never(answer)


@lru_cache(maxsize=_POINTS)
def _points(secret: bytes, subject: str) -> Points:
    """Return the points of a subject; finding a prime costs more than reading the key."""
    return Points(secret=secret, subject=subject)


def fingerprint(key: Key, text: str, *, locale: str = "en") -> Fingerprint | None:
    """
    Return what is equal for all responses that are the same answer of the key's kind.

    None where the text cannot be read as that kind, or sameness is not decided.
    """
    match key:
        case ChoiceKey():
            return picked(key, text)
        case TextKey():
            return same_text(key, text)
        case NumberKey() | ExpressionKey() | EquationKey():
            tree = read_in(key.maths, text, locale)
            return None if isinstance(tree, Problem) else fingerprint_of(key, tree)
        case _:
            assert_never(key)


def fingerprint_of(key: MathsKey, tree: Tree) -> Fingerprint | None:
    """
    Return the fingerprint of a response that was read already.
    """
    match key:
        case NumberKey():
            return same_number(tree)
        case ExpressionKey():
            return same_expression(key, tree)
        case EquationKey():
            return same_equation(tree)
        case _:
            assert_never(key)
