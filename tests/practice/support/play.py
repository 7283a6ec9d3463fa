"""
One learner at one exercise, without a record: the pure parts driven by hand.
"""

from collections.abc import Sequence

from item_bank.answers.response import Final, Response, Stuck, Working
from item_bank.bank import Bank
from item_bank.exercise import Exercise
from item_bank.ids import ItemId, StepId
from mastery.model import DEFAULT_MODEL
from practice.answering import Answered, answering
from practice.correction.bounds import Bounds
from practice.events import LearnerCreated, LearnerEvent, OpportunityOpened
from practice.fold import fold
from practice.ids import LearnerId, OpportunityId
from practice.opening import Occasion, opening
from practice.requests import Submission, Wish
from practice.state import LearnerState, OpenOpportunity
from tests.practice.support.bank import bank

__all__ = ["STUCK", "Play", "lines", "right", "text"]

STUCK = Stuck()
MINUTE = 60_000


def text(entered: str) -> Final:
    """Enter a final answer."""
    return Final(text=entered)


def lines(*entered: str) -> Working:
    """Enter lines of working."""
    return Working(lines=entered)


def right(exercise: Exercise, step: StepId) -> Final:
    """Enter the key of a step or scaffold."""
    found = exercise.step(step)
    if found is not None:
        return text(found.step.answer.value)
    scaffolds = (entry for one in exercise.steps for entry in one.step.help if not hasattr(entry, "text"))
    return text(next(entry.answer.value for entry in scaffolds if entry.id == step))


class Play:
    """A learner's events and state, moved on by what they enter."""

    def __init__(self, *, played: Bank | None = None) -> None:
        """Begin with a learner of whom nothing is known."""
        self.bank = played or bank()
        self.model = DEFAULT_MODEL
        self.now = 1_700_000_000_000
        self.state = LearnerState.empty(self.model)
        self.events: list[LearnerEvent] = []
        self.count = 0
        self.tell(LearnerCreated(at=self.now, learner=LearnerId("ada")))

    def tell(self, *events: LearnerEvent) -> None:
        """Fold events."""
        for event in events:
            self.events.append(event)
            self.state = fold(self.state, event, model=self.model)

    def open(
        self, item: str, variant: int | None = None, *, assignment: str | None = None, bounds: Bounds | None = None
    ) -> OpportunityOpened:
        """Open an item."""
        self.now += MINUTE
        self.count += 1
        opened = opening(
            self.bank,
            self.state,
            Wish(item=ItemId(item), variant=variant, assignment=assignment),
            model=self.model,
            at=self.now,
            seed=self.count,
            opportunity=OpportunityId(f"o{self.count}"),
            occasion=Occasion(bounds=bounds),
        )
        assert isinstance(opened, OpportunityOpened)
        self.tell(opened)
        return opened

    @property
    def current(self) -> OpenOpportunity:
        """The opportunity opened last."""
        return self.state.opportunities[OpportunityId(f"o{self.count}")]

    @property
    def exercise(self) -> Exercise:
        """The exercise of the opportunity opened last."""
        return self.bank.open(self.current.item, self.current.variant)

    def say(self, response: Response, *, step: str | None = None) -> Answered:
        """Submit a response to the open step, or to a named step or scaffold."""
        self.now += MINUTE
        answered = answering(
            self.bank,
            self.state,
            self.current,
            Submission(step=StepId(step) if step else self.current.open[0], response=response),
            model=self.model,
            at=self.now,
        )
        assert isinstance(answered, Answered)
        self.tell(*answered.events)
        return answered

    def say_all(self, responses: Sequence[Response]) -> list[Answered]:
        """Submit responses to the open step, one after the other."""
        return [self.say(response) for response in responses]

    def solve(self) -> Answered:
        """Answer the open step right."""
        return self.say(right(self.exercise, self.current.open[0]))
