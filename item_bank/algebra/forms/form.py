"""
Forms: the dispatcher, from the name of a form to what decides about it.

An answer of several expressions has a form where each of them has: both sides
of an equation, the items of a list, the entries of a matrix. `same`,
`simplified` and `completed_square` look at such an answer as a whole.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Literal, TypeAlias

from item_bank.algebra.exact import value
from item_bank.algebra.forms.completed_square import completed_square_lack
from item_bank.algebra.forms.expanded import expanded_lack
from item_bank.algebra.forms.factored import factored_lack, prime_lack
from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.lowest_terms import lowest_terms_lack
from item_bank.algebra.forms.numerals import decimal_lack, exact_lack, mixed_lack, percent_lack, scientific_lack
from item_bank.algebra.forms.partial_fractions import partial_fractions_lack
from item_bank.algebra.forms.rationalised import rationalised_lack
from item_bank.algebra.forms.same import same_lack
from item_bank.algebra.forms.shape import elements
from item_bank.algebra.forms.simplified import simplified_lack
from item_bank.algebra.forms.single_fraction import single_fraction_lack
from item_bank.algebra.tree import Tree

__all__ = ["Form", "Lack", "lack"]

Form: TypeAlias = Literal[
    "any",
    "same",
    "expanded",
    "factored",
    "simplified",
    "single_fraction",
    "lowest_terms",
    "rationalised",
    "partial_fractions",
    "completed_square",
    "decimal",
    "mixed",
    "scientific",
    "percent",
    "exact",
]
"""The asked way of writing a right value; `any` asks for none, `same` for the key's own up to order and association."""

CHECKS: Mapping[Form, Callable[[Tree], Lack | None]] = MappingProxyType(
    {
        "expanded": expanded_lack,
        "single_fraction": single_fraction_lack,
        "lowest_terms": lowest_terms_lack,
        "rationalised": rationalised_lack,
        "decimal": decimal_lack,
        "mixed": mixed_lack,
        "scientific": scientific_lack,
        "percent": percent_lack,
        "exact": exact_lack,
    }
)
"""The forms that each expression of an answer has by itself."""


def lack(form: Form, tree: Tree, key: Tree) -> Lack | None:
    """
    Say what keeps a right answer from being written in the asked form; None where nothing does.

    Parameters
    ----------
    form
        What was asked.
    tree
        The response as read; its value is taken to be right.
    key
        The key as read: `same` compares with it, `partial_fractions` and
        `completed_square` take their variable from it.

    Returns
    -------
    str | None
        The code of the first thing missing. What is too large to be looked
        into has the benefit of the doubt.
    """
    match form:
        case "any":
            return None
        case "same":
            return same_lack(tree, key)
        case "simplified":
            return simplified_lack(tree)
        case "factored":
            return prime_lack(tree) if isinstance(value(tree), Fraction) else _first(factored_lack, tree)
        case "partial_fractions":
            return _first(partial(partial_fractions_lack, key=key), tree)
        case "completed_square":
            return completed_square_lack(tree, key)
        case _:
            return _first(CHECKS[form], tree)


def _first(check: Callable[[Tree], Lack | None], tree: Tree) -> Lack | None:
    """Return the first lack among the expressions of an answer."""
    return next((found for found in map(check, elements(tree)) if found is not None), None)
