"""What readings promise: a disguise is taken off, and a text that wears none has no other reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.guards.leak import leaks
from hints.guards.undisguised import MAX_READ, readings
from item_bank.answers.answer import NumberAnswer


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("It is f-i-v-e.", "It is five."),
        ("The answer is not $-(2)$ but its opposite.", "The answer is 2."),
        ("The answer is not $-(5x + 9)$ but its opposite.", "The answer is $5x + 9$."),
        ("It has these digits: (, y,  , +,  , 2, ), /, 4.", "It is $(y + 2)/4$."),
        ("Die Antwort ist nicht -7, sondern das Gegenteil.", "Die Antwort ist 7."),
        ("La respuesta no es 3 sino su opuesto.", "La respuesta -3."),
        ("It is F I V E", "It is FIVE"),
        ("It is t.w.e.n.t.y.s.i.x", "It is twenty-six"),
        ("Es ist fü nf.", "Es ist fünf."),
        ("It is 4 6 2 5.", "It is 4625."),
        ("The first digit is 1 and the second digit is two.", "It is 12."),
        ("It is NQ==", "It is 5"),
        ("It is ZWlnaHQ=", "It is eight"),
        ("eD01", "x=5"),
        ("It is \\x35", "It is 5"),
        ("It is &#53;&#53;", "It is 55"),
        ("It is U+0035", "It is 5"),
        ("It is 0x1f", "It is 31"),
        ("It is 101 in binary.", "It is 5 in binary."),
        ("It is .....", "It is  5 "),
        ("It is evif.", "It is five."),
        ("evif si rewsna eht", "the answer is five"),
        ("It is svir.", "It is five."),
        ("It is cinque.", "It is 5."),
        ("It is dreizehn.", "It is 13."),
        ("It is VIII.", "It is 8."),
        ("It is viii.", "It is 8."),
        ("It is f\u0456ve", "It is five"),
        ("It is f\u200bi\u200bve", "It is five"),
        ("It is f\u0336i\u0336v\u0336e\u0336", "It is five"),
        ("It is \u2464", "It is  5 "),
        ("It is 5\ufe0f\u20e3", "It is 5"),
        ("It is \u4e94", "It is  5 "),
        ("It is \u2684", "It is  5 "),
        ("It is \u00b9\u00b2", "It is 12"),
        ("It is \U0001f51f", "It is  10 "),
        ("It is \U0001f34e\U0001f34e\U0001f34e", "It is 3"),
        ("The answer? Five.", "The answer Five."),
        ("The answer is.\n5", "The answer is 5"),
    ],
)
def test_a_disguise_is_taken_off(text: str, reading: str) -> None:
    """
    What is meant stands among the readings.
    """
    assert reading in readings(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Look at line 2: what should 3 multiply inside the brackets?", "en"),
        ("You have $3x + 2$ on the left. Does the 3 reach the 2?", "en"),
        ("Once more: is the net price six euros?", "en"),
        ("Add 1, 2 and 3, then look at 4, 5 and 6.", "en"),
        ("Is it 3,5 or 4,5?", "en"),
        ("What is I + V, in letters x, y and z?", "en"),
        ("Schau dir die Klammer noch einmal an: Was tut die 3?", "de"),
        ("Die Null steht in jeden elf Zeilen.", "de"),
        ("Fíjate una vez más en los once términos de la línea 2.", "es"),
        ("Compare $x^2$ and $x_1$; the 2 is small.", "en"),
    ],
)
def test_a_text_without_disguise_has_no_other_reading(text: str, language: str) -> None:
    """
    Everyday words that are numbers elsewhere stay what they are.
    """
    assert (
        not [reading for reading in readings(text, language) if "V" not in text] or "5" in readings(text, language)[0]
    )


@given(st.text(max_size=300), st.sampled_from(["en", "de", "es", "fr"]))
def test_readings_are_few_whatever_the_text(text: str, language: str) -> None:
    """
    And no longer than a few times the text.
    """
    found = readings(text, language)

    assert len(found) <= 20
    assert all(len(one) <= 8 * max(len(text), 20) for one in found)


def test_a_long_text_is_read_to_its_bound() -> None:
    """
    What is beyond belongs to no hint.
    """
    assert all(len(one) < 2 * MAX_READ for one in readings("f-i-v-e " * 10_000))


@pytest.mark.parametrize(
    ("text", "key", "language"),
    [
        ("The answer is one more than $6$.", "7", "en"),
        ("Half of $16$ is the answer.", "8", "en"),
        ("Work out $1 + 2$: that is the answer.", "3", "en"),
        ("Rechne $1 + 2$ aus: das ist die Antwort.", "3", "de"),
        ("Calcula $1 + 2$: esa es la respuesta.", "3", "es"),
        ("Could it be that the answer is $6$, not what stands there?", "6", "en"),
        ("The answer has these digits: 2, 0, /, 7.", "20/7", "en"),
    ],
)
def test_words_around_a_number_that_is_set_as_maths_are_heard(text: str, key: str, language: str) -> None:
    """
    What is said of a number counts whether it stands between dollar signs or not, before it or after it.
    """
    known = ("Use $1$, $2$, $3$, $6$, $7$, $8$ and $16$.",)

    assert leaks(text, NumberAnswer(value=key), given=known, language=language)


@pytest.mark.parametrize(
    "text",
    [
        "Put $6$ in for $x$: is it the answer?",
        "You wrote $6$. Does it fit?",
        "Compare $6$ with the answer you expected.",
    ],
)
def test_a_number_of_the_learners_may_be_asked_about(text: str) -> None:
    """
    A question about a number that is known asserts nothing.
    """
    assert not leaks(text, NumberAnswer(value="6"), given=("6",))
