"""
Facts about how answers came, each with the threshold from which it is told.

They say what is recorded, and accuse nobody: numbers coincide, a quick hand is
often a sure one, and who asks for help learns. The teacher and the learner are
told the same. Nothing is decided by them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import msgspec

from hints.misconception.diagnosis import DiagnosisKind
from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId, ReleaseId, SkillId
from practice.correction.keys import problem_of
from practice.events import LearnerEvent, OpportunityEnded, OpportunityOpened, TryRecorded
from practice.ids import AssignmentId, OpportunityId, ProblemId
from practice.moments import DAY_MS
from practice.phrases import phrases

__all__ = [
    "DAYS",
    "FACTS",
    "STANDARD_TELLING",
    "THRESHOLDS",
    "Fact",
    "FactKind",
    "Put",
    "Telling",
    "facts_of",
    "told_fact",
    "variants_of",
]

FactKind: TypeAlias = Literal[
    "fits_another",
    "ran_through",
    "quickly_wrong",
    "help_first",
    "stuck_again",
    "rapid_guesses",
    "help_harvested",
    "spinning",
    "pasted",
]

THRESHOLDS: Final[Mapping[FactKind, int]] = MappingProxyType(
    {
        "fits_another": 1,
        "ran_through": 1,
        "quickly_wrong": 3,
        "help_first": 3,
        "stuck_again": 3,
        "rapid_guesses": 3,
        "help_harvested": 3,
        "spinning": 10,
        "pasted": 0,
    }
)
"""
From how many on it is told, 0 for never; our own judgement, and told with it. A teacher may set others for a class.
What was pasted says least, and is told to nobody unless they do.
"""
DAYS: Final = 90
"""How long such facts are told of what was recorded, unless a teacher sets another time."""
QUICK: Final = 5_000
"""Milliseconds after what came before within which an answer counts as quick: hardly time to read it."""
FACTS: Final[Mapping[FactKind, str]] = MappingProxyType(
    {
        "fits_another": (
            "Wrong answers that would be right with the numbers somebody else had: {count}. "
            "Numbers can agree by chance. Told from {threshold} on."
        ),
        "ran_through": (
            "Times that wrong answers in a row were options or numbers tried one after another: {count}. "
            "Told from {threshold} on."
        ),
        "quickly_wrong": "{count} wrong answers in a row, each within five seconds. Told from {threshold} on.",
        "help_first": "Help was asked for in {count} exercises before anything was answered. Told from {threshold} on.",
        "stuck_again": (
            "{count} exercises of the same skill were not solved with all the help there was. Told from {threshold} on."
        ),
        "rapid_guesses": (
            "{count} wrong answers in a row, each faster than the exercise can be read: within three seconds, or a "
            "tenth of the time that half of the class needs. Told from {threshold} on."
        ),
        "help_harvested": (
            "In one exercise {count} pieces of help came within four seconds of each other, by wrong answers or by "
            "asking. Told from {threshold} on."
        ),
        "spinning": (
            "{count} exercises of the same skill without reaching it yet: more of the same may not be what helps. "
            "Told from {threshold} on."
        ),
        "pasted": ("{count} answers were pasted in. That happens for many good reasons. Told from {threshold} on."),
    }
)
"""In English, by kind."""

Put: TypeAlias = Mapping[tuple[ReleaseId, ItemId], frozenset[int]]
"""The variants of each item that somebody was given."""
Fits: TypeAlias = Callable[[OpportunityOpened, TryRecorded, int], bool]
"""Says whether an answer would be right for a variant of the item that was asked."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fact: how often, told from how often on, and about which problem or skill where it is about one."""

    kind: FactKind
    count: int
    threshold: int
    problem: ProblemId | None = None
    skill: SkillId | None = None


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """From how many on each fact is told in a class, by kind, 0 for never; and of how many days."""

    least: Mapping[FactKind, int] = THRESHOLDS
    days: int = DAYS

    def from_on(self, kind: FactKind) -> int:
        """Return from how many on a fact is told; 0 for never."""
        return self.least.get(kind, THRESHOLDS[kind])

    def tells(self, kind: FactKind, count: int) -> bool:
        """Say whether so many are told."""
        return 0 < self.from_on(kind) <= count

    def since(self, now: int) -> int:
        """Return from when on what was recorded counts, in milliseconds since 1970."""
        return now - self.days * DAY_MS


