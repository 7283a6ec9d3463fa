"""
Equations up to a factor: the irreducible factors of what is zero.

An equation in any names becomes one polynomial that is zero where it is true:
the numerator over the written denominators, cancelled, without the factors that
were divided by (there the equation has no value) and without those that are
never zero. Equal factors mean equations that are the same up to a factor;
without their multiplicities, equations with the same roots.
"""

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Final, TypeAlias

import flint
import msgspec

from item_bank.algebra.setting import STANDARD, Domain, Setting
from item_bank.algebra.solving.fraction import CONSTANT, Fractions, factored
from item_bank.algebra.solving.roots import real_roots
from item_bank.algebra.solving.undecided import NOT_A_STATEMENT, NOT_ALGEBRAIC, Stop, Undecided
from item_bank.algebra.tree import Constant, Relation, Subtract, Tree, names, walk

__all__ = ["EquationForm", "Factor", "equation_form"]

Terms: TypeAlias = tuple[tuple[tuple[tuple[str, int], ...], int], ...]
"""A polynomial with whole coefficients: names with exponents, and the coefficient; sorted, the first one positive."""


class Factor(msgspec.Struct, frozen=True, order=True):
    """An irreducible polynomial with its multiplicity."""

    terms: Terms
    times: int


class EquationForm(msgspec.Struct, frozen=True):
    """
    Where an equation is true, as factors of a product that is zero there.

    Attributes
    ----------
    factors
        Sorted. None with `always` false: the equation is never true.
    always
        Whether it is true wherever both sides have a value.
    """

    factors: tuple[Factor, ...]
    always: bool = False

    def roots(self) -> frozenset[Terms]:
        """Return the factors without their multiplicities."""
        return frozenset(factor.terms for factor in self.factors)


def equation_form(relation: Tree, setting: Setting = STANDARD) -> EquationForm | Undecided:
    """
    Bring an equation to its form up to a factor that is never zero.

    Parameters
    ----------
    relation
        One `=` between expressions in any names.
    setting
        Factors without a zero in its domain are left out.

    Returns
    -------
    EquationForm | Undecided
        Equal for equations that are the same up to such a factor. Undecided
        where a side is no quotient of polynomials over the rational numbers.
    """
    if not isinstance(relation, Relation) or relation.operators != ("=",):
        return NOT_A_STATEMENT
    constants = {CONSTANT + node.name for node in walk(relation) if isinstance(node, Constant) and node.name in PLAIN}
    occurring = (*sorted(names(relation)), *sorted(constants))
    reader = Fractions(occurring)
    try:
        found = reader.read(Subtract(*relation.operands))
        if reader.equations:
            return NOT_ALGEBRAIC
        return _form(found.above, found.below, reader.divisors, occurring, setting.domain)
    except Stop as stop:
        return stop.undecided


PLAIN: Final = frozenset({"pi", "e"})


def _form(
    above: flint.fmpq_mpoly,
    below: flint.fmpq_mpoly,
    divisors: Iterable[flint.fmpq_mpoly],
    occurring: tuple[str, ...],
    domain: Domain,
) -> EquationForm:
    """Factor what is left of the numerator."""
    if above.is_zero():
        return EquationForm((), always=True)
    rest, _ = divmod(above, above.gcd(below))
    excluded = {_terms(factor, occurring) for divisor in divisors for factor, _ in factored(divisor)}
    factors = [(_terms(factor, occurring), times) for factor, times in factored(rest)]
    kept = [
        Factor(terms, times) for terms, times in factors if terms not in excluded and not _never_zero(terms, domain)
    ]
    return EquationForm(tuple(sorted(kept)))


def _terms(polynomial: flint.fmpq_mpoly, occurring: tuple[str, ...]) -> Terms:
    """Write a polynomial with whole coefficients without a common factor, the first one positive."""
    terms = sorted(
        [
            (
                tuple([(name, int(times)) for name, times in zip(occurring, monomial, strict=False) if times]),
                Fraction(int(factor.p), int(factor.q)),
            )
            for monomial, factor in polynomial.terms()
        ]
    )
    common = math.lcm(*[factor.denominator for _, factor in terms])
    whole = [(monomial, int(factor * common)) for monomial, factor in terms]
    shared = math.gcd(*[factor for _, factor in whole]) * (1 if whole[0][1] > 0 else -1)
    return tuple([(monomial, factor // shared) for monomial, factor in whole])


def _never_zero(terms: Terms, domain: Domain) -> bool:
    """Say whether an irreducible polynomial is seen to have no zero in the domain."""
    if domain == "complex":
        return False
    signs = {factor > 0 for _, factor in terms}
    constant = any(not monomial for monomial, _ in terms)
    if domain == "positive":
        return len(signs) == 1
    if constant and len(signs) == 1 and all(times % 2 == 0 for monomial, _ in terms for _, times in monomial):
        return True
    occurring = {name for monomial, _ in terms for name, _ in monomial}
    if len(occurring) != 1 or any(name.startswith(CONSTANT) for name in occurring):
        return bool(occurring) and all(name.startswith(CONSTANT) for name in occurring)
    coefficients = {monomial[0][1] if monomial else 0: factor for monomial, factor in terms}
    polynomial = flint.fmpq_poly([coefficients.get(place, 0) for place in range(max(coefficients) + 1)])
    return not real_roots(polynomial)
