"""
Looking for better words: what becomes of an answer's hint after the reply.

Jobs are made of answers, paid for, had done elsewhere, guarded again, recorded,
and told of to whoever waits. Nothing of it is waited for by a reply; all of it is
bounded, and hints are the first thing to be given up when there is much to do.
"""

import asyncio
import dataclasses
import logging
import time
from collections.abc import Callable
from typing import Final, TypeAlias

import msgspec

from api.hinting.making import made_job
from api.hinting.noting import NoNotes, Notes
from api.hinting.paying import Limits, accounts
from hints.chain import enough
from hints.hint import Hint
from hints.identity import words_id
from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.recipes.activation import Taking
from hints.recipes.recipe import Recipe
from hints.shared.budgets import Account, Budgets, Exhausted
from hints.shared.fanout import Fanout
from hints.shared.jobs import Jobs, NotTaken
from hints.tutor.guarding_again import refused_again
from hints.tutor.writing import Worded
from item_bank.language import primary
from practice.ids import LearnerId, OpportunityId, TenantId, learner_stream
from practice.record.contract import Record, RecordBroken, RecordBusy
from practice.revising import Revised, Revision
from practice.revisions import revise
from practice.seeking import Sought, Wanted
from practice.session import Session

__all__ = ["MOST_OPEN", "Looking", "Means"]

log = logging.getLogger("misstep.hints")

MOST_OPEN: Final = 512
"""Jobs under way at once in one server; an answer beyond that has its first help, at no cost."""
MOST_WAITING: Final = 64
"""Writes that wait in the record, beyond which no better words are looked for: answers come first."""
WITHDRAWN: Final = "withdrawn"
SPARE_SECONDS: Final = 1.0
"""What getting to a worker and back may take beyond the recipe's own deadline."""

Place: TypeAlias = tuple[TenantId, LearnerId, OpportunityId, int]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Means:
    """
    What looking is done with.

    Attributes
    ----------
    jobs, budgets, fanout
        Who does the work, what may be spent, who hears of it.
    recipe
        By which better words are looked for.
    limits
        Of money.
    now, new_id
        Milliseconds since 1970; an id that was never used.
    notes
        Who counts.
    taking
        What becomes of an exercise's wrong answers, by its opportunity's id.
    most
        Jobs at once.
    """

    jobs: Jobs
    budgets: Budgets
    fanout: Fanout
    recipe: Recipe
    now: Callable[[], int]
    new_id: Callable[[], str]
    limits: Limits = dataclasses.field(default_factory=Limits)
    notes: Notes = dataclasses.field(default_factory=NoNotes)
    taking: Callable[[str], Taking] = lambda _: "shown"
    most: int = MOST_OPEN


