"""Which wrong answers of an item are expected and have no words yet, and in which draws that was looked at."""

import msgspec
import pytest

from hints.ahead.expected import DRAWS, RULES, Expected, draw_of, expected_wrong, fingerprint_of
from item_bank.answers.judge import judge
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId
from tests.hints.ahead.ahead_bank import opened_bank

FENCE = ItemId("fence")


def found(seed: int = 7) -> tuple[Expected, ...]:
    """
    Ask for those of the fence.
    """
    return tuple(expected_wrong(opened_bank(), FENCE, seed=seed))


def test_the_author_s_own_come_first_and_what_has_words_does_not_come() -> None:
    """
    Those that neither item nor bank says anything of, with their ideas; then what common mal-rules make, a few a step.
    """
    own = [one for one in found() if not one.rule]
    assert [("a + b", "added-instead", "M-AR09"), ("2*b", "doubled", None), ("a + 2*b", "doubled", None)] == [
        (one.when, one.code, one.misconception) for one in own
    ]
    assert tuple(own) == found()[: len(own)]
    assert len(found()) - len(own) <= RULES


@pytest.mark.parametrize("seed", range(4))
def test_each_is_wrong_in_every_draw_that_was_looked_at(seed: int) -> None:
    """
    And is what its formula gives there, a rule's as well.
    """
    bank = opened_bank()
    for one in found(seed):
        assert len(one.variants) == len(one.answers) == DRAWS
        for variant, answer in zip(one.variants, one.answers, strict=True):
            (step,) = bank.open(FENCE, variant).steps
            assert Verdict.INCORRECT is judge(step.key, Final(text=answer)).verdict
            drawn = draw_of(bank.items[FENCE], variant)
            assert drawn is not None
            if one.when == "a + b":
                assert drawn.numbers["a"] + drawn.numbers["b"] == int(answer)


@pytest.mark.slow
def test_the_same_seed_looks_at_the_same_draws_and_another_at_others() -> None:
    """
    What is drafted again is drafted about the same.
    """
    assert found(3) == found(3)
    assert {one.variants for one in found(3)} != {one.variants for one in found(4)}


def test_what_words_rest_on_is_all_but_mistakes_and_help() -> None:
    """
    Approved words change nothing of it; another prompt, answer or domain does.
    """
    template = opened_bank().items[FENCE].template
    (step,) = template.steps
    replace = msgspec.structs.replace
    told = replace(step.mistakes[0], hint="What is asked for?")
    worded = replace(template, steps=(replace(step, mistakes=(told, *step.mistakes[1:])),))
    assert fingerprint_of(template) == fingerprint_of(worded)
    for other in (
        replace(template, prompt="A wall."),
        replace(template, steps=(replace(step, prompt="How many?"),)),
        replace(template, where=()),
    ):
        assert fingerprint_of(template) != fingerprint_of(other)
