"""Texts looked at for a form, as a learner would have typed them."""

from item_bank.algebra.context import Context
from item_bank.algebra.forms.form import Form, Lack, lack
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable

__all__ = ["lack_of", "tree_of"]

ANY_LETTER = Context(functions=("f", "g", "sin", "ln", "log", "root", "abs"))


def tree_of(text: str) -> Tree:
    """
    Read a text that can be read.
    """
    tree = read(text, ANY_LETTER)
    assert not isinstance(tree, Unreadable), tree
    return tree


def lack_of(form: Form, text: str, key: str | None = None) -> Lack | None:
    """
    Look at the form of a text, against itself where no key is given.
    """
    return lack(form, tree_of(text), tree_of(text if key is None else key))
