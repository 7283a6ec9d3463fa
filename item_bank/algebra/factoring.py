"""
Factoring: an expression as one product of irreducible factors, over another where it is a fraction.

For expressions in letters alone, by FLINT's factorisation over the rational
numbers; what is beneath the line is cancelled. How the product is written is
what `to_text` would read back; which form was asked for is the caller's.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Final, TypeAlias

from flint import fmpq_mpoly

from item_bank.algebra.exact import number
from item_bank.algebra.factors import Ring, irreducibles
from item_bank.algebra.printing import to_text
from item_bank.algebra.tree import (
    Add,
    Divide,
    Group,
    Multiply,
    Name,
    Negate,
    Number,
    Posit,
    Power,
    Relation,
    Subtract,
    Tree,
    walk,
)
from item_bank.algebra.tree import names as names_of

__all__ = ["Terms", "factored", "isolated", "sum_of"]

Terms: TypeAlias = Mapping[tuple[tuple[str, int], ...], Fraction | int]
"""A polynomial: letters with their exponents, and the coefficient."""

_PLAIN: Final = (Add, Divide, Group, Multiply, Name, Negate, Number, Posit, Power, Subtract)


def factored(tree: Tree) -> str | None:
    """
    Write an expression as a product of irreducible factors, cancelled; None where it is beyond that, or zero.

    Parameters
    ----------
    tree
        With letters; roots, functions and constants in it are beyond.
    """
    if not all(isinstance(node, _PLAIN) for node in walk(tree)):
        return None
    letters = names_of(tree)
    ring = Ring(tree)
    found = ring.quotient(tree)
    places = _places(ring, letters)
    if found is None or places is None or found.upper.is_zero():
        return None
    return _fraction(found.upper, found.lower, places)


def isolated(equation: Relation, unknown: str) -> str | None:
    """
    Solve a formula for a letter that it holds to the first power; None where it does not, or is beyond.

    Where what the letter is multiplied by may be zero, the formula says nothing
    of it; that is left out, as in every formulary.
    """
    left, right = equation.operands
    difference = Subtract(left, Group(right))
    if not all(isinstance(node, _PLAIN) for node in walk(difference)):
        return None
    ring = Ring(difference)
    found = ring.quotient(difference)
    places = _places(ring, names_of(difference))
    mine = ring.place(unknown)
    if found is None or places is None or mine is None or found.upper.degrees()[mine] != 1:
        return None
    factor = found.upper.derivative(mine)
    letter = found.upper.context().gen(mine)
    rest = found.upper - factor * letter
    if rest.is_zero():
        return "0"
    return _fraction(-rest, factor, places, summed=True)


def _places(ring: Ring, letters: Sequence[str]) -> list[str] | None:
    """
    Return the letters in the order of a ring's variables; None where one is none of them.
    """
    named = {place: letter for letter in letters if (place := ring.place(letter)) is not None}
    return [named[place] for place in sorted(named)] if len(named) == len(letters) else None


def _fraction(upper: fmpq_mpoly, lower: fmpq_mpoly, letters: Sequence[str], *, summed: bool = False) -> str:
    """
    Write a fraction, cancelled: its upper part as a product, or as a sum.
    """
    common = upper.gcd(lower)
    over, above = _product(upper / common, letters)
    under, below = _product(lower / common, letters)
    factor = over / under
    if summed and above:
        whole = _terms(upper / common, letters)
        terms = {monomial: worth / over * factor.numerator for monomial, worth in whole.items()}
        above = [(sum_of(terms), 1, len(terms) > 1)]
        factor = Fraction(1, factor.denominator)
    top = _joined(factor.numerator, above)
    bottom = _joined(factor.denominator, below)
    if bottom == "1":
        return top
    return f"{_bracketed(top, above)}/{_bracketed(bottom, below, under=True)}"


def sum_of(terms: Terms) -> str:
    """
    Write a polynomial as a sum, the highest power first.
    """
    text = ""
    for monomial, worth in sorted(terms.items(), key=_rank):
        coefficient = Fraction(worth)
        if not coefficient:
            continue
        sign = (" - " if coefficient < 0 else " + ") if text else "-" if coefficient < 0 else ""
        text += f"{sign}{_term(abs(coefficient), monomial)}"
    return text or "0"


def _rank(term: tuple[tuple[tuple[str, int], ...], Fraction | int]) -> tuple[int, list[tuple[str, int]]]:
    """
    Put higher degrees first, and among the same the letters in alphabetical order with higher powers first.
    """
    monomial, _ = term
    return -sum(times for _, times in monomial), [(letter, -times) for letter, times in sorted(monomial)]


def _term(coefficient: Fraction, monomial: Sequence[tuple[str, int]]) -> str:
    letters = "*".join(f"{letter}^{times}" if times > 1 else letter for letter, times in sorted(monomial))
    if not letters:
        return to_text(number(coefficient))
    if coefficient == 1:
        return letters
    shown = to_text(number(coefficient))
    return f"{shown}{letters}" if coefficient.denominator == 1 else f"({shown}){letters}"


def _product(polynomial: fmpq_mpoly, letters: Sequence[str]) -> tuple[Fraction, list[tuple[str, int, bool]]]:
    """
    Return the number before a product, and its factors with how often they occur and whether they are sums.
    """
    factors, rest = [], polynomial
    for factor, times in irreducibles(polynomial):
        terms = _terms(factor, letters)
        # whole coefficients without a common factor, the first one positive
        scale = Fraction(lcm(*(worth.denominator for worth in terms.values())))
        leading = min(terms.items(), key=_rank)[1]
        whole = {monomial: worth * (scale if leading > 0 else -scale) for monomial, worth in terms.items()}
        factors.append((sum_of(whole), times, len(terms) > 1))
        rest = rest / _scaled(factor, scale if leading > 0 else -scale) ** times
    constant = rest.leading_coefficient()
    return Fraction(int(constant.p), int(constant.q)), sorted(factors, key=lambda one: (one[2], len(one[0]), one[0]))


def _scaled(factor: fmpq_mpoly, by: Fraction) -> fmpq_mpoly:
    return factor * by.numerator / by.denominator


def _terms(polynomial: fmpq_mpoly, letters: Sequence[str]) -> dict[tuple[tuple[str, int], ...], Fraction]:
    return {
        tuple((letter, int(times)) for letter, times in zip(letters, exponents, strict=True) if times): Fraction(
            int(coefficient.p), int(coefficient.q)
        )
        for exponents, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True)
    }


def _joined(constant: int, factors: Sequence[tuple[str, int, bool]]) -> str:
    """
    Write a number and factors side by side.
    """
    alone = abs(constant) == 1 and len(factors) == 1
    sign = "-" if constant < 0 else ""
    if alone and factors[0][1] == 1 and not (sign and factors[0][2]):
        return f"{sign}{factors[0][0]}"
    text = "" if abs(constant) == 1 and factors else str(abs(constant))
    for inner, times, is_sum in factors:
        shown = f"({inner})" if is_sum else inner
        joint = "*" if text and text[-1].isalnum() and not is_sum and not text[-1].isdigit() else ""
        text += f"{joint}{shown}^{times}" if times > 1 else f"{joint}{shown}"
    return f"{sign}{text}"


def _bracketed(text: str, factors: Sequence[tuple[str, int, bool]], *, under: bool = False) -> str:
    """
    Put brackets round what stands above or below a line, where it needs them.
    """
    single = len(factors) <= 1 and not any(is_sum for _, _, is_sum in factors)
    plain = text.lstrip("-").isalnum() and (not under or text.isdigit() or len(text) == 1)
    return (
        text
        if (single and plain) or (text.startswith("(") and text.endswith(")") and len(factors) == 1)
        else f"({text})"
    )
