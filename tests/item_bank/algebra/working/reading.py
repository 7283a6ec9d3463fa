"""Working for tests: lines read from texts, under one secret."""

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.chain import begin
from item_bank.algebra.working.trail import Trail, follow_lines

__all__ = ["POINTS", "followed", "trail", "tree_of"]

POINTS = Points(b"a secret of the server, kept away", "item")


def tree_of(text: str) -> Tree:
    """
    Read a text that can be read; several values may be listed.
    """
    tree = read(text, Context(expects="several"))
    assert not isinstance(tree, Unreadable), tree
    return tree


def trail(*lines: str, setting: Setting = STANDARD) -> Trail:
    """
    Follow lines, the first of which is not doubted.
    """
    first, *others = map(tree_of, lines)
    return follow_lines(begin(first), others, POINTS, setting)


def followed(chain: str, setting: Setting = STANDARD) -> list[str | None]:
    """
    Return the relation of each line of a chain written with semicolons, with its cause behind a colon.
    """
    found = [line.followed for line in trail(*chain.split(";"), setting=setting).lines]
    return [f"{one.relation}:{one.cause}" if one.cause else one.relation for one in found]
