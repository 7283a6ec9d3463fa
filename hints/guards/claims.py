"""
Claims: what a text says of numbers and expressions, and what of it is false.

Relations written in maths (`3*2 = 6`), in words ("3 times 2 is 6", "half of 10 is
5", "x is greater than 3") and properties ("9 is a prime"). A question, a
condition and what the learner wrote claim nothing; whether a claim holds is
`truth`'s.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from hints.guards.asserting import asserting
from hints.guards.context import Claim
from hints.guards.properties import properties
from hints.guards.relating import CLAUSE, Relating, RelationSign, relating
from hints.guards.said import Piece, pieces, unmarked
from hints.guards.truth import Lettered, Truth, truth
from hints.guards.undisguised import unset
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Junction, Listing, Name, Number, Percent, Relation, Tree, names
from item_bank.algebra.unreadable import Unreadable

__all__ = ["Said", "said", "stated", "truth_of"]

_ARROWS: Final = re.compile(r"\s*(?:[→⇒⟹⟶]|=>|->|\\(?:to|[lL]?ong?rightarrow|[rR]ightarrow|implies)(?![A-Za-z]))\s*")
_ABOUT: Final = re.compile(
    r"≈|\\approx|\b(?:about|approximately|roughly|nearly|almost|etwa|ungefähr|rund|fast|aproximadamente|casi|unos)\b",
    re.IGNORECASE,
)
_OPERATORS: Final = "+*/^=<>|"
_REMAINDER: Final = re.compile(
    r"\s*,?\s*(?:and |mit |und |con |y )?(?:an? |einen? |de )?(?:remainder|rest|resto|residuo|r)\b", re.IGNORECASE
)
"""Follows a quotient that leaves something over, which is no equation."""
_END: Final = re.compile(r"\s*(?:[.,;:!?)]|$)")
_SIGNS: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})
_ANYTHING: Final = Context()


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of a text: how it is said, and whether it holds."""

    text: str
    truth: Truth


def said(text: str, known: Lettered, *, given: Sequence[str] = (), language: str = "en") -> tuple[Said, ...]:
    """
    Return what a text claims, in order, each claim once.

    Parameters
    ----------
    text
        Markdown with LaTeX between dollar signs.
    known
        What the letters of the exercise stand for.
    given
        What the learner has before them: quoting it claims nothing.
    language
        BCP 47 tag of the text.
    """
    about = _ABOUT.search(text) is not None
    plainer = _ARROWS.sub(" ; ", text)
    quotable = {_squeezed(piece.text) for one in given for piece in pieces(one, language)}
    found: dict[str, Truth] = {}
    for reading in dict.fromkeys((plainer, unset(plainer, language))):
        for tree, said_as, quoted in _relations(pieces(reading, language), relating(language)):
            if quoted and _squeezed(said_as) in quotable:
                continue
            held = truth(tree, known, about=about)
            if held == "false" or said_as not in found:
                found[said_as] = held
    for said_as, holds in properties(plainer, language):
        found.setdefault(said_as, "true" if holds else "false")
    return tuple(Said(text=one, truth=held) for one, held in found.items())


def stated(text: str, language: str) -> Iterator[tuple[str, Relation]]:
    """
    Yield the relations that a text states, in maths and in words, each with what is said.
    """
    for tree, said_as, _ in _relations(pieces(_ARROWS.sub(" ; ", text), language), relating(language)):
        yield said_as, tree


def truth_of(claim: Claim, known: Lettered) -> Truth | None:
    """
    Say whether a declared claim holds; None where a side cannot be read.
    """
    left, right = read(claim.left, _ANYTHING), read(claim.right, _ANYTHING)
    if isinstance(left, Unreadable | Relation | Junction | Listing) or isinstance(
        right, Unreadable | Relation | Junction | Listing
    ):
        return None
    return truth(Relation((left, right), (claim.relation,)), known)


