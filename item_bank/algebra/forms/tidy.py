"""
Tidy: products, powers and roots in which nothing is left to do.

One part of `simplified`, which takes sums and statements. A product has one
number at most above and below its line, each base once, no fraction within a
fraction, and roots without a factor that can be taken out.
"""

from fractions import Fraction

from item_bank.algebra.exact import value
from item_bank.algebra.factors import Ring
from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.lowest_terms import cancels
from item_bank.algebra.forms.numerals import mixed_part_lack
from item_bank.algebra.forms.same import canonical
from item_bank.algebra.forms.shape import (
    Product,
    is_negative_power,
    is_one,
    is_root,
    is_sum,
    peeled,
    product,
    skeleton,
    whole_exponent,
)
from item_bank.algebra.tree import Call, Divide, Group, Mixed, Name, Number, Percent, Power, Repeating, Tree

__all__ = ["is_rational", "product_lack"]

LONGEST_WORKED_OUT = 10**12
"""A power of a number that comes to more, `2^100`, is left as it is."""
SMALL_FACTORS = 1_000
"""Up to which a radicand is searched for factors to take out; what is left is only looked at as a whole."""


def is_rational(tree: Tree) -> bool:
    """
    Say whether a part is a rational number that can be worked out.
    """
    return isinstance(tree, Number) or (not isinstance(tree, Name) and isinstance(value(tree), Fraction))


def product_lack(tree: Tree, signs: int, ring: Ring) -> Lack | None:
    """
    Say what is left to do in one term of a sum, but for what stands in its factors.

    Parameters
    ----------
    tree
        The term behind its sign.
    signs
        The minus signs before it.
    ring
        Of the expression that it stands in.
    """
    parts = product(tree)
    if signs + parts.signs > 1:
        return "double_sign"
    if parts.below and cancels(parts, ring):
        return "not_lowest_terms"
    if _is_nested(tree, parts):
        return "nested_fraction"
    factors = (*parts.above, *parts.below)
    for factor in factors:
        if (lack := _factor_lack(factor)) is not None:
            return lack
    return _numbers_lack(parts, signs + parts.signs) or _bases_lack(factors)


def _is_nested(tree: Tree, parts: Product) -> bool:
    """Say whether a fraction stands in a fraction, or a negative power; a product of fractions is none."""
    match peeled(tree):
        case Divide(left, right) if product(right).lines or isinstance(peeled(left), Divide):
            return True
        case Divide(Group(inner)) if product(inner).lines:
            return True
        case _:
            pass
    inside = [part for factor in (*parts.above, *parts.below) if is_sum(factor) for part in skeleton(factor)]
    return bool(parts.below) and (
        any(isinstance(part, Divide) or is_negative_power(part) for part in inside)
        or any(map(is_negative_power, (*parts.above, *parts.below)))
    )


def _numbers_lack(parts: Product, signs: int) -> Lack | None:
    """Say what is left to do with the numbers among the factors."""
    above, below = ([factor for factor in factors if is_rational(factor)] for factors in (parts.above, parts.below))
    if len(parts.above) + len(parts.below) > 1 and any(value(factor) == 0 for factor in above):
        return "not_worked_out"
    ones = sum(map(is_one, above)) - parts.reciprocals
    if ones > 0 and len(parts.above) > 1 and not (signs and is_one(parts.above[0])):
        return "needless_part"
    counted = [factor for factor in above if not is_one(factor)]
    scientific = len(counted) > 1 and all(map(_is_power_of_ten, counted[1:])) and not below
    if (len(counted) > 1 and not scientific) or len(below) > 1:
        return "not_worked_out"
    if below and any(not isinstance(factor, Number) or "." in factor.text for factor in counted + below):
        return "not_worked_out"
    return None


def _bases_lack(factors: tuple[Tree, ...]) -> Lack | None:
    """Say whether a base, or a root of a number, occurs twice among the factors."""
    bases = [
        canonical(factor.base if isinstance(factor, Power) else factor) for factor in factors if not is_rational(factor)
    ]
    roots = [index for factor in factors if (index := _index(factor)) and is_rational(peeled(_radicand(factor)))]
    return "like_powers" if len(set(bases)) < len(bases) or len(set(roots)) < len(roots) else None


def _factor_lack(factor: Tree) -> Lack | None:
    """Say what is left to do in a factor that is no sum."""
    match factor:
        case Mixed(_, numerator, denominator):
            return mixed_part_lack(numerator, denominator)
        case Number() | Repeating():
            return None
        case Percent(operand):
            return None if isinstance(peeled(operand), Number | Mixed | Repeating) else "not_worked_out"
        case Power():
            return _power_lack(factor)
        case _ if (index := _index(factor)) and _is_reducible(_radicand(factor), index):
            return "root_reducible"
        case _ if is_rational(factor) and not is_sum(factor):
            return "not_worked_out"
        case _:
            return None


def _power_lack(tree: Power) -> Lack | None:
    """Say what is left to do in a power."""
    times = value(tree.exponent)
    if times in (0, 1):
        return "needless_part"
    exact = value(tree)
    if isinstance(exact, Fraction):
        small = max(abs(exact.numerator), exact.denominator) < LONGEST_WORKED_OUT
        return "not_worked_out" if small and not _is_power_of_ten(tree) else None
    base = product(tree.base)
    if isinstance(times, Fraction):
        alone = base.above[0] if len(base.above) == 1 and not base.below else None
        if isinstance(alone, Power) or (alone is not None and is_root(alone) and times > 1):
            return "like_powers"
        if times.denominator == 1 and (len(base.above) + len(base.below) > 1 or base.signs):
            return "not_worked_out"
    return None


def _is_power_of_ten(tree: Tree) -> bool:
    """Say whether a factor is a power of the numeral 10."""
    base = peeled(tree.base) if isinstance(tree, Power) else tree
    return isinstance(tree, Power) and isinstance(base, Number) and base.text == "10"


def _index(tree: Tree) -> int:
    """Return which root a root sign means; 0 where there is none."""
    match tree:
        case Call("sqrt"):
            return 2
        case Call("root", (_, index)) if isinstance(degree := value(index), Fraction) and degree.denominator == 1:
            return max(degree.numerator, 0)
        case _:
            return 0


def _radicand(tree: Tree) -> Tree:
    """Return what stands under a root sign."""
    return tree.arguments[0] if isinstance(tree, Call) else tree


def _is_reducible(radicand: Tree, index: int) -> bool:
    """
    Say whether a number, or a power of a letter, under a root has a factor that can be taken out.

    `sqrt(x^2)` may stay: that it is |x| is another exercise.
    """
    parts = product(radicand)
    powers = [factor for factor in (*parts.above, *parts.below) if isinstance(factor, Power)]
    times = [exponent for power in powers if (exponent := whole_exponent(power)) is not None]
    if any(exponent > index or (exponent == index and index % 2) for exponent in times):
        return True
    return any(
        _has_power_factor(abs(part), index)
        for factor in (*parts.above, *parts.below)
        if isinstance(exact := value(factor), Fraction)
        for part in (exact.numerator, exact.denominator)
    )


def _has_power_factor(number: int, index: int) -> bool:
    """Say whether a whole number is divisible by such a power of a small prime, or is one once those are gone."""
    if number == 0:
        return True
    for factor in range(2, SMALL_FACTORS):
        times = 0
        while number % factor == 0:
            number, times = number // factor, times + 1
        if times >= index:
            return True
        if number == 1:
            return False
    return isinstance(value(Power(Number(str(number)), Divide(Number("1"), Number(str(index))))), Fraction)