class Looking:
    """Keeps the contract `practice.seeking.Seeker`; answers come from a session, and what is found goes there."""

    def __init__(self, session: Session, record: Record, means: Means) -> None:
        self._session = session
        self._record = record
        self._means = means
        self._open: dict[Place, asyncio.Task[None]] = {}

    def wants(self, sought: Sought) -> Wanted:
        """
        Say whether better words will be looked for.
        """
        tried = sought.answered.tried
        if tried.hint is None:
            return "no"
        self._means.notes.first_help(tried.hint)
        taking = self._means.taking(tried.opportunity)
        if taking == "none" or tried.ended is not None:
            return "no"
        if primary(tried.hint.language) not in self._means.recipe.languages or enough(self._job(sought, tried.hint)):
            return "no"
        if len(self._open) >= self._means.most or self._record.health().waiting > MOST_WAITING:
            self._means.notes.ended(JobOutcome(id="", reason=OutcomeReason.SHED), None, None, seconds=0)
            return "no"
        return "yes" if taking == "shown" else "quietly"

    def seek(self, sought: Sought) -> None:
        """
        Begin to look.
        """
        tried = sought.answered.tried
        if tried.hint is None:
            return
        place = (sought.tenant, sought.learner, tried.opportunity, tried.n)
        task = asyncio.get_running_loop().create_task(self._look(sought, self._job(sought, tried.hint)))
        self._open[place] = task
        self._means.notes.open_jobs(len(self._open))
        task.add_done_callback(lambda _: self._closed(place))

    def pending(self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId, n: int) -> bool:
        """
        Say whether better words for a try may still come.
        """
        return (tenant, learner, opportunity, n) in self._open

    async def wait(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId, n: int, *, seconds: float
    ) -> None:
        """
        Wait until it is known what becomes of a try's hint, so long at most.
        """
        task = self._open.get((tenant, learner, opportunity, n))
        if task is not None:
            await asyncio.wait((task,), timeout=seconds)

    async def settled(self) -> None:
        """
        Wait until nothing is under way.
        """
        while self._open:
            await asyncio.wait(tuple(self._open.values()))

    def give_up(self) -> None:
        """
        Give up what is under way: hints can be replaced, and nobody is to wait for them any more.
        """
        for task in tuple(self._open.values()):
            task.cancel()

    async def forget(self) -> None:
        """
        Have workers drop the words that they keep; needed after an erase.
        """
        await self._means.jobs.forget()

    async def close(self) -> None:
        """
        Give up what is under way, and let go of workers.
        """
        self.give_up()
        await self.settled()
        await self._means.jobs.close()

    def _closed(self, place: Place) -> None:
        del self._open[place]
        self._means.notes.open_jobs(len(self._open))

    def _job(self, sought: Sought, shown: Hint) -> HintJob:
        return made_job(
            sought,
            shown,
            self._means.recipe,
            name=self._means.new_id(),
            model=self._session.model,
            most=self._means.limits.hint,
            withdrawn=self._withdrawn(sought),
        )

    def _withdrawn(self, sought: Sought) -> tuple[str, ...]:
        return self._session.teacher.said(sought.tenant).withdrawn_in(sought.opportunity.item)

    async def _look(self, sought: Sought, job: HintJob) -> None:
        """
        Look, whatever happens: what breaks on the way costs this hint and a line in the log.
        """
        began = time.monotonic()
        try:
            found = await self._paid(sought, job)
            # asked anew: it may have been withdrawn while the job was done
            outcome = _guarded(sought, self._means.recipe, job, found, self._withdrawn(sought))
            shown, withheld = await self._keep(sought, outcome)
            self._means.notes.ended(outcome, shown, withheld, seconds=time.monotonic() - began)
            if shown is not None:
                await self._means.fanout.tell(learner_stream(sought.tenant, sought.learner))
        except (RecordBroken, RecordBusy) as error:
            log.warning("hint_not_recorded job=%s kind=%s", job.id, type(error).__name__)
        except Exception as error:  # noqa: BLE001 - nobody waits for this task, so nobody else would hear of it
            # The kind alone: a message might quote a learner.
            log.error("hint_broken job=%s kind=%s", job.id, type(error).__name__)  # noqa: TRY400 - see above

    async def _paid(self, sought: Sought, job: HintJob) -> JobOutcome:
        """
        Have a job done with money set aside for it; what is spent without a word of it stays spent.
        """
        paying = self._accounts(sought)
        if isinstance(await self._means.budgets.reserve(job.id, paying, self._means.limits.hint), Exhausted):
            return JobOutcome(id=job.id, reason=OutcomeReason.BUDGET)
        seconds = self._means.recipe.limits.seconds + SPARE_SECONDS
        outcome = await self._means.jobs.run(job, seconds=seconds)
        if isinstance(outcome, NotTaken):
            await self._means.budgets.settle(job.id, paying, 0)
            reason = OutcomeReason.SHED if outcome.full else OutcomeReason.FAILED
            return JobOutcome(id=job.id, reason=reason, codes=() if outcome.full else ("not_taken",))
        if outcome.trace is not None or outcome.level is not None or outcome.spent.calls:
            await self._means.budgets.settle(job.id, paying, outcome.spent.microdollars)
        elif outcome.reason is OutcomeReason.ENOUGH:
            await self._means.budgets.settle(job.id, paying, 0)
        return outcome

    def _accounts(self, sought: Sought) -> tuple[Account, ...]:
        return accounts(self._means.limits, sought.tenant, sought.learner, sought.state.classes, now=self._means.now())

    async def _keep(self, sought: Sought, outcome: JobOutcome) -> tuple[Hint | None, str | None]:
        """
        Record what came of a job where a model or a cache was asked; return what is shown now, or why it is not.
        """
        if outcome.trace is None and outcome.level is None:
            return None, None
        tried = sought.answered.tried
        revision = Revision(
            opportunity=tried.opportunity,
            n=tried.n,
            reason=outcome.reason,
            recipe=self._means.recipe.hash,
            hint=outcome.hint,
            diagnosis=outcome.diagnosis,
            withheld="shadow" if self._means.taking(tried.opportunity) == "shadow" else None,
            level=outcome.level,
            codes=outcome.codes,
            routes=outcome.routes,
            spent=outcome.spent,
            trace=msgspec.json.encode(outcome.trace),
        )
        revised = await revise(self._session, sought.tenant, sought.learner, revision, now=self._means.now())
        if not isinstance(revised, Revised):
            return None, None
        return outcome.hint if revised.shown else None, revised.withheld


def _guarded(
    sought: Sought, recipe: Recipe, job: HintJob, outcome: JobOutcome, withdrawn: tuple[str, ...]
) -> JobOutcome:
    """
    Hold what came from another process against the guards once more: it is shown in our name.
    """
    if outcome.hint is None:
        return outcome
    gone = withdrawn and words_id(job.variant.item, job.step, outcome.hint) in withdrawn
    code = (
        WITHDRAWN
        if gone
        else refused_again(
            Worded(hint=outcome.hint, claims=outcome.claims),
            sought.answered.exercise,
            sought.answered.attempt.target.step,
            job.response,
            job.judged,
            band=job.band,
            correct=() if outcome.trace is None else outcome.trace.correct_path,
            instructions=tuple(ask.prompt for ask in recipe.asks.values()),
        )
    )
    if code is None:
        return outcome
    return msgspec.structs.replace(
        outcome, reason=OutcomeReason.GUARDED, hint=None, codes=(*outcome.codes, f"owner_{code}")
    )
