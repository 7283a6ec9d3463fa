"""What first help promises of an entry that is neither right nor wrong: how it was taken, and what it lacks."""

import pytest

from hints.guards.leak import leaks
from hints.hint import HintSource, mark
from hints.tutor.first_help import Seen, first_help
from item_bank.answers.answer import NumberAnswer, TextAnswer
from item_bank.answers.response import Final, Stuck
from item_bank.answers.verdict import Judged, Verdict
from tests.hints.builders import exercise, judged, solve, step
from tests.hints.tutor.helping import helped


def test_what_says_how_an_entry_was_taken_is_said_each_time() -> None:
    """
    A true line is called true again, and what this very entry lacks is named again.
    """
    of = solve()
    for response in ("3x = 6", "2+", "6/2 = 2"):
        first = helped(of, response)
        assert first.text == helped(of, response, Seen(said=(mark(first.text),))).text


@pytest.mark.parametrize(
    ("response", "verdict", "said"),
    [
        ("3x + ", Verdict.INVALID, "operator at the end"),
        ("4x", Verdict.INVALID, "letter"),
        ("2 $", Verdict.INVALID, "$"),
        (("3x + 5 = 11", "3x = "), Verdict.INVALID, "Line 2:"),
        ("3x = 6", Verdict.NO_PROGRESS, "letter stands alone"),
        (("3x + 5 = 11",), Verdict.NO_PROGRESS, "undo"),
        ("cos(x) = x", Verdict.UNKNOWN, "costs you nothing"),
    ],
)
def test_each_verdict_has_its_own_words(response: str | tuple[str, ...], verdict: Verdict, said: str) -> None:
    """
    Unreadable at its place, unfinished with a way on, undecided said so.
    """
    of = solve()

    assert verdict == judged(of.steps[0], response)[1].verdict
    assert said in helped(of, response).text


def test_what_could_not_be_read_is_shown_at_its_place() -> None:
    """
    The part itself, where the sentence does not name it.
    """
    of = solve()

    assert helped(of, "3 + * 4").text.endswith("Have a look at this part: `+ *`")
    assert "`" not in helped(of, "7 (2+)").text


def test_a_suggestion_that_is_the_answer_is_kept_back() -> None:
    """
    "Did you mean 3.5?" is not said where 3.5 would tell; the learner's own digits are known.
    """
    of = exercise(step(NumberAnswer(value="3.5")))
    hint = helped(of, "3,5")

    assert Verdict.INVALID == judged(of.steps[0], "3,5")[1].verdict
    assert not leaks(hint.text, NumberAnswer(value="3.5"), given=["3,5"])


@pytest.mark.parametrize(
    ("text", "said"),
    [("6/8", "lowest terms"), ("0.75", "decimal"), ("75%", "percent")],
)
def test_a_missing_form_is_named(text: str, said: str) -> None:
    """
    The value is said to be right; which form is missing is said in plain words.
    """
    hint = helped(exercise(step(NumberAnswer(value="3/4", form="lowest_terms"))), text)

    assert hint.text.startswith("The value is right.")
    assert said in hint.text
    assert HintSource.READING == hint.source


def test_a_form_without_words_of_its_own_is_named_in_general() -> None:
    """
    A reason that is newer than the messages still gets help.
    """
    of = solve()
    response = Final(text="2")
    hint = first_help(of, of.steps[0], response, Judged(verdict=Verdict.WRONG_FORM, reason="new"), None, Seen())

    assert hint.text.startswith("The value is right.")


def test_a_sentence_about_reading_that_would_tell_is_said_in_general() -> None:
    """
    The guard looks at every text, also at one that the reader wrote.
    """
    of = exercise(step(TextAnswer(value="operator")))
    response = Final(text="7 +")
    problem = judged(solve().steps[0], response)[1]

    assert "costs you nothing" in first_help(of, of.steps[0], response, problem, None, Seen()).text


def test_an_invalid_verdict_without_a_problem_still_gets_help() -> None:
    """
    Help is never missing.
    """
    of = solve()

    assert first_help(of, of.steps[0], Stuck(), Judged(verdict=Verdict.INVALID), None, Seen()).text
