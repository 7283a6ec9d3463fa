"""
Follow-through: what a step's answer would be, had an earlier answer been right.

An author writes it as a formula in `prev`, the number that the step before asks
for. With the learner's own wrong number in its place, it gives the wrong answer
of somebody who did this step rightly and carried the earlier error on.
"""

from fractions import Fraction
from typing import Final

from item_bank.algebra.unreadable import Unreadable
from item_bank.domain import exact, printed
from item_bank.formula import Formula, Undefined, read_formula

__all__ = ["PREVIOUS", "follow_through"]

PREVIOUS: Final = "prev"
"""The name of the step before's number."""


def follow_through(formula: str, earlier: str) -> Fraction | None:
    """
    Return what a filled formula in `prev` comes to.

    Parameters
    ----------
    formula
        Typed maths, the draw's numbers in it.
    earlier
        The number of the step before, as typed: "-3", "7/2".

    Returns
    -------
    Fraction | None
        None where it has no value, or the formula or the number is none.
    """
    read = read_formula(formula, (PREVIOUS,), ())
    if isinstance(read, Unreadable) or not _is_of_previous(read):
        return None
    try:
        value = read.value({PREVIOUS: exact(earlier)})
    except (ValueError, ZeroDivisionError):
        return None
    return None if isinstance(value, Undefined) else Fraction(exact(printed(value)))


def _is_of_previous(formula: Formula) -> bool:
    return formula.is_number and PREVIOUS in formula.names
