"""
One question under way: its deadline, what it has spent so far, and what came of each route.

Changes while the question is asked and is thrown away with it; what is worth
remembering of a route is kept in `live`.
"""

from hints.routes.model import CallFailed, FailureReason, ModelRequest, Usage
from hints.routes.route import Rung
from hints.routes.shape import Shape
from hints.routes.wire import Fault

__all__ = ["Question"]


class Question:
    """
    One question.

    Parameters
    ----------
    request, shape
        What is asked, and the shape of the reply.
    began, seconds
        The moment of asking, and the time there is.

    Attributes
    ----------
    attempts, usage, microdollars
        What it cost so far, all attempts together.
    waiting
        Whether it waits for a place at some route.
    last, faults, ready
        The last failure, the last one of each route, and from when on that route may be asked again.
    rungs
        Where this question asks a route for JSON less firmly than usual.
    """

    def __init__(self, request: ModelRequest, shape: Shape, *, began: float, seconds: float) -> None:
        self.request = request
        self.shape = shape
        self.began = began
        self.seconds = seconds
        self.attempts = 0
        self.usage = Usage()
        self.microdollars = 0
        self.waiting = False
        self.last: tuple[str, Fault] | None = None
        self.faults: dict[str, Fault] = {}
        self.ready: dict[str, float] = {}
        self.rungs: dict[str, Rung] = {}

    def spend(self, usage: Usage, microdollars: int) -> None:
        """
        Add what an attempt cost.
        """
        self.usage = Usage(
            prompt=self.usage.prompt + usage.prompt,
            completion=self.usage.completion + usage.completion,
            cached=self.usage.cached + usage.cached,
        )
        self.microdollars += microdollars

    def remember(self, route: str, fault: Fault, *, ready: float) -> None:
        """
        Remember that a route failed, and from when on it may be asked again.
        """
        self.last = (route, fault)
        self.faults[route] = fault
        self.ready[route] = ready

    def milliseconds(self, now: float) -> int:
        """
        Return the time since it began.
        """
        return round((now - self.began) * 1_000)

    def failed(self, reason: FailureReason, sentence: str, *, now: float) -> CallFailed:
        """
        End without a reply.
        """
        return CallFailed(
            reason=reason,
            sentence=sentence,
            usage=self.usage,
            microdollars=self.microdollars,
            attempts=self.attempts,
            milliseconds=self.milliseconds(now),
        )
