"""What `practice.correction.composing` promises of problems in words: whatever is typed in them can be opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.answers.answer import NumberAnswer
from item_bank.bank import Bank
from item_bank.bundle import Release
from item_bank.pasting.problem import AnswerOnly
from item_bank.rendering.render import render
from item_bank.rendering.segments import ImageSegment
from practice.correction.assignment import content_of
from practice.correction.composing import Confirmed, Plan, compose
from practice.correction.dates import DueDates
from practice.correction.directive import Directive
from practice.ids import AssignmentId, ClassId

PLAN = Plan(
    id=AssignmentId("hw"),
    class_id=ClassId("7b"),
    title="Monday",
    language="en",
    directive=Directive(),
    dates=DueDates(),
)


def prompt_of(words: str) -> str:
    """Give a problem in words, and return what its learner is asked."""
    problem = AnswerOnly(label="1", text=words, answer=NumberAnswer(value="2"), words=words)
    assignment = compose(PLAN, [Confirmed(problem=problem)], ())
    assert assignment.release is not None
    bank = Bank(Release(release=assignment.release, content=content_of(assignment)), secret=b"a secret of tests")
    return bank.open(assignment.items[0].template.id, 0, "en").variant.prompt


@pytest.mark.parametrize("words", ["How many @{a} are there?", "@{", "@@{}", "$@{1 + 1}$ of 4", "![a](b.png)"])
def test_what_looks_like_a_parameter_or_a_picture_is_shown_as_typed(words: str) -> None:
    """
    A problem in words has neither: nothing is looked up, and nothing else is changed but by a space.
    """
    prompt = prompt_of(words)

    assert words == prompt.replace("@ {", "@{").replace("! [", "![")
    assert not any(isinstance(one, ImageSegment) for one in render(prompt, "en").segments)


def test_maths_in_a_problem_in_words_stays() -> None:
    """
    Between dollar signs, as its teacher typed it.
    """
    assert prompt_of("What is $\\frac12$ of **8**?") == "What is $\\frac12$ of **8**?"


@given(st.text("@{}[]!$\\*a1 \n_", min_size=1, max_size=12))
def test_no_problem_in_words_breaks_its_assignment(words: str) -> None:
    """
    Whatever is typed, its learners can open it.
    """
    assert render(prompt_of(words), "en").segments