def _relations(found: Sequence[Piece], words: Relating) -> Iterator[tuple[Relation, str, bool]]:
    """Yield what is claimed, how it is said, and whether it may be a quotation."""
    for piece in found:
        if isinstance(piece.tree, Relation) and not _cut(piece) and _claims(piece, piece, words):
            yield from _in_maths(piece, piece.tree, words)
    for first, second in pairwise(found):
        relation = _in_words(first, second, words)
        if relation is not None and _claims(first, second, words):
            said_as = f"{first.text} {relation.operators[0]} {second.text}"
            yield relation, said_as, words.affirmed.match(second.after) is None


def _in_maths(piece: Piece, tree: Relation, words: Relating) -> Iterator[tuple[Relation, str, bool]]:
    """Yield the parts of a relation that is written in maths."""
    for sign, (left, right) in zip(tree.operators, pairwise(tree.operands), strict=True):
        if sign in _SIGNS and not _only_named(left, right, piece, piece, words):
            yield Relation((left, right), (sign,)), piece.text, words.affirmed.match(piece.after) is None


def _in_words(first: Piece, second: Piece, words: Relating) -> Relation | None:
    """Read two pieces and the words between them as a relation; None where they are none."""
    sign = _between(first, second, words)
    left, right = _last(first.tree), _first(second.tree)
    if sign is None or left is None or right is None:
        return None
    if words.torn.search(first.before) or _cut(first) or _cut(second):
        return None
    if _REMAINDER.match(second.after):
        return None
    if asserting(second.language).counts.match(second.after) and not isinstance(second.tree, Relation):
        return None
    if sign in {"=", "!="} and isinstance(bare(left), Number | Percent) and isinstance(bare(right), Number | Percent):
        return None  # "the 3 is 2 places to the left": two bare numbers are seldom meant to be compared
    return None if _only_named(left, right, first, second, words) else Relation((left, right), (sign,))


def _cut(piece: Piece) -> bool:
    """Say whether a piece is the rest of a larger one that could not be read."""
    around = unmarked(piece.sentence[: piece.start]).rstrip()[-1:], unmarked(piece.sentence[piece.end :]).lstrip()[:1]
    return (around[0] or " ") in _OPERATORS or (around[1] or " ") in _OPERATORS


def _between(first: Piece, second: Piece, words: Relating) -> RelationSign | None:
    """Return the sign that the words between two pieces mean."""
    if first.sentence is not second.sentence or first.end > second.start:
        return None
    gap = unmarked(first.sentence[first.end : second.start])
    return next((sign for pattern, sign in words.verbs if pattern.fullmatch(gap)), None)


def _claims(first: Piece, last: Piece, words: Relating) -> bool:
    """Say whether what stands from one piece to another is asserted."""
    if words.taken_back.match(last.after):
        return False
    affirmed = words.affirmed.match(last.after) is not None
    before = CLAUSE.split(first.before)[-1]
    if not affirmed and (words.supposed.search(before) or words.quoted.search(before)):
        return False
    if not last.sentence.rstrip(" *_)\"'\ue004").endswith("?"):
        return True
    # of a question, its last clause asks
    return re.search(r"[,;:]", last.after) is not None and not words.asks.match(before)


def _only_named(left: Tree, right: Tree, first: Piece, last: Piece, words: Relating) -> bool:
    """
    Say whether a letter is only given a value to try: "x = 4 gives 18" says nothing of x.
    """
    if not (isinstance(bare(left), Name) or isinstance(bare(right), Name)):
        return False
    if names(left) and names(right):
        return False
    return not (words.concluding.search(first.before) and _END.match(last.after))


def _last(tree: Tree | None) -> Tree | None:
    return tree.operands[-1] if isinstance(tree, Relation) else None if isinstance(tree, Junction | Listing) else tree


def _first(tree: Tree | None) -> Tree | None:
    return tree.operands[0] if isinstance(tree, Relation) else None if isinstance(tree, Junction | Listing) else tree


def _squeezed(typed: str) -> str:
    return typed.replace("*", "").replace(" ", "")
