"""What `mastery.filter` promises."""

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mastery.estimate import MAX_SOURCES, Estimates, aged, untouched
from mastery.evidence import Evidence
from mastery.filter import expected, predict, sigmoid, update
from mastery.model import DEFAULT_MODEL, Fit, Model

MODEL = DEFAULT_MODEL
days = st.floats(0, 5_000, allow_nan=False)
pieces = st.builds(
    Evidence,
    skills=st.lists(st.sampled_from("abcd"), min_size=1, max_size=3).map(tuple),
    difficulty=st.floats(-4, 4),
    correct=st.booleans(),
    weight=st.floats(0.01, 1),
    guess=st.floats(0, 0.9),
    day=days,
    source=st.sampled_from(["i1", "i2", "i3", "i4", "i5", "i6"]),
    unaided=st.booleans(),
)
histories = st.lists(pieces, max_size=12).map(lambda drawn: sorted(drawn, key=lambda piece: piece.day))


def learnt(history: list[Evidence], model: Model = MODEL) -> Estimates:
    """Fold a history from the prior."""
    estimates = Estimates.prior(model)
    for piece in history:
        estimates = update(model, estimates, piece)
    return estimates


def piece(*, correct: bool = True, day: float = 0.0, **others: object) -> Evidence:
    """Build a usual piece of evidence."""
    values: dict[str, object] = {
        "skills": ("a",),
        "difficulty": 0.0,
        "weight": 1.0,
        "guess": 0.0,
        "source": "i1",
        "unaided": True,
        **others,
    }
    return Evidence(correct=correct, day=day, **values)  # type: ignore[arg-type] # the defaults above have the types


def test_one_answer_is_the_update_worked_by_hand() -> None:
    """
    A right answer to the usual item moves the prior by the closed form of the module's docstring.
    """
    model = Model(intercept=0.0, ability_variance=1.0, skill_variance=1.0, ability_noise=0.0, skill_noise=0.0)
    after = learnt([piece()], model)
    step = 0.5 / math.sqrt(1.0 + math.pi / 4)  # slope 1/2, drawn towards 0 by a variance of 2
    shrink = 0.25 / 1.5  # information 1/4 on a variance of 2

    assert pytest.approx(step) == after.ability_mean
    assert pytest.approx(1 - shrink) == after.ability_variance
    assert pytest.approx(step) == after.skills["a"].mean
    assert pytest.approx(1 - shrink) == after.skills["a"].variance


@given(
    difficulty=st.floats(-3, 3),
    guess=st.sampled_from([0.0, 0.25, 0.5]),
    ability=st.floats(0.01, 2),
    skill=st.floats(0.01, 3),
)
def test_no_expectation_drifts(difficulty: float, guess: float, ability: float, skill: float) -> None:
    """
    Both outcomes weighed by their expected chance, an answer moves no mean: what is expected of it is believed already.
    """
    model = Model(ability_variance=ability, skill_variance=skill, ability_noise=0.0, skill_noise=0.0)
    prior = Estimates.prior(model)
    chance = predict(model, prior, ("a",), difficulty=difficulty, guess=guess, day=0.0).probability
    right, wrong = (learnt([piece(correct=one, difficulty=difficulty, guess=guess)], model) for one in (True, False))

    assert chance * right.ability_mean + (1 - chance) * wrong.ability_mean == pytest.approx(0.0, abs=1e-12)
    assert chance * right.skills["a"].mean + (1 - chance) * wrong.skills["a"].mean == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("correct", [True, False])
@pytest.mark.parametrize("difficulty", [-2.0, 0.0, 0.65, 2.0])
@pytest.mark.parametrize("guess", [0.0, 0.25])
def test_one_answer_moves_the_mean_as_the_exact_posterior_does(
    correct: bool,
    difficulty: float,
    guess: float,
) -> None:
    """
    Of somebody unknown, the mean of the whole ability moves within a twelfth of what summing over all abilities gives.
    """
    estimates = learnt([piece(correct=correct, difficulty=difficulty, guess=guess)])
    moved = estimates.ability_mean + estimates.skills["a"].mean
    variance = MODEL.ability_variance + MODEL.skill_variance
    weights = {
        place / 50: math.exp(-((place / 50) ** 2) / (2 * variance))
        * abs((not correct) - guess - (1 - guess) * sigmoid(MODEL.intercept + place / 50 - difficulty))
        for place in range(-500, 501)
    }
    exact = sum(value * weight for value, weight in weights.items()) / sum(weights.values())

    assert moved == pytest.approx(exact, rel=1 / 12)


