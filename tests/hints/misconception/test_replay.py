"""What is promised of claims: they count only as far as computation can run them."""

import msgspec
import pytest

from hints.misconception.claim import SORTS, Claim, PathLine, read_claim
from hints.misconception.claim_task import Unsayable, claim_task, said_lines
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import DiagnosisKind
from hints.misconception.replay import CHECKS, FailedCheck, Replayed, replay
from item_bank.answers.answer import Answer, ExpressionAnswer, NumberAnswer, TextAnswer, UnitsAnswer
from item_bank.answers.response import Final, Response
from item_bank.exercise import Exercise
from item_bank.ids import MistakeCode
from item_bank.variant import ExpectedMistake
from tests.hints.builders import choice, exercise, judged, solve, step

IDEAS = ("M-EQ02", "M-EQ03")


def claim(
    *student: tuple[str, str] | str,
    error: int = 2,
    idea: str = "other",
    correct: tuple[str, ...] = ("3x + 5 = 11", "3x = 6", "x = 2"),
    quote: str = "",
    confidence: int = 80,
) -> Claim:
    """Make a claim; a line by itself is said to be right."""
    lines = [(one, "ok") if isinstance(one, str) else one for one in student]
    path = msgspec.convert([{"line": line, "is": mark} for line, mark in lines], tuple[PathLine, ...])
    return Claim(
        student_path=path,
        first_error_line=error,
        idea=idea,
        why="",
        correct_path=correct,
        quote=quote,
        confidence=confidence,
    )


RIGHT_PATH = claim("3x + 5 = 11", ("3x = 16", "mistake"), "x = 16/3")


def run(of: Exercise, response: str | tuple[str, ...], claimed: Claim) -> Replayed | FailedCheck:
    """Judge a response and run a claim about it."""
    entered, verdict = judged(of.steps[0], response)
    said = said_lines(of, of.steps[0], entered, verdict)
    assert not isinstance(said, Unsayable)
    return replay(of, of.steps[0], verdict, claimed, ideas=IDEAS, said=said)


def test_a_path_that_leads_to_the_answer_and_a_correct_one_to_the_key_hold() -> None:
    """
    A claim that computation can run from the task to the learner's answer, and to the key, is believed so far.
    """
    found = run(solve(mistakes=()), "16/3", RIGHT_PATH)

    assert isinstance(found, Replayed)
    assert [line.relation for line in found.path] == ["same", "different", "same"]
    assert (found.error, found.correct) == (2, ("3x + 5 = 11", "3x = 6", "x = 2"))


def test_rules_name_the_error_on_a_path_whatever_the_model_calls_it() -> None:
    """
    Where a mal-rule makes the wrong line of the claimed path, that rule is the diagnosis, with its own probability.
    """
    found = run(solve(mistakes=()), "16/3", RIGHT_PATH)

    assert isinstance(found, Replayed)
    assert found.diagnosis is not None
    assert found.diagnosis.candidates[0].code.startswith("rule/")
    assert found.diagnosis.candidates[0].reproduces
    assert {one.checked for one in found.diagnosis.candidates} == {"replayed"}


def test_an_idea_that_no_rule_makes_here_is_the_models_word_on_a_replayed_path() -> None:
    """
    The named idea is kept with what it rests on, never as computed, and never surer than models are.
    """
    odd = claim("3x + 5 = 11", ("3x = 41", "mistake"), "x = 41/3", idea="M-EQ02", confidence=400)
    found = run(solve(mistakes=()), "41/3", odd)

    assert isinstance(found, Replayed)
    assert found.diagnosis is not None
    (only,) = found.diagnosis.candidates
    assert (only.code, only.misconception, only.checked, only.reproduces) == (
        "model/M-EQ02",
        "M-EQ02",
        "replayed",
        False,
    )
    assert only.probability == 0.75
    assert found.about == only.description != ""


