"""What the mask promises: a hint is made of no form of the answer, and of nothing after the first wrong step."""

from collections.abc import Iterator, Sequence

import msgspec
import pytest

from hints.evaluation.cases import Errors, cases
from hints.guards.leak import leaks
from hints.misconception.claim_task import Unsayable, claim_task, said_lines
from hints.misconception.diagnose import diagnose
from hints.misconception.replay import Replayed, replay
from hints.recipes.sent import FullPackage, ShownLine, TutorTask
from hints.tutor.keeping import given_texts, kept
from hints.tutor.mask import HIDDEN, mask
from hints.tutor.package import full_package, school_year
from item_bank.answers.answer import Answer, Choice, ChoiceAnswer, OrderAnswer
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Response, Working
from item_bank.bank import Bank, read_bundle
from item_bank.exercise import Exercise
from tests.hints.builders import choice, exercise, judged, solve, step
from tests.hints.evaluation.claimed import claim_of
from tests.starter import starter_bundle


@pytest.fixture(scope="module")
def bank() -> Bank:
    """Return the starter bank."""
    return read_bundle(starter_bundle(), secret=b"t" * 32)


def texts_of(task: TutorTask) -> Iterator[str]:
    """Yield every text of a package that a model would read."""
    yield from (task.exercise, task.step, task.picked, task.mistake, *task.said)
    yield from (text for one in task.options for text in (one.id, one.about))
    yield from (line.text for line in task.lines)
    yield from task.features.values()


def packed(
    of: Exercise, response: Response | str | tuple[str, ...], replayed: Replayed | None = None
) -> tuple[FullPackage, Sequence[Answer], Sequence[str]]:
    """Put a package together, and say what is kept and known."""
    entered, verdict = judged(of.steps[0], response)
    told = said_lines(of, of.steps[0], entered, verdict)
    assert not isinstance(told, Unsayable)
    package = full_package(
        of,
        of.steps[0],
        verdict,
        diagnose(of.steps[0], entered, verdict, of.mistakes),
        replayed=replayed,
        told=told,
        said=(),
        rung=0,
        year=8,
        features={},
    )
    return package, kept(of, of.steps[0]), given_texts(of, of.steps[0], entered)


@pytest.mark.slow
@pytest.mark.parametrize("errors", ["one", "two"])
@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_no_form_of_an_answer_is_in_a_masked_package(bank: Bank, errors: Errors, language: str) -> None:
    """
    Whatever path led to a wrong answer, the leak guard finds the answer in nothing that a model would read.
    """
    hidden = 0
    for case in cases(bank, 40, seed=6, errors=errors, language=language):
        of = bank.open(case.item, case.variant, case.language)
        on = of.step(case.step)
        assert on is not None
        assert isinstance(on.key, MathsKey)
        verdict = judged(on, case.response)[1]
        told = said_lines(of, on, case.response, verdict)
        if isinstance(told, Unsayable):
            continue
        found = diagnose(on, case.response, verdict, of.mistakes)
        ideas = [one.id for one in claim_task(of, on, told, verdict, found, 80).ideas]
        replayed = replay(of, on, verdict, claim_of(case, on), ideas=ideas, said=told)
        assert isinstance(replayed, Replayed)
        package = full_package(
            of, on, verdict, found, replayed=replayed, told=told, said=(), rung=1, year=8, features={}
        )
        answers, given = kept(of, on), given_texts(of, on, case.response)
        masked = mask(package, on.key.maths, answers, given)

        for text in texts_of(masked):
            assert not any(leaks(text, answer, given=given, language=case.language) for answer in answers), (case, text)
        assert len(masked.lines) == case.error
        assert [line.right for line in masked.lines] == [True] * (case.error - 1) + [False]
        hidden += any(HIDDEN in text for text in texts_of(masked))

    assert hidden > 3  # the solution's own lines often come to the answer: without the mask they would be there


def test_the_key_and_what_follows_the_first_wrong_line_are_taken_out() -> None:
    """
    The model sees the lines up to the first wrong one, and neither solution nor key.
    """
    package, answers, given = packed(solve(mistakes=()), ("3x + 5 = 11", "3x = 16", "x = 16/3"))
    masked = mask(package, None, answers, given)

    assert (package.answer, len(package.task.lines)) == ("2", 3)
    assert [line.text for line in masked.lines] == ["3x + 5 = 11", "3x = 16"]
    assert b"x = 16/3" not in msgspec.json.encode(masked)


def test_a_line_that_comes_to_the_answer_is_hidden_as_far_as_it_tells() -> None:
    """
    Of a relation the side that tells is hidden, of anything else all; maths and sentences in prose go the same way.
    """
    package, answers, given = packed(solve(mistakes=()), "16/3")
    maths = solve().steps[0].key
    assert isinstance(maths, MathsKey)
    lines = [
        ShownLine(text=text, written=False, right=right)
        for text, right in [("3x + 5 = 11", True), ("x = 6/3", True), ("x = 2", True), ("x = 16/3", False)]
    ]
    task = msgspec.structs.replace(
        package.task,
        lines=tuple(lines),
        mistake="Stopped at $x = 2$.",
        said=("Try again. The answer is two. What is three times it?",),
    )
    masked = mask(msgspec.structs.replace(package, task=task), maths.maths, answers, given)

    assert [line.text for line in masked.lines] == ["3x + 5 = 11", "x = [hidden]", "x = [hidden]", "x = 16/3"]
    assert masked.mistake == "Stopped at [hidden]."
    assert masked.said == ("Try again. [hidden] What is three times it?",)


def test_options_stand_in_no_order_that_tells() -> None:
    """
    Of a choice the picked option's words go out, and things to be ordered never stand in the right order.
    """
    package, answers, given = packed(choice(), "a")
    masked = mask(package, None, answers, given)
    things = tuple(Choice(id=name, text=text) for name, text in [("p", "ant"), ("q", "bee"), ("r", "cat")])
    ordered = exercise(step(OrderAnswer(value="p,q,r", choices=things)), prompt="From small to large.")

    assert (masked.picked, len(masked.options), masked.lines) == ("$2x + 3$", 3, ())
    assert [one.about for one in packed(ordered, "q,p,r")[0].task.options] == ["cat", "bee", "ant"]


def test_a_right_option_that_its_prompt_gives_away_is_hidden() -> None:
    """
    What an author's own text tells is not told on.
    """
    telling = exercise(
        step(ChoiceAnswer(value="b", choices=(Choice(id="a", text="red"), Choice(id="b", text="blue")))),
        prompt="Look at the sky. The answer is b. Which colour is it?",
    )
    package, answers, given = packed(telling, "a")

    assert mask(package, None, answers, given).exercise == "Look at the sky. [hidden] Which colour is it?"


def test_bands_are_school_years() -> None:
    """
    A band's last year says how plain a hint has to be; without a band nothing does.
    """
    assert [school_year(band) for band in ("1-2", "6-8", "9-12", None, "odd")] == [2, 8, 12, 0, 0]


def test_a_working_is_the_learners_own() -> None:
    """
    Lines that were written are told apart from those that must have been thought.
    """
    package, _, _ = packed(solve(mistakes=()), Working(lines=("3x = 16", "x = 16/3")))

    assert [(line.text, line.written, line.right) for line in package.task.lines] == [
        ("3x = 16", True, False),
        ("x = 16/3", True, False),
    ]
