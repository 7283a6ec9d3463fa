"""
What is promised of pasted homework: the commonest wrong answers are named for what they are, and nothing absurd is.

Problems and answers are those of everyday teaching. One answer was exchanged when it had been tried: its slip hides
the rule.
"""

from collections.abc import Mapping
from functools import lru_cache

import pytest

from hints.hint import mark
from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Candidate
from hints.misconception.likely import likely_wrong
from hints.tutor.first_help import Seen, first_help
from item_bank.answers.judge import judge
from item_bank.answers.response import Final
from item_bank.bank import Bank, read_bundle
from item_bank.exercise import Exercise
from tests.bench.homework import pasted
from tests.starter import starter_bundle

pytestmark = pytest.mark.slow

NAMED = (
    ("-7 + 4", "11", "passes-over-first-sign"),
    ("-7 + 4", "3", "sum-with-wrong-sign"),
    ("-7 + 4", "-11", "subtracts-instead-of-adding"),
    ("6 - (-8)", "-2", "subtracting-negative-as-subtracting"),
    ("-6 - 8", "-2", "negative-minus-positive-sizes-subtracted"),
    ("-6 + (-8)", "2", "two-negatives-sizes-subtracted"),
    ("(-4) * (-3)", "-12", "product-of-negatives-negative"),
    ("4 * (-3)", "12", "product-with-wrong-sign"),
    ("2/3 + 1/5", "3/8", "adds-tops-and-bottoms"),
    ("1/2 + 1/4", "2/6", "adds-tops-and-bottoms"),
    ("5/6 - 3/8", "-1", "subtracts-tops-and-bottoms"),
    ("12 - 4 * 2", "16", "left-to-right-into-product"),
    ("4x - 7 = 13", "3/2", "moves-term-without-changing-sign"),
    ("3x + 5 = 20", "25/3", "moves-term-without-changing-sign"),
    ("2(x + 3) = 14", "11/2", "expands-one-term-only"),
    ("Simplify 3(2x - 1) - 4x", "2x - 1", "expands-one-term-only"),
    ("Simplify 3(2x - 1) - 4x", "10x - 3", "adds-instead-of-subtracting"),
    ("Simplify 3(2x - 1) - 4x", "-x", "conjoins-unlike-terms"),
    ("Simplify 5x - 2(x - 3)", "3x - 6", "keeps-inner-sign"),
    ("Expand 3(2x - 5)", "6x - 5", "expands-one-term-only"),
    ("Expand (x - 4)(x + 5)", "x^2 - 20", "multiplies-firsts-and-lasts-only"),
    ("Expand (x + 3)^2", "x^2 + 9", "squares-sum-term-by-term"),
    ("Factor x^2 + 5x + 6", "(x - 2)(x - 3)", "factors-with-signs-reversed"),
    ("Factor 6x + 9", "3(2x + 9)", "takes-factor-out-of-one-term"),
    ("Simplify 2x - 7x", "5x", "sum-of-terms-with-wrong-sign"),
    ("2^3", "6", "cube-as-three-times"),
    ("sqrt(36)", "18", "root-as-halving"),
)
"""The likeliest idea."""
LEADING = ("-7 + 4", "Simplify 3(2x - 1) - 4x", "Expand 3(2x - 5)", "Expand (x + 3)^2", "2/3 + 1/5", "4 * (-3)")
"""Of these it leads, so that the learner gets its words: each answer has one idea that is far ahead."""
OTHERS = (
    ("Simplify 4x + 7 - 2x", "2x + 9"),
    ("Expand 2(x + 5)", "2x + 12"),
    ("Expand 5(x - 2)", "5x - 5"),
    ("Simplify 7 - 3(x + 1)", "1 - 3x"),
    ("7x - 3 = 2x + 12", "9/5"),
    ("15% * 80", "16/3"),
)
"""Nothing about sequences, graphs or shares explains these either."""


@lru_cache(maxsize=1)
def bank() -> Bank:
    """Return the starter bank, read once."""
    return read_bundle(starter_bundle(), secret=b"t" * 32)


@lru_cache
def pasted_problem(text: str) -> Exercise:
    """Paste one problem."""
    ((_, exercise, _),) = pasted(f"1) {text}", bank())
    return exercise


def leading(exercise: Exercise, text: str) -> tuple[tuple[Candidate, ...], Candidate | None]:
    """Diagnose an answer alone."""
    step = exercise.steps[0]
    found = diagnose(
        step,
        Final(text=text),
        judge(step.key, Final(text=text)),
        exercise.mistakes,
        Background(prompt=exercise.variant.prompt),
    )
    assert found is not None, text
    return found.candidates, found.leading


@pytest.mark.parametrize(("problem", "answer", "rule"), NAMED)
def test_a_common_wrong_answer_is_named(problem: str, answer: str, rule: str) -> None:
    """By the answer alone, without any working."""
    candidates, found = leading(pasted_problem(problem), answer)
    assert [f"rule/{rule}"] == [one.code for one in candidates[:1]], candidates
    assert found is not None or problem not in LEADING, candidates


@pytest.mark.parametrize(("problem", "answer"), [*((one, other) for one, other, _ in NAMED), *OTHERS])
def test_no_idea_of_another_topic_explains_it(problem: str, answer: str) -> None:
    """A pasted formula is no sequence, no graph and no share."""
    candidates, _ = leading(pasted_problem(problem), answer)
    assert {one.skill for one in candidates}.isdisjoint({"sequences", "linear-graphs", "slope", "share-in-ratio"})


@pytest.mark.parametrize("problem", dict.fromkeys(one for one, *_ in (*NAMED, *OTHERS)))
def test_likely_answers_are_written_as_somebody_would(problem: str) -> None:
    """No doubled signs, no number in brackets, and no minus sign where nothing is negative."""
    likely = likely_wrong(pasted_problem(problem).steps[0], 3)
    assert not any("+ -" in one or "(-" in one or "(1 +" in one for one in likely), likely
    if problem in {"15% * 80", "2/3 + 1/5", "1/2 + 1/4"}:
        assert not any(one.startswith("-") for one in likely), likely


UNFIT: Mapping[str, str] = {
    "Factor x^2 + 5x + 6": "put together",
    "Expand (x - 4)(x + 5)": "factor in front",
    "Simplify 3(2x - 1) - 4x": "number line",
}


@pytest.mark.parametrize(("problem", "words"), UNFIT.items())
def test_words_fit_the_problem(problem: str, words: str) -> None:
    """Nothing is to be put together where no terms are alike, and letters are on no number line."""
    exercise = pasted_problem(problem)
    step, response = exercise.steps[0], Final(text="x + 1")
    judged = judge(step.key, response)
    said: tuple[int, ...] = ()
    for tries in range(5):
        hint = first_help(exercise, step, response, judged, None, Seen(tries=tries, said=said))
        assert words not in hint.text
        said = (*said, mark(hint.text))
