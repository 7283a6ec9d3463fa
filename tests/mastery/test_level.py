"""What `mastery.level` promises."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mastery.estimate import Estimates, SkillEstimate
from mastery.evidence import Evidence
from mastery.filter import update
from mastery.level import Standing, standing
from mastery.model import DEFAULT_MODEL, Model
from mastery.proficiency import DEFAULT_PROFICIENCY, Proficiency
from mastery.retention import Review, grade_of, reviewed

MODEL = DEFAULT_MODEL
MIX = (-0.7, 0.0, 0.7)


def practised(answers: str, *, sources: int = 100, day: float = 0.0, unaided: bool = True) -> Estimates:
    """Answer usual items: `1` right, `0` wrong."""
    estimates = Estimates.prior(MODEL)
    for place, answer in enumerate(answers):
        evidence = Evidence(
            skills=("a",),
            difficulty=MIX[place % 3],
            correct=answer == "1",
            weight=1.0,
            guess=0.0,
            day=day,
            source=f"i{place % sources}",
            unaided=unaided,
        )
        estimates = update(MODEL, estimates, evidence)
    return estimates


def judged(estimates: Estimates, *, day: float = 0.0, review: Review | None = None) -> Standing:
    """Judge skill `a` on the usual mix."""
    return standing(MODEL, estimates, "a", mix=MIX, day=day, review=review)


def test_without_evidence_a_skill_is_new() -> None:
    """
    Nothing is claimed of a skill that was never practised.
    """
    stand = judged(Estimates.prior(MODEL))

    assert "new" == stand.level
    assert 0 == stand.tries
    assert 0.5 < stand.accuracy < 0.7


def test_somebody_unknown_gets_proficient_within_six_right_answers() -> None:
    """
    With no data but the defaults, six right answers to usual items are enough, and one is not.
    """
    levels = [judged(practised("1" * count)).level for count in range(1, 7)]

    assert "practising" == levels[0]
    assert "proficient" == levels[-1]


def test_a_known_good_learner_is_proficient_from_few_answers() -> None:
    """
    Who is known to be able needs no more than four right answers in a new skill, and never fewer than two.
    """
    able = Estimates(ability_mean=1.8, ability_variance=0.15)
    counts = []
    for place in range(4):
        evidence = Evidence(
            skills=("a",),
            difficulty=0.0,
            correct=True,
            weight=1.0,
            guess=0.0,
            day=0.0,
            source=f"i{place}",
            unaided=True,
        )
        able = update(MODEL, able, evidence)
        counts.append(judged(able).level)

    assert "practising" == counts[0]
    assert "proficient" == counts[-1]


def test_one_item_answered_again_and_again_is_one_success() -> None:
    """
    Right answers to a single item never make anybody proficient, and the sentence says what is missing.
    """
    stand = judged(practised("1" * 20, sources=1))

    assert "practising" == stand.level
    assert stand.bar <= stand.lower
    assert "1 more right without help" in stand.sentence


def test_helped_answers_alone_never_make_proficient() -> None:
    """
    However many answers are right after help, none of them is a success.
    """
    assert "practising" == judged(practised("1" * 30, unaided=False)).level


def test_one_miss_resets_nothing() -> None:
    """
    After a miss, four right answers at most bring back what twelve had earned.
    """
    before = practised("1" * 12)
    after = practised("1" * 12 + "01111")

    assert "proficient" == judged(before).level
    assert "proficient" == judged(after).level


def test_time_takes_a_level_back() -> None:
    """
    Proficiency just reached is doubted again after a year without practice.
    """
    reached = practised("1" * 6)

    assert "practising" == judged(reached, day=365.0).level


def after_a_week(*, correct: bool, unaided: bool = True) -> Standing:
    """Judge somebody who was proficient and answers once more, eight days later."""
    answer = Evidence(
        skills=("a",), difficulty=0.0, correct=correct, weight=1.0, guess=0.0, day=8.0, source="new", unaided=unaided
    )
    review = reviewed(reviewed(None, "good", day=0.0), grade_of(answer), day=8.0)
    return judged(update(MODEL, practised("1" * 12), answer), day=8.0, review=review)


def test_a_due_review_passed_shows_that_a_skill_was_retained() -> None:
    """
    Retained is a proficient skill that was due for review and answered right, without help.
    """
    stand = after_a_week(correct=True)

    assert "retained" == stand.level
    assert "8 days" in stand.sentence


def test_a_pause_of_one_day_is_said_as_one() -> None:
    """
    Who practises daily keeps a skill by pauses of a day: one day, and not one days.
    """
    stand = after_a_week(correct=True)

    assert "a pause of 1 day;" in msgspec.structs.replace(stand, recalled=1.0).sentence
    assert "a pause of 1 day;" in msgspec.structs.replace(stand, recalled=0.8).sentence


def test_a_review_missed_or_helped_shows_no_retention() -> None:
    """
    Who is wrong after the pause, or right after help, is not called retained; the helped one stays proficient.
    """
    assert "retained" != after_a_week(correct=False).level
    assert "proficient" == after_a_week(correct=True, unaided=False).level


def test_long_practice_without_progress_asks_for_the_teacher() -> None:
    """
    A dozen tries that bring nothing make a learner stuck; a proficient one never is.
    """
    sure = SkillEstimate(mean=4.0, variance=0.1, day=0.0, tries=60, right=("i1", "i2"), best=3.9, stalled=50)
    proficient = Estimates(ability_mean=0.0, ability_variance=0.1, skills={"a": sure})

    assert judged(practised("0" * 20)).stuck
    assert not judged(practised("0" * 8)).stuck
    assert not judged(proficient).stuck


@given(
    mean=st.floats(-6, 6),
    variance=st.floats(0.01, 2),
    mix=st.lists(st.floats(-4, 4), max_size=6).map(tuple),
    tries=st.integers(1, 40),
    day=st.floats(0, 400),
)
def test_figures_are_shares_and_the_bound_is_below(
    mean: float, variance: float, mix: tuple[float, ...], tries: int, day: float
) -> None:
    """
    Whatever the estimate, its figures lie between 0 and 1 and every judgement ends as a sentence.
    """
    estimates = Estimates(
        ability_mean=0.0,
        ability_variance=0.5,
        skills={"a": SkillEstimate(mean=mean, variance=variance, day=0.0, tries=tries, right=("i1", "i2"))},
    )
    stand = standing(MODEL, estimates, "a", mix=mix, day=day)

    assert 0 <= stand.lower <= 1
    assert 0 <= stand.accuracy <= 1
    assert (stand.lower >= stand.bar) == (stand.level != "practising")
    assert stand.sentence.endswith(".")


@given(mean=st.floats(-5, 5), more=st.floats(0, 3))
def test_a_higher_estimate_never_stands_lower(mean: float, more: float) -> None:
    """
    Accuracy and bound rise with the mean.
    """
    low, high = (
        standing(
            MODEL,
            Estimates(
                ability_mean=0.0,
                ability_variance=0.5,
                skills={"a": SkillEstimate(mean=value, variance=0.5, day=0.0, tries=3)},
            ),
            "a",
            mix=MIX,
            day=0.0,
        )
        for value in (mean, mean + more)
    )

    assert low.accuracy <= high.accuracy
    assert low.lower <= high.lower


def test_the_bar_can_be_reached() -> None:
    """
    The bar is Khan's where the ceiling of the skill allows it, and otherwise stays below the ceiling.
    """
    rules = Proficiency(ceilings=(("easy", 0.99), ("hard", 0.60)))

    assert pytest.approx(0.94) == rules.bar_of("easy")
    assert pytest.approx(0.59) == rules.bar_of("hard")
    assert pytest.approx(0.78) == rules.bar_of("another") == DEFAULT_PROFICIENCY.bar_of("easy")


def test_a_stuck_learners_sentence_names_what_is_weakest_below() -> None:
    """
    The teacher is told where to go back to, where there is something to go back to.
    """
    stuck = judged(practised("0" * 20))

    assert stuck.told("Fractions").endswith("; the weakest of what it builds on is “Fractions”.")
    assert "builds on" not in stuck.sentence


def test_a_model_is_named_by_its_settings() -> None:
    """
    Equal settings have one id; any other setting has another.
    """
    assert MODEL.id == Model().id
    assert MODEL.id != Model(skill_noise=0.5).id


def test_a_new_skill_is_expected_to_follow_those_that_it_builds_on() -> None:
    """Who is good at what a skill builds on is expected to be better at it, and the skill stays new."""
    estimates = Estimates.prior(MODEL)
    for turn in range(6):
        estimates = update(
            MODEL,
            estimates,
            Evidence(skills=("below",), difficulty=0.0, correct=True, weight=1.0, guess=0.0, day=1.0, source=str(turn)),
        )
    plain = standing(MODEL, estimates, "above", mix=MIX, day=1.0)
    built = standing(MODEL, estimates, "above", mix=MIX, day=1.0, builds_on=("below", "other"))
    assert (plain.level, built.level) == ("new", "new")
    assert built.accuracy > plain.accuracy
    assert built.lower > plain.lower
