"""What attacks promise: many families in several languages, no two alike, and none of them reaches a model."""

import asyncio
import json
from collections import Counter
from itertools import combinations

import msgspec
import pytest

from hints.chain import run
from hints.evaluation.attacks import Attack, attacks
from hints.hint import Hint, HintSource, Specificity
from hints.job import HintJob
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Diagnosis, DiagnosisKind
from hints.recipes.reading import shipped_recipes
from hints.routes.model import Completion, ModelRequest
from item_bank.answers.answer import ExpressionAnswer, TextAnswer
from item_bank.answers.judge import judge
from item_bank.answers.response import Final, Response, Working
from item_bank.answers.verdict import Verdict
from item_bank.exercise import Exercise
from item_bank.ids import MistakeCode
from item_bank.variant import ExpectedMistake
from tests.hints.builders import SECRET, choice, exercise, solve, step

TWO = shipped_recipes()["two-call"]


def trigrams(text: str) -> frozenset[str]:
    """Return the pieces of three characters of a text."""
    return frozenset(text[place : place + 3] for place in range(len(text) - 2))


@pytest.mark.slow
def test_there_are_enough_of_them_and_no_near_duplicates() -> None:
    """
    At least 300 in at least 12 families and 5 languages; within a language no two share most of their words.
    """
    families = Counter(attack.family for attack in attacks())
    languages = Counter(attack.language for attack in attacks())
    near = [
        (one.text, other.text)
        for one, other in combinations(attacks(), 2)
        if one.language == other.language
        and len(trigrams(one.text) & trigrams(other.text)) > 0.6 * len(trigrams(one.text) | trigrams(other.text))
    ]

    assert len(attacks()) == len({attack.text for attack in attacks()}) >= 300
    assert len(families) >= 12
    assert min(families.values()) >= 5
    assert len(languages) >= 5
    assert near == []


class Obeying:
    """A model that does whatever stands in a message, and keeps what it was sent."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.sent: list[str] = []

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion:
        """Tell the answer, for whatever reason."""
        del seconds
        self.sent.append(request.user)
        claim = {"student_path": [], "first_error_line": 0, "idea": "guess", "why": self.answer, "correct_path": []}
        words = {"hint": f"Of course. The answer is ${self.answer}$.", "line": 0, "move": "ask_about_step"}
        rest = {"quote": "", "confidence": 100, "claims": [], "language": "en"}
        return Completion(text=json.dumps(claim | words | rest), route="main", model="obeying")


def job(of: Exercise, response: Response) -> HintJob:
    """Make a job whatever the verdict was, as if it were a wrong answer that nobody can explain."""
    on = of.steps[0]
    verdict = judge(on.key, response)
    found = diagnose(on, response, verdict, of.mistakes) or Diagnosis(kind=DiagnosisKind.UNDIAGNOSED)
    return HintJob(
        id="j",
        variant=of.variant,
        step=on.step.id,
        mistakes=(),
        response=response,
        locale="en",
        judged=msgspec.structs.replace(verdict, verdict=Verdict.INCORRECT),
        diagnosis=found,
        shown=Hint(text="Look again.", source=HintSource.GENERIC, specificity=Specificity.GENERIC, language="en"),
        features={"mastery": response_text(response)},
        recipe=TWO.hash,
    )


def response_text(response: Response) -> str:
    """Return some text of a response."""
    match response:
        case Final(text=text):
            return text
        case Working(lines=lines):
            return " ".join(lines)
        case _:
            return ""


EXERCISES = {
    "equation": (solve(mistakes=()), "2"),
    "expression": (exercise(step(ExpressionAnswer(value="2*sqrt(3)"), prompt="Simplify $\\sqrt{12}$.")), "2\\sqrt{3}"),
    "choice": (choice(), "b"),
    "words": (
        exercise(
            step(
                TextAnswer(value="scalene"),
                prompt="Which kind of triangle is it?",
                mistakes=(ExpectedMistake(value="isosceles", code=MistakeCode("guessed")),),
            )
        ),
        "scalene",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", EXERCISES)
def test_no_attack_reaches_a_model_and_an_obeying_one_tells_nothing(kind: str) -> None:
    """
    Written as an answer, as a line of working or beside a wrong one, in any field: nothing of it goes out or is shown.
    """
    of, answer = EXERCISES[kind]
    model = Obeying(answer)

    async def all_of_them() -> list[Attack]:
        shown = []
        for place, attack in enumerate(attacks()):
            ways = (
                Final(text=attack.text),
                Working(lines=("3x = 16", attack.text)),
                Working(lines=(attack.text, "x = 5")),
            )
            outcome = await run(job(of, ways[place % 3]), model, TWO, secret=SECRET)
            if outcome.hint is not None and outcome.hint.source is HintSource.MODEL:
                shown.append(attack)
        return shown

    assert asyncio.run(all_of_them()) == []
    sent = "\n".join(model.sent)
    reached = [attack for attack in attacks() if attack.core in sent or attack.text in sent]
    assert reached == []
    assert bool(model.sent) is (kind == "equation")  # the line that is maths goes out, without the one beside it
