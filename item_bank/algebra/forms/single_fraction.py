"""
Single fraction: one fraction line, with everything above or below it.

An expression without any fraction is fine too. What stands above and below may
be factored or expanded, and need not be in lowest terms. Fractions in exponents,
under roots and in functions are not looked at.
"""

from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.shape import is_negative_power, product, skeleton, terms
from item_bank.algebra.tree import Divide, Mixed, Power, Tree

__all__ = ["single_fraction_lack"]


def single_fraction_lack(tree: Tree) -> Lack | None:
    """
    Say `not_single_fraction` where a fraction stands beside another term, within another fraction, or twice.

    Negative powers are a fraction too, several in one product a single one.
    """
    summands = terms(tree)
    if len(summands) > 1:
        return "not_single_fraction" if any(_has_fraction(term.tree) for term in summands) else None
    parts = product(summands[0].tree)
    factors = (*parts.above, *parts.below)
    fractions = (
        parts.lines + sum(isinstance(factor, Mixed) for factor in factors) + any(map(is_negative_power, factors))
    )
    inner = [
        factor.base if isinstance(factor, Power) else factor for factor in factors if not isinstance(factor, Mixed)
    ]
    return "not_single_fraction" if fractions > 1 or any(map(_has_fraction, inner)) else None


def _has_fraction(tree: Tree) -> bool:
    """Say whether a fraction stands in a tree, outside of functions and exponents."""
    return any(isinstance(node, Divide | Mixed) or is_negative_power(node) for node in skeleton(tree))
