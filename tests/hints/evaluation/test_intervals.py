"""What intervals promise: the published formulas, and the same figures from the same seed."""

import pytest

from hints.evaluation.intervals import difference, share


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 3000, 0.0, 0.00128), (3000, 3000, 0.99872, 1.0), (1, 2, 0.0945, 0.9055)],
)
def test_a_share_has_wilsons_interval(hits: int, of: int, low: float, high: float) -> None:
    """
    Wilson's interval, also where none or all were hit.
    """
    found = share(hits, of)

    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)
    assert found.value == hits / of
    assert share(0, 0).value == 0


@pytest.mark.parametrize(
    ("only_first", "only_second", "p"), [(1, 9, 0.02148), (5, 5, 1.0), (0, 0, 1.0), (0, 6, 0.03125)]
)
def test_cases_that_differ_are_tested_exactly(only_first: int, only_second: int, p: float) -> None:
    """
    McNemar's exact test of the cases that are right in one run alone.
    """
    first = [True] * only_first + [False] * only_second + [True] * 10
    second = [False] * only_first + [True] * only_second + [True] * 10
    found = difference(first, second, list(range(len(first))), seed=1)

    assert (found.only_first, found.only_second) == (only_first, only_second)
    assert found.p == pytest.approx(p, abs=1e-5)
    assert found.low <= found.value <= found.high


def test_items_are_drawn_whole() -> None:
    """
    Twenty cases of one item that agree say no more than one: the interval is as wide as for so many items.
    """
    first = [False] * 80
    second = [place % 2 == 0 for place in range(80)]
    many = difference(first, second, list(range(80)), seed=3)
    few = difference(first, [place < 40 for place in range(80)], [place // 20 for place in range(80)], seed=3)

    assert many.value == few.value == 0.5
    assert few.high - few.low > 3 * (many.high - many.low)
    assert difference(first, second, list(range(80)), seed=3) == many
    assert difference([], [], [], seed=1).value == 0
