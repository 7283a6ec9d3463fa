"""Words and maths of a problem are told apart, in three languages."""

import pytest

from item_bank.pasting.wording import wording


@pytest.mark.parametrize(
    ("text", "maths", "asks", "unknown"),
    [
        ("2x + 1 = 11", "2x + 1 = 11", None, None),
        ("Solve for x: 2x + 1 = 11", "2x + 1 = 11", "solve", "x"),
        ("Löse 2x+1=11 nach x auf.", "2x+1=11", "solve", "x"),
        ("Resuelve 3x = 12", "3x = 12", "solve", None),
        ("Find the value of x if 2x+1=11", "2x+1=11", "solve", "x"),
        ("A = b*h/2 for h", "A = b*h/2", None, "h"),
        ("1/2 + 1/4 = ?", "1/2 + 1/4", None, None),
        ("1/2+1/4 = ___", "1/2+1/4", None, None),
        ("Factor the expression x^2 - 9", "x^2 - 9", "factor", None),
        ("Multipliziere (x+1)(x+2) aus", "(x+1)(x+2)", "expand", None),
        ("Desarrolla (x+1)^2", "(x+1)^2", "expand", None),
        ("Berechne 0,5 + 0,25", "0,5 + 0,25", "calculate", None),
        ("Simplify sqrt(8) + sqrt(2)", "sqrt(8) + sqrt(2)", "simplify", None),
        (r"Solve $\frac{x}{2}=3$.", r"\frac{x}{2}=3", "solve", None),
        ("Find 20% of 80", "20% * 80", "solve", None),
        ("3/4 of 20", "3/4 * 20", None, None),
        ("Berechne 2/3 von 18", "2/3 * 18", "calculate", None),
        ("Expand and simplify 2(x + 3) + 4x", "2(x + 3) + 4x", "expand", None),
        ("Desarrolla y simplifica (x+1)^2", "(x+1)^2", "expand", None),
        ("Find y if 2y = 4", "2y = 4", "solve", None),
        ("Add 1/2 and 1/4", "(1/2) + (1/4)", None, None),
        ("Subtract 3 from 10", "10 - 3", None, None),
        ("Divide 3/4 by 2", "(3/4) / 2", None, None),
        ("7/8 ÷ 1/4", "(7/8) / (1/4)", None, None),
        ("5/6 : 2/3", "(5/6) / (2/3)", None, None),
        ("12 : 4", "12 / 4", None, None),
        ("sin(x) = 1", "sin(x) = 1", None, None),
        ("x² = 9", "x² = 9", None, None),
        ("Löse nach x auf: 2x + y = 4", "2x + y = 4", "solve", "x"),
        ("Despeja x en 2x + y = 4", "2x + y = 4", "solve", "x"),
        ("¿Cuánto es 3,5 * 2?", "3,5 * 2", "calculate", None),
        ("Klammere aus: 6x + 9", "6x + 9", "factor", None),
        ("Löse die Klammern auf: 2(x + 3)", "2(x + 3)", "solve", None),
        ("Bestimme die Lösung: 3x = 12", "3x = 12", "solve", None),
        ("Löse x² + 5x + 6 = 0", "x² + 5x + 6 = 0", "solve", None),
        ("Faktorisiere 4 - x²", "4 - x²", "factor", None),
        ("Simplify ab + 2ab", "ab + 2ab", "simplify", None),
        ("Factor xy - xz", "xy - xz", "factor", None),
        ("Solve ax + b = c for x", "ax + b = c", "solve", "x"),
        ("Calculate the sum -3 + 4", "-3 + 4", "calculate", None),
        ("Expand the square of a sum (x + 3)^2", "(x + 3)^2", "expand", None),
        ("Write 3/4 as a decimal", "3/4", None, None),
    ],
)
def test_words_are_told_from_maths(text: str, maths: str, asks: str | None, unknown: str | None) -> None:
    """Verbs, blanks and the letter that is asked for are taken off, and what is left is the maths."""
    found = wording(text)
    assert (found.maths, found.asks, found.unknown) == (maths, asks, unknown)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2x+1=11 -> x = 5", "x = 5"),
        ("1/2 + 1/4 → 3/4", "3/4"),
        ("2x+1=11, answer: 5", "5"),
        ("2x+1=11 Lösung: 5", "5"),
        ("2x+1=11", None),
        ("Tom isst 2 von 3. Die Antwort: 1", "1"),
        ("Bestimme die Lösung: 3x = 12", None),
        ("Halla la solución: 3x = 12", None),
        ("-> 5", None),
        ("2x+1=11 ->", None),
    ],
)
def test_a_typed_key_is_parted_from_its_problem(text: str, key: str | None) -> None:
    """Behind an arrow or a word for it stands the key; an arrow alone is none."""
    assert wording(text).key == key


def test_own_words_outrank_the_words_above() -> None:
    """What a problem says of itself holds, and what stands above only where it says nothing."""
    assert wording("Factor x^2 - 9", above="Expand:").asks == "factor"
    assert wording("(x+1)^2", above="Expand:").asks == "expand"
