"""What writing numbers in a language promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.rendering.localised import localised, pointed
from item_bank.rendering.render import render


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$3.5 + 0.25$", "$3{,}5 + 0{,}25$"),
        ("$.5$", "$0{,}5$"),
        ("$(1, 2.5)$", "$(1; 2{,}5)$"),
        ("$1{,}000{,}000$", r"$1\,000\,000$"),
        (r"$0.\overline{3}$", r"$0{,}\overline{3}$"),
        (r"$2.5\text{ kg, etwa}$", r"$2{,}5\text{ kg, etwa}$"),
        (r"Kauf 3.5 für \$2.50, dann $2.50$.", r"Kauf 3.5 für \$2.50, dann $2{,}50$."),
        ("![Bild 1.5](a.png) $1$", "![Bild 1.5](a.png) $1$"),
    ],
)
def test_maths_gets_the_marks_of_the_language_and_words_keep_theirs(text: str, shown: str) -> None:
    """
    A comma for decimals, a semicolon between parts, a thin space for thousands; once is enough.
    """
    assert shown == localised(text, "de") == localised(localised(text, "de"), "de") == localised(text, "es")
    assert text == localised(text, "en") == localised(text, "es-MX")


def test_statements_are_joined_in_the_language() -> None:
    """
    Where a decimal has a point, too, and the way back leads to what can be computed with.
    """
    text = r"$x = 2.5 \text{ or } x = 3 \text{ and } y = 1$"

    assert localised(text, "de") == r"$x = 2{,}5 \text{ oder } x = 3 \text{ und } y = 1$"
    assert localised(text, "es-MX") == r"$x = 2.5 \text{ o } x = 3 \text{ y } y = 1$"
    assert text == pointed(localised(text, "de"), "de") == pointed(localised(text, "es-MX"), "es-MX")
    assert text == localised(text, "en")


def test_what_was_localised_can_be_computed_with_again() -> None:
    """
    Points and long numbers come back; where a point is written nothing changes.
    """
    text = r"Aus $2.5 + 1{,}000$ wird 3,5 oder $f(1,\, 2)$."

    assert pointed(localised(text, "de"), "de") == r"Aus $2.5 + 1000$ wird 3,5 oder $f(1;\, 2)$."
    assert pointed(r"$1{,}000$", "en") == r"$1{,}000$"


def test_what_is_shown_is_one_number_to_the_eye_and_the_voice() -> None:
    """
    A decimal with a comma is one number in MathML, not two with a sign between.
    """
    rendered = render(localised("$3.5$", "de"), "de")

    assert "<mn>3,5</mn>" in getattr(rendered.segments[0], "mathml", "")
    assert "3,5" == rendered.speech


@given(st.text(alphabet="$\\{},.0123456789 ax", max_size=40))
def test_any_text_can_be_written_in_any_language(text: str) -> None:
    """
    Whatever is written, nothing but marks changes.
    """
    assert text.translate(str.maketrans("", "", ".,;{}\\ 0")) == localised(text, "de").translate(
        str.maketrans("", "", ".,;{}\\ 0")
    )
