"""What `practice.state` promises."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.misconception.diagnosis import Candidate, Diagnosis, DiagnosisKind
from item_bank.answers.response import Response
from item_bank.ids import ItemId, MistakeCode, SkillId
from mastery.model import DEFAULT_MODEL
from practice.events import OpportunityEnded
from practice.fold import MAX_WAITING, fold, fold_all
from practice.given import MAX_ITEMS, MAX_RECENT, MAX_VARIANTS
from practice.ids import OpportunityId
from practice.state import LearnerState, decode_state, encode_state
from tests.practice.support.play import STUCK, Play, text

MODEL = DEFAULT_MODEL
items = st.sampled_from(["staged", "halves", "pick", "alone", "bare"])
responses: st.SearchStrategy[Response | None] = st.sampled_from(
    [None, text("1"), text("x = 2"), text("a"), text("((("), text("2/6"), STUCK]
)


def practised(turns: list[tuple[str, list[Response | None]]]) -> Play:
    """Open items one after the other and answer; None is the right answer, and what is left open is skipped."""
    play = Play()
    for item, entered in turns:
        opened = play.open(item)
        for response in entered:
            if opened.opportunity not in play.state.opportunities:
                break
            if response is None:
                play.solve()
            else:
                play.say(response)
        if opened.opportunity in play.state.opportunities:
            play.tell(OpportunityEnded(at=play.now, opportunity=opened.opportunity, how="skipped", sentence="Skipped."))
    return play


turns = st.lists(st.tuples(items, st.lists(responses, max_size=6)), max_size=4)


def test_an_event_of_an_earlier_time_never_takes_the_state_back() -> None:
    """
    Where a clock was set back before an event, what is known stays as of the latest one.
    """
    play = Play()
    opened = play.open("bare")
    latest = play.state.at
    ended = OpportunityEnded(at=latest - 86_400_000, opportunity=opened.opportunity, how="skipped", sentence="Skipped.")

    assert latest == fold(play.state, ended, model=MODEL).at


@given(turns=turns, cut=st.floats(0, 1))
def test_a_state_may_be_put_down_and_taken_up_anywhere(
    turns: list[tuple[str, list[Response | None]]], cut: float
) -> None:
    """
    Folding a part, writing it, reading it and folding the rest is folding all: at every place.
    """
    play = practised(turns)
    place = round(cut * len(play.events))
    state = decode_state(encode_state(fold_all(play.events[:place], model=MODEL)))
    assert state is not None
    for event in play.events[place:]:
        state = fold(state, event, model=MODEL)

    assert play.state == state
    assert encode_state(play.state) == encode_state(state)


@given(turns=turns)
def test_a_state_counts_what_happened(turns: list[tuple[str, list[Response | None]]]) -> None:
    """
    Nothing stays open that ended, every item given is remembered, and no time goes backwards.
    """
    play = practised(turns)
    state = play.state

    assert {} == state.opportunities
    assert {item for item, _ in turns} == set(state.items)
    assert len(turns) == sum(history.times for history in state.items.values())
    assert play.events[-1].at <= state.at


@pytest.mark.slow
def test_a_state_is_bounded() -> None:
    """
    However long somebody practises, what is kept of items, variants and waiting places has a limit.
    """
    play = Play()
    for turn in range(40):
        play.open("alone")
        play.say(STUCK)
        while play.state.opportunities:
            play.say(STUCK)
        play.open("staged", turn * 3)
        play.tell(
            OpportunityEnded(
                at=play.now, opportunity=OpportunityId(f"o{play.count}"), how="skipped", sentence="Skipped."
            )
        )
    for turn in range(40):
        play.open("staged", 200 + turn)
        play.tell(
            OpportunityEnded(
                at=play.now, opportunity=OpportunityId(f"o{play.count}"), how="skipped", sentence="Skipped."
            )
        )

    assert MAX_WAITING == len(play.state.waiting)
    assert MAX_VARIANTS == len(play.state.items[ItemId("staged")].variants)
    assert MAX_RECENT == len(play.state.recent)


def test_the_item_given_longest_ago_is_forgotten_first() -> None:
    """
    Past the limit of items, the oldest history goes and the newest stays.
    """
    play = Play()
    opened = play.open("alone")
    state = play.state
    for place in range(MAX_ITEMS + 5):
        event = opened.__class__(
            **{
                **{name: getattr(opened, name) for name in opened.__struct_fields__},
                "opportunity": OpportunityId("again"),
                "item": ItemId(f"i{place}"),
            }
        )
        state = fold(state, event, model=MODEL)

    assert MAX_ITEMS == len(state.items)
    assert "alone" not in state.items
    assert f"i{MAX_ITEMS + 4}" in state.items


def test_a_solved_item_no_longer_waits_for_the_teacher() -> None:
    """
    A place in the queue ends when another exercise of the item is solved.
    """
    play = Play()
    play.open("alone")
    while play.state.opportunities:
        play.say(STUCK)
    waiting = play.state.waiting
    play.open("alone")
    play.solve()

    assert ["alone"] == [one.item for one in waiting]
    assert () == play.state.waiting


def test_showing_the_answer_spends_the_item_everywhere() -> None:
    """
    Where the same only variant is open in an assignment too, it is no evidence there either.
    """
    play = Play()
    play.open("alone", assignment="homework")
    play.open("alone")
    for _ in range(10):
        if OpportunityId("o2") in play.state.opportunities:
            play.say(STUCK)
    play.count = 1

    assert play.current.spent
    assert play.solve().tried.evidence is None


def test_a_damaged_snapshot_is_none() -> None:
    """
    What is no snapshot of today's shape is folded anew, and no failure.
    """
    assert decode_state(b"\x00nonsense") is None
    assert decode_state(b"") is None
    assert LearnerState.empty(MODEL) == decode_state(encode_state(LearnerState.empty(MODEL)))


def test_a_variant_that_is_open_twice_is_no_first_sight_in_either() -> None:
    """
    Whoever finds an answer out in the one opportunity gets no credit for knowing it in the other.
    """
    play = Play()
    first = play.open("halves", 0).opportunity
    other = play.open("staged", 0, assignment="other").opportunity
    second = play.open("halves", 0, assignment="homework").opportunity

    opportunities = play.state.opportunities
    assert (True, True, False) == tuple(opportunities[one].repeat for one in (first, second, other))


def found_wrong(play: Play, item: str) -> None:
    """Open an item and answer it wrongly by one and the same wrong idea."""
    play.open(item)
    before = play.state
    tried = play.say(text("1000")).tried
    candidate = Candidate(
        code=MistakeCode("rule/r"),
        description="",
        probability=0.9,
        reproduces=True,
        misconception="M-XX01",
        skill=SkillId("below"),
    )
    diagnosis = Diagnosis(kind=DiagnosisKind.MISCONCEPTION, candidates=(candidate,))
    play.state = fold(before, msgspec.structs.replace(tried, diagnosis=diagnosis), model=MODEL)


def test_a_wrong_idea_is_confirmed_by_a_second_item() -> None:
    """
    The same item again confirms nothing; another does, and the idea points to its skill.
    """
    play = Play()
    found_wrong(play, "bare")
    play.tell(OpportunityEnded(at=play.now, opportunity=play.current.id, how="skipped", sentence="Skipped."))
    found_wrong(play, "bare")
    once = play.state
    play.tell(OpportunityEnded(at=play.now, opportunity=play.current.id, how="skipped", sentence="Skipped."))
    found_wrong(play, "halves")

    assert () == once.confirmed
    assert ("M-XX01",) == play.state.confirmed
    assert "below" == play.state.ideas["M-XX01"].skill
    assert play.state == decode_state(encode_state(play.state))
