"""
Where a learner began: what they probably knew before an assignment was given.

Folded from the evidence of their events until then, each answer as it counts by now, with the model in force; the
mean expected accuracy on the usual items of the skills that the assignment practises.
"""

from collections.abc import Iterable, Sequence

from item_bank.ids import SkillId
from mastery.estimate import Estimates
from mastery.filter import update
from mastery.level import standing
from mastery.model import Model
from practice.choosing.catalogue import Catalogue
from practice.choosing.plan import plan_for
from practice.events import LearnerEvent
from practice.evidence import evidence_in
from practice.moments import DAY_MS
from practice.regrading import corrected

__all__ = ["began_at"]


def began_at(
    events: Iterable[LearnerEvent], skills: Sequence[SkillId], offers: Catalogue, *, model: Model, at: int
) -> float:
    """
    Return the expected accuracy, 0 to 1, that a learner began with.

    Parameters
    ----------
    events
        The learner's, in order, also what was said later of earlier answers.
    skills
        Those of the assignment; none gives that of all.
    offers
        What the bank has.
    model
        The learner model in force.
    at
        When the assignment was given, in milliseconds since 1970.
    """
    estimates = Estimates.prior(model)
    for event in corrected(tuple(events)):
        if event.at >= at:
            break
        for evidence in evidence_in(event):
            estimates = update(model, estimates, evidence)
    asked = [offers.skills[skill] for skill in skills if skill in offers.skills] or list(offers.skills.values())
    plan = plan_for(offers, model)
    found = [
        standing(
            model,
            estimates,
            entry.id,
            mix=plan.mixes[plan.places[entry.id]],
            day=at / DAY_MS,
            builds_on=entry.requires,
        ).accuracy
        for entry in asked
    ]
    return sum(found) / len(found) if found else 0.0
