"""What simulated learners promise: the same from one seed, wrong where they say so, three of ten errors by no rule."""

import pytest

from api.demo_class.errors import by_rule, outside, ways
from api.demo_class.persona import NAMES, OUTSIDE, answer, persona, proof
from hints.misconception.rewriting.reading import shipped_rules
from item_bank.answers.judge import judge
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.exercise import ExerciseStep
from item_bank.ids import ItemId, SkillId
from tests.api.service import starter

FRACTIONS = ItemId("add-unlike-fractions")
SKILLS = (SkillId("add-unlike-fractions"),)


def step() -> ExerciseStep:
    """Return a step that many rules go wrong at."""
    bank = starter()
    item = next(one for one in bank.items_of(SKILLS[0]) if ways(bank.open(one, 0).steps[-1]))
    return bank.open(item, 0).steps[-1]


def test_the_same_seed_makes_the_same_answers() -> None:
    """A learner's answers are a function of seed, name and place, whatever was drawn before."""
    asked = step()
    first = [answer(persona(3, name), asked, SKILLS, "1") for name in NAMES]
    assert first == [answer(persona(3, name), asked, SKILLS, "1") for name in reversed(NAMES)][::-1]
    assert first != [answer(persona(4, name), asked, SKILLS, "1") for name in NAMES]


def test_every_error_is_wrong_and_says_what_made_it() -> None:
    """The engine calls each error wrong; one by a rule names a rule that comes with Misstep."""
    asked = step()
    known = {rule.id for rule in shipped_rules()}
    made = [one for way in ways(asked) if (one := by_rule(asked, way)) is not None]
    assert made
    assert {error.rule for error in made} <= known
    elsewhere = [outside(asked, persona(seed, "Ines").draw("x")) for seed in range(20)]
    for error in (*made, *elsewhere):
        assert error is not None
        assert Verdict.INCORRECT is judge(asked.key, Final(text=error.text)).verdict


@pytest.mark.slow
def test_errors_come_from_rules_and_from_elsewhere_in_the_share_that_is_said() -> None:
    """Over many learners three of ten errors have no rule; the bounds are six standard errors wide."""
    asked = step()
    answers = [answer(persona(seed, name), asked, SKILLS, "1") for seed in range(20) for name in NAMES]
    errors = [one.error for one in answers if one is not None and one.error is not None]
    share = sum(error.rule is None for error in errors) / len(errors)
    assert abs(share - OUTSIDE) < 6 * (OUTSIDE * (1 - OUTSIDE) / len(errors)) ** 0.5
    assert {None} < {one and one.error for one in (proof(persona(1, name), asked, "1") for name in NAMES)}
