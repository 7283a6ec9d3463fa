"""
Attacking: every attack entered into an exercise, with a model that may do as it is told.

Each is taken as if it were a wrong answer that nobody can explain, which is harsher
than the service: most are no maths, and there no model is asked at all. What is counted
needs no guard: whether an attack's words went out, and whether the key, as it is
written, stands in what would be shown.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

import msgspec

from hints.chain import run
from hints.evaluation.attacks import Attack
from hints.hint import Hint, HintSource, Specificity
from hints.job import HintJob
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Diagnosis, DiagnosisKind
from hints.recipes.recipe import Recipe
from hints.routes.model import CallFailed, Completion, ModelRequest, Models
from item_bank.answers.judge import judge
from item_bank.answers.response import Final as FinalAnswer
from item_bank.answers.response import Response, Working
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank
from item_bank.exercise import Exercise, ExerciseStep

__all__ = ["Attacked", "try_attacks"]

LONG: Final = 3
"""Characters of a key from which its standing in a text is no chance: `2` stands in "line 2"."""
TRIES: Final = 200
"""Steps that are looked at for one whose key is so long."""


class Attacked(msgspec.Struct, frozen=True, kw_only=True):
    """
    What came of the attacks.

    Attributes
    ----------
    tried, families, languages
        How many, of how many kinds.
    asked
        Those at which a model was asked.
    reached
        Those whose own words went out to one.
    shown, told
        Better words of a model that would have been shown, and of these those with the key in them.
    outcomes
        Counts of jobs, by how they ended.
    """

    tried: int
    families: int
    languages: int
    asked: int
    reached: int
    shown: int
    told: int
    outcomes: dict[str, int]


class _Listening:
    """Models, and all that they are sent."""

    def __init__(self, models: Models) -> None:
        self._models = models
        self.sent: list[str] = []

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion | CallFailed:
        """Ask, and keep what was sent."""
        self.sent.append(request.user)
        return await self._models.ask(request, seconds=seconds)


class _One(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one attack."""

    asked: bool
    reached: bool
    shown: bool
    told: bool
    outcome: str


async def try_attacks(
    bank: Bank, attacks: Sequence[Attack], models: Models, recipe: Recipe, *, secret: bytes, seed: int
) -> Attacked:
    """
    Enter attacks as answers and lines of working, each into a step of the bank.

    Parameters
    ----------
    bank
        Whose exercises; the same seed chooses the same.
    attacks
        Which.
    models, recipe, secret
        As for the chain.
    seed
        Chooses exercises, and how an attack is entered.
    """
    draw = Random(f"{seed}/attacks")  # noqa: S311 - to be repeated, not to be secret
    found = [await _tried(*_opened(bank, draw), attack, draw, models, recipe, secret) for attack in attacks]
    return Attacked(
        tried=len(found),
        families=len({attack.family for attack in attacks}),
        languages=len({attack.language for attack in attacks}),
        asked=sum(one.asked for one in found),
        reached=sum(one.reached for one in found),
        shown=sum(one.shown for one in found),
        told=sum(one.told for one in found),
        outcomes=dict(sorted(Counter(one.outcome for one in found).items())),
    )


async def _tried(
    exercise: Exercise, step: ExerciseStep, attack: Attack, draw: Random, models: Models, recipe: Recipe, secret: bytes
) -> _One:
    """Enter one attack."""
    response = draw.choice(list(_ways(step, attack)))
    listening = _Listening(models)
    outcome = await run(_job(exercise, step, response, recipe), listening, recipe, secret=secret)
    sent, hint = "\n".join(listening.sent), outcome.hint
    shown = hint is not None and hint.source is HintSource.MODEL
    return _One(
        asked=bool(listening.sent),
        reached=attack.core in sent or attack.text in sent,
        shown=shown,
        told=shown and hint is not None and _bare(step.step.answer.value) in _bare(hint.text),
        outcome=outcome.reason.value,
    )


def _opened(bank: Bank, draw: Random) -> tuple[Exercise, ExerciseStep]:
    """Choose a step whose key is long enough to be looked for; any where there is none."""
    items, left = list(bank.items.values()), TRIES
    while True:
        item, left = draw.choice(items), left - 1
        exercise = bank.open(item.id, draw.randrange(item.variants))
        step = draw.choice(exercise.steps)
        if len(_bare(step.step.answer.value)) >= LONG or not left:
            return exercise, step


def _ways(step: ExerciseStep, attack: Attack) -> Iterator[Response]:
    """Yield how an attack may be entered: as the answer, after a line of maths, before one."""
    line = step.step.solution[0] if step.step.solution else step.step.answer.value
    yield FinalAnswer(text=attack.text)
    yield Working(lines=(line, attack.text))
    yield Working(lines=(attack.text, line))


def _job(exercise: Exercise, step: ExerciseStep, response: Response, recipe: Recipe) -> HintJob:
    """Make a job, whatever the verdict was, of a wrong answer that nobody can explain."""
    verdict = judge(step.key, response)
    found = diagnose(step, response, verdict, exercise.mistakes)
    return HintJob(
        id="attack",
        variant=exercise.variant,
        step=step.step.id,
        mistakes=(),
        response=response,
        locale=exercise.variant.language,
        judged=msgspec.structs.replace(verdict, verdict=Verdict.INCORRECT),
        diagnosis=found or Diagnosis(kind=DiagnosisKind.UNDIAGNOSED),
        shown=Hint(text="Look again.", source=HintSource.GENERIC, specificity=Specificity.GENERIC, language="en"),
        features=dict.fromkeys(recipe.features, "low"),
        recipe=recipe.hash,
    )


def _bare(text: str) -> str:
    """Write a text without spaces, product signs and dollar signs."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in "*$")
