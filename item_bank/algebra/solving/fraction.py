"""
Fractions: expressions in several names, with roots in them, as one polynomial over another.

Each different root becomes one more unknown with its own equation, `u^n b = a`.
Nothing is cancelled, and what was divided by is kept, since it may not be zero.
`pi` and `e` count as names where they are named: an identity between polynomials
in one of them is one in a letter (Lindemann 1882).
"""

from fractions import Fraction
from typing import Final, assert_never

import flint
import msgspec

from item_bank.algebra.arithmetic import TOO_LARGE
from item_bank.algebra.exact import value
from item_bank.algebra.limits import MAX_BITS, MAX_FACTORED_DEGREE, MAX_SOLVED_DEGREE, MAX_TERMS
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.solving.quotient import whole_power
from item_bank.algebra.solving.radical import Radical, radical
from item_bank.algebra.solving.undecided import (
    NOT_A_STATEMENT,
    NOT_ALGEBRAIC,
    OTHER_NAMES,
    OUT_OF_BOUNDS,
    Stop,
    Undecided,
)
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    Divide,
    EmptySet,
    Factorial,
    Group,
    Junction,
    Listing,
    Matrix,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Reals,
    Relation,
    Repeating,
    Setwise,
    Subtract,
    Tree,
    names,
)

__all__ = ["CONSTANT", "MAX_RADICALS", "Fractions", "Ratio", "bounded", "degree_in", "factored"]

MAX_RADICALS: Final = 4
"""Different roots and absolute values in one statement; each about doubles the degree of what is left."""
CONSTANT: Final = "constant "
"""Before `pi` and `e` among the names of a ring, so that a letter `e` is another one."""


class Ratio(msgspec.Struct, frozen=True):
    """One polynomial over another."""

    above: flint.fmpq_mpoly
    below: flint.fmpq_mpoly


class Fractions:
    """
    A reader of expressions, and what it met on the way.

    Attributes
    ----------
    equations
        That of each root, in the order met; a later one may hold earlier roots.
    divisors
        What was divided by.
    bases
        What a root or an absolute value was taken of.
    """

    def __init__(self, unknowns: tuple[str, ...]) -> None:
        """Begin with nothing met; the ring has these unknowns, and after them `MAX_RADICALS` for roots."""
        self._ring = flint.fmpq_mpoly_ctx.get(
            [f"x{place}" for place in range(len(unknowns))] + [f"u{place}" for place in range(MAX_RADICALS)], "lex"
        )
        gens = self._ring.gens()
        self._unknowns = dict(zip(unknowns, gens, strict=False))
        self._auxiliary = gens[len(unknowns) :]
        self._one = self._ring.constant(1)
        self._places: dict[Radical, int] = {}
        self.equations: list[flint.fmpq_mpoly] = []
        self.divisors: list[flint.fmpq_mpoly] = []
        self.bases: list[flint.fmpq_mpoly] = []

    def read(self, tree: Tree) -> Ratio:  # noqa: C901, PLR0912 - one case a construct
        """
        Bring an expression to one fraction.

        Raises
        ------
        Stop
            Where it is another kind of expression, holds other names, or is too
            large.
        """
        match tree:
            case Number() | Mixed() | Repeating() | Factorial():
                return self._constant(tree)
            case Name(name):
                return self._name(name, OTHER_NAMES)
            case Constant(name):
                return self._name(CONSTANT + name, NOT_ALGEBRAIC)
            case Add(left, right):
                return _sum(self.read(left), self.read(right), 1)
            case Subtract(left, right):
                return _sum(self.read(left), self.read(right), -1)
            case Multiply(left, right):
                return _product(self.read(left), self.read(right))
            case Divide(left, right):
                return _product(self.read(left), self._inverse(self.read(right)))
            case Negate(operand):
                inner = self.read(operand)
                return Ratio(-inner.above, inner.below)
            case Group(inner) | Posit(inner):
                return self.read(inner)
            case Percent(operand):
                inner = self.read(operand)
                return Ratio(inner.above / 100, inner.below)
            case Power() | Call():
                return self._power(tree)
            case Degrees():
                raise Stop(NOT_ALGEBRAIC)
            case PlusMinus() | Relation() | Junction() | Listing() | Matrix() | Setwise() | EmptySet() | Reals():
                raise Stop(NOT_A_STATEMENT)
            case _:
                assert_never(tree)

    def _name(self, name: str, otherwise: Undecided) -> Ratio:
        """Return one of the unknowns."""
        unknown = self._unknowns.get(name)
        if unknown is None:
            raise Stop(otherwise)
        return Ratio(unknown, self._one)

    def _constant(self, tree: Tree) -> Ratio:
        """Return a number."""
        exact = value(tree)
        if not isinstance(exact, Fraction):
            raise Stop(OUT_OF_BOUNDS if exact == TOO_LARGE else NOT_ALGEBRAIC)
        return Ratio(self._ring.constant(flint.fmpq(exact.numerator, exact.denominator)), self._one)

    def _power(self, tree: Power | Call) -> Ratio:
        """Raise to a power, or take a root or an absolute value."""
        if not names(tree) and isinstance(value(tree), Fraction):
            return self._constant(tree)
        found = radical(tree)
        if found is not None:
            return self._whole_power(self._root(found), found.power)
        if isinstance(tree, Call):
            raise Stop(NOT_ALGEBRAIC)
        return self._whole_power(self.read(tree.base), whole_power(tree.exponent))

    def _root(self, found: Radical) -> Ratio:
        """Return the unknown that stands for a root; equal roots share one."""
        root = msgspec.structs.replace(found, base=bare(found.base), power=1)
        place = self._places.get(root)
        if place is None:
            base = self.read(found.base)
            place = len(self.equations)
            if place == MAX_RADICALS:
                raise Stop(OUT_OF_BOUNDS)
            self.bases.append(base.above)
            above, below = (base.above**2, base.below**2) if found.absolute else (base.above, base.below)
            self.equations.append(bounded(self._auxiliary[place] ** found.index * below - above))
            self._places[root] = place
        return Ratio(self._auxiliary[place], self._one)

    def _whole_power(self, base: Ratio, times: int) -> Ratio:
        """Raise to a whole power."""
        if times < 0:
            base, times = self._inverse(base), -times
        degree = max(base.above.total_degree(), base.below.total_degree(), 1)
        if degree * times > MAX_SOLVED_DEGREE:
            raise Stop(OUT_OF_BOUNDS)
        return Ratio(bounded(base.above**times), bounded(base.below**times))

    def _inverse(self, worth: Ratio) -> Ratio:
        """Turn a fraction upside down; where it is zero counts."""
        if worth.above.is_zero():
            raise Stop(NOT_ALGEBRAIC)
        self.divisors.append(worth.above)
        return Ratio(worth.below, worth.above)


