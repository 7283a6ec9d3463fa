"""What claims promise: what is said falsely is found, in maths and in words, and what is asked or quoted is not."""

import pytest

from hints.guards.claims import said
from hints.guards.truth import lettered
from item_bank.answers.answer import NumberAnswer

GIVEN = ("Solve $3(x+2)=21$.", "3x + 2 = 21")
KNOWN = lettered((NumberAnswer(value="5"),), GIVEN)


def _false(text: str, language: str = "en") -> list[str]:
    return [one.text for one in said(text, KNOWN, given=GIVEN, language=language) if one.truth == "false"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3*2 = 8, so check.", "en"),
        ("Since 3*2 = 8, what is left?", "en"),
        ("3 times 2 is not 6.", "en"),
        ("Half of 10 is 6.", "en"),
        ("20 % of 50 is 11.", "en"),
        ("10 is 5 more than 6.", "en"),
        ("5 is greater than 6.", "en"),
        ("The square root of 49 is 8.", "en"),
        ("x is greater than 6.", "en"),
        ("So x is 4.", "en"),
        ("$3(x+2) = 3x+2$", "en"),
        ("Remember that $2(a+1) = 2a+1$.", "en"),
        ("6 + 4 = 10 = 12", "en"),
        ("9 is a prime.", "en"),
        ("8 is not even.", "en"),
        ("You wrote $3x + 2 = 21$, which is right.", "en"),
        ("3 mal 2 ergibt 8.", "de"),
        ("Die Hälfte von 10 ist 6.", "de"),
        ("x ist größer als 6.", "de"),
        ("9 ist durch 2 teilbar.", "de"),
        ("3 por 2 es 8.", "es"),
        ("La mitad de 10 es 6.", "es"),
        ("x es menor que 4.", "es"),
        ("7 es par.", "es"),
        ("Half of $11$ is $5$, so look again.", "en"),
        ("Die Hälfte von $1.25$ ist $0.6$.", "de"),
    ],
)
def test_what_is_false_is_found(text: str, language: str) -> None:
    """
    One claim, in the words of each language.
    """
    assert 1 == len(_false(text, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3 times 2 is 6, and half of 10 is 5.", "en"),
        ("x is less than 6.", "en"),
        ("$3(x+2) = 3x+6$", "en"),
        ("1/3 is about 0.33.", "en"),
        ("Is 3*2 = 8?", "en"),
        ("Does $3*2 = 8$ hold?", "en"),
        ("If x = 4, then look again.", "en"),
        ("x = 4 gives 18.", "en"),
        ("You wrote 3*2 = 8.", "en"),
        ("3*2 = 8 is wrong.", "en"),
        ("Look at $3x + 2 = 21$ again.", "en"),
        ("The 3 is 2 places to the left.", "en"),
        ("Of the number in the box, 1 is 5 %.", "en"),
        ("The whole story reads $8 - 2y = 21$.", "en"),
        ("70 divided by 24 is 2 remainder 22.", "en"),
        ("It costs $20 + $5 = $25.", "en"),
        ("$2x = 10$ -> $x = 5$", "en"),
        ("Du hast 3*2 = 8 geschrieben.", "de"),
        ("Stimmt es, dass 3 mal 2 gleich 8 ist?", "de"),
        ("Escribiste 3*2 = 8.", "es"),
        ("¿Es 3 por 2 igual a 8?", "es"),
    ],
)
def test_what_is_true_asked_or_quoted_is_not(text: str, language: str) -> None:
    """
    Neither is what only shows where something is.
    """
    assert [] == _false(text, language)
