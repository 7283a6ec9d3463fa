"""What kept words promise: asked for once, guarded whenever they are shown, and nothing of a learner in them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.shared.cache import ProcessCache
from api.shared.leases import ProcessLeases
from hints.chain import enough
from hints.hint import Hint, HintSource, Specificity, mark
from hints.job import HintJob, JobOutcome, OutcomeReason, Spent
from hints.misconception.diagnosis import Candidate, Diagnosis, DiagnosisKind
from hints.tutor.cache_keys import exact_key, parametric_key
from hints.tutor.cached import Cached
from hints.tutor.offers import Seen
from hints.tutor.slots import emptied, refilled, values_of
from item_bank.answers.response import Working
from item_bank.ids import MistakeCode
from item_bank.item import kind_of
from tests.api.service import starter
from tests.hints.jobs import job_of

T = TypeVar("T")
ITEM = "percent-of-a-number"
PLAIN = "How much is one percent of it?"
LED = Diagnosis(
    kind=DiagnosisKind.MISCONCEPTION,
    candidates=(Candidate(code=MistakeCode("rule/x"), description="Did.", probability=0.9, reproduces=True),),
)


def job(variant: int = 0, entered: str = "777", *, name: str = "job", led: bool = False) -> HintJob:
    """
    Make the job of a wrong answer, with a mistake that leads where it is wanted.
    """
    made = job_of(starter(), ITEM, variant, entered, name=name)
    return msgspec.structs.replace(made, diagnosis=LED) if led else made


def by_model(text: str) -> Hint:
    """
    Make words of a model.
    """
    return Hint(text=text, source=HintSource.MODEL, specificity=Specificity.MISTAKE, language="en")


class Chain:
    """A chain that says the same to every job, and counts them."""

    def __init__(self, text: str | None = PLAIN, *, source: HintSource = HintSource.MODEL, calls: int = 0) -> None:
        self.text = text
        self.spent = Spent(calls=calls)
        self.source = source
        self.done: list[str] = []
        self.refused: tuple[str, ...] = ()
        self.wait = asyncio.Event()
        self.wait.set()
        self.cache = ProcessCache()
        self.leases = ProcessLeases()

    async def work(self, job: HintJob, seconds: float) -> JobOutcome:
        """
        Say the words, once allowed to.
        """
        assert seconds > 0
        self.done.append(job.id)
        await self.wait.wait()
        if self.text is None:
            return JobOutcome(id=job.id, reason=OutcomeReason.GUARDED)
        hint = msgspec.structs.replace(by_model(self.text), source=self.source)
        return JobOutcome(id=job.id, reason=OutcomeReason.BETTER, hint=hint, diagnosis=LED, spent=self.spent)

    def cached(self) -> Cached:
        """
        Keep what it says.
        """
        return Cached(
            self.work,
            enough=enough,
            refused=lambda _, words: "refused" if words.hint.text in self.refused else None,
            cache=self.cache,
            leases=self.leases,
        )


def run(story: Callable[[], Awaitable[T]]) -> T:
    """
    Run what is asynchronous.
    """
    return asyncio.run(story())  # type: ignore[arg-type]  # an async function gives a coroutine


def ask(chain: Chain, *jobs: HintJob, seconds: float = 30) -> list[JobOutcome]:
    """
    Have jobs done one after the other.
    """

    async def story() -> list[JobOutcome]:
        cached = chain.cached()
        return [await cached(one, seconds) for one in jobs]

    return run(story)


def test_the_same_wrong_answer_is_asked_for_once() -> None:
    """
    The second one has the words and the replayed diagnosis from the exact level, at no cost.
    """
    chain = Chain()
    first, second = ask(chain, job(name="one"), job(name="two"))

    assert ["one"] == chain.done
    assert ("exact", "two", 0) == (second.level, second.id, second.spent.microdollars)
    assert (first.hint, first.diagnosis) == (second.hint, second.diagnosis)


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(job(), rung=1),
        msgspec.structs.replace(job(), recipe="other"),
        msgspec.structs.replace(job(), template="corrected"),
        msgspec.structs.replace(job(), band="3-5"),
        msgspec.structs.replace(job(), features={"mastery": "low"}),
        job(1),
        job(entered="778"),
    ],
)
def test_anything_that_matters_is_in_the_name(other: HintJob) -> None:
    """
    Another rung, recipe, template, reading level, feature, variant or answer is another entry.
    """
    chain = Chain()
    ask(chain, job(name="one"), msgspec.structs.replace(other, id="two"))

    assert ["one", "two"] == chain.done


def test_an_equal_answer_written_otherwise_is_the_same() -> None:
    """
    What was read counts, not how it was typed, and neither does whose job it is.
    """
    assert exact_key(job(name="one")) == exact_key(job(entered=" 777 ", name="two"))


def test_the_same_mistake_in_a_sister_has_the_same_words() -> None:
    """
    With a mistake that leads, words without the exercise's own numbers are known in every variant.
    """
    chain = Chain()
    _, second = ask(chain, job(name="one", led=True), job(5, "888", name="two", led=True))

    assert ["one"] == chain.done
    assert ("parametric", PLAIN, None) == (second.level, second.hint and second.hint.text, second.diagnosis)


def test_without_a_mistake_that_leads_a_sister_is_asked_for_anew() -> None:
    """
    Two undiagnosed answers have nothing in common but their item.
    """
    chain = Chain()
    ask(chain, job(name="one"), job(5, "888", name="two"))

    assert ["one", "two"] == chain.done


def test_numbers_go_into_slots_and_come_out_as_the_sister_s() -> None:
    """
    The drawn numbers and the learner's answer are filled in again.
    """
    here, there = job(entered="777", led=True), job(5, "888", led=True)
    p, n = here.variant.draw["p"], here.variant.draw["n"]
    chain = Chain(f"Is ${p}$ percent of ${n}$ really $777$?")
    _, second = ask(chain, here, msgspec.structs.replace(there, id="two"))

    assert second.hint is not None
    wanted = f"Is ${there.variant.draw['p']}$ percent of ${there.variant.draw['n']}$ really $888$?"
    assert wanted == second.hint.text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Take $7$.", {"a": "3"}),  # a number from nowhere
        ("Take $3$.", {"a": "3", "b": "3"}),  # which of the two?
        ("Take $1$.", {"a": "1"}),  # unwritten in formulas
        ("Take ⟦a⟧.", {"a": "3"}),  # somebody plays with slots
        ("Ask Mia.", {"who": "Mia"}),  # a drawn word
        ("Take $-4$.", {"a": "-4"}),  # a sign that formulas write in their own way
    ],
)
def test_what_cannot_be_told_apart_is_kept_for_its_own_exercise(text: str, values: dict[str, str]) -> None:
    """
    A text is emptied only where each number is one that is drawn, and no other.
    """
    assert emptied(text, values) is None


@given(st.lists(st.integers(2, 99), min_size=2, max_size=4, unique=True), st.text(alphabet="abc $.?", max_size=20))
def test_a_text_that_is_emptied_fills_to_itself(numbers: list[int], words: str) -> None:
    """
    With its own numbers, whatever stands between them.
    """
    values = {f"p{place}": str(number) for place, number in enumerate(numbers)}
    text = words.join(f"${number}$" for number in numbers)
    empty = emptied(text, values)

    assert empty is not None
    assert len(numbers) == empty.count("⟦")
    assert text == refilled(empty, values)


@pytest.mark.parametrize("value", ["-4", "1", "0", "2x", "", "x"])
def test_a_sister_whose_number_is_no_plain_one_is_asked_for_anew(value: str) -> None:
    """
    What cannot stand in that place as it is is not put there.
    """
    assert refilled("Take $⟦a⟧$.", {"a": value}) is None


def test_kept_words_are_guarded_whenever_they_are_shown() -> None:
    """
    A guard that refuses them today has the job done anew, and the new words are kept instead.
    """
    chain = Chain()
    ask(chain, job(name="one"))
    chain.refused = (PLAIN,)
    chain.text = "Which part is that?"
    second, third = ask(chain, job(name="two"), job(name="three"))

    assert ["one", "two"] == chain.done
    assert second.hint == third.hint


def test_filled_words_are_guarded_with_their_new_numbers() -> None:
    """
    What is true of some numbers may be false of others: then the sister is asked for anew.
    """
    here, there = job(led=True), job(5, "888", name="two", led=True)
    chain = Chain(f"Is ${here.variant.draw['n']}$ large?")
    chain.refused = (f"Is ${there.variant.draw['n']}$ large?",)
    ask(chain, here, there)

    assert ["job", "two"] == chain.done


def test_words_that_the_learner_had_are_no_better_ones() -> None:
    """
    Neither the first help nor words of this exercise before are said again from the cache.
    """
    chain = Chain()
    had = msgspec.structs.replace(job(name="two"), seen=Seen(said=(mark(PLAIN),)))
    first_help = msgspec.structs.replace(by_model(PLAIN), specificity=Specificity.STEP)
    shown = msgspec.structs.replace(job(name="three"), shown=first_help)
    ask(chain, job(name="one"), had, shown)

    assert ["one", "two", "three"] == chain.done


def test_several_at_once_wait_for_the_one_that_asks() -> None:
    """
    A class that makes the same mistake in the same minute costs one job (single flight).
    """
    chain = Chain()

    async def story() -> list[JobOutcome]:
        chain.wait.clear()
        cached = chain.cached()
        jobs = [asyncio.ensure_future(cached(job(name=f"job {n}"), 30)) for n in range(10)]
        while not chain.done:
            await asyncio.sleep(0)
        chain.wait.set()
        return await asyncio.gather(*jobs)

    outcomes = run(story)

    assert 1 == len(chain.done)
    assert 9 == sum(one.level == "exact" for one in outcomes)


def test_one_who_dies_while_asking_keeps_nobody_waiting_for_ever() -> None:
    """
    A lease ends by itself; who waited too long is late, and the next one asks.
    """
    chain, now = Chain(), [0.0]
    chain.leases = ProcessLeases(clock=lambda: now[0])

    async def story() -> tuple[JobOutcome, JobOutcome]:
        cached = chain.cached()
        key = exact_key(job())
        assert key is not None
        await chain.leases.take(key, "dead", seconds=60)
        late = await cached(job(name="one"), 0.4)
        now[0] = 60.0
        return late, await cached(job(name="two"), 30)

    late, done = run(story)

    assert (OutcomeReason.LATE, OutcomeReason.BETTER) == (late.reason, done.reason)
    assert ["two"] == chain.done


def test_that_nothing_was_let_through_is_remembered_briefly() -> None:
    """
    The same answer within the minute asks nobody and shows nothing.
    """
    chain = Chain(None)
    _, second = ask(chain, job(name="one"), job(name="two"))

    assert ["one"] == chain.done
    assert (OutcomeReason.GUARDED, ("known_refusal",)) == (second.reason, second.codes)


def test_words_of_computation_are_not_kept() -> None:
    """
    They cost nothing, and depend on what the learner had.
    """
    chain = Chain(source=HintSource.RUNG)
    ask(chain, job(name="one"), job(name="two"))

    assert ["one", "two"] == chain.done


def test_what_a_replayed_claim_led_to_is_kept() -> None:
    """
    The mistake's own words are free, but the call that found the mistake is not made again.
    """
    chain = Chain(source=HintSource.MISTAKE, calls=1)
    first, second = ask(chain, job(name="one"), job(name="two"))

    assert ["one"] == chain.done
    assert (first.hint, first.diagnosis, 0) == (second.hint, second.diagnosis, second.spent.calls)


def test_free_words_and_what_was_not_read_are_kept_for_nobody() -> None:
    """
    A text answer is its writer's own; so is a working with a line that nobody could read.
    """
    texts = [name for name, item in starter().items.items() if kind_of(item.template.steps[0].answer) == "text"]
    unread = msgspec.structs.replace(job(), response=Working(lines=("I think that", "777")))

    assert exact_key(unread) is None
    assert exact_key(msgspec.structs.replace(job(), template="")) is None
    assert texts
    for item in texts:
        made = job_of(starter(), item, 0, "my own words")
        assert exact_key(made) is None
        assert parametric_key(made) is None


def test_no_entry_holds_what_a_learner_wrote() -> None:
    """
    Names are digests, and an entry has the model's words and nothing else; a number of the learner's becomes a slot.
    """
    chain = Chain("Is it $777$?")
    kept: list[bytes] = []

    class Noted(ProcessCache):
        """Notes what is kept."""

        async def put(self, key: str, value: bytes, *, seconds: float) -> None:
            kept.append(key.encode() + value)
            await super().put(key, value, seconds=seconds)

    chain.cache = Noted()
    ask(chain, job(name="a-name", led=True))
    exact, parametric = kept

    assert b"a-name" not in exact
    assert b"777" not in parametric
    assert "=" in values_of(job())


def test_a_damaged_entry_is_none() -> None:
    """
    Bytes of another version or of nobody's are passed over.
    """
    chain = Chain()

    async def story() -> JobOutcome:
        key = exact_key(job())
        assert key is not None
        await chain.cache.put(key, b"\xff rubbish", seconds=60)
        return await chain.cached()(job(), 30)

    assert run(story).hint is not None
    assert ["job"] == chain.done
