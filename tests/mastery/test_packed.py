"""Packed skills: sixteen bytes that say what the estimate says, as far as they can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mastery.estimate import Estimates, SkillEstimate
from mastery.evidence import Evidence
from mastery.filter import update
from mastery.model import Model
from mastery.packed import SIZE, fold_packed, mark_of, pack, unpack

MODEL = Model(growth=0.05)
DAY = 20_000.0
pieces = st.builds(
    Evidence,
    skills=st.sampled_from(["a", "b"]).map(lambda skill: (skill,)),
    difficulty=st.floats(-4, 4),
    correct=st.booleans(),
    weight=st.floats(0.05, 1),
    guess=st.sampled_from([0.0, 0.25]),
    day=st.floats(DAY, DAY + 60),
    source=st.sampled_from(["i1", "i2"]),
    unaided=st.booleans(),
)
histories = st.lists(pieces, min_size=1, max_size=40).map(lambda drawn: sorted(drawn, key=lambda piece: piece.day))
estimates = st.builds(
    SkillEstimate,
    mean=st.floats(-8, 8),
    variance=st.floats(0.01, 2),
    day=st.floats(0, 40_000),
    tries=st.integers(0, 255),
    right=st.sampled_from([(), ("i1",), ("i1", "i2"), ("a", "b", "c", "d")]),
    recalled=st.floats(0, 63),
    best=st.floats(-8, 8),
    stalled=st.integers(0, 31),
)


@given(estimates)
def test_what_is_packed_is_unpacked(estimate: SkillEstimate) -> None:
    """Sixteen bytes keep counts whole, a mean to a millionth, a variance to a thousandth, a day to a minute."""
    packed = pack(estimate)
    again = unpack(packed)
    assert len(packed) == SIZE == 16
    assert again.mean == pytest.approx(estimate.mean, abs=1e-6)
    assert again.variance == pytest.approx(estimate.variance, rel=1e-3)
    assert again.best == pytest.approx(estimate.best, rel=1e-3, abs=1e-4)
    assert again.day == pytest.approx(estimate.day, abs=1 / 1440)
    assert (again.tries, len(again.right), again.stalled) == (estimate.tries, len(estimate.right), estimate.stalled)
    assert again.recalled == int(estimate.recalled)
    assert pack(again)[:12] == packed[:12]


@given(histories)
def test_a_packed_fold_is_the_filters(history: list[Evidence]) -> None:
    """However a history goes, packed estimates stay near those of single updates, and count the same."""
    known = Estimates.prior(MODEL)
    for piece in history:
        known = update(MODEL, known, piece)
    ability, doubt, skills = fold_packed(MODEL, [("l", piece) for piece in history])["l"]
    assert ability == pytest.approx(known.ability_mean, abs=0.01)
    assert doubt == pytest.approx(known.ability_variance, abs=0.005)
    assert set(skills) == set(known.skills)
    for skill, estimate in known.skills.items():
        again = unpack(skills[skill])
        assert again.mean == pytest.approx(estimate.mean, abs=0.02)
        assert again.variance == pytest.approx(estimate.variance, rel=0.02)
        assert again.tries == estimate.tries
        assert len(again.right) >= len(estimate.right)


def test_counts_stop_at_what_they_can_hold() -> None:
    """After thousands of tries nothing runs over into its neighbour."""
    pieces = [
        Evidence(
            skills=("a",),
            difficulty=0,
            correct=turn % 2 == 0,
            weight=1,
            guess=0,
            day=DAY,
            source=f"{turn}",
            unaided=True,
        )
        for turn in range(3_000)
    ]
    estimate = unpack(fold_packed(MODEL, [("l", piece) for piece in pieces])["l"][2]["a"])
    assert (estimate.tries, len(estimate.right), estimate.stalled, estimate.recalled) == (255, 4, 31, 0)


def test_learners_may_be_mixed() -> None:
    """Answers of two learners in turn are folded as each one's alone."""
    pieces = [
        Evidence(skills=("a",), difficulty=0, correct=turn % 3 > 0, weight=1, guess=0, day=DAY + turn)
        for turn in range(20)
    ]
    mixed = fold_packed(MODEL, [(f"l{turn % 2}", piece) for turn, piece in enumerate(pieces)])
    alone = fold_packed(MODEL, [("l1", piece) for piece in pieces[1::2]])
    assert mixed["l1"] == alone["l1"]
    assert 1 <= mark_of("") <= 1023
