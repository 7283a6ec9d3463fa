"""
Texts near what learners write, and how they go wrong: a grammar-aware mutator.

Starts from the corpus (one text a line), and inserts, drops, repeats, swaps,
nests and splices pieces of it, words of the grammar and awkward characters. The
same draw gives the same text.
"""

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

__all__ = ["corpus", "mutated"]

CORPUS: Final = Path(__file__).parent / "corpus"
PIECES: Final = re.compile(r"\\[a-zA-Z]+|\\.|[a-zA-Z]+|\d+|\s+|.", re.DOTALL)
AWKWARD: Final = ("\u200b", "\u202e", "\u0661", "\uff19", "\x00", "\n", " ")
WORDS: Final = (*(Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split(), *AWKWARD)
"""Words of both grammars, whole and torn, and what belongs to neither."""
LONGEST: Final = 1_000
MAX_EDITS: Final = 6


def corpus() -> list[str]:
    """
    Return the texts that mutation starts from, of all files, in order.
    """
    return [
        line for file in sorted(CORPUS.glob("*.txt")) for line in file.read_text(encoding="utf-8").split("\n") if line
    ]


def mutated(texts: Sequence[str], draw: random.Random) -> str:
    """
    Return a text a few edits from one of these.
    """
    pieces = PIECES.findall(draw.choice(texts))
    for _ in range(draw.randint(0, MAX_EDITS)):
        pieces = draw.choice(EDITS)(pieces, texts, draw)
    return "".join(pieces)[:LONGEST]


Edit = Callable[[list[str], Sequence[str], random.Random], list[str]]


def _insert(pieces: list[str], _texts: Sequence[str], draw: random.Random) -> list[str]:
    place = draw.randint(0, len(pieces))
    return [*pieces[:place], draw.choice(WORDS), *pieces[place:]]


def _drop(pieces: list[str], _texts: Sequence[str], draw: random.Random) -> list[str]:
    place = draw.randint(0, len(pieces))
    return pieces[:place] + pieces[place + 1 :]


def _replace(pieces: list[str], _texts: Sequence[str], draw: random.Random) -> list[str]:
    place = draw.randint(0, len(pieces))
    return [*pieces[:place], draw.choice(WORDS), *pieces[place + 1 :]]


def _swap(pieces: list[str], _texts: Sequence[str], draw: random.Random) -> list[str]:
    place = draw.randint(0, len(pieces))
    return pieces[:place] + pieces[place : place + 2][::-1] + pieces[place + 2 :]


def _repeat(pieces: list[str], _texts: Sequence[str], draw: random.Random) -> list[str]:
    start = draw.randint(0, len(pieces))
    part = pieces[start : start + draw.randint(1, 6)]
    return pieces[:start] + part * draw.choice((2, 3, 10, 60)) + pieces[start:]


def _nest(pieces: list[str], _texts: Sequence[str], draw: random.Random) -> list[str]:
    opening, closing = draw.choice(
        (("(", ")"), ("sqrt(", ")"), ("|", "|"), ("\\frac{1}{", "}"), ("-(", ")^2"), ("{", "}"))
    )
    deep = draw.choice((1, 2, 10, 80))
    return [opening * deep, *pieces, closing * deep]


def _splice(pieces: list[str], texts: Sequence[str], draw: random.Random) -> list[str]:
    other = PIECES.findall(draw.choice(texts))
    return pieces[: draw.randint(0, len(pieces))] + other[draw.randint(0, len(other)) :]


EDITS: Final[tuple[Edit, ...]] = (_insert, _insert, _replace, _drop, _drop, _swap, _repeat, _nest, _splice)
