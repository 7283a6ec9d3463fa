"""
Factors: expressions as fractions of polynomials, multiplied out by FLINT.

Whatever is no sum, product, quotient or whole power is one more variable: a
root, `pi`, `sin(x)`. So all here is exact about polynomials over the rationals
and knows nothing of what roots and functions do to one another. Bounded before
each step; what is larger, or no expression, is none here, and whoever asked
gives the benefit of the doubt. FLINT factors by van Hoeij's and Wang's methods.
"""

import math
from collections.abc import Iterator
from fractions import Fraction

import msgspec
from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from item_bank.algebra.exact import value
from item_bank.algebra.forms.same import canonical
from item_bank.algebra.forms.shape import whole_exponent
from item_bank.algebra.limits import MAX_DEGREE, MAX_FACTORED_DEGREE, MAX_STEPS, MAX_TERMS
from item_bank.algebra.tree import (
    Add,
    Divide,
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
    Posit,
    Power,
    Relation,
    Repeating,
    Setwise,
    Subtract,
    Tree,
    children,
)

__all__ = ["Quotient", "Ring", "as_polynomial", "content", "has_common_letter", "irreducibles"]

MAX_VARIABLES = 8
"""Names and other variables of one expression; a school formula has five."""
MAX_COEFFICIENT_BITS = 512
"""Of a coefficient that is gone on with: factoring 24 terms of degree 24 took 3 ms with 200 bits, measured."""


class Quotient(msgspec.Struct, frozen=True):
    """A fraction of two polynomials of one ring, not reduced; the lower is not zero."""

    upper: fmpq_mpoly
    lower: fmpq_mpoly


class Ring:
    """
    The polynomials in the variables of some expressions.

    Parameters
    ----------
    trees
        The expressions; `quotient` takes these and their parts.
    """

    def __init__(self, *trees: Tree) -> None:
        """
        Find the variables; beyond `MAX_VARIABLES` there is no quotient of anything.
        """
        found = dict.fromkeys(canonical(atom) for tree in trees for atom in _atoms(tree))
        self._context = fmpq_mpoly_ctx.get(
            [f"v{place}" for place in range(min(len(found), MAX_VARIABLES))], Ordering.lex
        )
        self._places = {
            atom: self._context.gen(place) for place, atom in zip(range(MAX_VARIABLES), found, strict=False)
        }
        self._one = self._context.constant(1)
        self._left = MAX_STEPS
        # by identity, as comparing parts would cost as much as working them out; the trees are held so that it lasts
        self._known: dict[int, Quotient | None] = {}
        self._trees = trees

    def place(self, name: str) -> int | None:
        """
        Return which variable a name is; None where it does not occur.
        """
        found = list(self._places)
        atom = canonical(Name(name))
        return found.index(atom) if atom in found else None

    def quotient(self, tree: Tree) -> Quotient | None:
        """
        Multiply an expression out into one fraction; None where it is too large, has no value, or is none.

        All calls for one ring together spend at most `MAX_STEPS` products of two terms.
        """
        try:
            return self._quotient(tree)
        except _Stop:
            return None

    def _quotient(self, tree: Tree) -> Quotient:
        """Return what a part comes to, worked out once, or raise `_Stop`."""
        if id(tree) not in self._known:
            self._known[id(tree)] = None
            self._known[id(tree)] = self._worked_out(tree)
        known = self._known[id(tree)]
        if known is None:
            raise _Stop
        return known

    def _worked_out(self, tree: Tree) -> Quotient:
        """Multiply out, or raise `_Stop`."""
        match tree:
            case Name() | Number():  # most parts are
                return self._single(tree)
            case Group(inner) | Posit(inner):
                return self._quotient(inner)
            case Negate(operand):
                return _negated(self._quotient(operand))
            case Add(left, right):
                return self._sum(self._quotient(left), self._quotient(right))
            case Subtract(left, right):
                return self._sum(self._quotient(left), _negated(self._quotient(right)))
            case Multiply(left, right):
                return self._joined(self._quotient(left), self._quotient(right))
            case Divide(left, right):
                return self._joined(self._quotient(left), _inverse(self._quotient(right)))
            case Percent(operand):
                part = self._quotient(operand)
                return Quotient(part.upper / 100, part.lower)
            case Power(base) if (times := _letters_exponent(tree)) is not None:
                return self._power(self._quotient(base), times)
            case _:
                return self._single(tree)

    def _single(self, tree: Tree) -> Quotient:
        """Return a number, or what counts as a variable."""
        exact = None if isinstance(tree, Name) else value(tree)
        if isinstance(exact, Fraction):
            return Quotient(_bounded(self._context.constant(fmpq(exact.numerator, exact.denominator))), self._one)
        variable = self._places.get(canonical(tree))
        if variable is None:
            raise _Stop
        return Quotient(variable, self._one)

    def _sum(self, left: Quotient, right: Quotient) -> Quotient:
        """Add two fractions."""
        if left.lower == right.lower:
            return Quotient(_bounded(left.upper + right.upper), left.lower)
        over, under = self._times(left.upper, right.lower), self._times(right.upper, left.lower)
        return Quotient(_bounded(over + under), self._times(left.lower, right.lower))

    def _joined(self, left: Quotient, right: Quotient) -> Quotient:
        """Multiply two fractions."""
        return Quotient(self._times(left.upper, right.upper), self._times(left.lower, right.lower))

    def _power(self, base: Quotient, times: int) -> Quotient:
        """Raise to a power, one factor at a time."""
        if times <= 0:  # zero to the power 0 has no value either
            base = _inverse(base)
        return Quotient(self._raised(base.upper, abs(times)), self._raised(base.lower, abs(times)))

    def _raised(self, base: fmpq_mpoly, times: int) -> fmpq_mpoly:
        """Raise a polynomial to a power."""
        if base.total_degree() * times > MAX_DEGREE:
            raise _Stop
        if base.is_one():
            return base
        result = self._one
        for _ in range(times):
            result = self._times(result, base)
        return result

    def _times(self, left: fmpq_mpoly, right: fmpq_mpoly) -> fmpq_mpoly:
        """Multiply two polynomials, after looking how much work that is."""
        if left.is_one():
            return right
        if right.is_one():
            return left
        self._left -= len(left) * len(right)
        if self._left < 0 or left.total_degree() + right.total_degree() > MAX_DEGREE:
            raise _Stop
        return _bounded(left * right)


