"""
Equations that are the same up to a factor, whatever is in them.

By their factors where both sides are quotients of polynomials; else by
comparing. Two differences are proportional where each times the other's value at
one place is the same; and where an equation is solved for a name, putting that
into the other one shows whether the other holds there.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, Literal

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.exact import fill
from item_bank.algebra.opaque import is_opaque, without_calls
from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.solving.equation_form import EquationForm, equation_form
from item_bank.algebra.tree import Group, Multiply, Name, Number, Relation, Subtract, Tree, children, names, walk

__all__ = ["same_up_to", "secret_values", "with_name", "with_names"]

PLACES: Final = 997
"""Secret places are whole numbers up to this prime: enough of them, and short to work with."""
NEAR: Final = 5
"""Places up to this are near: powers and exponentials there are moderate."""
ZERO: Final = Number("0")


def same_up_to(
    what: Literal["scale", "roots"], left: Tree, right: Tree, points: Points, setting: Setting = STANDARD
) -> Sameness:
    """
    Say whether two equations are the same up to a factor that is never zero.

    Parameters
    ----------
    what
        `roots` takes `(x - 2)^2 = 0` for `x = 2` too: multiplicities do not count.
    left, right
        Equations, each with one `=`.
    points
        Where expressions are compared that are no quotients of polynomials.
    setting
        What the names stand for.

    Returns
    -------
    Sameness
        Exact for quotients of polynomials over the rational numbers; for others
        as sure as `compare`.
    """
    if any(map(is_opaque, (*walk(left), *walk(right)))):
        plain = without_calls(
            left, right, lambda one, other: compare(one, other, points, setting).sameness is Sameness.SAME
        )
        return Sameness.UNDECIDED if plain is None else same_up_to(what, *plain, points, setting)
    first, second = equation_form(left, setting), equation_form(right, setting)
    if isinstance(first, EquationForm) and isinstance(second, EquationForm):
        same = first == second if what == "scale" else _roots(first) == _roots(second)
        return Sameness.SAME if same else Sameness.DIFFERENT
    if (
        not isinstance(left, Relation)
        or not isinstance(right, Relation)
        or left.operators + right.operators != ("=", "=")
    ):
        return Sameness.UNDECIDED
    if _proportional(Subtract(*left.operands), Subtract(*right.operands), points, setting):
        return Sameness.SAME
    for one, other in ((left, right), (right, left)):
        for name, worth in _solved(one):
            put = (with_name(side, name, worth) for side in other.operands)
            # where they are the same for positive values only, they differ at others
            if compare(next(put), next(put), points, setting).sameness in (Sameness.DIFFERENT, Sameness.POSITIVE):
                return Sameness.DIFFERENT
    return Sameness.UNDECIDED


def secret_values(occurring: tuple[str, ...], points: Points, turn: int) -> dict[str, Fraction]:
    """
    Return positive whole numbers for names that nobody can guess, other ones each turn.
    """
    return {name: Fraction(points.of(f"parameter {turn} {name}")[0] % PLACES + 1) for name in occurring}


def with_name(tree: Tree, name: str, worth: Tree) -> Tree:
    """
    Put an expression in the place of a name.
    """
    return with_names(tree, {name: worth})


def with_names(tree: Tree, worths: Mapping[str, Tree]) -> Tree:
    """
    Put expressions in the places of names; nothing is worked out.
    """
    match tree:
        case Name(name):
            return worths.get(name, tree)
        case Number():
            return tree
        case _:
            return with_children(tree, tuple([with_names(part, worths) for part in children(tree)]))


def _roots(form: EquationForm) -> tuple[frozenset[object], bool]:
    """Return what decides the roots of an equation."""
    return frozenset(form.roots()), form.always


def _proportional(left: Tree, right: Tree, points: Points, setting: Setting) -> bool:
    """Say whether one expression is a number times the other, and neither is zero throughout."""
    occurring = tuple(dict.fromkeys((*names(left), *names(right))))
    far = secret_values(occurring, points, 0)
    # at a far place e^x is too large to be worked with; any place will do, since what is compared holds everywhere
    near = {name: worth % NEAR + 1 for name, worth in far.items()}
    return any(_proportional_at(left, right, at, points, setting) for at in (near, far))


def _proportional_at(left: Tree, right: Tree, at: Mapping[str, Fraction], points: Points, setting: Setting) -> bool:
    """Say whether one expression times the other's value at a place is the same as the other times its own."""
    first, second = fill(left, at), fill(right, at)
    if any(compare(one, ZERO, points, setting).sameness is not Sameness.DIFFERENT for one in (first, second)):
        return False
    crossed = Multiply(Group(left), Group(second)), Multiply(Group(right), Group(first))
    return compare(*crossed, points, setting).sameness is Sameness.SAME


def _solved(relation: Relation) -> Iterator[tuple[str, Tree]]:
    """Yield the names that an equation is solved for, with what they are."""
    for near, far in (relation.operands, relation.operands[::-1]):
        if isinstance(near, Name) and near.name not in names(far):
            yield near.name, far