@given(history=histories, new=pieces)
def test_right_never_lowers_and_wrong_never_raises(history: list[Evidence], new: Evidence) -> None:
    """
    Every estimate that evidence touches moves in the direction of the answer.
    """
    before = learnt(history)
    after = update(MODEL, before, new)
    sign = 1 if new.correct else -1

    assert 0 <= sign * (after.ability_mean - before.ability_mean)
    for skill in new.skills:
        known = before.skills.get(skill)
        rested = aged(MODEL, known, new.day).mean if known else 0.0
        assert 0 <= sign * (after.skills[skill].mean - rested)


@given(history=histories)
def test_estimates_stay_finite_and_variances_within_their_priors(history: list[Evidence]) -> None:
    """
    No history drives a variance to zero, below it, or above what was unknown at first.
    """
    after = learnt(history)

    assert math.isfinite(after.ability_mean)
    assert 0 < after.ability_variance <= MODEL.ability_variance
    for skill in after.skills.values():
        assert math.isfinite(skill.mean)
        assert 0 < skill.variance <= MODEL.skill_variance
        assert len(skill.right) <= MAX_SOURCES


@given(history=histories, new=pieces)
def test_evidence_shrinks_doubt(history: list[Evidence], new: Evidence) -> None:
    """
    An answer never leaves more doubt than there was, but for the noise of one try.
    """
    before = learnt(history)
    after = update(MODEL, before, new)

    assert after.ability_variance <= before.ability_variance + MODEL.ability_noise
    for skill in new.skills:
        known = before.skills.get(skill)
        rested = aged(MODEL, known, new.day).variance if known else MODEL.skill_variance
        assert after.skills[skill].variance <= rested + MODEL.skill_noise


@given(history=histories, new=pieces, less=st.floats(0.01, 1))
def test_weaker_evidence_moves_less(history: list[Evidence], new: Evidence, less: float) -> None:
    """
    The same answer with a smaller weight never moves the ability farther.
    """
    before = learnt(history)
    weaker = Evidence(**{**{name: getattr(new, name) for name in new.__struct_fields__}, "weight": new.weight * less})
    full = abs(update(MODEL, before, new).ability_mean - before.ability_mean)
    part = abs(update(MODEL, before, weaker).ability_mean - before.ability_mean)

    assert part <= full + 1e-12


@given(history=histories, guess=st.floats(0.05, 0.9))
def test_a_right_answer_that_could_be_guessed_proves_less(history: list[Evidence], guess: float) -> None:
    """
    Of two right answers the one with a guess floor raises the ability less.
    """
    before = learnt(history)
    plain = update(MODEL, before, piece(day=5_000)).ability_mean
    guessed = update(MODEL, before, piece(day=5_000, guess=guess)).ability_mean

    assert guessed <= plain


@given(history=histories, skill=st.sampled_from("abcd"), day=days, guess=st.floats(0, 0.9))
def test_predictions_fall_with_difficulty_and_stay_above_the_floor(
    history: list[Evidence], skill: str, day: float, guess: float
) -> None:
    """
    A harder item is never likelier to be right, and no chance is below guessing.
    """
    known = learnt(history)
    chances = [
        predict(MODEL, known, (skill,), difficulty=difficulty, guess=guess, day=day).probability
        for difficulty in (-3, -1, 0, 1, 3)
    ]

    assert sorted(chances, reverse=True) == chances
    assert all(guess <= chance <= 1 for chance in chances)


@given(history=histories.filter(bool), days_later=st.lists(st.floats(0, 2_000), min_size=2, max_size=5))
def test_time_fades_towards_the_prior(history: list[Evidence], days_later: list[float]) -> None:
    """
    The longer the pause, the nearer the mean to the prior's and the larger the doubt.
    """
    estimate = next(iter(learnt(history).skills.values()))
    later = [aged(MODEL, estimate, estimate.day + pause) for pause in sorted(days_later)]

    assert sorted((abs(one.mean) for one in later), reverse=True) == [abs(one.mean) for one in later]
    assert sorted(one.variance for one in later) == pytest.approx([one.variance for one in later])


@given(history=histories.filter(bool), back=st.floats(0, 100))
def test_a_clock_that_goes_backwards_changes_nothing(history: list[Evidence], back: float) -> None:
    """
    An estimate asked for an earlier day than its own is given as it stands.
    """
    estimate = next(iter(learnt(history).skills.values()))

    assert estimate == aged(MODEL, estimate, estimate.day - back)


