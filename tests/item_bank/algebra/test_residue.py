"""What `residue` promises: equal for equal rational functions, secret, and the same at every regrade."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from item_bank.algebra.arithmetic import Undefined
from item_bank.algebra.context import Context
from item_bank.algebra.exact import number, value
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points, residues, root_of_minus_one
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import ANY_NAME, trees

POINTS = Points(b"a secret of the server, kept away", "item")


def residues_of(text: str, points: Points = POINTS) -> tuple[int, int] | Undefined | None:
    """
    Read a text that can be read, and evaluate it.
    """
    tree = read(text, ANY_NAME)
    assert not isinstance(tree, Unreadable), tree
    return residues(tree, points)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2(x+3)", "2x+6"),
        ("(x+1)^2", "x^2+2x+1"),
        ("(x^2-y^2)/(x-y)", "x+y"),
        ("1/x+1/y", "(x+y)/(x y)"),
        ("50%x", "x/2"),
        ("30° x", "pi x/6"),
        ("x^-1", "1/x"),
        ("1 1/2 x", "1.5x"),
        ("2pi", "pi+pi"),
        ("sqrt(16)x", "4x"),
        ("+x", "--x"),
        ("x^(1+1)", "x*x"),
    ],
)
def test_identical_expressions_have_equal_residues(left: str, right: str) -> None:
    """
    However it is written, a rational function has one residue a point.
    """
    assert residues_of(left) == residues_of(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2x+3", "2x+6"),
        ("x", "y"),
        ("x^2", "2x"),
        ("pi", "3.14"),
        ("x", "pi"),
        ("-x", "x"),
        ("1/x", "x"),
        ("x-y", "y-x"),
    ],
)
def test_different_expressions_have_different_residues(left: str, right: str) -> None:
    """
    A name is no other name, and `pi` is no rational number.
    """
    assert residues_of(left) != residues_of(right)


@pytest.mark.parametrize(
    "text", ["1/(x-x)", "(x-x)^0", "(x-x)^-1", "x^(1/0)", "1/0", "1 1/0", "sqrt(-1)", "(1/(y-y))%"]
)
def test_a_division_by_zero_has_no_residues(text: str) -> None:
    """
    What has no value anywhere is told from everything that has.
    """
    assert Undefined() == residues_of(text)


@pytest.mark.parametrize("text", ["sqrt(x)", "sqrt(2)", "2^x", "x^(1/2)", "x^(9^9^9)", "x=2", "x^(10^5)"])
def test_what_is_no_rational_function_is_said_to_be_none(text: str) -> None:
    """
    Roots, names in exponents and statements are left to others.
    """
    assert residues_of(text) is None


@given(tree=trees(()))
def test_residues_of_numbers_are_those_of_their_exact_value(tree: Tree) -> None:
    """
    Where there is an exact value, both ways of evaluating agree.
    """
    exact = value(tree)
    assume(isinstance(exact, Fraction))
    assert isinstance(exact, Fraction)
    found = residues(tree, POINTS)

    if found is not None:  # an exponent above the limit of exponents is exact for 1 and -1 only
        assert residues(number(exact), POINTS) == found


def test_points_repeat_for_the_same_secret_and_subject_only() -> None:
    """
    A regrade repeats; another item, or another server, has other primes and points.
    """
    same = Points(b"a secret of the server, kept away", "item")
    others = [Points(b"a secret of the server, kept away", "other"), Points(b"another secret", "item")]

    assert POINTS.prime == same.prime
    assert residues_of("x+y") == residues_of("x+y", same)
    assert 3 == len({POINTS.prime, *(other.prime for other in others)})
    assert residues_of("x") not in [residues_of("x", other) for other in others]


@given(subject=st.text(max_size=20), secret=st.binary(min_size=1, max_size=40))
def test_primes_have_61_bits_and_are_prime(subject: str, secret: bytes) -> None:
    """
    Fermat's test, which the derivation does not use, agrees; points lie between 1 and the prime.
    """
    points = Points(secret, subject)

    assert 61 == points.prime.bit_length()
    assert all(pow(base, points.prime - 1, points.prime) == 1 for base in (2, 3, 5, 41, 10**9 + 7))
    assert all(0 < place < points.prime for place in points.of("x"))
    assert 2 == len(set(points.of("x")))


def test_points_print_nothing_secret() -> None:
    """
    A log line or a traceback with points in it tells nothing.
    """
    assert "Points(...)" == repr(POINTS)
    assert not hasattr(POINTS, "__dict__")


def test_the_imaginary_unit_is_a_root_of_minus_one() -> None:
    """
    In every arithmetic expression, and it is no letter and no real number.
    """
    assert residues_of("i^2") == residues_of("-1")
    assert residues_of("(2+i)(2-i)") == residues_of("5")
    assert residues_of("1/i") == residues_of("-i")
    assert residues_of("i") not in [residues_of("1"), residues_of("-i"), residues_of("x")]
    assert 1 == POINTS.prime % 4


def test_a_function_of_which_nothing_is_known_depends_on_its_arguments_alone() -> None:
    """
    However these are written, and two functions are two.
    """
    declared = Context(names=("x",), functions=("f", "g"))
    texts = ("f(x+1)", "f(1+x)", "f(x)", "g(x+1)")
    trees = [tree for text in texts if not isinstance(tree := read(text, declared), Unreadable)]
    first, second, *others = [residues(tree, POINTS) for tree in trees]

    assert first == second
    assert 4 == len({first, *others, residues_of("x")})


def test_what_is_made_of_points_is_kept_up_to_a_limit() -> None:
    """
    The first two dozen, for as long as the points are.
    """
    points = Points(b"secret", "subject")
    made = [points.keep(number, object) for number in range(40)]

    assert made[0] is points.keep(0, object)
    assert made[39] is not points.keep(39, object)


@pytest.mark.parametrize("prime", [5, 13, 1204545839734924129])
def test_every_prime_has_a_root_of_minus_one(prime: int) -> None:
    """
    Also one of which all small primes are squares: one prime of 4,096 is such.
    """
    assert prime - 1 == root_of_minus_one(prime) ** 2 % prime
