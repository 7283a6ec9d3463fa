"""
Factored tasks: a quadratic to be factored, drawn from its factors.

The numbers of the key become parameters, and the question is what comes out
when the factors are multiplied: so every draw can be factored. The question has
to be written as a sum with falling powers, so that it can be written again.
"""

from collections.abc import Mapping

from item_bank.algebra.context import Context
from item_bank.algebra.polynomial import polynomial
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Multiply, names
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import ExpressionAnswer
from item_bank.proposing.drawn import PARAMETERS, WIDTHS, DrawnTask, by_letters, formula, named, near, numbers
from item_bank.proposing.task import Task

__all__ = ["factored"]

QUADRATIC = 2


def factored(task: Task, answer: ExpressionAnswer) -> DrawnTask | None:
    """
    Draw the factors of a quadratic in one letter; None where the key is none, or one number stands in it twice.
    """
    key = read(answer.value, Context())
    letters = names(task.tree)
    if isinstance(key, Unreadable) or not isinstance(key, Multiply) or len(letters) != 1 or letters[0] in PARAMETERS:
        return None
    found = numbers(key, under=True)
    terms = None if found is None else polynomial(found.named)
    if found is None or not isinstance(terms, dict):
        return None
    unknown = letters[0]
    powers = {monomial[0][1] if monomial else 0: part for monomial, part in by_letters(terms, {unknown}).items()}
    parts = {power: formula(part) for power, part in powers.items()}
    if set(parts) != {0, 1, QUADRATIC} or None in parts.values():
        return None
    return DrawnTask(
        latex=_shown(parts, unknown, ""),
        params={
            name: near(int(literal.text), WIDTHS[len(found.literals)])
            for name, literal in zip(PARAMETERS, found.literals, strict=False)
        },
        derive={},
        where=tuple(f"{parts[power]} != 0" for power in (0, 1) if len(powers[power]) > 1),
        value=named(to_text(found.sentinels)),
        solution=(_shown(parts, unknown, " "), f"@{{{named(to_text(found.sentinels))}}}"),
        unknowns=letters,
        original={name: literal.text for name, literal in zip(PARAMETERS, found.literals, strict=False)},
    )


def _shown(parts: Mapping[int, str | None], unknown: str, space: str) -> str:
    """
    Write the sum with placeholders for its coefficients, those that are plain 1 left out.
    """
    first = "" if parts[QUADRATIC] == "1" else f"@{{{parts[QUADRATIC]}:coef}}"
    return f"{first}{unknown}^2{space}@{{{parts[1]}:+coef}}{unknown}{space}@{{{parts[0]}:+}}"
