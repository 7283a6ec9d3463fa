"""
Homework: whether a class's mistakes come into the right groups, with the causes known.

A simulated class of thirty (`api.demo_class`) hands in; seven of ten errors are
made by a rule, three are not. Each set of problems is done by other classes. The
first set is what `misstep demo` gives and was looked at while the grouping was
written, and the second too, both with other classes; nothing was fitted on the
others. Intervals are over classes (bootstrap, 95 %).
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from api.demo_class.errors import ways
from api.demo_class.persona import NAMES, answer, persona
from api.demo_class.pupil import Made
from api.demo_class.scoring import Score, Told, score
from api.demo_class.twin import HOMEWORK, pasted_of, twin_of
from item_bank.answers.response import Final as FinalResponse
from item_bank.bank import Bank, read_bundle
from item_bank.exercise import Exercise
from item_bank.ids import SkillId
from practice.correction.clusters import clusters
from practice.correction.handed_in import HandedIn, hand_in
from practice.ids import LearnerId, ProblemId
from practice.requests import Submission
from tests.bench.figure import Figure
from tests.starter import starter_bundle

__all__ = ["classes", "measure", "played"]

CLASSES: Final = 30
DRAWS: Final = 2_000
LOOKED_AT_ONCE: Final = """\
1) 5/6 - 3/8
2) 4x - 7 = 13
3) Expand (x - 4)(x + 5)
4) 3/5 : 9/10
5) 5(x + 2) = 3x - 4
6) -7 + 12
7) 2 1/3 + 1 1/2
8) Simplify 3(2x - 1) + 5x
"""
NUMBERS: Final = """\
1) 2/3 + 1/5
2) 7/8 - 1/2
3) 3/4 * 2/9
4) 5/6 : 2/3
5) -4 + 9
6) 3 * (-5) + 2
7) 12 - 4 * 2
8) 0.3 + 0.45
"""
LETTERS: Final = """\
1) 3x + 5 = 20
2) 4(x + 1) = 24
3) 7x - 3 = 2x + 12
4) x/3 + 2 = 6
5) Expand 3(2x - 5)
6) Expand (x + 3)(x + 4)
7) Simplify 5x - 2(x - 3)
8) Factor x^2 + 5x + 6
"""
ITEMS: Final = 8
Problem = tuple[ProblemId, Exercise, tuple[SkillId, ...]]


def measure() -> list[Figure]:
    """
    Let thirty classes do each homework.
    """
    bank = read_bundle(starter_bundle(), secret=b"t" * 32)
    sets: list[tuple[str, int, Sequence[Problem]]] = [
        ("what the demo gives (looked at)", 30_000, pasted(HOMEWORK, bank)),
        ("looked at too", 30_100, pasted(LOOKED_AT_ONCE, bank)),
        ("fresh, numbers", 31_000, pasted(NUMBERS, bank)),
        ("fresh, letters", 32_000, pasted(LETTERS, bank)),
        ("fresh, items of the starter bank", 33_000, items(bank)),
    ]
    return [figure for name, first, problems in sets for figure in _figures(name, list(classes(problems, first)))]


def pasted(text: str, bank: Bank) -> list[Problem]:
    """
    Make the exercises of a pasted homework.
    """
    proposals = pasted_of(text, "hw", bank)
    twin = twin_of(proposals, "hw", "c", bank)
    found = ((name, twin.given(name), problem.skills) for name, problem in twin.problems.items())
    return [(ProblemId(name), exercise, skills) for name, exercise, skills in found if exercise is not None]


def items(bank: Bank) -> list[Problem]:
    """
    Draw items of one step that rules go wrong at, of different skills.
    """
    found: dict[tuple[SkillId, ...], Problem] = {}
    for item in Random(5).sample(sorted(bank.items), len(bank.items)):
        released = bank.items[item]
        if len(released.step_ids) != 1 or released.skills in found:
            continue
        exercise = bank.open(item, released.variants // 2)
        if ways(exercise.steps[0]):
            found[released.skills] = ProblemId(str(len(found) + 1)), exercise, released.skills
        if len(found) == ITEMS:
            break
    return list(found.values())


def classes(problems: Sequence[Problem], first: int) -> Iterator[Score]:
    """
    Yield what came of each class, from a first seed on.
    """
    for seed in range(first, first + CLASSES):
        yield played(problems, seed)


def played(problems: Sequence[Problem], seed: int) -> Score:
    """
    Let one class hand in, and hold the groups against what made the errors.
    """
    work: dict[LearnerId, list[HandedIn]] = {}
    made: list[Made] = []
    for name in NAMES:
        who = persona(seed, name)
        work[LearnerId(name)] = []
        for problem, exercise, skills in problems:
            step = exercise.steps[0]
            one = answer(who, step, skills, f"{problem}/{step.step.id}")
            entered = {}
            if one is not None:
                entered = {step.step.id: Submission(step=step.step.id, response=FinalResponse(text=one.text))}
            work[LearnerId(name)].append(hand_in(problem, exercise, entered))
            if one is not None and one.error is not None:
                made.append(Made(learner=name, problem=problem, error=one.error))
    found = clusters(work)
    told = [Told(problem=one.problem, key=one.key, name=one.name, learners=one.learners) for one in found]
    authored = {str(code): mistake for _, exercise, _ in problems for code, mistake in exercise.mistakes.items()}
    return score(made, told, {code: one.misconception or code for code, one in authored.items()})


def _figures(name: str, scores: Sequence[Score]) -> Iterator[Figure]:
    yield _share(f"{name}: made by a rule, in the right group", scores, lambda one: (one.right, one.by_rule), ">= 90 %")
    yield _share(f"{name}: of these by its own name", scores, lambda one: (one.own, one.by_rule))
    yield _share(f"{name}: made by no rule, under a name", scores, lambda one: (one.named, one.outside), "<= 3 %")
    yield _share(
        f"{name}: the same without answers that a classmate came to by a rule",
        scores,
        lambda one: (one.named - one.shared, one.outside - one.shared),
    )


def _share(name: str, scores: Sequence[Score], parts: Callable[[Score], tuple[int, int]], goal: str = "") -> Figure:
    counts = [parts(one) for one in scores]
    draw = Random(1)
    shares = sorted(_pooled(draw.choices(counts, k=len(counts))) for _ in range(DRAWS))
    low, high = shares[DRAWS // 40], shares[-DRAWS // 40]
    some, all_ = (sum(each) for each in zip(*counts, strict=True))
    measured = f"{some}/{all_} = {_pooled(counts):.1%} ({low:.1%} to {high:.1%}, {len(counts)} classes)"
    return Figure(name, measured, goal)


def _pooled(counts: Sequence[tuple[int, int]]) -> float:
    return sum(some for some, _ in counts) / max(1, sum(all_ for _, all_ in counts))
