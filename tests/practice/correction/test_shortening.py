"""What leaving out what a learner can do promises."""

from typing import Literal

from item_bank.ids import ItemId, ReleaseId, SkillId
from mastery.level import Standing
from practice.correction.assignment import AssignedProblem
from practice.correction.shortening import shortened
from practice.ids import ProblemId

ADD, TAKE, TIMES = SkillId("add"), SkillId("take"), SkillId("times")
NAMES = {ADD: "Adding", TAKE: "Taking away", TIMES: "Times"}


def problem(name: str, *skills: SkillId) -> AssignedProblem:
    """One problem of some skills."""
    return AssignedProblem(id=ProblemId(name), release=ReleaseId("r"), item=ItemId(name), skills=skills)


def stands(level: Literal["new", "practising", "proficient", "retained"], lower: float = 0.8) -> Standing:
    """How a learner stands in a skill."""
    return Standing(level=level, accuracy=0.9, lower=lower, bar=0.76)


PROBLEMS = (problem("1", ADD), problem("2", TAKE), problem("3", ADD, TAKE), problem("4", TIMES), problem("5"))
STANDINGS = {ADD: stands("proficient"), TAKE: stands("retained"), TIMES: stands("practising")}


def left_out(least: int, entered: tuple[ProblemId, ...] = (), language: str = "en") -> list[str]:
    """Name the problems that are left out."""
    found = shortened(PROBLEMS, STANDINGS, NAMES, least=least, entered=entered, language=language)
    return [one.problem for one in found]


def test_only_what_a_learner_can_do_is_left_out() -> None:
    """All skills of a problem have to be known; one without skills, or with one in practice, stays."""
    assert ["1", "2", "3"] == left_out(1)


def test_as_many_are_left_as_the_teacher_says_and_the_best_known_goes_first() -> None:
    """Retained before proficient, and never below the least."""
    assert ["2"] == left_out(4)
    assert [] == left_out(5)
    assert [] == left_out(60)


def test_what_was_entered_already_stays() -> None:
    """Nothing is taken from under a learner's hands."""
    assert ["1", "3"] == left_out(1, entered=(ProblemId("2"),))


def test_the_reason_is_told_in_the_learner_s_words() -> None:
    """With the names of the skills."""
    found = shortened(PROBLEMS, STANDINGS, NAMES, least=4, entered=(), language="de-AT")
    assert "Taking away" in found[0].sentence
    assert found[0].sentence.startswith("Für dich weggelassen")