def bounded(polynomial: flint.fmpq_mpoly) -> flint.fmpq_mpoly:
    """
    Pass on a polynomial within the limits, or raise `Stop`.
    """
    if len(polynomial) > MAX_TERMS or polynomial.total_degree() > MAX_SOLVED_DEGREE:
        raise Stop(OUT_OF_BOUNDS)
    if any(max(abs(factor.p).bit_length(), factor.q.bit_length()) > MAX_BITS for factor in polynomial.coeffs()):
        raise Stop(OUT_OF_BOUNDS)
    return polynomial


def factored(polynomial: flint.fmpq_mpoly) -> list[tuple[flint.fmpq_mpoly, int]]:
    """
    Return the irreducible factors of a polynomial that is not zero, with their multiplicities, or raise `Stop`.
    """
    several = sum(degree > 0 for degree in polynomial.degrees()) > 1
    if several and polynomial.total_degree() > MAX_FACTORED_DEGREE:
        raise Stop(OUT_OF_BOUNDS)
    return [(factor, int(times)) for factor, times in bounded(polynomial).factor()[1]]


def degree_in(polynomial: flint.fmpq_mpoly, place: int) -> int:
    """
    Return the degree in one of the unknowns, counted from 0.
    """
    return max([monomial[place] for monomial in polynomial.monoms()], default=0)


def _sum(left: Ratio, right: Ratio, sign: int) -> Ratio:
    """Add, or take away where the sign is -1."""
    if left.below == right.below:
        return Ratio(bounded(left.above + sign * right.above), left.below)
    above = left.above * right.below + sign * right.above * left.below
    return Ratio(bounded(above), bounded(left.below * right.below))


def _product(left: Ratio, right: Ratio) -> Ratio:
    """Multiply."""
    return Ratio(bounded(left.above * right.above), bounded(left.below * right.below))
