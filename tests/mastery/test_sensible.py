"""What the defaults do to simulated learners, before any log was fitted."""

import random
import statistics

import pytest

from mastery.estimate import Estimates
from mastery.evidence import Evidence
from mastery.filter import sigmoid, update
from mastery.level import Standing, standing
from mastery.model import DEFAULT_MODEL

MODEL = DEFAULT_MODEL
MIX = (-1.0, 0.0, 1.0)
SKILLS = 4
LEARNERS = 20
EASE = 1.5
"""Logits by which practice takes a helped answer to be easier."""


def practise(seed: int, *, ability: float, tries: int) -> tuple[list[int], list[Standing]]:
    """
    Let a learner of a fixed ability practise some skills in turn; a wrong answer is followed by a helped right one.

    Returns
    -------
    tuple
        The tries after which each skill was first called proficient, where it was, and the standings at the end.
    """
    draw, estimates, first = random.Random(seed), Estimates.prior(MODEL), {}
    for turn in range(tries * SKILLS):
        skill, difficulty, day = f"s{turn % SKILLS}", draw.choice(MIX), turn / 100
        right = draw.random() < sigmoid(ability - difficulty)
        answers = [(True, 1.0, 0.0)] if right else [(False, 1.0, 0.0), (True, 0.5, EASE)]
        for correct, weight, ease in answers:
            evidence = Evidence(
                skills=(skill,),
                difficulty=difficulty - ease,
                correct=correct,
                weight=weight,
                guess=0.0,
                day=day,
                source=f"i{turn}",
                unaided=correct and weight == 1.0,
            )
            estimates = update(MODEL, estimates, evidence)
        if standing(MODEL, estimates, skill, mix=MIX, day=day).level != "practising":
            first.setdefault(skill, turn // SKILLS + 1)
    end = [standing(MODEL, estimates, f"s{skill}", mix=MIX, day=tries * SKILLS / 100) for skill in range(SKILLS)]
    return list(first.values()), end


def test_who_is_mostly_right_is_called_proficient_soon() -> None:
    """
    Learners right 94 % of the time are proficient in nearly every skill, after some five tries.
    """
    firsts = [count for seed in range(LEARNERS) for count in practise(seed, ability=3.0, tries=25)[0]]

    assert 0.95 * LEARNERS * SKILLS <= len(firsts)
    assert statistics.median(firsts) <= 6
    assert min(firsts) >= 2


def test_who_is_often_wrong_is_seldom_called_proficient() -> None:
    """
    Learners right 64 % of the time, below the bar, are called proficient in few skills, and in none for long.
    """
    sittings = [practise(seed, ability=0.65, tries=25) for seed in range(LEARNERS)]
    ever = sum(len(firsts) for firsts, _ in sittings)
    at_the_end = sum(stand.level != "practising" for _, end in sittings for stand in end)

    assert ever <= 0.25 * LEARNERS * SKILLS
    assert at_the_end <= 0.05 * LEARNERS * SKILLS


@pytest.mark.parametrize("ability", [-0.5, 0.65, 1.7, 3.0])
def test_expected_accuracy_comes_near_the_true_one(ability: float) -> None:
    """
    After forty tries a skill the expected accuracy is near the true one, though every wrong answer was repaired.
    """
    true = statistics.mean(sigmoid(ability - difficulty) for difficulty in MIX)
    ends = [stand.accuracy for seed in range(LEARNERS) for stand in practise(seed, ability=ability, tries=40)[1]]

    assert pytest.approx(true, abs=0.1) == statistics.mean(ends)
