"""The model in force: brought by an event, and what it changes."""

import asyncio

import msgspec

from mastery.model import DEFAULT_MODEL, Fit, Model
from practice.choosing.catalogue import catalogue
from practice.choosing.plan import plan_for
from practice.events import ModelFitted
from practice.models import STREAM, fitted_in_force, install, model_in_force
from practice.record.contract import Appended
from practice.record.memory import MemoryRecord
from tests.practice.support.bank import bank
from tests.practice.support.play import Play, text

REFIT = msgspec.structs.replace(
    DEFAULT_MODEL, skill_variance=0.3, growth=0.1, fit=Fit(items={"halves": 1.5}, skills={"solve": -0.5})
)


def event(model: Model = REFIT) -> ModelFitted:
    """Make a refit as a command brings it."""
    return ModelFitted(at=5, file="f" * 64, log="e" * 64, rows=90, learners=3, model=model)


def test_the_latest_refit_is_in_force() -> None:
    """Without a refit the shipped model serves, then the latest one, read from the record itself."""
    record = MemoryRecord()
    assert model_in_force(record) is DEFAULT_MODEL
    assert fitted_in_force(record) is None
    assert isinstance(asyncio.run(install(record, event())), Appended)
    assert model_in_force(record).id == REFIT.id
    other = msgspec.structs.replace(REFIT, intercept=0.1)
    asyncio.run(install(record, event(other)))
    assert model_in_force(record).id == other.id
    assert record.load(STREAM).stream_version == 2


def test_a_refit_moves_what_items_are_taken_for() -> None:
    """A plan adds what the fit found to the difficulties that items were given, once, and leaves the bank alone."""
    plain, refitted = catalogue(bank()), plan_for(catalogue(bank()), REFIT)
    for item, offer in plain.items.items():
        assert refitted.items[item].difficulty == offer.difficulty + REFIT.fit.shift(item, offer.skills)
    assert refitted.items["halves"].difficulty > plain.items["halves"].difficulty


def test_evidence_says_what_the_author_said_and_what_skills_build_on() -> None:
    """An answer is recorded with the item's own difficulty, so that any later model can add its own to it."""
    play = Play()
    play.open("halves", 0)
    tried = play.say(text("5")).tried
    assert tried.evidence is not None
    assert tried.evidence.difficulty == catalogue(bank()).items["halves"].difficulty
