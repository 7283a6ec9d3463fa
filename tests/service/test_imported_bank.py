"""
Somebody else's bank at work: imported, built, served, and practised over HTTP.

Hundreds of its steps, drawn by answer kind with a fixed seed, are answered
wrong, then given up on, then answered with their own keys. `make test` imports
a sample of the bank and `make prove` the whole of it.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from hints.guards.leak import leaks
from item_bank.answers.answer import Answer, ChoiceAnswer
from item_bank.bank import Bank, read_bundle
from item_bank.ids import ItemId
from item_bank.item import kind_of
from item_bank.variant import VariantStep
from tests.oatutor import SAMPLE, WHOLE
from tests.service.imported import imported_bundle
from tests.service.running import Running, add_key

SEED = 20261121
DRAWN: Mapping[str, int] = {
    "number": 90,
    "expression": 90,
    "choice": 60,
    "text": 25,
    "equation": 20,
    "interval": 15,
    "list": 15,
    "tuple": 10,
    "set": 10,
    "solutions": 10,
    "inequality": 10,
    "matrix": 10,
    "system": 5,
    "units": 3,
}
"""Steps to practise, by answer kind, or all where there are fewer: 373 of the whole bank."""
LEAST: Mapping[int, int] = {SAMPLE: 250, WHOLE: sum(DRAWN.values())}
"""Steps that are practised at the least, so that a sample which gives few is seen."""
LEARNERS = 4
UNLIMITED = ("--learner-rate", "1000000/1000000", "--key-rate", "1000000/1000000")
DIGITS = re.compile(r"\d+")
FAR = "7717/3"
"""An answer to nothing in the bank."""
SHARE_FAR = 0.2


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """One step to practise, at its place in its item, and how it is answered wrong."""

    item: ItemId
    place: int
    steps: tuple[VariantStep, ...]
    prompt: str
    wrong: str

    @property
    def step(self) -> VariantStep:
        """The step itself."""
        return self.steps[self.place]


class Told(msgspec.Struct, kw_only=True):
    """What came of practising: counts by kind and verdict, and every broken promise in words."""

    counts: Counter[tuple[str, str, str]] = msgspec.field(default_factory=Counter)
    broken: list[str] = msgspec.field(default_factory=list)

    def note(self, what: str, answer: Answer, reply: Mapping[str, Any], verdict: str, name: str) -> None:
        """
        Count a verdict, and keep it where another one was due.
        """
        self.counts[what, kind_of(answer), reply["judged"]["verdict"]] += 1
        if reply["judged"]["verdict"] != verdict:
            self.broken.append(f"{name}: {what} is {reply['judged']}")


def wrong_answer(answer: Answer, chance: random.Random) -> str:
    """
    Make an answer that is not the key: another option, a digit more or less, or something far off.
    """
    match answer:
        case ChoiceAnswer(value=value, choices=choices):
            return chance.choice([choice.id for choice in choices if choice.id != value])
        case _:
            numbers = list(DIGITS.finditer(answer.value))
            if kind_of(answer) == "text":
                return "rhubarb"
            if kind_of(answer) == "interval" and not numbers:
                return "(0, 1)"
            if kind_of(answer) in {"number", "expression"} and (not numbers or chance.random() < SHARE_FAR):
                return FAR
            if not numbers:
                return f"{answer.value} + 1"
            # the upper end of an interval may always be higher, the lower one not
            one = numbers[-1] if kind_of(answer) == "interval" else chance.choice(numbers)
            near = int(one[0]) + chance.choice((1, 2, 10))
            return f"{answer.value[: one.start()]}{near}{answer.value[one.end() :]}"


def targets(bank: Bank) -> list[Target]:
    """
    Draw the steps to practise: by answer kind, with the fixed seed, in an order that mixes the kinds.
    """
    chance = random.Random(SEED)
    found: dict[str, list[tuple[ItemId, int]]] = {kind: [] for kind in DRAWN}
    for item in sorted(bank.items):
        for place, step in enumerate(bank.items[item].template.steps):
            found[kind_of(step.answer)].append((item, place))
    drawn = [each for kind, count in DRAWN.items() for each in chance.sample(found[kind], min(count, len(found[kind])))]
    chance.shuffle(drawn)
    made = []
    for item, place in drawn:
        variant = bank.open(item, 0).variant
        wrong = wrong_answer(variant.steps[place].answer, chance)
        made.append(Target(item=item, place=place, steps=variant.steps, prompt=variant.prompt, wrong=wrong))
    return made


class Sitting:
    """One opportunity over HTTP; what is not answered with a 200 ends the practice of its step."""

    def __init__(self, client: httpx.Client, learner: str, item: ItemId) -> None:
        self.client = client
        opened = self._json(client.post(f"/v1/learners/{learner}/opportunities", json={"item": item, "variant": 0}))
        assert item == opened["item"]
        self.path = f"/v1/learners/{learner}/opportunities/{opened['opportunity']}"
        self.n = opened["next_n"]
        self.ended = False

    def answer(self, step: str, response: dict[str, str]) -> dict[str, Any]:
        """
        Submit one response.
        """
        content = self.client.put(f"{self.path}/tries/{self.n}", json={"step": step, "response": response})
        told = self._json(content)
        self.n += 1
        self.ended = told["ended"] is not None
        return told

    def final(self, step: str, text: str) -> dict[str, Any]:
        """
        Submit a final answer.
        """
        return self.answer(step, {"kind": "final", "text": text})

    def close(self) -> None:
        """
        Skip what is left.
        """
        if not self.ended:
            self._json(self.client.put(f"{self.path}/ending", json={"how": "skipped"}))

    @staticmethod
    def _json(reply: httpx.Response) -> dict[str, Any]:
        assert reply.status_code == 200, f"{reply.status_code} {reply.text}"
        told: dict[str, Any] = reply.json()
        return told


def plain(text: str) -> str:
    """
    Write a text without dollar signs, emphasis, case, and white space around signs; products with one sign.
    """
    bare = re.sub(r"\\(?:times|cdot)(?![A-Za-z])", "*", re.sub(r"[$*`]|\\left|\\right", " ", text))
    return re.sub(r"\s*([-+*/=(),^])\s*", r"\1", bare).strip().lower()


def holds(text: str, key: str, given: Sequence[str]) -> bool:
    """
    Say whether a text has the key in it letter for letter, where nothing given has.

    A key within a larger piece of maths is not told: `6v` is a factor of `6v(v+5)`.
    """
    wanted = re.escape(plain(key))
    alone = rf"(?<![-+*/^\w.\\{{(]){wanted}(?![-+*/^\w}}(]|[.,]\d)"
    anywhere = wanted if key.startswith("-") else rf"(?<![a-z.\d]){wanted}(?![\d.])"
    return bool(re.search(alone, plain(text))) and not any(re.search(anywhere, plain(one)) for one in given)


def words_of(told: dict[str, Any]) -> list[str]:
    """
    Return every text with which one reply helps: the hint, and the sub-step that it opens.
    """
    return [told["hint"]["text"]["text"], *([told["scaffold"]["prompt"]["text"]] if told["scaffold"] else [])]


def given_to(target: Target) -> tuple[str, ...]:
    """
    Return what is known when the step is reached: the prompts so far, the earlier keys, and the options.
    """
    step = target.step
    earlier = [text for one in target.steps[: target.place] for text in (one.prompt, one.answer.value)]
    options = [choice.text for choice in step.answer.choices] if isinstance(step.answer, ChoiceAnswer) else []
    return (target.prompt, step.prompt, *earlier, *options)


def leaked(told: dict[str, Any], target: Target) -> list[str]:
    """
    Return the texts of a reply that hold the key.
    """
    answer, given = target.step.answer, (*given_to(target), target.wrong)
    key = answer.value
    if isinstance(answer, ChoiceAnswer):
        key = next(choice.text for choice in answer.choices if choice.id == answer.value)
    return [text for text in words_of(told) if leaks(text, answer, given=given) or holds(text, key, given)]


def reach(client: httpx.Client, learner: str, target: Target, told: Told) -> Sitting:
    """
    Open the target's item and answer the steps before it with their keys.
    """
    sitting = Sitting(client, learner, target.item)
    for earlier in target.steps[: target.place]:
        reply = sitting.final(earlier.id, earlier.answer.value)
        told.note("earlier key", earlier.answer, reply, "correct", f"{target.item} {earlier.id}")
    return sitting


def practise(client: httpx.Client, learner: str, target: Target, told: Told) -> None:
    """
    Practise one step: answer it wrong, be stuck, answer it right.
    """
    step, sitting = target.step, reach(client, learner, target, told)
    name = f"{target.item} {step.id} (key {step.answer.value!r}, wrong {target.wrong!r})"
    wrong, stuck = {"kind": "final", "text": target.wrong}, {"kind": "stuck"}
    for what, response, verdict in (("wrong", wrong, "incorrect"), ("stuck", stuck, "asked")):
        reply = sitting.answer(step.id, response)
        told.note(what, step.answer, reply, verdict, name)
        if reply["hint"] is None or not reply["hint"]["text"]["text"].strip():
            told.broken.append(f"{name}: {what} gets no hint")
        else:
            told.counts[what, kind_of(step.answer), f"{reply['hint']['specificity']} help"] += 1
            told.broken += [f"{name}: {what} is told {text!r}" for text in leaked(reply, target)]
        if sitting.ended:
            # The only wrong answer of two options, or nothing left to say: its worked steps may tell all.
            sitting = reach(client, learner, target, told)
    told.note("own key", step.answer, sitting.final(step.id, step.answer.value), "correct", name)
    sitting.close()


def practise_all(service: Running, key: str, learner: str, share: Sequence[Target]) -> Told:
    """
    Practise some steps as one learner, one after the other.
    """
    told = Told()
    with service.client(key) as client:
        for target in share:
            try:
                practise(client, learner, target, told)
            except AssertionError as refused:
                told.broken.append(f"{target.item} {target.step.id}: {refused}")
    return told


@pytest.fixture
def bundle(one_in: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Import and build the bank, or a sample, with the commands that an author would use.
    """
    return imported_bundle(tmp_path_factory.mktemp("oatutor"), one_in)


