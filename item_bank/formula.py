"""
Formulas: what authors compute with.

An answer, a wrong answer, a derived value or a condition, written in the same
grammar as a learner's maths over the names of an item's parameters, plus a few
functions of whole numbers. Read once, then computed with for every draw
(`computing`). Which names an item has is `draw`'s and `fill`'s to say.
"""

import functools
from fractions import Fraction
from typing import Final

import msgspec

from item_bank.algebra.arithmetic import FUNCTIONS
from item_bank.algebra.context import Context
from item_bank.algebra.exact import fill
from item_bank.algebra.printing import to_latex, to_text
from item_bank.algebra.reading import read
from item_bank.algebra.tree import (
    Call,
    Constant,
    Degrees,
    Divide,
    EmptySet,
    Junction,
    Listing,
    Matrix,
    Mixed,
    PlusMinus,
    Power,
    Reals,
    Relation,
    Setwise,
    Tree,
    walk,
)
from item_bank.algebra.tree import names as names_in
from item_bank.algebra.unreadable import Unreadable
from item_bank.computing import (
    Compute,
    Irrational,
    Test,
    Unsuitable,
    Values,
    bounded,
    condition_of,
    number_of,
)
from item_bank.domain import Exact, printed

__all__ = ["Formula", "Undefined", "read_formula"]

_FUNCTION_NAMES: Final = tuple(sorted({name for name, _ in FUNCTIONS}))
_COMPUTED: Final = frozenset({name for name, _ in FUNCTIONS} - {"sqrt", "abs"})
"""Functions that are worked out in each draw and mean nothing to a learner; roots and absolute values may stay."""


class Undefined(msgspec.Struct, frozen=True):
    """A formula has no value in a draw; `sentence` says why, `irrational` that it has one, which is no fraction."""

    sentence: str
    irrational: bool = False


class Formula(msgspec.Struct, frozen=True, eq=False):
    """
    One formula, ready to compute with.

    `names` are the parameters that occur, `unknowns` the other letters; `value`
    is for formulas that are one number, `holds` for conditions. Anything else
    (an equation, a set, an interval, `2pi`) can be filled, and stays as written.
    """

    text: str
    tree: Tree
    names: frozenset[str]
    unknowns: frozenset[str]
    _compute: Compute | None
    _test: Test | None

    @property
    def is_condition(self) -> bool:
        """Whether the formula compares, and so is true or false of a draw."""
        return self._test is not None

    @property
    def is_number(self) -> bool:
        """Whether the formula has a number for a value in each draw."""
        return self._compute is not None

    @property
    def may_fail(self) -> bool:
        """Whether there can be draws without a value: only sums, differences and products always have one."""
        return any(isinstance(node, Divide | Power | Call | Mixed) for node in walk(self.tree))

    def value(self, values: Values) -> Exact | Undefined:
        """
        Compute the formula's number in one draw.

        Raises
        ------
        TypeError
            If the formula is a condition or has unknowns.
        """
        if self._compute is None:
            message = f"{self.text!r} is not a number"
            raise TypeError(message)
        try:
            return bounded(self._compute(values))
        except ZeroDivisionError:
            return Undefined("It divides by zero.")
        except Irrational as problem:
            return Undefined(str(problem), irrational=True)
        except (ArithmeticError, ValueError) as problem:
            return Undefined(str(problem))

    def holds(self, values: Values) -> bool | Undefined:
        """
        Say whether the condition is true of one draw.

        Raises
        ------
        TypeError
            If the formula is no condition, or one with unknowns.
        """
        if self._test is None:
            message = f"{self.text!r} is not a condition"
            raise TypeError(message)
        try:
            return self._test(values)
        except ZeroDivisionError:
            return Undefined("It divides by zero.")
        except (ArithmeticError, ValueError) as problem:
            return Undefined(str(problem))

    def filled(self, values: Values) -> str | Undefined:
        """
        Write the formula with the draw's numbers in place of its names, as typed maths.

        A formula in which no parameter occurs is returned as it was written; a
        root that is no fraction stays a root.
        """
        if not self.names:
            return self.text
        if self._compute is not None:
            number = self.value(values)
            if not isinstance(number, Undefined):
                return printed(number)
            if not number.irrational:
                return number
        return to_text(self._substituted(values))

    def latex(self, values: Values) -> str | Undefined:
        """
        Write the formula with the draw's numbers in place of its names, as LaTeX.
        """
        return to_latex(self._substituted(values))

    def _substituted(self, values: Values) -> Tree:
        return fill(self.tree, {name: Fraction(values[name]) for name in self.names})


@functools.lru_cache(maxsize=16_384)
def read_formula(text: str, names: tuple[str, ...], unknowns: tuple[str, ...]) -> Formula | Unreadable:
    """
    Read a formula over the given parameter names and unknowns.

    With neither, any single letter is an unknown: that is how items without
    parameters are written. Cached, because the texts of an item are read again
    for each variant that is opened.
    """
    tree = read(
        text, Context(unknowns=unknowns, names=names, functions=_FUNCTION_NAMES if names else (), expects="several")
    )
    if isinstance(tree, Unreadable):
        return tree
    occurring = frozenset(names_in(tree))
    drawn = occurring & frozenset(names)
    free = occurring - drawn
    try:
        compute = None if free or _is_kept(tree) else number_of(tree)
        test = condition_of(tree) if isinstance(tree, Relation) and not free else None
        if free and any(isinstance(node, Call) and node.function in _COMPUTED for node in walk(tree)):
            return _unreadable(tree, "A function can only be used where no unknown is: give it a name under derive.")
    except Unsuitable as problem:
        return _unreadable(problem.tree, problem.sentence)
    return Formula(text, tree, drawn, free, compute, test)


def _is_kept(tree: Tree) -> bool:
    """
    Say whether a formula is not one fraction, and so is filled and stays as written.
    """
    if isinstance(tree, Relation | Junction | Listing | Matrix | Setwise | EmptySet | Reals):
        return True
    computed = {name for name, _ in FUNCTIONS}
    return any(
        isinstance(node, Constant | PlusMinus | Degrees) or (isinstance(node, Call) and node.function not in computed)
        for node in walk(tree)
    )


def _unreadable(tree: Tree, sentence: str) -> Unreadable:
    return Unreadable(code="not_a_formula", start=tree.start, end=tree.end, sentence=sentence)
