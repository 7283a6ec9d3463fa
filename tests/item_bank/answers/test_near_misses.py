"""Wrong answers one slip from a right one: none is accepted, and nearly all are decided."""

import random

import pytest

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from tests.bench.edits import one_edit
from tests.bench.identities import FAMILIES, POLYNOMIAL, draw_identity
from tests.bench.near_misses import MANY, SEED, tallied
from tests.bench.oracle import difference

SHORT = 2_000


def tree(text: str) -> Tree:
    """
    Read a text that can be read.
    """
    found = read(text, Context())
    assert not isinstance(found, Unreadable), text
    return found


@pytest.mark.slow
def test_no_near_miss_is_accepted() -> None:
    """Of two thousand near misses none is accepted, at least 98 % are decided, and right answers are accepted."""
    check(SHORT)


@pytest.mark.prove
def test_no_near_miss_of_a_hundred_thousand_is_accepted() -> None:
    """The same holds for all of them."""
    check(MANY)


def check(many: int) -> None:
    """
    Hold a tally to the goals.
    """
    tally = tallied(many, SEED)
    assert tally.false_accepts == 0, tally.shown
    assert tally.false_rejects == 0, tally.shown
    assert tally.decided >= 0.98 * many
    assert tally.outside >= 0.30 * many
    assert tally.different >= 0.70 * many
    assert tally.controls_accepted == tally.controls, tally.shown


@pytest.mark.parametrize(
    "draws", [40, pytest.param(120, marks=pytest.mark.slow), pytest.param(1_200, marks=pytest.mark.prove)]
)
def test_both_sides_of_an_identity_are_equal(draws: int) -> None:
    """The oracle finds no point at which an identity's sides differ."""
    draw = random.Random(draws)
    for _ in range(draws):
        family, left, right = draw_identity(draw)
        assert difference(tree(left), tree(right), left) == "same", (family, left, right)


def test_most_identities_are_no_polynomials() -> None:
    """Families are drawn alike, and one of them is polynomials."""
    assert POLYNOMIAL in FAMILIES
    assert (len(FAMILIES) - 1) / len(FAMILIES) > 0.3


@pytest.mark.parametrize(
    ("left", "right", "label"),
    [
        ("x^2", "x^2", "same"),
        ("x", "sqrt(x^2)", "different"),
        ("x+10^-20", "x", "different"),
        ("root(x, 3)^3", "x", "same"),
        ("ln(x^2)", "2ln(x)", "same"),
        ("sqrt(-x^2-1)", "x", "unknown"),
        ("1/0", "x", "unknown"),
        ("2", "3", "different"),
    ],
)
def test_the_oracle_sees_small_differences_and_says_what_it_cannot_tell(left: str, right: str, label: str) -> None:
    """Sixty digits tell what is the same, what differs, and where there is nothing to compare."""
    assert difference(tree(left), tree(right), "seed") == label


def test_a_slip_changes_the_tree_in_one_place() -> None:
    """A slip is another tree, and there is none where nothing can slip."""
    before = tree("2x^2-sin(x)/3")
    assert all(one_edit(before, random.Random(seed)) != before for seed in range(60))
    assert one_edit(tree("(e)"), random.Random(0)) is None