@pytest.fixture
def served(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, str]]:
    """
    Serve the built bank; gives the service and an admin's key.
    """
    data = tmp_path_factory.mktemp("data")
    key = add_key(data, "admin")
    with Running(data, "--bank", bundle, "--no-demo", *UNLIMITED) as service:
        yield service, key


@pytest.mark.parametrize(
    "one_in", [pytest.param(SAMPLE, marks=pytest.mark.slow), pytest.param(WHOLE, marks=pytest.mark.prove)]
)
def test_hundreds_of_imported_steps_are_practised_over_http(
    one_in: int, bundle: Path, served: tuple[Running, str]
) -> None:
    """
    Each wrong answer and each "I'm stuck" gets help without the key in it, and each key is correct.

    Steps of every kind are among them, in the sample of the bank as in the whole.
    """
    service, key = served
    drawn = targets(read_bundle(bundle, secret=b"t" * 32))
    learners = [f"learner-{n}" for n in range(LEARNERS)]
    for learner in learners:
        service.learner(key, learner)
    with ThreadPoolExecutor(LEARNERS) as pool:
        shares = [drawn[n::LEARNERS] for n in range(LEARNERS)]
        told = list(pool.map(lambda place: practise_all(service, key, learners[place], shares[place]), range(LEARNERS)))
    counts = sum((one.counts for one in told), Counter[tuple[str, str, str]]())
    broken = [sentence for one in told for sentence in one.broken]
    print(*(f"{count:5} {' '.join(what)}" for what, count in sorted(counts.items())), sep="\n")  # noqa: T201 - shown on failure

    assert not broken, f"{len(broken)} broken promises:\n" + "\n".join(sorted(broken))
    practised = {kind: count for (what, kind, _), count in counts.items() if what == "own key"}
    assert set(DRAWN) == set(practised)
    assert len(drawn) == sum(practised.values())
    assert LEAST[one_in] <= len(drawn)
