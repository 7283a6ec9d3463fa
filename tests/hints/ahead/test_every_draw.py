"""Words made ahead hold in every draw, or are refused with one in which they do not."""

import msgspec
import pytest

from hints.ahead.every_draw import refused_in_any
from hints.ahead.expected import Expected, draw_of, expected_wrong
from hints.ahead.holding import filled_in, found_at, refused, with_words
from hints.hint import HintSource
from item_bank.ids import ItemId, MistakeCode, StepId
from tests.hints.ahead.ahead_bank import opened_bank

FENCE = ItemId("fence")
WELL = "Is there more fence after @{b} m are done, or less?"


def added() -> Expected:
    """
    Return the answer of who added.
    """
    return next(one for one in expected_wrong(opened_bank(), FENCE, seed=7) if one.when == "a + b")


def why(words: str, expected: Expected | None = None) -> str | None:
    """
    Hold an author's words against every draw.
    """
    return refused_in_any(opened_bank(), expected or added(), words, source=HintSource.MISTAKE)


def test_words_that_give_nothing_away_pass_in_a_few_draws_and_in_all() -> None:
    """
    Placeholders are filled by each draw's numbers.
    """
    assert why(WELL) is None
    assert refused(opened_bank(), added(), WELL, source=HintSource.MISTAKE) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("It is $@{d}$.", "The guard `leak` refuses the words (with a = "),
        ("Take $@{a - b}$.", "The guard `leak`"),
        ("What about $@{q}$?", "cannot be filled in"),
        ("Look again: 2 times 3 is 7.", "which is false"),
    ],
)
def test_what_is_wrong_in_all_draws_is_found_in_the_first_ones(words: str, said: str) -> None:
    """
    By the guards that hold an author's words, with the numbers that show it.
    """
    for found in (why(words), refused(opened_bank(), added(), words, source=HintSource.MISTAKE)):
        assert found is not None
        assert said in found


def test_a_number_that_is_the_answer_in_one_draw_alone_is_found_there() -> None:
    """
    A look at a few draws does not meet it.
    """
    words = "Look at $@{d + (a - 58)^2 + (b - 11)^2}$ on the plan."
    assert refused(opened_bank(), added(), words, source=HintSource.MISTAKE) is None
    found = why(words)
    assert found is not None
    assert "(with a = 58, b = 11)" in found


def test_a_wrong_answer_that_is_right_in_one_draw_is_none() -> None:
    """
    However good the words about it are.
    """
    odd = msgspec.structs.replace(added(), when="d + (a - 37)^2 + (b - 5)^2", code=MistakeCode("odd"), answers=())
    found = why(WELL, odd)
    assert found is not None
    assert "is right in " in found
    assert "a = 37, b = 5" in found


def test_words_stand_at_the_mistake_or_at_a_new_one_of_the_step() -> None:
    """
    A listed one keeps its place; what the step does not list is added behind.
    """
    template = opened_bank().items[FENCE].template
    at = found_at(template, added())
    assert at == (0, 0)
    assert WELL == with_words(template, added(), WELL).steps[0].mistakes[0].hint
    unlisted = msgspec.structs.replace(added(), when="b - a", code=MistakeCode("turned"))
    assert found_at(template, unlisted) is None
    after = with_words(template, unlisted, WELL)
    assert (WELL, "b - a") == (after.steps[0].mistakes[-1].hint, after.steps[0].mistakes[-1].value)
    assert template.steps[0].mistakes == after.steps[0].mistakes[:-1]


def test_a_step_that_there_is_no_more_is_said() -> None:
    """
    In a sentence, and not by breaking off.
    """
    item, variant = opened_bank().items[FENCE], added().variants[0]
    gone = msgspec.structs.replace(added(), step=StepId("nowhere"))
    draw = draw_of(item, variant)
    assert draw is not None
    assert filled_in(item, gone, WELL, draw, variant) == "The item has no step 'nowhere' any more."
