"""
`misstep bank explain`: what may be behind a wrong answer that an item does not expect.

Says which mal-rules give it, and proposes formulas in the item's numbers that do,
as lines for its `mistakes:`. Exit codes: 0 where something was found, 1 where
nothing was, 2 where the question could not be asked.
"""

import argparse
import secrets
import sys
from fractions import Fraction
from pathlib import Path
from typing import Final

import msgspec

from api.releases import BankFault, read_bank
from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from item_bank.answers.judge import judge
from item_bank.answers.key import fingerprint
from item_bank.answers.response import Final as Answer
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank
from item_bank.domain import exact
from item_bank.draw import Draw, Space, space
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.ids import ItemId
from item_bank.item import Item
from item_bank.proposing.wrong_formula import Formula, Given, wrong_formulas

__all__ = ["configure", "run"]

FOUND, NOTHING, REFUSED = 0, 1, 2
OTHERS: Final = 4
"""Further draws in which formulas are told apart."""


class _Cause(msgspec.Struct, frozen=True, kw_only=True):
    """One mistake or mal-rule that gives an answer."""

    code: str
    did: str
    probability: float


class _Explained(msgspec.Struct, frozen=True, kw_only=True):
    """What `--json` prints."""

    item: str
    step: str
    causes: tuple[_Cause, ...]
    formulas: tuple[Formula, ...]


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("bank", type=Path, metavar="DIR|BUNDLE", help="the bank")
    parser.add_argument("item", metavar="ITEM", help="the item's id")
    parser.add_argument(
        "--wrong", action="append", required=True, metavar="VALUE", help="a wrong answer; may come again"
    )
    parser.add_argument(
        "--draw",
        action="append",
        default=[],
        metavar="N|a=3,b=5",
        help="the variant it was given in, by number or by parameters; one for each --wrong (default 0)",
    )
    parser.add_argument("--step", metavar="ID", help="the step it was given at; the first")
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    Explain; return the exit code.
    """
    found = _found(arguments)
    if isinstance(found, str):
        sys.stderr.write(f"{found}\n")
        return REFUSED
    if arguments.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(found)).decode() + "\n")
    else:
        sys.stdout.write(_told(found))
    return FOUND if found.causes or found.formulas else NOTHING


def _found(arguments: argparse.Namespace) -> _Explained | str:
    """Look for what is behind the wrong answers; a sentence where that cannot be done."""
    bank = read_bank(arguments.bank, secret=secrets.token_bytes(32))
    if isinstance(bank, BankFault):
        return bank.sentence
    item = bank.items.get(ItemId(arguments.item))
    if item is None:
        return f"The bank has no item {arguments.item!r}."
    drawn = space(item.template)
    draws = arguments.draw or ["0"] * len(arguments.wrong)
    if len(draws) != len(arguments.wrong):
        return "Give one --draw for each --wrong, or none."
    if not isinstance(drawn, Space):
        return f"The parameters of {arguments.item!r} cannot be drawn."
    asked = [_asked(bank, item, drawn, arguments.step, *pair) for pair in zip(arguments.wrong, draws, strict=True)]
    if any(isinstance(one, str) for one in asked):
        return next(one for one in asked if isinstance(one, str))
    cases = [one for one in asked if isinstance(one, _Case)]
    given = [one.given for one in cases if one.given is not None]
    return _Explained(
        item=str(item.id),
        step=str(cases[0].step.step.id),
        causes=_causes(cases[0].exercise, cases[0].step, arguments.wrong[0]),
        formulas=_formulas(bank, item, drawn, given) if len(given) == len(cases) else (),
    )


class _Case(msgspec.Struct, frozen=True):
    """One wrong answer at the step of a variant; `given` where it is an exact number and numbers are drawn."""

    exercise: Exercise
    step: ExerciseStep
    given: Given | None


def _asked(bank: Bank, item: Item, drawn: Space, step: str | None, wrong: str, text: str) -> _Case | str:
    """Open the variant of one wrong answer; a sentence where there is none, or the answer is not wrong."""
    index = _index(item, drawn, text)
    if index is None:
        return f"The item has no variant {text!r}."
    exercise = bank.open(item.id, index)
    asked = next((each for each in exercise.steps if step in (None, each.step.id)), None)
    if asked is None:
        return f"The item has no step {step!r}."
    if judge(asked.key, Answer(text=wrong)).verdict is not Verdict.INCORRECT:
        return f"{wrong} is no wrong answer in variant {index}."
    return _Case(exercise, asked, _numbers(asked, drawn, item, index, wrong))


def _formulas(bank: Bank, item: Item, drawn: Space, given: list[Given]) -> tuple[Formula, ...]:
    """Propose formulas, told apart in further draws spread over all of them."""
    count = bank.items[item.id].variants
    others = [_draw(drawn, item, place * (count - 1) // OTHERS) for place in range(OTHERS + 1)]
    return wrong_formulas(given, [one.numbers for one in others if one is not None])


def _numbers(step: ExerciseStep, drawn: Space, item: Item, index: int, wrong: str) -> Given | None:
    """Put a wrong number beside the numbers of its draw; None where it is no exact number, or none was drawn."""
    found = fingerprint(step.key, wrong)
    draw = _draw(drawn, item, index)
    if draw is None or not draw.numbers or not isinstance(found, int | Fraction):
        return None
    return Given(numbers=draw.numbers, wrong=found)


def _index(item: Item, drawn: Space, text: str) -> int | None:
    """Find a variant by its number, or by the values of parameters."""
    if text.isdigit():
        return int(text) if int(text) < item.variants else None
    try:
        wanted = {name.strip(): exact(number) for name, _, number in (part.partition("=") for part in text.split(","))}
    except ValueError:
        return None
    for index in range(item.variants):
        draw = _draw(drawn, item, index)
        if draw is not None and all(draw.numbers.get(name) == number for name, number in wanted.items()):
            return index
    return None


def _draw(drawn: Space, item: Item, index: int) -> Draw | None:
    found = drawn.draw(item.ranks.at(index))
    return found if isinstance(found, Draw) else None


def _causes(exercise: Exercise, step: ExerciseStep, wrong: str) -> tuple[_Cause, ...]:
    """Say what stage 1 finds."""
    response = Answer(text=wrong)
    background = Background(prompt=exercise.variant.prompt)
    found = diagnose(step, response, judge(step.key, response), exercise.mistakes, background)
    return tuple(
        _Cause(code=one.code, did=one.description, probability=one.probability)
        for one in (() if found is None else found.candidates)
    )


def _told(found: _Explained) -> str:
    """Write it for people, the formulas as lines to paste."""
    lines = [f"{one.code}: {one.did} ({one.probability:.0%})" for one in found.causes]
    if found.formulas:
        lines += ["", "mistakes:", *[f"  - {{when: {one.text}, code: CODE}}" for one in found.formulas]]
    if not lines:
        lines = ["Nothing was found that gives this answer."]
    return "\n".join(lines).lstrip("\n") + "\n"