@given(first=pieces, second=pieces)
def test_the_skill_gained_does_not_depend_on_the_order_of_equals(first: Evidence, second: Evidence) -> None:
    """
    Two answers to the same item on one day lead to nearly the same place in either order.
    """
    one, other = piece(correct=True, weight=first.weight), piece(correct=False, weight=second.weight)
    there, back = learnt([one, other]), learnt([other, one])

    assert pytest.approx(there.ability_mean, abs=0.25) == back.ability_mean
    assert pytest.approx(there.ability_variance, rel=0.1) == back.ability_variance


@given(new=pieces)
def test_other_skills_are_left_alone(new: Evidence) -> None:
    """
    Evidence moves the skills that it names, and no other.
    """
    before = learnt([piece(skills=("z",))])

    assert before.skills["z"] == update(MODEL, before, new).skills["z"]


def test_a_skill_named_twice_counts_once() -> None:
    """
    Evidence for ("a", "a") is evidence for ("a",).
    """
    assert learnt([piece()]) == learnt([piece(skills=("a", "a"))])


def test_helped_answers_are_never_successes() -> None:
    """
    A right answer after help raises the estimate and leaves the list of successes as it was.
    """
    helped = learnt([piece(unaided=False)])

    assert () == helped.skills["a"].right
    assert 0 < helped.skills["a"].mean


def test_a_pause_counts_once_it_is_answered_right_and_unaided() -> None:
    """
    The longest pause is remembered from unaided right answers alone.
    """
    wrong = learnt([piece(), piece(day=9.0, correct=False)])
    right = learnt([piece(), piece(day=9.0), piece(day=10.0)])

    assert 0 == wrong.skills["a"].recalled
    assert 9 == right.skills["a"].recalled


@given(logit=st.floats(-1e9, 1e9), variance=st.floats(0, 100))
def test_extreme_logits_are_probabilities(logit: float, variance: float) -> None:
    """
    No logit overflows, and doubt draws a chance towards one half.
    """
    sure, unsure = sigmoid(logit), expected(logit, variance)

    assert 0 <= sure <= 1
    assert abs(unsure - 0.5) <= abs(sure - 0.5) + 1e-9


def test_a_new_skill_starts_from_those_that_it_builds_on() -> None:
    """Who knows a prerequisite well is expected to be better at what builds on it, with less doubt; others are not."""
    strong = Estimates.prior(MODEL)
    for turn in range(8):
        strong = update(MODEL, strong, piece(skills=("below",), day=turn / 10))
    plain, built = (
        update(MODEL, strong, piece(skills=("above",), correct=True, day=1.0, builds_on=builds_on)).skills["above"]
        for builds_on in ((), ("below", "unknown"))
    )
    prior = untouched(MODEL, 1.0, [strong.skills["below"]])
    assert built.mean > plain.mean
    assert built.variance < plain.variance
    assert 0 < prior.mean < strong.skills["below"].mean
    assert strong.skills["below"].variance < prior.variance < MODEL.skill_variance
    assert untouched(MODEL, 1.0) == untouched(MODEL, 1.0, ())


def test_a_fit_shifts_difficulties_and_makes_skills_grow() -> None:
    """An item that a log found hard is expected to be answered less often; a skill that grows rises by being tried."""
    fitted = msgspec.structs.replace(MODEL, fit=Fit(items={"hard": 1.0}, skills={"s": 0.5}, growths={"s": 0.3}))
    known = Estimates.prior(MODEL)
    usual, skill, hard = (
        predict(model, known, ("s",), difficulty=0.0, guess=0.0, day=0.0, source=source).mean
        for model, source in ((MODEL, "x"), (fitted, "x"), (fitted, "hard"))
    )
    assert skill == pytest.approx(usual - 0.5)
    assert hard == pytest.approx(usual - 1.5)
    grown = update(fitted, known, piece(skills=("s",), source="x", difficulty=-0.5, correct=True))
    flat = update(MODEL, known, piece(skills=("s",), source="x", difficulty=0.0, correct=True))
    assert grown.skills["s"].mean == pytest.approx(flat.skills["s"].mean + 0.3 * math.log(2.0))


def test_a_late_answer_counts_and_turns_no_clock_back() -> None:
    """A try that arrives after a later one moves the estimate as if it were of that later day, which stays."""
    known = learnt([piece(day=5.0)])
    late = update(MODEL, known, piece(correct=False, day=1.0, source="i2"))
    same = update(MODEL, known, piece(correct=False, day=5.0, source="i2"))
    assert late.skills["a"] == same.skills["a"]
    assert late.skills["a"].day == 5.0
    assert late.skills["a"].mean < known.skills["a"].mean
