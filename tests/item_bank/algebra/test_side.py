"""What `side` promises: a key made ready once, and fingerprints that are equal for the same only."""

from collections.abc import Hashable
from fractions import Fraction

import pytest
from hypothesis import given

from item_bank.algebra.compare import Sameness, compare_sides, prepare_side
from item_bank.algebra.field import REAL_NUMBERS
from item_bank.algebra.limits import MAX_COLUMNS
from item_bank.algebra.sampling import usual
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Degrees, Number, Tree
from tests.item_bank.algebra.compared import POINTS, STANDARD, tree_of
from tests.strategies import trees


def fingerprint(text: str, setting: Setting = STANDARD) -> Hashable | None:
    """Return the fingerprint of a text."""
    return prepare_side(tree_of(text), POINTS, setting).fingerprint


def test_a_key_made_ready_answers_as_comparing_does() -> None:
    """
    Again and again, for responses of every kind.
    """
    key = prepare_side(tree_of("sqrt(x)+1"), POINTS)
    verdicts = [
        compare_sides(prepare_side(tree_of(text), POINTS), key).sameness
        for text in ("1+sqrt(x)", "x^(1/2)+1", "sqrt(x)", "x", "3", "sqrt(x)+y", "1+sqrt(x)")
    ]

    assert [Sameness.SAME] * 2 + [Sameness.DIFFERENT] * 4 + [Sameness.SAME] == verdicts


def test_values_at_the_usual_places_are_worked_out_once() -> None:
    """
    The same column is given again; so many are kept, and others worked out anew.
    """
    side = prepare_side(tree_of("sqrt(x)"), POINTS)
    places = usual(POINTS, ("x",), "real").places
    kept = side.column(places, REAL_NUMBERS, 128)

    assert kept is side.column(places, REAL_NUMBERS, 128)
    for bits in range(64, 96):
        side.column(places, REAL_NUMBERS, bits)
    assert side.column(places, REAL_NUMBERS, 95) is not side.column(places, REAL_NUMBERS, 95)


def test_values_where_names_are_numbers_are_kept_by_the_assignment() -> None:
    """
    Each assignment has its own value, whether it is still kept or not.
    """
    side = prepare_side(tree_of("x + 1"), POINTS)
    assignments = [{"x": Fraction(number)} for number in range(2 * MAX_COLUMNS)]

    for _ in range(2):
        assert [one["x"] + 1 for one in assignments] == [side.at(one) for one in assignments]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("0.5", "2/4"),
        ("2(x+3)", "2x+6"),
        ("sqrt(8)", "2sqrt(2)"),
        ("sqrt(x)+sqrt(y)", "y^(1/2)+x^(1/2)"),
        ("sin(2x)", "2sin(x)cos(x)"),
        ("abs(x)+i", "i+sqrt(x^2)"),
        ("sqrt(x)-sqrt(x)", "x^(1/2)-x^(1/2)"),
        ("f(x)+1", "1+f(x)"),
    ],
)
def test_the_same_has_the_same_fingerprint(left: str, right: str) -> None:
    """
    Exact values, residues, or the first digits of all values.
    """
    assert fingerprint(left) is not None
    assert fingerprint(left) == fingerprint(right)
    assert hash(fingerprint(left)) == hash(fingerprint(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("0.5", "0.50000001"),
        ("2(x+3)", "2x+3"),
        ("sqrt(8)", "2.8284271247461900976033774484193961571"),
        ("sqrt(x^2)", "x"),
        ("sqrt(x^2)", "abs(x)+10^-20"),
        ("sqrt(x)", "sqrt(y)"),
        ("f(x)", "f(y)"),
        ("ln(x^2)", "2ln(x)"),
    ],
)
def test_what_differs_has_another_fingerprint(left: str, right: str) -> None:
    """
    By the twentieth digit, by a sign, by a letter.
    """
    assert fingerprint(left) != fingerprint(right)


@pytest.mark.parametrize("text", ["f(x)+sqrt(x)", "ln(-1-x^2)", "sqrt(-4)"])
def test_what_is_not_decided_has_no_fingerprint(text: str) -> None:
    """
    No value that could be told from others.
    """
    assert fingerprint(text) is None


def test_complex_values_have_fingerprints_where_they_are_meant() -> None:
    """
    Both parts of them.
    """
    setting = Setting(domain="complex")

    assert fingerprint("sqrt(-4)", setting) == fingerprint("2sqrt(-1)", setting)
    assert fingerprint("sqrt(-4)", setting) != fingerprint("3sqrt(-1)", setting)


def test_the_sign_of_degrees_says_nothing_where_angles_are_in_degrees() -> None:
    """
    There 30 and 30 degrees are the same, elsewhere they are not.
    """
    setting = Setting(angle="degrees")
    signed, plain = Degrees(Number("30")), Number("30")

    assert prepare_side(signed, POINTS, setting).exact == prepare_side(plain, POINTS, setting).exact
    assert prepare_side(signed, POINTS).exact != prepare_side(plain, POINTS).exact


@given(left=trees(("x",), max_leaves=5), right=trees(("x",), max_leaves=5))
def test_equal_fingerprints_are_never_those_of_different_expressions(left: Tree, right: Tree) -> None:
    """
    Whatever is compared.
    """
    first, second = prepare_side(left, POINTS), prepare_side(right, POINTS)

    if first.fingerprint is not None and first.fingerprint == second.fingerprint:
        assert compare_sides(first, second).sameness is Sameness.SAME
