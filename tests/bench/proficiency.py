"""
Proficiency after few answers: who is called proficient within five tries, and how they go on.

Each learner of `responses/*.parquet` is replayed with the serving filter, under
difficulties and growth fitted on the other four folds. A stream is one learner's
answers to one set of skills, eight at least; a rule may call it within the first
five, and its accuracy is that of all later answers, averaged over streams.
Thresholds that are chosen to reach five-in-a-row's share are chosen on the
streams of the other folds. Means over folds with 95 % intervals (Student's t).
"""

import math
import os
import statistics
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np

from mastery.difficulty import Difficulties, fit_difficulties
from mastery.estimate import Estimates
from mastery.evaluate import folds_of
from mastery.evidence import Evidence
from mastery.filter import sigmoid, update
from mastery.filtering import USUAL
from mastery.history import entries
from mastery.log import Log, read_log
from mastery.model import Fit, Model
from mastery.proficiency import DEFAULT_PROFICIENCY
from practice.choosing.catalogue import usual_mix
from tests.bench.figure import Figure

__all__ = ["measure"]

LOGS = ("assist09", "statics")
WITHIN, ENOUGH = 5, 8
T_OF_FOUR = 2.776
"""Student's t for 95 % with four degrees of freedom: five folds."""
SPARE = 1.02
"""How much above five-in-a-row's share a threshold aims, so that the share is reached on learners not seen."""
RULES = DEFAULT_PROFICIENCY


class Belief(NamedTuple):
    """After one answer: the accuracy expected on the usual mix, its bound, and right answers to different items."""

    expected: float
    bound: float
    successes: int


class Stream(NamedTuple):
    """One learner's answers to one set of skills, and what was believed after each of the first five."""

    fold: int
    right: list[bool]
    beliefs: list[Belief]


Rule: TypeAlias = Callable[[Stream, int], bool]
"""Whether a stream is called after so many answers."""


class Called(NamedTuple):
    """Of the streams of a fold: the share called, their later accuracy, and the answers that it took."""

    share: float
    accuracy: float
    tries: float


def measure() -> list[Figure]:
    """
    Replay both logs.
    """
    root = Path(os.environ.get("MISSTEP_DATA", "../shared/data")) / "responses"
    figures: list[Figure] = []
    for name in LOGS:
        path = root / f"{name}.parquet"
        if not path.exists():
            figures.append(Figure(name, "absent (set MISSTEP_DATA)"))
            continue
        streams = [stream for stream in _replayed(read_log(path)) if len(stream.right) >= ENOUGH]
        five = _by_fold(streams, lambda _fold: _in_a_row)
        figures.append(Figure(f"{name}, five in a row, of {len(streams):,} streams", _words(five)))
        for title, rules in (
            ("as served", lambda _fold: _served),
            ("bound, from the second answer on, at that share", _matched(streams, _bounded)),
            ("expected accuracy, at the second answer, at that share", _matched(streams, _at_second)),
        ):
            found = _by_fold(streams, rules)
            gain = _interval(
                [one.accuracy - other.accuracy for one, other in zip(found, five, strict=True)], signed=True
            )
            figures.append(
                Figure(f"{name}, {title}", f"{_words(found)}; accuracy {gain} to five in a row", "2.0 tries")
            )
    return figures


def _in_a_row(stream: Stream, tries: int) -> bool:
    return tries == WITHIN and all(stream.right[:tries])


def _served(stream: Stream, tries: int) -> bool:
    belief = stream.beliefs[tries - 1]
    return belief.successes >= RULES.successes and belief.bound >= RULES.bar_of("")


def _bounded(threshold: float) -> Rule:
    return lambda stream, tries: tries >= RULES.successes and stream.beliefs[tries - 1].bound >= threshold


def _at_second(threshold: float) -> Rule:
    return lambda stream, tries: tries == RULES.successes and stream.beliefs[tries - 1].expected >= threshold


def _matched(streams: Sequence[Stream], family: Callable[[float], Rule]) -> Callable[[int], Rule]:
    """Choose for each fold the highest threshold with which the other folds' share is five-in-a-row's."""

    def rule(fold: int) -> Rule:
        others = [stream for stream in streams if stream.fold != fold]
        wanted = SPARE * _called(others, _in_a_row).share
        low, high = 0.0, 1.0
        for _ in range(12):
            middle = (low + high) / 2
            low, high = (middle, high) if _called(others, family(middle)).share >= wanted else (low, middle)
        return family(low)

    return rule


