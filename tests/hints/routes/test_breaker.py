"""When a route rests, and how it comes back: by counted outcomes and a clock that is handed in."""

from hypothesis import given
from hypothesis import strategies as st

from hints.routes.breaker import Breaker, Limits, Outcome, Stance, admits, after, entered, left, resting, stance

LIMITS = Limits(window_seconds=30, most=10, least=4, failing=0.5, slow=0.75, rest_seconds=5, most_rest_seconds=20)
GOOD, SLOW, BAD = Outcome.GOOD, Outcome.SLOW, Outcome.BAD


def fed(*outcomes: Outcome, breaker: Breaker | None = None, at: float = 0.0, step: float = 1.0) -> Breaker:
    """
    Feed outcomes, one a second.
    """
    breaker = breaker or Breaker()
    for number, outcome in enumerate(outcomes):
        now = at + number * step
        breaker = after(entered(breaker, now), outcome, now, LIMITS)
    return breaker


def test_it_opens_when_half_of_enough_outcomes_are_bad() -> None:
    """Not before there are enough, and not by a success."""
    assert Stance.CLOSED is stance(fed(BAD, BAD, BAD), 3)
    assert Stance.OPEN is stance(fed(BAD, BAD, BAD, BAD), 4)
    assert Stance.OPEN is stance(fed(GOOD, GOOD, BAD, BAD), 4)
    assert Stance.CLOSED is stance(fed(GOOD, GOOD, GOOD, BAD), 4)
    assert Stance.CLOSED is stance(fed(BAD, BAD, BAD, GOOD), 4)


def test_slow_successes_open_it_too() -> None:
    """Three quarters of them late."""
    assert Stance.OPEN is stance(fed(GOOD, SLOW, SLOW, SLOW), 4)
    assert Stance.CLOSED is stance(fed(GOOD, GOOD, SLOW, SLOW), 4)


def test_what_is_long_ago_does_not_count() -> None:
    """Only the window does."""
    assert Stance.CLOSED is stance(fed(BAD, BAD, BAD, BAD, step=20), 80)


def test_after_its_rest_a_single_attempt_decides() -> None:
    """Half-open admits one; a success closes, a failure doubles the rest, up to the longest."""
    opened = fed(BAD, BAD, BAD, BAD)
    assert not admits(opened, 7.9)
    assert admits(opened, 8.0)
    trying = entered(opened, 8.0)
    assert not admits(trying, 8.0)
    closed = after(trying, GOOD, 8.1, LIMITS)
    assert Breaker() == closed
    rests = []
    breaker, now = opened, 8.0
    for _ in range(4):
        breaker = after(entered(breaker, now), BAD, now, LIMITS)
        assert breaker.open_until is not None
        rests.append(breaker.open_until - now)
        now = breaker.open_until
    assert [10, 20, 20, 20] == rests


def test_a_slow_success_does_not_close_it() -> None:
    """Late help is of no use."""
    trying = entered(fed(BAD, BAD, BAD, BAD), 8.0)

    assert Stance.OPEN is stance(after(trying, SLOW, 8.5, LIMITS), 9)


def test_an_attempt_that_is_given_up_decides_nothing_and_frees_its_place() -> None:
    """The next one may try."""
    trying = entered(fed(BAD, BAD, BAD, BAD), 8.0)

    assert admits(left(trying), 8.0)


def test_what_began_before_it_opened_decides_nothing() -> None:
    """Replies that come late change no rest."""
    opened = fed(BAD, BAD, BAD, BAD)

    assert opened == after(opened, GOOD, 5, LIMITS)
    assert opened == after(opened, BAD, 5, LIMITS)


def test_a_rest_that_was_asked_for_is_kept_within_the_longest() -> None:
    """A day of it is not believed, and a shorter one does not cut a longer."""
    assert Stance.OPEN is stance(resting(Breaker(), 10, 0, LIMITS), 9.9)
    assert Stance.HALF_OPEN is stance(resting(Breaker(), 1e9, 0, LIMITS), 20)
    long = resting(Breaker(), 15, 0, LIMITS)
    assert long == resting(long, 3, 0, LIMITS)


@given(st.lists(st.tuples(st.sampled_from([*Outcome, None]), st.floats(0, 40)), max_size=60))
def test_it_always_admits_again(history: list[tuple[Outcome | None, float]]) -> None:
    """Whatever happened, after the longest rest some attempt may begin, and little is remembered."""
    breaker, now = Breaker(), 0.0
    for outcome, wait in history:
        now += wait
        if not admits(breaker, now):
            continue
        breaker = entered(breaker, now)
        breaker = left(breaker) if outcome is None else after(breaker, outcome, now, LIMITS)

    assert admits(breaker, now + LIMITS.most_rest_seconds)
    assert len(breaker.outcomes) <= LIMITS.most
