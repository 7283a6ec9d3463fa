"""
Stage 1: which mistake gives what the learner wrote.

Looks the response up in the step's expected wrong answers, the last line first
and then the first wrong line; then for the mal-rules that give the answer, or
that line of the one before. Several that give the same are all kept. What none
explains may still be a slip where that is plain to see, or one of several tried out;
otherwise it is `undiagnosed`, and nothing is made up.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

import msgspec
from msgspec import UNSET

from hints.misconception.anchoring import asked
from hints.misconception.background import NOTHING_KNOWN, Background
from hints.misconception.by_rule import by_option, by_rule, kind_of, skills
from hints.misconception.contradiction import goes_on_wrong, went_wrong_elsewhere
from hints.misconception.diagnosis import Candidate, Diagnosis, DiagnosisKind
from hints.misconception.entries import LEFT_OUT, SOME_RIGHT, explained_answer, explained_line
from hints.misconception.guessing import entry, went_through_numbers, went_through_options
from hints.misconception.slips import carried, slip
from item_bank.algebra.tree import Tree
from item_bank.answers.answer import ChoiceAnswer
from item_bank.answers.key import Fingerprint, Key, fingerprint
from item_bank.answers.kinds.choice import ChoiceKey
from item_bank.answers.kinds.order import OrderKey
from item_bank.answers.kinds.text import TextKey
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final, Response, Stuck, Working
from item_bank.answers.verdict import Judged, Problem, Verdict
from item_bank.answers.words import fold
from item_bank.answers.wrong_step import wrong_step
from item_bank.exercise import ExerciseStep
from item_bank.ids import MistakeCode
from item_bank.mistake import Mistake

__all__ = ["diagnose"]

REPRODUCED = 0.9
"""
Probability that a mistake which gives exactly the learner's answer is what happened.

