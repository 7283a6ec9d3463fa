"""
A pupil: one persona at the service, handing in and correcting as a browser would.

Every answer goes through the routes that the pages use; how long somebody thinks
is the pace's. What they made of the homework comes back with its labels.
"""

import time
from collections.abc import Callable
from typing import Any, Final

import msgspec

from api.demo_class.errors import Error
from api.demo_class.persona import Answered, Helped, Persona, again, answer, proof, stuck
from api.demo_class.service import Caller
from api.demo_class.twin import Twin, asked_at
from item_bank.exercise import Exercise

__all__ = ["Made", "Pace", "Pupil"]

ROUNDS: Final = 14
"""Exercises of one correction: the machine ends it long before."""
SUBMISSIONS: Final = 12
"""Submissions to one of them."""
THINKS: Final = 25.0
"""Seconds that somebody thinks about an answer, in the middle; some three times as long, some a third."""
Pace = Callable[[float], None]
"""Waits for so many seconds of the class's time."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """An error at hand-in: whose, where, and what made it."""

    learner: str
    problem: str
    error: Error


def paced(speed: float) -> Pace:
    """
    Make the class's time pass so many times faster than life; 0 leaves no pauses at all.
    """

    def wait(seconds: float) -> None:
        if speed > 0:
            time.sleep(seconds / speed)

    return wait


class Pupil:
    """One learner of the class, with their token."""

    def __init__(self, who: Persona, learner: str, caller: Caller, twin: Twin, pace: Pace) -> None:
        """Sit down."""
        self.who, self.learner = who, learner
        self._caller, self._twin, self._pace = caller, twin, pace

    def hand_in(self, assignment: str) -> tuple[Made, ...]:
        """
        Do the homework and hand it in; return what went wrong and why.
        """
        path = f"/v1/learners/{self.learner}/assignments/{assignment}"
        made: list[Made] = []
        for problem in self._caller.ask("GET", path)["problems"]:
            if problem["id"] not in self._twin.problems:
                continue
            self._think(problem["id"])
            with self._twin.turn:
                answers = self._answers(problem["id"])
            made += [
                Made(learner=self.learner, problem=problem["id"], error=one.error)
                for one in answers.values()
                if one.error is not None
            ]
            entered = [_submission(step, one.text) for step, one in answers.items()]
            self._caller.ask("PUT", f"{path}/problems/{problem['id']}", {"entered": entered})
        self._caller.ask("POST", f"{path}/hand-in")
        return tuple(made)

    def correct(self, assignment: str) -> None:
        """
        Put right what was missed, problem by problem, until each has come to its end.
        """
        path = f"/v1/learners/{self.learner}/assignments/{assignment}"
        for problem in [one["id"] for one in self._caller.ask("GET", path)["problems"]]:
            for turn in range(ROUNDS):
                stands = {one["id"]: one for one in self._caller.ask("GET", path)["problems"]}[problem]
                if stands["status"] != "open":
                    break
                opened = self._caller.ask("POST", f"{path}/problems/{problem}/correction", {})
                if not self._work(opened, f"{problem}/{turn}"):
                    break

    def _answers(self, problem: str) -> dict[str, Answered]:
        answers: dict[str, Answered] = {}
        exercise = self._twin.given(problem)
        for step in () if exercise is None else exercise.steps:
            one = answer(self.who, step, self._twin.problems[problem].skills, f"{problem}/{step.step.id}")
            if one is not None:
                answers[step.step.id] = one
            if one is None or one.error is not None:
                break
        return answers

    def _work(self, view: dict[str, Any], place: str) -> bool:
        """Work at one exercise to its end; False where it never came."""
        with self._twin.turn:
            exercise = self._twin.exercise(view["item"], view["variant"])
        path = f"/v1/learners/{self.learner}/opportunities/{view['opportunity']}"
        alone = view["reason"]["code"] == "proof"
        helped: Helped = _help(view["tries"][-1]["hint"] if view["tries"] else None)
        opened, n = view["open"], view["next_n"]
        for turn in range(SUBMISSIONS):
            if not opened:
                return True
            self._think(f"{place}/{n}")
            with self._twin.turn:
                body = self._tried(exercise, opened[0], f"{place}/{turn}", helped if not alone or turn else None)
            reply = self._caller.ask("PUT", f"{path}/tries/{n}", body)
            if reply["ended"] is not None:
                return True
            opened, n, helped = reply["open"], n + 1, _help(reply["hint"])
        return False

    def _tried(self, exercise: Exercise | None, step: str, place: str, helped: Helped | None) -> dict[str, Any]:
        """Answer a step, or ask for help; a fresh one, that nothing was said of, is tried alone."""
        asked = None if exercise is None else asked_at(exercise, step)
        if asked is None or (helped is not None and stuck(self.who, place)):
            return {"step": step, "response": {"kind": "stuck"}}
        one = proof(self.who, asked, place) if helped is None else again(self.who, asked, helped, place)
        return _submission(step, one.text)

    def _think(self, place: str) -> None:
        self._pace(THINKS * 3 ** self.who.draw(place, "think").uniform(-1, 1))


def _submission(step: str, text: str) -> dict[str, Any]:
    return {"step": step, "response": {"kind": "final", "text": text}}


def _help(hint: dict[str, Any] | None) -> Helped:
    said: dict[str | None, Helped] = {"mistake": "mistake", "step": "step", "generic": "generic"}
    return said.get(None if hint is None else hint["specificity"], "nothing")