def _by_fold(streams: Sequence[Stream], rules: Callable[[int], Rule]) -> list[Called]:
    folds = sorted({stream.fold for stream in streams})
    return [_called([stream for stream in streams if stream.fold == fold], rules(fold)) for fold in folds]


def _called(streams: Sequence[Stream], rule: Rule) -> Called:
    tries, accuracies = [], []
    for stream in streams:
        at = next((count for count in range(1, WITHIN + 1) if rule(stream, count)), None)
        if at is not None:
            tries.append(at)
            accuracies.append(statistics.fmean(stream.right[at:]))
    if not tries:
        return Called(0.0, 0.0, 0.0)
    return Called(len(tries) / len(streams), statistics.fmean(accuracies), statistics.fmean(tries))


def _replayed(log: Log) -> Iterator[Stream]:
    """Replay each learner with the filter, fitted on the folds that they are not in."""
    folds = folds_of(log)
    for fold in np.unique(folds):
        train = log.of_learners(folds != fold)
        found, _ = fit_difficulties(train, entries(train), USUAL)
        model, mixes = _model(log, found), _mixes(train, found)
        test = log.of_learners(folds == fold)
        estimates, learner = Estimates.prior(model), -1
        streams: dict[tuple[int, ...], Stream] = {}
        for row in range(len(test)):
            if test.learner[row] != learner:
                yield from streams.values()
                estimates, learner, streams = Estimates.prior(model), int(test.learner[row]), {}
            skills = tuple(test.skills[test.starts[row] : test.starts[row + 1]].tolist())
            names, correct = [log.skill_names[skill] for skill in skills], bool(test.correct[row])
            evidence = Evidence(
                skills=tuple(names),
                difficulty=0.0,
                correct=correct,
                weight=1.0,
                guess=0.0,
                day=0.0,
                source=log.items[test.item[row]],
                unaided=correct,
            )
            estimates = update(model, estimates, evidence)
            stream = streams.setdefault(skills, Stream(int(fold), [], []))
            stream.right.append(correct)
            if len(stream.right) <= WITHIN:
                stream.beliefs.append(_belief(model, estimates, names, mixes.get(skills, (0.0,))))
        yield from streams.values()


def _model(log: Log, found: Difficulties) -> Model:
    return Model(
        intercept=found.intercept,
        ability_variance=USUAL.ability,
        skill_variance=USUAL.skill,
        ability_noise=USUAL.ability_try,
        skill_noise=USUAL.skill_try,
        growth=float(found.growth.mean()),
        loading=0.0,
        fit=Fit(
            items=dict(zip(log.items, found.item.tolist(), strict=True)),
            skills=dict(zip(log.skill_names, found.skill.tolist(), strict=True)),
            growths=dict(zip(log.skill_names, found.growth.tolist(), strict=True)),
        ),
    )


def _mixes(train: Log, found: Difficulties) -> dict[tuple[int, ...], tuple[float, ...]]:
    items: dict[tuple[int, ...], set[int]] = {}
    for row in range(len(train)):
        skills = tuple(train.skills[train.starts[row] : train.starts[row + 1]].tolist())
        items.setdefault(skills, set()).add(int(train.item[row]))
    return {
        skills: usual_mix([float(found.item[item] + found.skill[list(skills)].mean()) for item in of_skills])
        for skills, of_skills in items.items()
    }


def _belief(model: Model, estimates: Estimates, names: Sequence[str], mix: Sequence[float]) -> Belief:
    known = [estimates.skills[name] for name in names]
    mean = model.intercept + estimates.ability_mean + sum(one.mean for one in known) / len(known)
    variance = estimates.ability_variance + sum(one.variance for one in known) / len(known) ** 2
    bound = mean - RULES.doubt * math.sqrt(variance)
    return Belief(
        expected=statistics.fmean(sigmoid(mean - difficulty) for difficulty in mix),
        bound=statistics.fmean(sigmoid(bound - difficulty) for difficulty in mix),
        successes=min(len(one.right) for one in known),
    )


def _words(folds: Sequence[Called]) -> str:
    share, accuracy = _interval([one.share for one in folds]), _interval([one.accuracy for one in folds])
    return f"share {share}, later accuracy {accuracy}, {statistics.fmean(one.tries for one in folds):.2f} tries"


def _interval(values: Sequence[float], *, signed: bool = False) -> str:
    mean = statistics.fmean(values)
    half = T_OF_FOUR * statistics.stdev(values) / math.sqrt(len(values))
    sign = "+" if signed else ""
    return f"{mean:{sign}.3f} ({mean - half:{sign}.3f} to {mean + half:{sign}.3f})"
