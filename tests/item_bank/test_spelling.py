"""Spelling of computed keys."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.exact import value
from item_bank.algebra.forms.form import Form, lack
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.spelling import GROUPED, spelled


@pytest.mark.parametrize(
    ("text", "form", "written"),
    [
        ("-7/2", "decimal", "-3.5"),
        ("1/40", "decimal", "0.025"),
        ("300", "decimal", "300"),
        ("13/20", "percent", "65%"),
        ("1/8", "percent", "12.5%"),
        ("-7/2", "mixed", "-3 1/2"),
        ("2/3", "mixed", "2/3"),
        ("6", "mixed", "6"),
        ("2500", "scientific", "2.5*10^3"),
        ("-3/400", "scientific", "-7.5*10^(-3)"),
        ("0", "scientific", "0"),
        ("1/3", "decimal", "1/3"),
        ("sqrt(2)", "decimal", "sqrt(2)"),
        ("6/8", "lowest_terms", "6/8"),
    ],
)
def test_a_key_is_spelled_in_the_form_that_is_asked(text: str, form: Form, written: str) -> None:
    """
    What can be written so is; a third is no decimal and stays as it is.
    """
    assert spelled(text, form) == written


@given(
    st.integers(-(10**6), 10**6),
    st.sampled_from([1, 2, 5, 10, 16, 125, 1000]),
    st.sampled_from(["decimal", "percent", "mixed", "scientific"]),
)
def test_a_spelled_key_keeps_its_value_and_has_its_form(top: int, bottom: int, form: Form) -> None:
    """
    Whatever the number: what is written has the same value, and lacks nothing of the form.
    """
    number = Fraction(top, bottom)
    tree = read(spelled(str(number), form), Context())

    assert not isinstance(tree, Unreadable)
    assert value(tree) == number
    unwritten = (form == "scientific" and not number) or (form == "mixed" and abs(number.numerator) % bottom >= GROUPED)
    assert unwritten or lack(form, tree, tree) is None
