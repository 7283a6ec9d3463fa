"""
Simplified: nothing left that one would still tidy up.

Like terms are collected, numbers worked out, fractions in lowest terms and not
within one another, powers of one base joined, roots reduced, and nothing idle
stands there. Brackets may stay, factored or not, unless opening them lets terms
be collected; denominators may hold roots. Sides of an equation or inequality
share no term and no factor.
"""

import itertools

from item_bank.algebra.exact import value
from item_bank.algebra.factors import Ring, as_polynomial, content, has_common_letter
from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.lowest_terms import cancels
from item_bank.algebra.forms.same import canonical
from item_bank.algebra.forms.shape import Term, is_sum, peeled, product, terms, unmarked
from item_bank.algebra.forms.tidy import is_rational, product_lack
from item_bank.algebra.tree import (
    Add,
    Call,
    Divide,
    Junction,
    Listing,
    Matrix,
    Multiply,
    Name,
    Number,
    PlusMinus,
    Power,
    Relation,
    Setwise,
    Subtract,
    Tree,
    children,
)

__all__ = ["simplified_lack"]

MAX_INNER = 16
"""Exponents and arguments of functions that are looked into; beyond, each level would be worked out at every other."""
LOGARITHMS = frozenset({"ln", "log"})


def simplified_lack(tree: Tree) -> Lack | None:
    """
    Say what is left to do in an expression, or in a statement and each of its sides.

    What is too large to be multiplied out has the benefit of the doubt.
    """
    waiting = [tree]
    inner: list[Tree] = []
    looked_into = 0
    while waiting or (inner and looked_into < MAX_INNER):
        looked_into += not waiting
        part = peeled((waiting or inner).pop())
        ring = Ring(part)
        lack: Lack | None = None
        match part:
            case Relation(operands):
                lacks = [_sides_lack(left, right, ring) for left, right in itertools.pairwise(operands)]
                lack = next((found for found in lacks if found is not None), None)
                waiting += operands
            case Junction() | Listing() | Matrix() | Setwise():
                waiting += children(part)
            case _:
                lack = _expression_lack(part, ring, inner)
        if lack is not None:
            return lack
    return None


def _expression_lack(tree: Tree, ring: Ring, inner: list[Tree]) -> Lack | None:
    """Say what is left to do in an expression; what stands in its functions and exponents is put aside."""
    sums = [tree]
    while sums:
        node = sums.pop()
        summands = terms(node)
        lack = _sum_lack(node, summands, ring) if len(summands) > 1 else None
        if lack is not None:
            return lack
        for term in summands:
            lack = product_lack(term.tree, int(term.negative), ring)
            if lack is not None:
                return lack
            parts = product(term.tree)
            for factor in (*parts.above, *parts.below):
                match factor:
                    case Power(base, exponent):
                        sums.append(base)
                        inner += [] if isinstance(exponent, Number | Name) else [exponent]
                    case _ if is_sum(factor):
                        sums.append(factor)
                    case _:
                        marked = unmarked(factor)
                        inner += children(factor) if marked is factor else [marked]
    return None


def _sum_lack(node: Tree, summands: list[Term], ring: Ring) -> Lack | None:
    """Say what is left to do among the terms of a sum."""
    if _adds_negative(node):
        return "double_sign"
    if any(value(term.tree) == 0 for term in summands):
        return "needless_part"
    if sum(is_rational(_either(term.tree)) for term in summands) > 1:
        return "not_worked_out"
    kinds = [_kind(term.tree) for term in summands]
    if len(set(kinds)) < len(kinds) or _logarithms_cancel(summands):
        return "like_terms"
    return "brackets_left" if _collects(node, summands, ring) else None


def _either(tree: Tree) -> Tree:
    """Return what stands behind both signs: `2 ± 3` is two numbers, and can be worked out."""
    return tree.operand if isinstance(tree, PlusMinus) else tree


def _adds_negative(tree: Tree) -> bool:
    """Say whether a term with a minus sign is added, `a + (-b)`."""
    node = peeled(tree)
    while isinstance(node, Add | Subtract):
        if isinstance(node, Add) and product(node.right).signs:
            return True
        node = peeled(node.left)
    return False


def _kind(tree: Tree) -> str:
    """Return what two like terms have in common: all of a term but its numbers."""
    parts = product(tree)
    above, below = (
        sorted([canonical(factor) for factor in factors if not is_rational(factor)])
        for factors in (parts.above, parts.below)
    )
    return "*".join(above) + "/" + "*".join(below)


def _logarithms_cancel(summands: list[Term]) -> bool:
    """Say whether two logarithms join to one of something shorter, `ln(x/y) + ln(y)`."""
    logarithms = [
        (term.tree.function, term.tree.arguments[0], term.negative)
        for term in summands
        if isinstance(term.tree, Call) and term.tree.function in LOGARITHMS and len(term.tree.arguments) == 1
    ]
    for (function, left, sign), (other, right, another) in itertools.combinations(logarithms, 2):
        joined = Multiply(left, right) if sign == another else Divide(left, right)
        parts = product(joined)
        if function == other and parts.below and cancels(parts, Ring(joined)):
            return True
    return False


def _collects(node: Tree, summands: list[Term], ring: Ring) -> bool:
    """Say whether a term is a product with brackets in it, and opening them lets terms be collected."""
    if not any(map(is_sum, itertools.chain(*[product(term.tree).above for term in summands]))):
        return False
    parts = [as_polynomial(ring.quotient(term.tree)) for term in summands]
    whole = as_polynomial(ring.quotient(node))
    return whole is not None and None not in parts and len(whole) < sum(map(len, filter(None, parts)))


def _sides_lack(left: Tree, right: Tree, ring: Ring) -> Lack | None:
    """Say what the two sides of an equation or inequality still share."""
    over, under = as_polynomial(ring.quotient(left)), as_polynomial(ring.quotient(right))
    if over is None or under is None:
        return None
    if not set(over.monoms()).isdisjoint(under.monoms()):
        return "like_terms"
    difference = over - under
    common = len(difference) > 1 and has_common_letter(difference)
    return "common_factor" if common or content(difference) > 1 else None