@pytest.mark.parametrize(
    ("response", "claimed", "code"),
    [
        ("16/3", claim(*["3x = 16", "x = 16/3"], error=1, idea="M-XX99"), "unknown_idea"),
        ("16/3", claim("they added 5", ("3x = 16", "mistake"), "x = 16/3"), "student_unreadable"),
        ("16/3", claim("3x + 5 = 11", ("3x >", "mistake"), "x = 16/3"), "student_unreadable"),
        ("16/3", claim(error=0), "student_unreadable"),
        ("16/3", claim("3x + 5 = 11", ("3x = 16", "mistake"), "x = 16"), "student_elsewhere"),
        ("16/3", claim("3x + 5 = 11", "3x = 6", "x = 2", error=0), "student_elsewhere"),
        ("16/3", claim("3x + 5 = 11", ("3x = 16", "mistake"), "x = 16/3", error=1), "not_wrong_there"),
        ("16/3", claim("3x + 5 = 11", ("3x = 16", "mistake"), "x = 16/3", error=3), "not_wrong_there"),
        ("16/3", claim("3x = 12", "3x = 16", "x = 16/3", error=2), "not_wrong_there"),
        ("7", claim("3x + 5 = 11", ("3x = 16", "mistake"), "x = 7"), "not_followed"),
        ("16/3", claim(*["3x = 16", "x = 16/3"], error=1, correct=("3x + 5 = 11", "then x")), "correct_unreadable"),
        ("16/3", claim(*["3x = 16", "x = 16/3"], error=1, correct=("3x = 16", "x = 2")), "correct_not_followed"),
        ("16/3", claim(*["3x = 16", "x = 16/3"], error=1, correct=("3x + 5 = 11", "3x = 6")), "correct_elsewhere"),
        (("3x = 16", "x = 16/3"), claim("3x = 6", ("x = 16/3", "mistake")), "student_not_theirs"),
        (
            ("3x = 6", "x = 3"),
            claim(("3x = 9", "mistake"), ("3x = 6", "slip"), ("x = 3", "mistake"), error=1),
            "student_not_theirs",
        ),
    ],
)
def test_what_does_not_hold_is_refused_by_the_check_that_it_fails(
    response: str | tuple[str, ...], claimed: Claim, code: str
) -> None:
    """
    Each check refuses the claim that it is for.
    """
    found = run(solve(mistakes=()), response, claimed)

    assert isinstance(found, FailedCheck), found
    assert (found.code, found.sentence) == (code, CHECKS[found.code])


def test_a_second_error_on_a_path_has_to_be_said() -> None:
    """
    A line after the error that does not follow is taken where it is marked, and refused where it is called right.
    """
    said = claim("3x + 5 = 11", ("3x = 16", "mistake"), ("x = 7", "slip"))

    assert isinstance(run(solve(mistakes=()), "7", said), Replayed)


def test_lines_between_those_that_were_written_are_taken() -> None:
    """
    A path may fill in what was left out, as long as the error stays where computation found it.
    """
    finer = claim("3x + 5 = 11", ("3x = 11 + 5", "mistake"), "3x = 16", "x = 16/3")
    found = run(solve(mistakes=()), ("3x + 5 = 11", "3x = 16", "x = 16/3"), finer)

    assert isinstance(found, Replayed)
    assert found.error == 2


@pytest.mark.parametrize("quote", ["a", "$2x + 3$", "Which is  $2(x + 3)$?"])
def test_claims_about_options_stand_on_the_exercise_and_stay_unverified(quote: str) -> None:
    """
    Naming the option that was picked, or quoting the exercise, is asked; computation verifies no more.
    """
    found = run(choice(), "a", claim(error=0, idea="M-EQ02", correct=(), quote=quote))

    assert isinstance(found, Replayed)
    assert found.diagnosis is not None
    assert [(one.checked, one.probability <= 0.5) for one in found.diagnosis.candidates] == [("unverified", True)]


