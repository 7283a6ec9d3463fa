"""
Follow-through: what a step's answer would be, had an earlier answer been right.
"""

from fractions import Fraction

from item_bank.follow_through import follow_through


def test_a_formula_is_worked_out_from_the_learners_own_number() -> None:
    """
    The earlier number stands for `prev`; where the formula has no value, nothing follows.
    """
    assert Fraction(3, 2) == follow_through("(prev - 4)/2", "7")
    assert Fraction(-1) == follow_through("2prev", "-1/2")
    for formula, earlier in (
        ("1/prev", "0"),
        ("sqrt(prev)", "2"),
        ("7", "1"),
        ("prev +", "1"),
        ("prev", "x"),
        ("y", "1"),
    ):
        assert follow_through(formula, earlier) is None, formula
