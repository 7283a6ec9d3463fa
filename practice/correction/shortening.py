"""
Shortening: what of an assignment a learner need not do, since they have shown that they can.

A problem may be left out where the learner is proficient, or better, in all that it
practises, by the judgement that they and their teacher see anyway; best known first,
down to what the teacher says has to be left. It counts as if it were right. Settled
once, when the learner opens the work, so that nothing changes under their hands.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from item_bank.ids import SkillId
from mastery.level import Standing
from practice.correction.assignment import AssignedProblem
from practice.correction.events import LeftOut
from practice.ids import ProblemId
from practice.phrases import phrases

__all__ = ["LEFT_OUT", "shortened"]

LEFT_OUT: Final = "Left out for you: you have shown that you can do this ({skills}). It counts as right."
"""What is told of a problem that is left out, in English."""

_KNOWN: Final = {"proficient": 1, "retained": 2}


def shortened(
    problems: Sequence[AssignedProblem],
    standings: Mapping[SkillId, Standing],
    names: Mapping[SkillId, str],
    *,
    least: int,
    entered: Collection[ProblemId],
    language: str,
) -> tuple[LeftOut, ...]:
    """
    Say what is left out.

    Parameters
    ----------
    problems
        All of the assignment, in order.
    standings
        How the learner stands in each skill.
    names
        What the skills are called.
    least
        Problems that are left at least.
    entered
        Problems for which something was entered already; none of them is left out.
    language
        The learner's (BCP 47).

    Returns
    -------
    tuple of LeftOut
        In the order of the problems.
    """
    known = [(_known(problem, standings), place) for place, problem in enumerate(problems) if problem.id not in entered]
    best = sorted(((*how, -place) for how, place in known if how is not None), reverse=True)
    places = sorted(-one[-1] for one in best[: max(0, len(problems) - least)])
    said = phrases(language, "shortening").get("left_out", LEFT_OUT)
    return tuple(
        LeftOut(
            problem=problems[place].id,
            skills=problems[place].skills,
            sentence=said.format(skills=", ".join(names.get(skill, skill) for skill in problems[place].skills)),
        )
        for place in places
    )


def _known(problem: AssignedProblem, standings: Mapping[SkillId, Standing]) -> tuple[int, float] | None:
    """Say how well all that a problem practises is known; None where something of it is not."""
    found = [standings.get(skill) for skill in problem.skills]
    levels = [0 if one is None else _KNOWN.get(one.level, 0) for one in found]
    if not levels or not all(levels):
        return None
    return min(levels), min(0.0 if one is None else one.lower for one in found)
