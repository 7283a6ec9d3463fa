"""
Asking within one deadline and one purse: every call of a hint's chain, counted.

What is left of both is known before each call, and what was spent after it, on
failures too. Keeps the notes that become the trace.
"""

import asyncio
from collections.abc import Callable
from typing import Final, Literal

import msgspec

from hints.job import Spent
from hints.recipes.recipe import Ask
from hints.recipes.sent import Again, Sent
from hints.routes.model import (
    CallFailed,
    CallName,
    Completion,
    FailureReason,
    ModelRequest,
    Models,
    Usage,
)
from hints.trace import Check, TracedCall

__all__ = ["Asking", "Clock"]

Clock = Callable[[], float]
"""Seconds from some moment on that never go back."""
GRACE: Final = 0.25
"""Seconds after which a call is given up that does not keep to its own deadline."""
SHORTEST: Final = 0.05
"""Seconds without which no call is begun."""
MOST_QUOTED: Final = 4_000
"""Characters of a refused reply that are sent back."""


class Asking:
    """
    What is left for one hint, and what happened so far.
    """

    def __init__(self, models: Models, *, seconds: float, most: int | None, clock: Clock) -> None:
        """
        Begin: `seconds` and millionths of a dollar in all, no limit on these where it is None.
        """
        self._models = models
        self._clock = clock
        self._began = clock()
        self._seconds = seconds
        self._most = most
        self.calls: list[TracedCall] = []
        self.checks: list[Check] = []
        self.routes: list[str] = []

    @property
    def spent(self) -> Spent:
        """All calls together."""
        return Spent(
            calls=sum(call.attempts for call in self.calls),
            usage=Usage(
                prompt=sum(call.usage.prompt for call in self.calls),
                completion=sum(call.usage.completion for call in self.calls),
                cached=sum(call.usage.cached for call in self.calls),
            ),
            microdollars=sum(call.microdollars for call in self.calls),
            milliseconds=round((self._clock() - self._began) * 1000),
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """What refused something, in order."""
        return tuple(check.code for check in self.checks if check.code)

    def passed(self, about: Literal["claim", "hint"], text: str = "") -> None:
        """
        Note that all checks let something through.
        """
        self.checks.append(Check(about=about, text=text))

    def refused(self, about: Literal["claim", "hint"], code: str, sentence: str = "", text: str = "") -> None:
        """
        Note what a check refused.
        """
        self.checks.append(Check(about=about, code=code, sentence=sentence, text=text))

    async def ask(
        self, call: CallName, ask: Ask, sent: Sent, schema: msgspec.Raw, *, again: tuple[str, str] | None
    ) -> Completion | CallFailed:
        """
        Ask once.

        Parameters
        ----------
        call, ask, schema
            Which call, how it is asked, and what the reply has to keep.
        sent
            The message.
        again
            After a refusal the code of what refused, and the reply as far as it
            may be quoted.
        """
        left = self._seconds - (self._clock() - self._began)
        reply = await self._within(left, _request(call, ask, sent, schema, again))
        self._note(call, reply)
        return reply

    async def _within(self, left: float, request: ModelRequest) -> Completion | CallFailed:
        if left < SHORTEST:
            return CallFailed(reason=FailureReason.TIMEOUT, sentence="No time was left.")
        if self._most is not None and self.spent.microdollars >= self._most:
            return CallFailed(reason=FailureReason.TOO_DEAR, sentence="What was set aside is spent.")
        try:
            async with asyncio.timeout(left + GRACE):
                return await self._models.ask(request, seconds=left)
        except TimeoutError:
            return CallFailed(reason=FailureReason.TIMEOUT, sentence="The deadline passed.", attempts=1)

    def _note(self, call: CallName, reply: Completion | CallFailed) -> None:
        noted = TracedCall(
            call=call,
            outcome="reply" if isinstance(reply, Completion) else reply.reason.value,
            usage=reply.usage,
            microdollars=reply.microdollars,
            attempts=reply.attempts,
            milliseconds=reply.milliseconds,
        )
        if isinstance(reply, Completion):
            self.routes.append(f"{reply.route}/{reply.model}")
            noted = msgspec.structs.replace(noted, route=reply.route, model=reply.model)
        self.calls.append(noted)


def _request(call: CallName, ask: Ask, sent: Sent, schema: msgspec.Raw, again: tuple[str, str] | None) -> ModelRequest:
    """Write a request; after a refusal with what refused."""
    task = msgspec.json.encode(sent)
    if again is not None:
        code, reply = again
        refused = ask.refused.get(code) or ask.refused.get("", "").replace("{code}", code)
        task = msgspec.json.encode(Again(task=msgspec.Raw(task), reply=reply[:MOST_QUOTED], refused=refused))
    return ModelRequest(
        call=call,
        system=ask.prompt,
        user=task.decode(),
        schema_name=call,
        schema=schema,
        max_tokens=ask.max_tokens,
        temperature=ask.temperature,
    )
