"""Whatever is entered: reading and judging end in a value, within counted work, the same each time."""

import random

import pytest

from item_bank.algebra.context import Context, Format
from item_bank.algebra.printing import to_latex, to_text
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.verdict import Verdict
from tests.fuzz.mutations import corpus, mutated
from tests.hostile.keys import keys
from tests.hostile.test_verdicts import MAX_CALLS, counted

SHORT, LONG = 3_000, 100_000
SEED = "fuzz"
LOCALES = ("en", "de", "fr", "ar", "hi", "de-CH", "xx")


def fuzz(cases: int, seed: str) -> None:
    """
    Read and judge so many mutated texts, each by a drawn key, written and locale.
    """
    draw, texts, ready = random.Random(seed), corpus(), keys()
    names = list(ready)
    for _ in range(cases):
        text, name = mutated(texts, draw), draw.choice(names)
        written: Format = draw.choice(("text", "latex"))
        context = Context(locale=draw.choice(LOCALES))
        tree = read(text, context, written)
        assert tree == read(text, context, written), text
        if isinstance(tree, Unreadable):
            assert 0 <= tree.start <= tree.end <= max(len(text), 1), (text, tree)
        else:
            to_text(tree)
            to_latex(tree)
        judged, calls = counted(ready[name], text, written)
        assert judged.verdict in Verdict, text
        assert calls <= MAX_CALLS, (name, written, text, calls)


@pytest.mark.slow
def test_mutated_texts_end_in_a_verdict() -> None:
    """A few thousand texts drawn with a fixed seed raise nothing and cost little, under every kind of key."""
    fuzz(SHORT, SEED)


@pytest.mark.prove
def test_many_mutated_texts_end_in_a_verdict() -> None:
    """The same holds for a hundred thousand others."""
    fuzz(LONG, "long " + SEED)


def test_the_same_seed_draws_the_same_texts() -> None:
    """A text that was found can be found again."""
    texts = corpus()
    assert [mutated(texts, random.Random("a")) for _ in range(3)] == [
        mutated(texts, random.Random("a")) for _ in range(3)
    ]
    assert len({mutated(texts, random.Random(seed)) for seed in range(200)}) > 150
