"""What comparing promises of generated identities and near misses: the first are the same, the second never are."""

import random
from collections.abc import Callable

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.rebuilding import with_children as rebuilt
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import Add, Call, Divide, Multiply, Name, Negate, Number, Power, Subtract, Tree, children
from tests.item_bank.algebra.compared import POINTS
from tests.item_bank.algebra.oracle import real_worth

TWO, ONE = Number("2"), Number("1")
AT = (1.2375, 0.171, 4.83, 0.93, 23.7, -0.21, -1.13, -3.77, -0.94, -17.3)
"""Where the oracle looks, in no relation to any secret."""
SEEN_AT = 1e-30
"""How far apart two values of 60 digits, as shares of the first, are when they are told apart."""


def call(function: str, *arguments: Tree) -> Tree:
    """Apply a function."""
    return Call(function, arguments)


def square(tree: Tree) -> Tree:
    """Square."""
    return Power(tree, TWO)


IDENTITIES: tuple[Callable[[Tree, Tree], tuple[Tree, Tree]], ...] = (
    lambda u, _: (Add(square(call("sin", u)), square(call("cos", u))), ONE),
    lambda u, _: (call("sin", Multiply(TWO, u)), Multiply(Multiply(TWO, call("sin", u)), call("cos", u))),
    lambda u, _: (call("cos", Multiply(TWO, u)), Subtract(ONE, Multiply(TWO, square(call("sin", u))))),
    lambda u, v: (
        call("sin", Add(u, v)),
        Add(Multiply(call("sin", u), call("cos", v)), Multiply(call("cos", u), call("sin", v))),
    ),
    lambda u, _: (call("tan", u), Divide(call("sin", u), call("cos", u))),
    lambda u, v: (call("exp", Add(u, v)), Multiply(call("exp", u), call("exp", v))),
    lambda u, _: (call("sqrt", square(u)), call("abs", u)),
    lambda u, _: (square(call("sqrt", u)), u),
    lambda u, v: (call("abs", Multiply(u, v)), Multiply(call("abs", u), call("abs", v))),
    lambda u, _: (call("ln", square(u)), Multiply(TWO, call("ln", call("abs", u)))),
    lambda u, _: (call("ln", call("exp", u)), u),
    lambda u, v: (square(Add(u, v)), Add(Add(square(u), Multiply(Multiply(TWO, u), v)), square(v))),
    lambda u, v: (Subtract(square(u), square(v)), Multiply(Add(u, v), Subtract(u, v))),
    lambda u, _: (call("atan", Negate(u)), Negate(call("atan", u))),
    lambda u, _: (Subtract(square(call("cosh", u)), square(call("sinh", u))), ONE),
    lambda u, v: (Add(call("sqrt", u), v), Add(v, Power(u, Divide(ONE, TWO)))),
)
CONTEXTS: tuple[Callable[[Tree], Tree], ...] = (
    lambda u: u,
    lambda u: Add(u, Name("x")),
    lambda u: Multiply(Name("x"), u),
    lambda u: Divide(Number("3"), Add(u, Number("7"))),
    lambda u: call("cos", u),
    lambda u: Subtract(call("sqrt", Name("x")), u),
)
OTHER_FUNCTIONS = {"sin": "cos", "cos": "sin", "tan": "sin", "exp": "cosh", "sqrt": "abs", "abs": "sqrt", "ln": "sqrt"}

linear = st.builds(
    lambda factor, name, shift: Add(Multiply(Number(str(factor)), Name(name)), Number(str(shift))),
    st.integers(1, 5),
    st.sampled_from("xy"),
    st.integers(0, 5),
)
inner = st.one_of(st.sampled_from((Name("x"), Name("y"))), linear, st.just(call("sqrt", Name("x"))))
identities = st.builds(
    lambda identity, context, u, v: tuple(map(context, identity(u, v))),
    st.sampled_from(IDENTITIES),
    st.sampled_from(CONTEXTS),
    inner,
    inner,
)


@pytest.mark.slow
@settings(max_examples=150)
@given(pair=identities, secret=st.binary(min_size=8, max_size=16))
def test_generated_identities_are_the_same_under_any_secret(pair: tuple[Tree, Tree], secret: bytes) -> None:
    """
    In either order, whatever stands in the place of the letters, and in whatever it stands.
    """
    left, right = pair
    points = Points(secret, "subject")

    assert Sameness.SAME is compare(left, right, points).sameness
    assert Sameness.SAME is compare(right, left, points).sameness


@pytest.mark.slow
@settings(max_examples=300)
@given(pair=identities, seed=st.integers(0, 2**32))
def test_an_edit_that_changes_a_value_is_never_accepted(pair: tuple[Tree, Tree], seed: int) -> None:
    """
    As an independent evaluation to 60 digits sees it, at places of its own.
    """
    left, right = pair
    edited = edit(right, random.Random(seed))
    differs = [at for at in AT if apart(left, edited, at)]

    found = compare(left, edited, POINTS).sameness
    if differs:
        assert found is not Sameness.SAME
    if any(at > 0 for at in differs):
        assert found is not Sameness.POSITIVE
    assert found is compare(left, edited, POINTS).sameness


def apart(left: Tree, right: Tree, at: float) -> bool:
    """Say whether both sides have real values there, and different ones."""
    where = {"x": at, "y": at / 3 + 1 if at > 0 else at / 3 - 1}
    first, second = real_worth(left, where), real_worth(right, where)
    return first is not None and second is not None and abs(first - second) > SEEN_AT * (1 + mpmath.fabs(first))


def edit(tree: Tree, chance: random.Random) -> Tree:
    """Change one thing in a tree: an operation, a number, a sign, a function."""
    parts = children(tree)
    if parts and chance.random() < 1 - 1 / (1 + len(parts)):
        place = chance.randrange(len(parts))
        return rebuilt(tree, (*parts[:place], edit(parts[place], chance), *parts[place + 1 :]))
    match tree:
        case Add(left, right):
            return Subtract(left, right)
        case Subtract(left, right):
            return Add(left, right)
        case Multiply(left, right):
            return chance.choice([Add(left, right), Divide(left, right)])
        case Divide(left, right):
            return Multiply(left, right)
        case Number(text):
            return Number(str(int(text) + 1))
        case Negate(operand):
            return operand
        case Call(function, arguments) if function in OTHER_FUNCTIONS:
            return Call(OTHER_FUNCTIONS[function], arguments)
        case _:
            return chance.choice([Negate(tree), Multiply(TWO, tree), Add(tree, ONE)])
