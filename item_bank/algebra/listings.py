"""
Listings: what several items make together.

Whether a tree is a list without brackets, and when `or` at its end goes for all
of it. Used by the grammar; what a list is the answer to is a kind's to say.
"""

from typing import TypeGuard

from item_bank.algebra.tree import Group, Listing, Name, Relation, Tree

__all__ = ["bare_list", "inside", "listing", "one_subject"]


def listing(items: list[Tree]) -> Tree:
    """
    Return items as a list without brackets; one alone is itself.
    """
    if len(items) == 1:
        return items[0]
    return Listing(tuple(items), start=items[0].start, end=items[-1].end)


def bare_list(tree: Tree) -> TypeGuard[Listing]:
    """
    Say whether a tree is a list without brackets.
    """
    return type(tree) is Listing and not tree.opening


def inside(tree: Tree) -> Tree:
    """
    Return what stands in brackets.
    """
    while type(tree) is Group:
        tree = tree.inner
    return tree


def one_subject(listing: Listing, last: Tree) -> bool:
    """
    Say whether the items of a list and one more speak of the same: `x = 1, x = 2 or x = 3`, `2, 3 or 4`.
    """
    subjects = {
        one.operands[0].name if isinstance(one, Relation) and isinstance(one.operands[0], Name) else ""
        for one in (*listing.items, last)
    }
    return len(subjects - {""}) <= 1