STANDARD_TELLING: Final = Telling()


class _Gone(msgspec.Struct, kw_only=True):
    """One opportunity as it went."""

    opened: OpportunityOpened
    tries: list[TryRecorded]
    stuck: bool = False


def variants_of(events: Iterable[LearnerEvent]) -> Put:
    """
    Return the variants that a learner was given, by item.
    """
    found: dict[tuple[ReleaseId, ItemId], set[int]] = {}
    for event in events:
        if isinstance(event, OpportunityOpened):
            found.setdefault((event.release, event.item), set()).add(event.variant)
    return {item: frozenset(variants) for item, variants in found.items()}


def facts_of(
    assignment: AssignmentId,
    events: Sequence[LearnerEvent],
    skills: Mapping[ProblemId, tuple[SkillId, ...]],
    put: Callable[[], Put],
    fits: Fits,
    telling: Telling = STANDARD_TELLING,
    since: int = 0,
) -> tuple[Fact, ...]:
    """
    Say what is to be told of how a learner's answers to an assignment came.

    Parameters
    ----------
    assignment, events
        Which, and the learner's events of it, in order.
    skills
        What each problem practises.
    put
        Gives the variants that the members of the class were given; asked only where
        there is a wrong answer to compare.
    fits
        Compares an answer with another variant.
    telling, since
        From how many on each is told, and from when on exercises count, in milliseconds since 1970.
    """
    gone = {name: one for name, one in _gone(events).items() if one.opened.at >= since}
    found: Counter[tuple[FactKind, ProblemId | None, SkillId | None]] = Counter()
    own = variants_of(events)
    for name, one in gone.items():
        problem = problem_of(assignment, name)
        found["ran_through", problem, None] += sum(_is_guess(tried) for tried in one.tries)
        found["quickly_wrong", problem, None] = max(found["quickly_wrong", problem, None], _quickest(one))
        found["help_first", None, None] += bool(one.tries) and one.tries[0].judged.verdict is Verdict.ASKED
        for skill in skills.get(problem, ()) if one.stuck else ():
            found["stuck_again", None, skill] += 1
        if ".proof" in name:
            found["fits_another", problem, None] += sum(_fitting(one, own, put, fits))
    return tuple(
        Fact(kind=kind, count=count, threshold=telling.from_on(kind), problem=problem, skill=skill)
        for (kind, problem, skill), count in found.items()
        if telling.tells(kind, count)
    )


def told_fact(fact: Fact, language: str) -> str:
    """
    Say a fact in a language (BCP 47), in English where the engine does not speak it.
    """
    text = phrases(language, "facts").get(fact.kind, FACTS[fact.kind])
    return text.format_map({"count": str(fact.count), "threshold": str(fact.threshold)})


def _gone(events: Iterable[LearnerEvent]) -> dict[OpportunityId, _Gone]:
    found: dict[OpportunityId, _Gone] = {}
    for event in events:
        match event:
            case OpportunityOpened():
                found[event.opportunity] = _Gone(opened=event, tries=[])
            case TryRecorded() if event.opportunity in found:
                found[event.opportunity].tries.append(event)
            case OpportunityEnded() if event.opportunity in found:
                found[event.opportunity].stuck = event.needs_teacher
            case _:
                pass
    return found


def _is_guess(tried: TryRecorded) -> bool:
    return tried.diagnosis is not None and tried.diagnosis.kind is DiagnosisKind.GUESS


def _is_wrong(tried: TryRecorded) -> bool:
    return tried.judged.verdict is Verdict.INCORRECT


def _quickest(one: _Gone) -> int:
    """Return the most wrong answers in a row of which each came quickly after what was before it."""
    most = row = 0
    before = one.opened.at
    for tried in one.tries:
        row = row + 1 if _is_wrong(tried) and tried.at - before <= QUICK else 0
        most, before = max(most, row), tried.at
    return most


def _fitting(one: _Gone, own: Put, put: Callable[[], Put], fits: Fits) -> Iterator[bool]:
    """Yield for each wrong answer whether it is right for a variant that a classmate had, and the learner had not."""
    wrong = [tried for tried in one.tries if _is_wrong(tried)]
    if wrong:
        item = one.opened.release, one.opened.item
        variants = put().get(item, frozenset()) - own.get(item, frozenset())
        yield from (any(fits(one.opened, tried, variant) for variant in variants) for tried in wrong)
