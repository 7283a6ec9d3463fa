"""Reading and comparing short texts, for the tests of comparing."""

from item_bank.algebra.compare import Comparison, compare
from item_bank.algebra.context import Context
from item_bank.algebra.functions import FUNCTIONS
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable

__all__ = ["POINTS", "STANDARD", "compared", "tree_of"]

POINTS = Points(b"a secret of the server, kept away", "item")
READER = Context(names=("x", "y", "z", "n"), functions=(*FUNCTIONS, "f"))


def tree_of(text: str) -> Tree:
    """Read a text that can be read."""
    tree = read(text, READER)
    assert not isinstance(tree, Unreadable), (text, tree)
    return tree


def compared(left: str, right: str, setting: Setting = STANDARD, points: Points = POINTS) -> Comparison:
    """Read two texts that can be read, and compare them."""
    return compare(tree_of(left), tree_of(right), points, setting)
