"""What `bends` promises: where a function of a polynomial turns, and nothing that costs much."""

import pytest

from item_bank.algebra.bends import bends
from item_bank.algebra.tree import Call, Power
from tests.item_bank.algebra.compared import tree_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abs(x^2-7x+12)", [3, 4]),
        ("sqrt(((x-3)(x-4))^2)", [3, 4]),
        ("abs((x-30)/(x+2))", [-2, 30]),
        ("ln(2x-5)", [2.5]),
        ("(x^2-2)^(1/2)", [-(2**0.5), 2**0.5]),
        ("asin(x-5)", [4, 6]),
        ("max(x^2, 7x-12, 0)", [0, 3, 4]),
        ("abs(x^2+1)", []),
        ("abs(x-x)", []),
        ("abs(3)", []),
        ("abs(x-y)", []),
        ("abs(sin(x))", []),
        ("abs(x^9-1)", []),
        ("abs(x+x+x+x+x+x+x+x+x+x+x+x+x)", []),
    ],
)
def test_bends_lie_at_the_zeros_of_polynomials(text: str, expected: list[float]) -> None:
    """
    In one name, of small degree and few parts; others have none that are looked for.
    """
    node = tree_of(text)
    assert isinstance(node, Call | Power)

    assert [pytest.approx(place) for place in expected] == sorted(map(float, bends(node)))
