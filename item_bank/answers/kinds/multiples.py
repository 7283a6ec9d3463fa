"""
Multiples: inequalities in several names that say the same, one a positive number times the other.

A negative factor turns the sign. Chains, and statements joined by `and` or
`or`, are held against one another part by part. Values for which one is true
and the other is not prove a difference.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import msgspec

from item_bank.algebra.compare import Sameness, assignment_text, small_assignments
from item_bank.algebra.exact import holds
from item_bank.algebra.polynomial import NotPolynomial, Polynomial, degree, polynomial, ratio
from item_bank.algebra.tree import MIRRORED, Group, Junction, Operator, Relation, Subtract, Tree, names

__all__ = ["SaidBoth", "same_inequalities"]


class SaidBoth(msgspec.Struct, frozen=True):
    """Whether two statements say the same; `counterexample` are values for which only the second is true."""

    sameness: Sameness
    counterexample: str | None = None


class _Part(msgspec.Struct, frozen=True):
    """One comparison with zero."""

    terms: Polynomial
    sign: Operator


def same_inequalities(key: Tree, said: Tree) -> SaidBoth:
    """
    Say whether two statements are true for the same values of their names.

    Parameters
    ----------
    key, said
        Relations, chains, or such joined by one word. `same` is a proof, and so
        is `different`, which is found for linear ones always.
    """
    first, second = _parts(key), _parts(said)
    if first is not None and second is not None and first[0] == second[0] and _covered(first[1], second[1]):
        return SaidBoth(Sameness.SAME)
    for values in small_assignments(tuple(dict.fromkeys((*names(key), *names(said))))):
        was, now = _true(key, values), _true(said, values)
        if was is not None and now is not None and was is not now:
            return SaidBoth(Sameness.DIFFERENT, assignment_text(values) if now else None)
    if first is not None and second is not None and _one_half_plane(first[1]) and _one_half_plane(second[1]):
        return SaidBoth(Sameness.DIFFERENT)
    return SaidBoth(Sameness.UNDECIDED)


def _parts(tree: Tree) -> tuple[str, tuple[_Part, ...]] | None:
    """Return the word that joins comparisons with zero, and these; None where it is something else."""
    match tree:
        case Group(inner):
            return _parts(inner)
        case Relation(operands, operators):
            found = []
            for sign, (left, right) in zip(operators, pairwise(operands), strict=True):
                terms = polynomial(Subtract(left, right))
                if isinstance(terms, NotPolynomial) or sign == "in":
                    return None
                found.append(_Part(terms, sign))
            return "and", tuple(found)
        case Junction(word, parts):
            found = []
            for part in parts:
                joined = _parts(part)
                if joined is None or (joined[0] != word and len(joined[1]) > 1):
                    return None
                found.extend(joined[1])
            return word, tuple(found)
        case _:
            return None


def _covered(first: Sequence[_Part], second: Sequence[_Part]) -> bool:
    """Say whether each comparison of either has one that says the same in the other."""
    return all(any(_same(one, other) for other in second) for one in first) and all(
        any(_same(one, other) for other in first) for one in second
    )


def _same(one: _Part, other: _Part) -> bool:
    """Say whether one comparison is a number times the other, and its sign fits."""
    factor = ratio(one.terms, other.terms)
    return factor is not None and one.sign == (other.sign if factor > 0 else MIRRORED[other.sign])


def _one_half_plane(parts: Sequence[_Part]) -> bool:
    """Say whether there is one comparison, of first degree: two such say the same only as multiples."""
    return len(parts) == 1 and degree(parts[0].terms) == 1


def _true(tree: Tree, values: Mapping[str, Fraction]) -> bool | None:
    """Say whether a statement is true for values of all its names; None where that is not known."""
    match tree:
        case Group(inner):
            return _true(inner, values)
        case Relation(operators=operators) if "in" not in operators:
            found = holds(tree, values)
            return found if isinstance(found, bool) else None
        case Junction(word, parts):
            truths = [_true(part, values) for part in parts]
            if None in truths:
                return None
            return all(truths) if word == "and" else any(truths)
        case _:
            return None
