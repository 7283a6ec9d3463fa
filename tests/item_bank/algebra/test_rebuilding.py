"""What `rebuilding` promises about trees made from trees."""

from hypothesis import given

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import bare, substitute, with_children
from item_bank.algebra.tree import Add, Group, Multiply, Name, Negate, Number, Tree, children, walk
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import ANY_NAME, relations, trees


def tree_of(text: str, context: Context = ANY_NAME) -> Tree:
    """
    Read a text that can be read.
    """
    tree = read(text, context)
    assert not isinstance(tree, Unreadable), tree
    return tree


def test_bare_trees_are_equal_where_only_brackets_and_spaces_differ() -> None:
    """
    Structure and order stay: a product with a sign is not one without.
    """
    assert bare(tree_of("2 + (x)")) == bare(tree_of("  {2}+x"))
    assert bare(tree_of("2x")) != bare(tree_of("2*x"))
    assert bare(tree_of("x + 2")) != bare(tree_of("2 + x"))


@given(tree=trees())
def test_bare_leaves_no_brackets_and_changes_nothing_twice(tree: Tree) -> None:
    """
    No brackets are left, and a bare tree is its own.
    """
    once = bare(tree)

    assert not any(isinstance(node, Group) for node in walk(once))
    assert once == bare(once)


@given(tree=relations())
def test_a_node_over_its_own_children_is_itself(tree: Tree) -> None:
    """
    Every construct can be taken apart and put together.
    """
    for node in walk(tree):
        assert node == with_children(node, children(node))


def test_literals_are_replaced_by_their_digits() -> None:
    """
    Each literal with these digits is replaced, others stay.
    """
    expected = Add(Multiply(Name("y"), Name("x"), implied=True), Add(Number("0.5"), Negate(Name("y"))))

    assert expected == bare(substitute(tree_of("0.50x + (0.5 + -0.50)"), {"0.50": Name("y")}))
