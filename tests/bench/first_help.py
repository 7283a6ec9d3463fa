"""
How specific the first help is, item by item, over the starter bank.

Two sorts of wrong answers on sampled variants of every step: the item's own
mistakes (which it expects), and random near misses that no author wrote (one
digit, one sign, one step off, twice, half). Shares are means over items, with
the item that does worst.
"""

import random
from collections import Counter

from hints.hint import Specificity
from item_bank.answers.answer import ChoiceAnswer, EquationAnswer, ExpressionAnswer, NumberAnswer, TextAnswer
from item_bank.answers.judge import judge
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank, read_bundle
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.ids import ItemId
from practice.attempt import AskedStep, attempt
from practice.requests import Submission
from practice.state import Progress
from tests.bench.figure import Figure, quantile
from tests.starter import starter_bundle

__all__ = ["measure"]

VARIANTS = 10
NEAR_MISSES = 6
SEED = 20261121


def measure() -> list[Figure]:
    """
    Count specificity of the first hint after each wrong answer.
    """
    bank = read_bundle(starter_bundle(), secret=b"b" * 32)
    figures: list[Figure] = []
    for name, wrong in (("own mistakes", _own), ("random near misses", _near)):
        by_item = {item: _shares(bank, item, wrong) for item in sorted(bank.items)}
        by_item = {item: counts for item, counts in by_item.items() if counts.total()}
        for label, kinds, goal in (
            ("mistake", {Specificity.MISTAKE}, ""),
            ("mistake or step", {Specificity.MISTAKE, Specificity.STEP}, "≥ 60 %"),
            ("generic", {Specificity.GENERIC}, "≤ 15 %"),
        ):
            shares = {item: sum(counts[kind] for kind in kinds) / counts.total() for item, counts in by_item.items()}
            worst = (max if label == "generic" else min)(shares, key=lambda item: shares[item])
            spread = sorted(shares.values())
            low, high = quantile(spread, 0.1), quantile(spread, 0.9)
            answers = sum(counts.total() for counts in by_item.values())
            figures.append(
                Figure(
                    f"{name}: {label}",
                    f"{sum(spread) / len(spread):.1%} (items' 10 % to 90 %: {low:.0%} to {high:.0%}; "
                    f"worst {worst} {shares[worst]:.0%}; {answers} answers on {len(by_item)} items)",
                    goal,
                )
            )
    return figures


def _shares(bank: Bank, item: ItemId, wrong: object) -> Counter[Specificity]:
    counts: Counter[Specificity] = Counter()
    chance = random.Random(f"{SEED} {item}")
    for _ in range(VARIANTS):
        exercise = bank.open(item, chance.randrange(bank.items[item].variants))
        for step in exercise.steps:
            for text in wrong(step, chance):  # type: ignore[operator]  # one of the two generators below
                if judge(step.key, Final(text=text)).verdict is Verdict.INCORRECT:
                    counts[_specificity(exercise, step, text)] += 1
    return counts


def _specificity(exercise: Exercise, step: ExerciseStep, text: str) -> Specificity:
    asked = AskedStep(step=step, progress=Progress(limit=5))
    hint = attempt(exercise, asked, Submission(step=step.step.id, response=Final(text=text))).hint
    assert hint is not None, (step.step.id, text)
    return hint.specificity


def _own(step: ExerciseStep, _: random.Random) -> list[str]:
    return [mistake.value for mistake in step.step.mistakes]


def _near(step: ExerciseStep, chance: random.Random) -> list[str]:
    key = step.step.answer
    match key:
        case ChoiceAnswer():
            return [choice.id for choice in key.choices if choice.id != key.value]
        case TextAnswer():
            return [key.value + "s", "something else"]
        case NumberAnswer() | ExpressionAnswer() | EquationAnswer():
            return [_off(key.value, chance) for _ in range(NEAR_MISSES)]
        case _:
            return []  # what is near an answer of another kind is for a generator of its own


def _off(text: str, chance: random.Random) -> str:
    """Change one number of a text, or its sign, or multiply the whole by a small number."""
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    match chance.randrange(4):
        case 0 if digits:
            place = chance.choice(digits)
            return text[:place] + str((int(text[place]) + chance.randint(1, 9)) % 10) + text[place + 1 :]
        case 1 if "=" not in text:
            return f"-({text})"
        case 2 if "=" not in text:
            return f"({text})*{chance.choice((2, 3, 10))}"
        case _:
            return f"{text} + {chance.randint(1, 9)}"
