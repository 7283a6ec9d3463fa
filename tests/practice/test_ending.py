"""What `practice.ending` promises."""

from math import prod
from typing import get_args

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from item_bank.bank import read_bundle
from item_bank.figures.figure import Counters
from item_bank.ids import ItemId, ReleaseId
from mastery.model import DEFAULT_MODEL
from practice.correction.bounds import bounds_of
from practice.correction.directive import Directive
from practice.ending import OWN, SENTENCES, TEACHER, UNSHOWN, end, example_variant
from practice.events import How
from practice.given import ItemHistory
from practice.ids import OpportunityId
from practice.state import LearnerState, OpenOpportunity
from tests.practice.support.bank import bank
from tests.practice.support.play import Play
from tests.starter import starter_bundle


def opened(name: str, variant: int) -> OpenOpportunity:
    """Have a variant of one item open."""
    return OpenOpportunity(
        id=OpportunityId(name),
        assignment=name,
        release=ReleaseId("r"),
        item=ItemId("i"),
        variant=variant,
        skills=(),
        steps={},
    )


def test_every_end_has_its_sentence() -> None:
    """
    There are words for each way in which an opportunity ends, and only the unsolved ones call the teacher.
    """
    ways = set(get_args(How.__value__ if hasattr(How, "__value__") else How))

    assert ways == set(SENTENCES)
    assert ways >= TEACHER
    assert {"solved", "skipped", "withdrawn", "ungraded"}.isdisjoint(TEACHER)


def test_only_who_used_the_help_up_is_shown_the_way() -> None:
    """
    A skipped or solved exercise gives no worked steps away.
    """
    play = Play()
    play.open("staged", 3)
    skipped = end(play.state, play.current, "skipped", bank=bank(), at=play.now)
    used_up = end(play.state, play.current, "out_of_tries", bank=bank(), at=play.now)

    assert (None, False) == (skipped.worked, skipped.needs_teacher)
    assert used_up.worked is not None
    assert used_up.needs_teacher
    assert 2 == len(used_up.worked.hints)
    assert play.exercise.variant.prompt != used_up.worked.prompt


def test_a_problem_with_no_other_variant_is_told_as_itself_and_in_homework_not_shown() -> None:
    """
    It is not "one like it", and what a teacher did not allow to be shown is not.
    """
    play = Play()
    play.open("alone", 0)
    used_up = end(play.state, play.current, "out_of_help", bank=bank(), at=play.now)
    homework = msgspec.structs.replace(play.current, bounds=bounds_of(Directive()))
    unshown = end(play.state, homework, "out_of_help", bank=bank(), at=play.now)
    allowed = end(play.state, homework, "out_of_help", bank=bank(), at=play.now, revealed=0)

    assert used_up.worked is not None
    assert OWN["out_of_help"] == used_up.sentence
    assert (None, True, UNSHOWN["out_of_help"]) == (unshown.worked, unshown.needs_teacher, unshown.sentence)
    assert allowed.worked is not None


def test_the_way_to_a_right_picture_ends_with_that_picture() -> None:
    """
    Where options are drawings, the right one of the worked example stands among its figures.
    """
    starter = read_bundle(starter_bundle(), secret=b"a secret for the tests of a bank")
    current = msgspec.structs.replace(opened("o", 0), item=ItemId("which-picture"))
    state = LearnerState(model=DEFAULT_MODEL.id, estimates={}, opportunities={current.id: current})

    shown = end(state, current, "out_of_tries", bank=starter, at=0).worked

    assert shown is not None
    (picture,) = shown.figures
    assert isinstance(picture, Counters)
    assert f"${picture.groups[0].count}$ dots" in shown.prompt
    assert shown.hints[0].text.endswith(f"The answer: {picture.alt}")


@given(
    count=st.integers(1, 6),
    asked=st.integers(0, 5),
    others=st.lists(st.integers(0, 5), max_size=3),
    seen=st.lists(st.integers(0, 7), unique=True),
)
def test_an_example_is_never_a_variant_that_is_being_asked(
    count: int, asked: int, others: list[int], seen: list[int]
) -> None:
    """
    Worked steps are of a variant that is open nowhere, wherever there is one.
    """
    asked %= count
    current = opened("o", asked)
    open_elsewhere = {f"p{place}": opened(f"p{place}", other % count) for place, other in enumerate(others)}
    state = LearnerState(
        model=DEFAULT_MODEL.id,
        estimates=LearnerState.empty(DEFAULT_MODEL).estimates,
        items={ItemId("i"): ItemHistory(times=1, variants=tuple(seen))},
        opportunities={
            current.id: current,
            **{OpportunityId(name): one for name, one in open_elsewhere.items()},
        },
    )
    chosen = example_variant(state, current, count=count, draw=lambda variant: {"n": variant})
    free = set(range(count)) - {asked} - {one.variant for one in open_elsewhere.values()}

    assert 0 <= chosen < count
    assert chosen in free if free else chosen == asked
    if free & set(seen):
        assert chosen in seen


@given(sizes=st.lists(st.integers(2, 12), min_size=2, max_size=3), asked=st.integers(0, 10_000))
def test_an_example_shares_few_numbers_with_what_was_asked(sizes: list[int], asked: int) -> None:
    """
    One number changed would give the answer away: of two parameters or three, two differ at least.
    """
    count = prod(sizes)
    current = opened("o", asked % count)
    state = LearnerState(
        model=DEFAULT_MODEL.id,
        estimates=LearnerState.empty(DEFAULT_MODEL).estimates,
        opportunities={current.id: current},
    )

    def draw(variant: int) -> dict[str, int]:
        parameters = {}
        for place, size in reversed(list(enumerate(sizes))):
            variant, parameters[f"p{place}"] = divmod(variant, size)
        return parameters

    chosen = draw(example_variant(state, current, count=count, draw=draw))

    assert 2 <= sum(chosen[name] != worth for name, worth in draw(current.variant).items())


def test_of_the_variants_seen_the_most_unlike_is_shown() -> None:
    """
    Not the latest, where that has all numbers but one of what was asked.
    """
    current = opened("o", 0)
    state = LearnerState(
        model=DEFAULT_MODEL.id,
        estimates=LearnerState.empty(DEFAULT_MODEL).estimates,
        items={ItemId("i"): ItemHistory(times=1, variants=(11, 1))},
        opportunities={current.id: current},
    )

    chosen = example_variant(
        state, current, count=100, draw=lambda variant: dict(zip("ab", divmod(variant, 10), strict=True))
    )

    assert 11 == chosen
