"""What suggested groups promise."""

from item_bank.ids import SkillId, StepId
from practice.correction.clusters import Cluster
from practice.correction.grouping import suggested_groups
from practice.ids import LearnerId, ProblemId


def cluster(problem: str, learners: str, skill: str | None = None) -> Cluster:
    """One mistake, with a letter for each learner."""
    return Cluster(
        problem=ProblemId(problem),
        step=StepId("answer"),
        key=f"answer/{problem}",
        name="",
        learners=tuple(LearnerId(letter) for letter in learners),
        examples=(),
        skill=None if skill is None else SkillId(skill),
    )


def test_a_missing_skill_brings_together_who_lack_it_whatever_they_did() -> None:
    """Two mistakes that point to one skill make one group, before those who share a mistake alone."""
    found = suggested_groups([cluster("1", "abcd"), cluster("2", "ae", "add"), cluster("3", "f", "add")])
    assert [(one.skill, "".join(one.learners)) for one in found] == [("add", "aef"), (None, "bcd")]
    assert found[0].clusters == (1, 2)


def test_nobody_is_in_two_groups_and_one_alone_is_none() -> None:
    """The larger group takes whom two would have; what is left of one learner is no group."""
    found = suggested_groups([cluster("1", "abc"), cluster("2", "cd"), cluster("3", "e")])
    assert ["".join(one.learners) for one in found] == ["abc"]
    assert suggested_groups([]) == ()
