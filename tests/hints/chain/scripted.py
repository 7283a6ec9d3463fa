"""Models of a few scripted replies, and jobs to ask them about: the real contract, without a network."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import msgspec

from hints.hint import Hint
from hints.job import HintJob
from hints.misconception.diagnose import diagnose
from hints.recipes.reading import shipped_recipes
from hints.routes.model import CallFailed, Completion, FailureReason, ModelRequest, Usage
from hints.tutor.first_help import first_help
from hints.tutor.offers import Seen
from item_bank.answers.response import Response
from item_bank.exercise import Exercise
from tests.hints.builders import judged

__all__ = ["ONE", "TWO", "Reply", "Scripted", "claim", "failed", "job_for", "words"]

TWO, ONE = shipped_recipes()["two-call"], shipped_recipes()["one-call"]
Reply: TypeAlias = "str | CallFailed | Callable[[ModelRequest], str]"


class Scripted:
    """Says one thing after another, and keeps what it was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.requests: list[ModelRequest] = []
        self.seconds: list[float] = []

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion | CallFailed:
        """Say the next thing."""
        self.requests.append(request)
        self.seconds.append(seconds)
        reply = self.replies.pop(0)
        if isinstance(reply, CallFailed):
            return reply
        return Completion(
            text=reply if isinstance(reply, str) else reply(request),
            route="main",
            model="scripted",
            usage=Usage(prompt=100, completion=10),
            microdollars=7,
            milliseconds=3,
        )


def failed(reason: FailureReason) -> CallFailed:
    """
    Make a failure that cost something.
    """
    return CallFailed(reason=reason, sentence="So it is.", usage=Usage(prompt=50), microdollars=2, attempts=2)


def claim(
    *path: str, error: int, idea: str = "other", correct: Sequence[str] = (), quote: str = "", mark: str = "mistake"
) -> str:
    """
    Write a reply to the first call; the line at `error` is the one that is marked.
    """
    lines = [{"line": line, "is": mark if place == error else "ok"} for place, line in enumerate(path, start=1)]
    return msgspec.json.encode(
        {
            "student_path": lines,
            "first_error_line": error,
            "idea": idea,
            "why": "Because.",
            "correct_path": list(correct),
            "quote": quote,
            "confidence": 80,
        }
    ).decode()


def words(
    hint: str,
    *,
    line: int = 0,
    move: str = "ask_about_step",
    claims: Sequence[Mapping[str, str]] = (),
    language: str = "en",
) -> str:
    """
    Write a reply to the second call.
    """
    return msgspec.json.encode(
        {"hint": hint, "line": line, "move": move, "claims": list(claims), "language": language}
    ).decode()


def job_for(
    of: Exercise,
    response: Response | str | tuple[str, ...],
    *,
    seen: Seen | None = None,
    shown: Hint | None = None,
    **more: object,
) -> HintJob:
    """
    Make a job of a response to the first step of an exercise, as the session would.
    """
    step = of.steps[0]
    entered, verdict = judged(step, response)
    before = Seen() if seen is None else seen
    found = diagnose(step, entered, verdict, of.mistakes)
    first = first_help(of, step, entered, verdict, found, before)
    job = HintJob(
        id="j1",
        variant=of.variant,
        step=step.step.id,
        mistakes=tuple(of.mistakes.values()),
        response=entered,
        locale="en",
        judged=verdict,
        diagnosis=found,
        shown=first if shown is None else shown,
        seen=before,
        recipe=TWO.hash,
    )
    return msgspec.structs.replace(job, **more)