Rules that reproduced a wrong option agreed with the expert's label in 43 of 45
cases, while perturbed values matched some rule by chance in 4.7 % (notes on
tutoring, measurement G).
"""
PICKED = 0.6
"""The same for an option that was picked: a guess among few options lands on it too."""


def diagnose(
    step: ExerciseStep,
    response: Response,
    judged: Judged,
    mistakes: Mapping[MistakeCode, Mistake],
    background: Background = NOTHING_KNOWN,
) -> Diagnosis | None:
    """
    Diagnose one judged response.

    Parameters
    ----------
    step
        The step that was answered.
    response, judged
        What was entered, and the verdict on it.
    mistakes
        The bank's named mistakes.
    background
        What is known beside them. A number that follows from an own wrong one
        at the step before is explained by that rather than by a mistake that
        gives the same: they did write it.

    Returns
    -------
    Diagnosis | None
        None where nothing is wrong: any verdict but `incorrect`, without a
        wrong line beside it.
    """
    if judged.verdict is not Verdict.INCORRECT and not (
        judged.verdict is Verdict.CORRECT and judged.first_wrong is not None
    ):
        return None
    step = asked(step, background.prompt)
    # Reading a long answer costs more than all else here: each text is read once, for all that looks at it.
    seen = [_seen(step.key, text) for text in dict.fromkeys(_shown(step.key, response, judged))]
    wrong = seen[0] if seen and judged.verdict is Verdict.INCORRECT else None
    carries = None if wrong is None else carried(step.step, wrong.same, background.carried)
    if carries is not None:
        return Diagnosis(kind=DiagnosisKind.SLIP, candidates=(carries,), line=judged.first_wrong)
    entries = (*background.tried, entry(response, judged)) if judged.verdict is Verdict.INCORRECT else ()
    if went_through_options(step.key, entries):
        return Diagnosis(kind=DiagnosisKind.GUESS)
    candidates = _candidates(step, judged, seen, mistakes)
    if candidates:
        return Diagnosis(kind=DiagnosisKind.MISCONCEPTION, candidates=candidates, line=judged.first_wrong)
    candidates = by_rule(step, judged, None if wrong is None else wrong.tree, mistakes, background)
    candidates = candidates or by_option(step.step, _entered(response), background)
    fewer = _fewer(step.key, judged, None if wrong is None else wrong.tree)
    if fewer is not None:
        # one of the right values is what a rule far from them comes to by chance: x^2 taken for 2x ends at x = 2
        return Diagnosis(kind=kind_of((fewer,)), candidates=(fewer,), line=judged.first_wrong)
    slipped = None if wrong is None else slip(step.key, wrong.same)
    if slipped is not None and not any(one.probability > slipped.probability for one in candidates):
        return Diagnosis(kind=DiagnosisKind.SLIP, candidates=(slipped,), line=judged.first_wrong)
    if candidates:
        return Diagnosis(kind=kind_of(candidates), candidates=candidates, line=judged.first_wrong)
    by_parts = _by_parts(step.key, judged, None if wrong is None else wrong.tree)
    if by_parts is not None:
        kind = DiagnosisKind.UNDIAGNOSED if by_parts.code == SOME_RIGHT else kind_of((by_parts,))
        return Diagnosis(kind=kind, candidates=(by_parts,), line=judged.first_wrong)
    if judged.first_wrong is None and went_through_numbers(step.key, entries):
        return Diagnosis(kind=DiagnosisKind.GUESS)
    return Diagnosis(kind=DiagnosisKind.UNDIAGNOSED, line=judged.first_wrong)


def _by_parts(key: Key, judged: Judged, answer: Tree | None) -> Candidate | None:
    """Explain an answer of several parts, or the first wrong line, by the parts that are right."""
    if not isinstance(key, MathsKey):
        return None
    if len(judged.lines) > 1:
        between = wrong_step(key, judged)
        return None if between is None else explained_line(between.before, between.after)
    return None if answer is None else explained_answer(key, answer)


def _fewer(key: Key, judged: Judged, answer: Tree | None) -> Candidate | None:
    """Explain an answer that is only some of the right values, and nothing but that they are fewer is known."""
    if judged.reason != "lost" or judged.lines:
        return None
    found = _by_parts(key, judged, answer)
    return found if found is not None and found.code == LEFT_OUT else None


class _Seen(msgspec.Struct, frozen=True, eq=False):
    """One text of a response: as read, where it is maths, and its fingerprint."""

    tree: Tree | None
    same: Fingerprint | None


def _seen(key: Key, text: str) -> _Seen:
    if not isinstance(key, MathsKey):
        return _Seen(None, fingerprint(key, text))
    tree = read_in(key.maths, text, "en")
    return _Seen(None, None) if isinstance(tree, Problem) else _Seen(tree, key.same(tree))


def _candidates(
    step: ExerciseStep, judged: Judged, shown: Sequence[_Seen], mistakes: Mapping[MistakeCode, Mistake]
) -> tuple[Candidate, ...]:
    """Find the mistakes that give the response or else its first wrong line, unless its lines speak against them."""
    for place, one in enumerate(shown):
        if one.same is None:
            continue
        if isinstance(step.step.answer, ChoiceAnswer):
            codes = _picked_codes(step.step.answer, step, one.same)
            return _ranked(codes, mistakes, PICKED)
        codes = _matching_codes(step, one.same)
        ends_there = place == 0 and judged.verdict is Verdict.INCORRECT
        if ends_there and goes_on_wrong(judged):
            continue
        codes = tuple(code for code in codes if not _contradicted(step, judged, one, mistakes.get(code)))
        if codes:
            return _ranked(codes, mistakes, REPRODUCED)
    return ()


def _contradicted(step: ExerciseStep, judged: Judged, shown: _Seen, mistake: Mistake | None) -> bool:
    """Say whether the lines of a working speak against a mistake that gives what is shown."""
    if shown.tree is None or not isinstance(step.key, MathsKey) or mistake is None or mistake.misconception is None:
        return False
    return went_wrong_elsewhere(step.key, judged, shown.tree, mistake.misconception)


def _shown(key: Key, response: Response, judged: Judged) -> Iterator[str]:
    """
    Yield the texts that may show the mistake: the answer, then the first wrong line.

    Maths is taken as the engine re-printed it, so that the learner's locale
    does not matter; an option or words as they were entered.
    """
    match key:
        case ChoiceKey() | OrderKey() | TextKey():
            yield _entered(response)
        case MathsKey():
            if judged.verdict is Verdict.INCORRECT and judged.read is not None:
                yield judged.read
            yield from (line.read for line in judged.lines if line.line == judged.first_wrong and line.read is not None)
        case _:
            assert_never(key)


def _entered(response: Response) -> str:
    """Return the answer as it was entered: the last line of a working."""
    match response:
        case Final(text=text):
            return text
        case Working(lines=lines):
            return next((line for line in reversed(lines) if line.strip()), "")
        case Stuck():
            return ""
        case _:
            assert_never(response)


def _matching_codes(step: ExerciseStep, found: Fingerprint) -> tuple[MistakeCode, ...]:
    """Return the codes of all expected mistakes that give one answer, as authored, each once."""
    if found not in step.mistakes:
        return ()
    same = (mistake.code for mistake in step.step.mistakes if fingerprint(step.key, mistake.value) == found)
    return tuple(dict.fromkeys(same))


def _picked_codes(answer: ChoiceAnswer, step: ExerciseStep, found: Fingerprint) -> tuple[MistakeCode, ...]:
    """Return the codes that picking an option shows: its own, or those of the step's mistakes."""
    own = (choice.code for choice in answer.choices if fold(choice.id) == found and choice.code is not None)
    return tuple(dict.fromkeys((*map(MistakeCode, own), *_matching_codes(step, found))))


def _ranked(
    codes: Sequence[MistakeCode], mistakes: Mapping[MistakeCode, Mistake], explained: float
) -> tuple[Candidate, ...]:
    """
    Make candidates of codes, in the author's order.

    Nothing tells several apart that give the same answer, so they share the
    probability; what is left is "none of them".
    """
    found: list[Candidate] = []
    for code in codes:
        named = mistakes.get(code)
        idea = None if named is None else named.misconception
        found.append(
            Candidate(
                code=code,
                description="" if named is None else named.did,
                probability=explained / len(codes),
                reproduces=True,
                misconception=idea,
                skill=UNSET if idea is None else skills().get(idea, UNSET),
            )
        )
    return tuple(found)
