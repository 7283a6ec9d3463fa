"""What `api.spreadsheet` promises."""

from hypothesis import given
from hypothesis import strategies as st

from api.spreadsheet import safe

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"


@given(st.sampled_from(["", " ", "\u00a0 ", "\t"]), st.sampled_from(SIGNS), st.text(max_size=9))
def test_no_cell_begins_as_a_formula_does(space: str, sign: str, rest: str) -> None:
    """Behind spaces and in full width neither."""
    assert f"'{space}{sign}{rest}" == safe(f"{space}{sign}{rest}")


@given(st.from_regex(r"[A-Za-z0-9\u00c0-\u024f'][^\x00]*", fullmatch=True))
def test_names_stay_as_they_are(text: str) -> None:
    """Only what begins like a formula is changed."""
    assert text == safe(text)
