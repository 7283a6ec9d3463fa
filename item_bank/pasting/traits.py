"""
Traits: what a problem asks and is built of, as names that problems and exercises share.

Of the words: the tasks in them (`tasks`), and the words themselves. Of the maths: its
`structure`, and what kinds of numbers stand anywhere. How much a trait tells is
`matching`'s to say.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from item_bank.algebra.context import Context
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.pasting.equations import MANY
from item_bank.pasting.structure import LOWEST, SMALL, structure
from item_bank.pasting.tasks import plain, tasks

__all__ = ["TASK", "WORD", "Traits", "traits", "traits_of_prompt"]

Traits: TypeAlias = frozenset[str]

TASK: Final = "task "
WORD: Final = "word "
"""Begin the names of what words say; all others are of the maths."""
MIDDLE: Final = 100
STEM: Final = 5
"""Letters of a word that are looked at: `price` and `prices` are one."""
LEAST: Final = 3
"""Characters of a formula; `x` and `12` say nothing of what is asked."""
OF: Final = frozenset({"so-much-of", "percent-of"})
"""Tasks that are written as a product, and are not meant as one."""
GENERAL: Final = frozenset({"simplify", "solve", "multiply"})
"""Tasks that say little without what they are about."""
SIMPLIFIED: Final[Sequence[tuple[str, frozenset[str]]]] = (
    ("simplify roots", frozenset({"root", "function sqrt"})),
    ("lowest-terms", frozenset({LOWEST})),
    ("simplify terms", frozenset({"expression"})),
)
SEVERAL_LETTERS: Final = frozenset(f"equation in {count} letters" for count in range(2, MANY + 1))
BRACKETS: Final = frozenset({"product of two brackets", "bracket times a factor", "square of a bracket"})
BOX: Final = "□"

_FORMULA: Final = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+)\$")
_BOXES: Final = re.compile(r"□|_{2,}|(?<=[-+*×·:/=] )\?|\?(?= [-+*×·:/=])|(?<=/)\?")
_STRETCH: Final = re.compile(r"(?:(?<![^\W\d_])[a-zA-Z](?![^\W\d_])|\d+(?:\.\d+)?|[-+*/^=<>()·×÷|√≤≥%]|\bsqrt\b|\s)+")
_DONE: Final = re.compile(r"[-+*/^=<>·×÷|√≤≥]|sqrt")
_NUMBER: Final = re.compile(r"(?<![\w.])(?:\d+\s+)?\d+/\d+|(?<![\w.])\d+(?:\.\d+)?(?:\s?%)?")
_NEGATIVE: Final = re.compile(r"(?:^|[\s(=<>,:*×·])-\s?\d")
_MARK: Final = re.compile(r"(?<=\d),(?=\d)")
_GROUPED: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_WORDS: Final = re.compile(r"[a-z]{3,}")
_WITH_COMMAS: Final = ("de", "es")


def traits(text: str, formulas: Sequence[Tree] = (), language: str = "en") -> Traits:
    """
    Return the traits of a problem.

    Parameters
    ----------
    text
        All of it, formulas as typed.
    formulas
        As read; where there are none, one is looked for in the text.
    language
        What `text` is written in, by which a comma in a number is read.
    """
    text, boxes = _BOXES.subn("x", text)
    typed = _MARK.sub(".", text) if language.startswith(_WITH_COMMAS) else _GROUPED.sub("", text)
    asked = tasks(text)
    shown = [] if asked & OF else list(formulas) or list(_found(typed))
    built = frozenset([*_numbers(typed), *structure(shown)])
    asked = _meant(asked, built)
    return frozenset(
        [
            *(f"{TASK}{one}" for one in asked),
            *(f"{WORD}{word[:STEM]}" for word in _WORDS.findall(plain(text))),
            *(f"box: {one}" if boxes else one for one in built),
        ]
    )


def _meant(asked: frozenset[str], built: frozenset[str]) -> frozenset[str]:
    """
    Say what general words are about: what there is to simplify, to solve, to multiply, to factor.
    """
    made: set[str] = set()
    if "simplify" in asked:
        about = [kind for kind, signs in SIMPLIFIED if signs & (asked | built)]
        made.update(about[:1])
    if "solve" in asked and "system" not in built and built & SEVERAL_LETTERS:
        made.add("isolate")
    if "multiply" in asked and built & BRACKETS:
        made.add("expand")
    if {"factor", "greatest-common-factor"} <= asked or ("greatest-common-factor" in asked and "expression" in built):
        made.add("common-factor")
    if ("percent" in asked or "has percent" in built) and asked & {"increase", "decrease"}:
        made.add("change by percent")
    too_many = {"greatest-common-factor"} if "common-factor" in made else set()
    return (asked - GENERAL - too_many) | made


def traits_of_prompt(prompt: str) -> Traits:
    """
    Return the traits of a prompt, whose formulas stand between dollar signs.
    """
    formulas: list[Tree] = []

    def typed(found: re.Match[str]) -> str:
        boxed = found[1].replace(r"\square", "x")
        tree = read(boxed, Context(), "latex")
        if isinstance(tree, Unreadable):
            return found[1]
        if len(found[1].strip()) >= LEAST:
            formulas.append(tree)
        return f"{to_text(tree)} {BOX}" if boxed != found[1] else to_text(tree)

    return traits(_FORMULA.sub(typed, prompt), formulas)


def _found(text: str) -> Iterator[Tree]:
    """
    Read the longest stretch of a text that is maths.
    """
    stretches = sorted((found[0].strip() for found in _STRETCH.finditer(text)), key=len, reverse=True)
    for stretch in stretches[:MANY]:
        if len(stretch) >= LEAST and _DONE.search(stretch):
            tree = read(stretch, Context(), "text")
            if not isinstance(tree, Unreadable):
                yield tree
                return


def _numbers(text: str) -> Iterator[str]:
    """
    Yield how many numbers stand in a text, and of which kinds.
    """
    found = [one[0] for one in _NUMBER.finditer(text)]
    yield f"{min(len(found), MANY)} numbers"
    yield from (f"has {_kind(one)}" for one in found)
    if _NEGATIVE.search(text):
        yield "has negative"


def _kind(number: str) -> str:
    if number.endswith("%"):
        return "percent"
    if "/" in number:
        return "mixed" if " " in number else "fraction"
    if "." in number:
        return "decimal"
    size = int(number) if len(number) < MANY else MIDDLE + 1
    return "small" if size <= SMALL else "middle" if size <= MIDDLE else "large"
