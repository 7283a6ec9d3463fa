"""
Who chooses: a coach for each learner, begun by a policy that has seen the course.

A coach sees exercises and answers, never a learner's truth; a seer sees it. Ours is handed in by
`api`; opponents are `opponents`', the seer is `oracle`.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias, runtime_checkable

from mastery.worlds.course import Course
from mastery.worlds.world import Mind, World

__all__ = ["Begin", "Chooser", "Coach", "Seer"]


@runtime_checkable
class Coach(Protocol):
    """Chooses for one learner, and keeps what it needs between exercises."""

    def choose(self, day: float, seed: int) -> int:
        """Give the place of the next item in the course."""

    def learn(self, item: int, answers: Sequence[bool], day: float) -> None:
        """Take note of an exercise: its first answer, and after a miss the helped one."""

    def proficient(self, skill: int, day: float) -> bool:
        """Say whether the learner is called proficient in a skill."""


@runtime_checkable
class Seer(Protocol):
    """Chooses for one learner by the truth."""

    def pick(self, mind: Mind, day: float, test: float) -> int:
        """Give the place of the next item in the course."""


Begin: TypeAlias = Callable[[], Coach | Seer]
"""Begins with one more learner."""
Chooser: TypeAlias = Callable[[World, Course], Begin]
"""Gets ready for a course. Only a seer uses the world."""
