"""
What the API sends of a dispute: which answer it is about, how it was read, and what the teacher said.

Found in the record by whoever asks, teacher or learner; nothing of it is kept beside it.
"""

import msgspec
from msgspec.structs import replace

from api.sent.exercises import FigureSent, Options, Text, figures_sent, options_sent, text_sent
from api.services import Services
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged
from item_bank.figures.figure import Figure
from item_bank.ids import ReleaseId, StepId
from item_bank.rendering.localised import localised
from practice.correction.outcomes import UnknownAssignment
from practice.ids import AssignmentId, LearnerId, OpportunityId, ProblemId, TenantId
from practice.observing.disputes import Dispute
from practice.outcomes import UnknownLearner
from practice.shown import StepShown, steps_shown
from practice.views import OpportunityView

__all__ = ["DisputeSent", "send_dispute"]


class DisputeSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    One answer that its learner thinks is right.

    `prompt` with its `figures` and `entered` say which, `read` how the engine read it; where `options` are, an answer
    to their `step` holds their ids; `right` and `word` are the teacher's, null and
    empty while it waits; `language` is the prompt's (BCP 47), `release` has its pictures. Moments are in milliseconds
    since 1970.
    """

    dispute: str
    learner: LearnerId
    name: str | None
    at: int
    opportunity: OpportunityId | None
    n: int
    assignment: AssignmentId | None
    problem: ProblemId | None
    prompt: Text | None
    figures: tuple[FigureSent, ...]
    options: tuple[Options, ...]
    step: StepId | None
    release: ReleaseId | None
    language: str
    entered: Response | None
    read: str | None
    right: bool | None
    word: str
    settled_at: int | None


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a dispute is about."""

    prompt: Text | None = None
    figures: tuple[FigureSent, ...] = ()
    options: tuple[Options, ...] = ()
    step: StepId | None = None
    release: ReleaseId | None = None
    language: str = "en"
    entered: Response | None = None
    judged: Judged | None = None


def send_dispute(
    services: Services, tenant: TenantId, learner: LearnerId, name: str | None, found: Dispute
) -> DisputeSent:
    """
    Show a dispute; `name` is what its learner is called, where that is for whoever asks.
    """
    about = _about(services, tenant, learner, found)
    return DisputeSent(
        dispute=found.id,
        learner=learner,
        name=name,
        at=found.at,
        opportunity=found.opportunity,
        n=found.n,
        assignment=found.assignment,
        problem=found.problem,
        prompt=about.prompt,
        figures=about.figures,
        options=about.options,
        step=about.step,
        release=about.release,
        language=about.language,
        entered=about.entered,
        read=None if about.judged is None else about.judged.read,
        right=found.right,
        word=found.word,
        settled_at=found.settled_at,
    )


def _about(services: Services, tenant: TenantId, learner: LearnerId, found: Dispute) -> About:
    """
    Find what was asked, what was entered and how it was judged; empty where the record no longer has it.
    """
    if found.opportunity is not None:
        view = services.session.showing.view(tenant, learner, found.opportunity)
        if not isinstance(view, OpportunityView):
            return About()
        tried = next((one for one in view.tries if one.n == found.n), None)
        parts = [part for step in view.steps for part in (step.shown, *step.scaffolds) if part is not None]
        step = None if tried is None else next((part for part in parts if part.id == tried.step), None)
        about = _asked(view.shown.prompt, view.shown.figures, () if step is None else (step,), view.shown.language)
        about = replace(about, release=view.release)
        if tried is None:
            return about
        return replace(about, entered=tried.response, judged=tried.judged, step=tried.step)
    assigned = services.homework.assigned(tenant, learner, found.assignment or AssignmentId(""))
    if isinstance(assigned, UnknownLearner | UnknownAssignment):
        return About()
    problem = assigned.given.assignment.problem(found.problem or ProblemId(""))
    bank = None if problem is None else services.banks.of(problem.release)
    if problem is None or bank is None:
        return About()
    variant = bank.open(problem.item, problem.variant, assigned.terms.language).variant
    handed_in = assigned.work.problems[problem.id].handed_in
    given = next((one for one in (() if handed_in is None else handed_in.steps) if one.step == found.step), None)
    steps = tuple(one for one in steps_shown(variant) if found.step in {None, one.id})
    prompt = localised(variant.prompt, variant.language)
    about = replace(_asked(prompt, variant.figures, steps, variant.language), release=problem.release)
    return about if given is None else replace(about, entered=given.response, judged=given.judged, step=given.step)


def _asked(prompt: str, figures: tuple[Figure, ...], steps: tuple[StepShown, ...], language: str) -> About:
    """
    Show the problem and the questions that are meant: of several, the answer is to one.
    """
    questions = [step.prompt for step in steps if step.prompt and step.prompt != prompt]
    return About(
        prompt=text_sent("\n\n".join([prompt, *questions]), language),
        figures=figures_sent((*figures, *(figure for step in steps for figure in step.figures)), language),
        options=options_sent(steps, language),
        language=language,
    )
