"""
Opaque functions: those an author declares, of which nothing but their name is known.

Where their values stand inside roots or sines, each call is put as a name of its
own: the same name for the same function of arguments that are identical. What
holds whatever the functions are, holds for these names.
"""

from collections.abc import Callable

from item_bank.algebra.functions import FUNCTIONS
from item_bank.algebra.limits import MAX_OPAQUE
from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.tree import Call, Name, Tree, children, walk

__all__ = ["is_opaque", "without_calls"]


def is_opaque(tree: Tree) -> bool:
    """
    Say whether a node is a call of a function of which nothing is known.
    """
    return isinstance(tree, Call) and tree.function not in FUNCTIONS


def without_calls(left: Tree, right: Tree, same: Callable[[Tree, Tree], bool]) -> tuple[Tree, Tree] | None:
    """
    Put a name for each call of an opaque function.

    Parameters
    ----------
    left, right
        Any trees.
    same
        Whether two arguments without such calls are identical.

    Returns
    -------
    tuple of Tree | None
        Both trees, with names that cannot be read and so collide with none;
        None where there are more different calls than `MAX_OPAQUE`.
    """
    if sum(map(is_opaque, (*walk(left), *walk(right)))) > MAX_OPAQUE:
        return None
    calls: list[Call] = []

    def put(tree: Tree) -> Tree:
        tree = with_children(tree, tuple(map(put, children(tree))))
        if not isinstance(tree, Call) or not is_opaque(tree):
            return tree
        for number, call in enumerate(calls):
            if _alike(call, tree, same):
                return _named(call, number)
        calls.append(tree)
        return _named(tree, len(calls) - 1)

    return put(left), put(right)


def _named(call: Call, number: int) -> Name:
    """Return the name that stands for a call."""
    return Name(f"{call.function}({number})")


def _alike(one: Call, other: Call, same: Callable[[Tree, Tree], bool]) -> bool:
    """Say whether two calls are of the same function and of identical arguments."""
    return (
        one.function == other.function
        and len(one.arguments) == len(other.arguments)
        and all(map(same, one.arguments, other.arguments))
    )