@pytest.mark.parametrize("quote", ["", "b", "$2x + 6$", "Which is", "the answer is a little odd"])
def test_claims_about_options_without_such_a_quotation_are_refused(quote: str) -> None:
    """
    Neither another option nor a few letters nor words of the model's own are a quotation.
    """
    assert run(choice(), "a", claim(error=0, idea="M-EQ02", correct=(), quote=quote)) == FailedCheck(code="no_quote")


def test_a_guess_needs_no_path_and_other_adds_nothing() -> None:
    """
    A guess is recorded as the model's word; an error of another sort is no diagnosis.
    """
    guess = run(solve(mistakes=()), "17", claim(error=0, idea="guess", correct=()))
    other = run(solve(mistakes=()), "41/3", claim("3x + 5 = 11", ("3x = 41", "mistake"), "x = 41/3"))

    assert isinstance(guess, Replayed)
    assert guess.diagnosis is not None
    assert (guess.diagnosis.kind, guess.diagnosis.candidates[0].checked) == (DiagnosisKind.GUESS, "unverified")
    assert isinstance(other, Replayed)
    assert other.diagnosis is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "not json",
        '{"student_path": 3}',
        '{"student_path":[],"first_error_line":"1","idea":"","why":"","correct_path":[],"quote":"","confidence":1}',
        "[" * 100_000,
    ],
)
def test_what_is_no_claim_is_none(text: str) -> None:
    """
    A reply of another shape is no claim, whatever it is.
    """
    assert read_claim(text) is None


def told(of: Exercise, response: Response | str) -> tuple[str, ...] | Unsayable:
    """Judge a response and say what may be told of it."""
    entered, verdict = judged(of.steps[0], response)
    return said_lines(of, of.steps[0], entered, verdict)


def asked(answer: Answer, prompt: str = "What is it?", **also: tuple[ExpectedMistake, ...]) -> Exercise:
    """Compile an exercise that asks one thing."""
    return exercise(step(answer, prompt=prompt, **also))


def test_of_a_response_only_the_exercises_maths_goes_out() -> None:
    """
    Lines go out as the engine printed them; names, words and long numbers do not, whatever they were entered as.
    """
    surds = asked(ExpressionAnswer(value="2*sqrt(3)"))

    assert told(solve(), "  3x  = 16 ") == ("3x = 16",)
    assert told(solve(), "x = 5555555") == Unsayable()
    assert told(asked(NumberAnswer(value="12345678")), "5555555") == ("5555555",)
    assert told(surds, "3*sqrt(2)") == ("3*sqrt(2)",)
    assert told(surds, "anna") == Unsayable()
    assert told(asked(UnitsAnswer(value="5 km")), "5000 cm") == ("5000 cm",)


def test_words_go_out_only_as_the_author_wrote_them() -> None:
    """
    A text is told where the author expects it, in the author's spelling, and else not at all.
    """
    expected = (ExpectedMistake(value="isosceles", code=MistakeCode("guessed")),)
    words = asked(TextAnswer(value="scalene"), mistakes=expected)

    assert told(words, "ISOSCELES") == ("isosceles",)
    assert told(words, "my name is Canary Bird") == Unsayable()
    assert told(choice(), "a") == ("a",)
    assert told(choice(), "$2x + 3$") == ("a",)


def test_the_first_call_chooses_among_ideas_of_the_topic() -> None:
    """
    What computation and the author think likely comes first, then the rest of the topic, never the whole catalogue.
    """
    of = solve()
    entered, verdict = judged(of.steps[0], Final(text="16/3"))
    found = diagnose(of.steps[0], entered, verdict, of.mistakes)
    task = claim_task(of, of.steps[0], ("16/3",), verdict, found, 40)
    ids = [one.id for one in task.ideas]

    assert ids[:2] == ["EQ07", "forgot-division"]
    assert len(ids) == len(set(ids)) == 40
    assert sum(name.startswith("M-EQ") for name in ids) > 10
    assert not set(ids) & set(SORTS)
    assert (task.answer, task.learner, task.first_wrong_line) == ("2", ("16/3",), None)
