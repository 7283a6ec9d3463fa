"""The skill that is proposed for a pasted problem is the one that a teacher would take, or none is."""

import pytest

from item_bank.bank import read_bundle
from item_bank.ids import ItemId, SkillId
from item_bank.pasting.drafted import Draft
from item_bank.pasting.matching import Index, SkillMatch, index_of, matches, proposed, skills_of
from item_bank.pasting.problem import SolvedProblem, problems
from item_bank.pasting.traits import Traits
from tests.bench.pasting import counted, labelled
from tests.starter import starter_bundle

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def index() -> Index:
    """Look through the built-in bank, once."""
    return index_of(read_bundle(starter_bundle(), secret=b"pasting"))


def asked(text: str) -> Traits:
    """Return the traits of a pasted problem."""
    draft = Draft(id=ItemId("hw"), language="en", license="", attribution="")
    found = problems(text, draft, lambda item: (), None)  # noqa: ARG005 - nothing is checked
    assert isinstance(found, tuple)
    (problem,) = found
    assert isinstance(problem, SolvedProblem)
    return frozenset(problem.asked)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("1/2 + 1/3", "add-unlike-fractions"),
        ("2/7 + 3/7", "add-like-fractions"),
        ("2/3 * 3/5", "multiply-fractions"),
        ("5/6 : 2/3", "divide-fractions"),
        ("x + 5 = 12", "one-step-equations"),
        ("2x + 1 = 11", "two-step-equations"),
        ("4x - 1 = 2x + 7", "unknown-on-both-sides"),
        ("2x - 3 > 5", "two-step-inequalities"),
        ("Expand (x+2)(x-3)", "expand-two-brackets"),
        ("0.5 * 0.3", "multiply-decimals"),
        ("5 + 3*2", "whole-number-order-of-operations"),
        ("-7 + 4", "add-subtract-integers"),
        ("15% of 80", "percent-of-quantity"),
        ("3/4 of 20", "fraction-of-quantity"),
        ("Factorise x^2+5x+6", "factor-quadratics"),
        ("-3 - 5", "add-subtract-integers"),
    ],
)
def test_the_likest_skill_is_what_a_teacher_would_name(index: Index, text: str, skill: str) -> None:
    """What is asked, and of which numbers, tells more than how large they are."""
    assert skills_of(index, asked(text))[0].skill == skill


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Find 15% of 80", "percent-of-a-number"),
        ("Factorise x^2+5x+6", "factor-by-sum-and-product"),
        ("Work out 2^5", "value-of-a-power"),
    ],
)
def test_the_likest_item_asks_the_same(index: Index, text: str, item: str) -> None:
    """The item that is the problem with other numbers comes first."""
    assert matches(index, asked(text))[0].item == item


@pytest.mark.parametrize("half", ["development", "held"])
def test_skills_of_problems_as_teachers_write_them(index: Index, half: str) -> None:
    """The likest skill is right for 85 of 100 problems, and one of the three likest for 95."""
    counts = counted(index, labelled("held" if half == "held" else "development"))
    assert counts.taken > 100
    assert counts.first >= 0.85 * counts.taken
    assert counts.listed >= 0.95 * counts.taken
    assert counts.wrong <= 0.1 * counts.taken


def test_all_skills_of_the_bank_are_asked_for(index: Index) -> None:
    """The problems that the floor is measured on are about every skill."""
    about = {skill for half in ("development", "held") for one in labelled(half) for skill in one.skills}
    assert about == {skill for sample in index.samples for skill in sample.skills}


@pytest.mark.parametrize(
    ("likenesses", "sure"),
    [([0.8, 0.5], True), ([0.8], True), ([0.8, 0.79], False), ([0.3, 0.1], False), ([], False)],
)
def test_what_is_weak_or_one_of_two_is_not_proposed(likenesses: list[float], *, sure: bool) -> None:
    """A wrong proposal costs more than a question."""
    found = [SkillMatch(skill=SkillId(f"s{place}"), likeness=likeness) for place, likeness in enumerate(likenesses)]
    assert proposed(found) == ("s0" if sure else None)
