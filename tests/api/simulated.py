"""
Simulated learners before the whole service: their answers are drawn from abilities that are known here alone.

Each has a global ability and one for each skill, correlated with that of the
skill below as the learner model takes it to be; an answer is right with the
logistic chance, easier by so much after each piece of help. They practise what
the service gives them, through its routes, some days running.
"""

import functools
import math
import random
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from item_bank.bank import Bank, read_bundle
from item_bank.build import build
from item_bank.bundle import encode_bundle
from item_bank.ids import ItemId
from item_bank.load import load_bank
from mastery.filter import sigmoid
from mastery.model import DEFAULT_MODEL, Model
from practice.advance import HELP_EASE
from practice.choosing.catalogue import catalogue
from tests.api.service import Service

__all__ = ["Shown", "Simulated", "course", "simulate"]

SKILLS = {
    "count": (),
    "add": ("count",),
    "carry": ("add",),
    "times": ("add",),
    "share": ("times",),
    "halves": ("share",),
}
DAY_MS = 86_400_000
MINUTE_MS = 60_000


class Shown(msgspec.Struct, frozen=True):
    """One skill of one learner in the end: what the service says, and the true accuracy on its usual items."""

    level: str
    accuracy: float
    lower: float
    bar: float
    true: float


class Simulated(msgspec.Struct, frozen=True):
    """One learner: the skills that they practised, and their exercises with the reason and the first answer."""

    skills: tuple[Shown, ...]
    given: tuple[tuple[str, bool], ...]


@functools.cache
def course() -> Bank:
    """
    Build a bank of six skills in a tree, five difficulties each.
    """
    skills = [
        f"- {{id: {skill}, name: {skill.title()}, requires: [{', '.join(needs)}]}}\n" for skill, needs in SKILLS.items()
    ]
    head = "format: 1\nid: course\nname: A course\nlicense: CC-BY-4.0\nattribution: The Misstep developers\n"
    files = {"bank.yaml": head, "skills.yaml": "".join(skills)}
    for skill in SKILLS:
        for rating in range(1, 6):
            files[f"items/{skill}-{rating}.yaml"] = textwrap.dedent(f"""\
                format: 1
                id: {skill}-{rating}
                title: {skill.title()} {rating}
                skills: [{skill}]
                difficulty: {rating}
                params: {{n: {{int: [200, 260]}}}}
                prompt: Say $@{{n}} + {rating}$ as a number.
                steps:
                  - id: sum
                    answer: {{kind: number, value: n + {rating}}}
                """)
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        loaded = load_bank(Path(folder))
        assert () == loaded.findings
        return read_bundle(encode_bundle(build(loaded.source))[1], secret=b"t" * 32)


def simulate(service: Service, seed: int, *, exercises: int, days: int, model: Model = DEFAULT_MODEL) -> Simulated:
    """
    Let one learner practise.

    Parameters
    ----------
    service
        With the course active.
    seed
        Who it is, and the luck they have.
    exercises, days
        How many exercises, over how many days.
    model
        The world: its priors are those that abilities are drawn from.
    """
    draw = random.Random(seed)
    ability = model.intercept + draw.gauss(0, math.sqrt(model.ability_variance))
    skills: dict[str, float] = {}
    for skill, needs in SKILLS.items():
        share = model.loading if needs else 0.0
        spread = math.sqrt(model.skill_variance * (1 - share * share))
        skills[skill] = sum(share * skills[one] for one in needs) + draw.gauss(0, spread)
    learner = f"learner-{seed}"
    service.learner(learner)
    root = f"/v1/learners/{learner}"
    given: list[tuple[str, bool]] = []
    for turn in range(exercises):
        service.now += DAY_MS if turn and turn % (exercises // days) == 0 else MINUTE_MS
        view = service.ok("POST", f"{root}/opportunities", service.token(learner), json={})
        item = course().items[ItemId(view["item"])]
        logit = ability + skills[item.skills[0]] - item.difficulty
        given.append((view["reason"]["code"], _practised(service, learner, view, logit, draw)))
    shown = service.ok("GET", f"{root}/mastery", service.token(learner))["skills"]
    return Simulated(
        skills=tuple(
            Shown(
                level=one["level"],
                accuracy=one["accuracy"],
                lower=one["lower"],
                bar=one["bar"],
                true=_reference(one["skill"], ability + skills[one["skill"]]),
            )
            for one in shown
            if one["tries"]
        ),
        given=tuple(given),
    )


def _practised(service: Service, learner: str, view: dict[str, Any], logit: float, draw: random.Random) -> bool:
    """Answer an exercise until it is right, or over; tell whether the first answer was right."""
    step = course().open(ItemId(view["item"]), view["variant"]).variant.steps[0]
    path, n, first = f"/v1/learners/{learner}/opportunities/{view['opportunity']}", 0, False
    while True:
        right = draw.random() < sigmoid(logit + HELP_EASE * n)
        first = first or (right and n == 0)
        n += 1
        body = {"step": step.id, "response": {"kind": "final", "text": step.answer.value if right else f"{7000 + n}"}}
        reply = service.ok("PUT", f"{path}/tries/{n}", service.token(learner), json=body)
        if reply["ended"] is not None:
            return first


def _reference(skill: str, ability: float) -> float:
    """Give the true share of right answers on a skill's usual items."""
    mix = next(entry.mix for entry in catalogue(course()).skills.values() if entry.id == skill)
    return sum(sigmoid(ability - difficulty) for difficulty in mix) / len(mix)