class _Stop(Exception):
    """Ends the recursion at what is too large, or no expression."""


def as_polynomial(found: Quotient | None) -> fmpq_mpoly | None:
    """
    Return a quotient as a polynomial; None where there is none, or a letter stands below its line.
    """
    return None if found is None or not found.lower.is_constant() else found.upper / found.lower.leading_coefficient()


def irreducibles(polynomial: fmpq_mpoly) -> list[tuple[fmpq_mpoly, int]]:
    """
    Return the irreducible factors over the rationals that are no numbers, each with how often it occurs.

    Parameters
    ----------
    polynomial
        From a `Ring`, and so bounded; not zero. In several names above
        `MAX_FACTORED_DEGREE` it is taken for irreducible.
    """
    if sum(degree > 0 for degree in polynomial.degrees()) > 1 and polynomial.total_degree() > MAX_FACTORED_DEGREE:
        return [(polynomial, 1)]
    _, factors = polynomial.factor()
    return [(factor, int(times)) for factor, times in factors]


def content(polynomial: fmpq_mpoly) -> int:
    """
    Return the greatest whole number that divides all coefficients; 1 where one is no whole number, 0 for zero.
    """
    coefficients = polynomial.coeffs()
    if any(coefficient.q != 1 for coefficient in coefficients):
        return 1
    return math.gcd(*[int(coefficient.p) for coefficient in coefficients])


def has_common_letter(polynomial: fmpq_mpoly) -> bool:
    """
    Say whether one variable is in all terms of a polynomial that is not zero.
    """
    return any(min(exponents) > 0 for exponents in zip(*polynomial.monoms(), strict=True))


def _letters_exponent(tree: Power) -> int | None:
    """Return the whole exponent of a power that is no number by itself."""
    times = whole_exponent(tree)
    return None if times is None or isinstance(value(tree), Fraction) else times


def _negated(part: Quotient) -> Quotient:
    """Turn the sign of a fraction."""
    return Quotient(-part.upper, part.lower)


def _inverse(part: Quotient) -> Quotient:
    """Turn a fraction over, or stop at zero."""
    if part.upper.is_zero():
        raise _Stop
    return Quotient(part.lower, part.upper)


def _bounded(polynomial: fmpq_mpoly) -> fmpq_mpoly:
    """Stop at more terms, or longer coefficients, than are gone on with."""
    if len(polynomial) > MAX_TERMS or any(
        max(coefficient.p.bit_length(), coefficient.q.bit_length()) > MAX_COEFFICIENT_BITS
        for coefficient in polynomial.coeffs()
    ):
        raise _Stop
    return polynomial


def _atoms(tree: Tree) -> Iterator[Tree]:
    """Yield what counts as a variable."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        match node:
            case Name():
                yield node
            case Number() | Mixed() | Repeating():
                pass
            case (
                Add()
                | Subtract()
                | Multiply()
                | Divide()
                | Group()
                | Posit()
                | Negate()
                | Percent()
                | Relation()
                | Junction()
                | Listing()
                | Matrix()
                | Setwise()
            ):
                waiting.extend(children(node))
            case Power(base) if _letters_exponent(node) is not None:
                waiting.append(base)
            case _ if not isinstance(value(node), Fraction):
                yield node
            case _:
                pass
