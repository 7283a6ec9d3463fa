"""
The greedy oracle: whatever one exercise is expected to add most to the post-test.

Sees the learner's truth and the world's own promises, and looks one exercise ahead: not what a skill opens for
those that build on it. So it is no upper bound where order matters, and a policy may come out above it.
"""

from collections.abc import Sequence

from mastery.worlds.coach import Begin
from mastery.worlds.course import Course
from mastery.worlds.world import Mind, World

__all__ = ["greedy"]


class _Greedy:
    """Picks a skill by its middle item, then the better of its easiest, middle and hardest."""

    def __init__(self, world: World, course: Course, ladders: Sequence[Sequence[int]]) -> None:
        self.world, self.course, self.ladders = world, course, ladders

    def pick(self, mind: Mind, day: float, test: float) -> int:
        """Give the best item."""

        def promise(item: int) -> float:
            one = self.course.items[item]
            return self.world.promise(self.course, mind, one.skill, one.difficulty, day, test)

        best = max(self.ladders, key=lambda ladder: promise(ladder[len(ladder) // 2]))
        return max((best[0], best[len(best) // 2], best[-1]), key=promise)


def greedy(world: World, course: Course) -> Begin:
    """
    Get the oracle ready.
    """
    ladders = [
        sorted(
            (place for place, item in enumerate(course.items) if item.skill == skill),
            key=lambda place: course.items[place].difficulty,
        )
        for skill in range(len(course.usual))
    ]
    return lambda: _Greedy(world, course, ladders)
