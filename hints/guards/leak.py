"""
The leak guard: whether a text gives the answer away.

Looks for the answer in every form it can take: digits, words, fraction,
decimal, percent, arithmetic that comes to it, an option's letter or text, an
equal expression. A number that is known already (it stands in the prompt, or
the learner wrote it) counts only where the text asserts it. Leans to calling a
text a leak: one that is skipped costs a rung, one that is shown costs the task.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

import msgspec

from hints.guards.asserting import asserting
from hints.guards.options import names_option
from hints.guards.plain import plain
from hints.guards.said import Numeral, Piece, pieces
from item_bank.algebra.exact import value
from item_bank.algebra.numerals import marks
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import (
    Divide,
    Junction,
    Listing,
    Matrix,
    Mixed,
    Multiply,
    Name,
    PlusMinus,
    Relation,
    Tree,
    names,
)
from item_bank.answers.answer import (
    Answer,
    ChoiceAnswer,
    MathsAnswer,
    NumberAnswer,
    OrderAnswer,
    TextAnswer,
)
from item_bank.answers.key import KeyFault, MathsKey, compile_key
from item_bank.answers.kinds.equation import EquationKey
from item_bank.answers.kinds.expression import ExpressionKey
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.maths import left_to_do
from item_bank.answers.words import fold

__all__ = ["leaks"]

_EQUALS = re.compile(r"[=≈→]\s*$")
_SMALL = 12
"""Whole numbers up to this are everyday words when spelled out ("one of the sides")."""
_SIDES = re.compile(r"[<>!]?=|[<>]")
_LABEL = re.compile(r"(?:[A-Z]{2,}|[A-Za-z]{3,})\Z")
"""Letters that name what a number or expression is, though they read as a product: `GCF = x`, `area = 12`."""
_DROPPED = str.maketrans("", "", "()*")
_LONG_WORDS = 4
"""Letters from which a word is no everyday one, so that saying it at all gives it away."""
_KEYS = 256
"""Compiled keys that are kept; a guard run asks for the same few again and again."""
_SECRET = b"leak guard"
"""Hints are written by authors and models, not by whom they are kept from: the points need not be secret."""


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is given: the numbers written in it, and its pieces of maths with their sides."""

    numbers: frozenset[Fraction]
    maths: frozenset[str]


def leaks(text: str, answer: Answer, *, given: Sequence[str], language: str = "en") -> bool:
    """
    Say whether a text gives an answer away.

    Parameters
    ----------
    text
        What would be shown: Markdown with LaTeX between dollar signs.
    answer
        The answer that must not be given away.
    given
        What is known already: prompt, step prompt, the learner's own response.
    language
        BCP 47 tag of the text: number words and decimal marks outside of maths
        are its own. Maths between dollar signs has a decimal point in every language.
    """
    match answer:
        case MathsAnswer():
            return _maths_leak(text, answer, given, language)
        case OrderAnswer():
            return _order_leak(text, answer, language)
        case ChoiceAnswer():
            return _choice_leak(text, answer, given, language)
        case TextAnswer(value=spelling, accept=accept):
            return any(_words_leak(text, words, given, language) for words in (spelling, *accept))
        case _:
            assert_never(answer)


def _maths_leak(text: str, answer: MathsAnswer, given: Sequence[str], language: str) -> bool:
    """Look for a mathematical answer in whatever form."""
    key = _key(answer)
    if isinstance(key, KeyFault):
        return _words_leak(text, answer.value, given, language)
    known = _known(given, language)
    found = pieces(text, language)
    spelled = _canonical("".join(answer.value.split()))
    if "/" in spelled and spelled not in known.maths and any(_canonical(piece.text) == spelled for piece in found):
        # The number may be given as a decimal: writing it as this fraction is then what is asked.
        return True
    match key:
        case NumberKey(worth=Fraction() as worth, rounded=rounded):
            targets = () if rounded is None else rounded.targets
            return any(_tells_number(piece, one, known) for piece in found for one in (worth, *targets))
        case ExpressionKey(maths=maths):
            fixed = value(maths.tree)
            if isinstance(fixed, Fraction):
                return any(_tells_number(piece, fixed, known) for piece in found)
            return any(_tells_expression(piece, key, known) for piece in found)
        case EquationKey():
            return any(_tells_equation(piece, key, known) for piece in found)
        case _:
            return any(_tells_part(piece, key, known) for piece in found) or _words_leak(
                text, answer.value, given, language
            )


@lru_cache(maxsize=_KEYS)
def _key(answer: MathsAnswer) -> MathsKey | KeyFault:
    """Compile a key to compare with, in any letters."""
    key = compile_key(answer, unknowns=(), solution=(), secret=_SECRET, subject="")
    if not isinstance(key, MathsKey | KeyFault):
        raise TypeError(key)
    return key


@lru_cache(maxsize=_KEYS)
def _known_text(text: str, language: str) -> _Known:
    """Collect what one given text makes known; a comma is read both ways."""
    found = [piece for way in _ways(text, language) for piece in pieces(way, language)]
    numbers = {literal.worth for piece in found for literal in piece.literals}
    sides = {side for piece in found for side in (piece.text, *_SIDES.split(piece.text))}
    return _Known(numbers=frozenset(numbers), maths=frozenset(map(_canonical, sides)))


def _ways(text: str, language: str) -> frozenset[str]:
    """Give the ways in which the marks of a text may be meant; where a comma is the decimal mark, it is read as one."""
    if marks(language).decimal == ",":
        return frozenset({text, text.replace(";", ",")})
    return frozenset({text, text.replace(",", "."), text.replace(",", "")})


def _known(given: Sequence[str], language: str) -> _Known:
    """Collect what is known already."""
    parts = [_known_text(text, language) for text in given]
    return _Known(
        numbers=frozenset().union(*(part.numbers for part in parts)),
        maths=frozenset().union(*(part.maths for part in parts)),
    )


def _canonical(typed: str) -> str:
    """Write a piece so that `3*x` and `3x` are one, and outer brackets none."""
    bare_text = typed.replace("*", "")
    while bare_text.startswith("(") and bare_text.endswith(")") and ")(" not in bare_text:
        bare_text = bare_text[1:-1]
    return bare_text


def _tells_number(piece: Piece, worth: Fraction, known: _Known) -> bool:
    """Say whether one piece tells a number."""
    alone = len(piece.sides) <= 1 and any(literal.part == "alone" for literal in piece.literals)
    if not alone and _canonical(piece.text) in known.maths:
        return False
    if any(_tells_literally(literal, piece, worth, known) for literal in piece.literals if literal.worth == worth):
        return True
    if _puts_in(piece, worth, known):
        return True
    return any(
        value(side) == worth and (piece.disguised or _asserted(piece, place))
        for place, side in enumerate(piece.sides)
        if _is_worked(side)
    )


def _puts_in(piece: Piece, worth: Fraction, known: _Known) -> bool:
    """
    Say whether a piece is something given with the number put in for its letter.

    "Check whether 9(-6) equals 8(-6) - 6" tells who solves 9y = 8y - 6 all.
    """
    parts = zip(piece.sides, _SIDES.split(piece.text), strict=False)
    worked = {
        _strokes(text)
        for side, text in parts
        if not names(side) and (left_to_do(side) or isinstance(bare(side), Mixed))  # LaTeX writes 28 times 3/4 so too
    }
    if not worked:
        return False
    for given in known.maths:
        letters = set(filter(str.isalpha, given))
        if len(letters) == 1 and len(given) > 1 and _strokes(given.replace(letters.pop(), str(worth))) in worked:
            return True
    return False


def _strokes(typed: str) -> str:
    """Write a piece without brackets and product signs, which putting a number in brings along."""
    return typed.translate(_DROPPED)


def _tells_literally(literal: Numeral, piece: Piece, worth: Fraction, known: _Known) -> bool:
    """Say whether a number that equals the answer tells it, as it stands there."""
    if literal.part == "attached":
        return False
    single = not isinstance(piece.tree, Relation)
    if single and literal.part == "alone" and _only_counts(piece, literal):
        return False
    asserted = literal.part == "alone" and _asserted(piece, literal.side)
    everyday = literal.from_word and worth.denominator == 1 and abs(worth) <= _SMALL
    return asserted if everyday or worth in known.numbers else True


def _only_counts(piece: Piece, literal: Numeral) -> bool:
    """Say whether a number numbers or counts things of the exercise: "line 2", "two sides", "one of them"."""
    words = asserting(piece.language)
    if words.numbered.search(piece.before) or words.counts.match(piece.after):
        return True
    return literal.from_word and literal.worth == 1 and piece.after.lstrip().startswith(words.one_of)


def _is_worked(side: Tree) -> bool:
    """Say whether a side is arithmetic that comes to a number, not a number by itself."""
    return not names(side) and left_to_do(side) + isinstance(bare(side), Divide) > 0


def _asserted(piece: Piece, place: int) -> bool:
    """
    Say whether a side of a piece is asserted to be something.

    It is where it equals a letter by itself, a name or another number, within
    the piece or by the words before it. A question asserts only what it equates.
    """
    texts = _SIDES.split(piece.text)
    others = [(side, text) for at, (side, text) in enumerate(zip(piece.sides, texts, strict=False)) if at != place]
    if others:
        return any(isinstance(bare(side), Name) or not names(side) or _LABEL.match(text) for side, text in others)
    if _EQUALS.search(piece.before):
        return True
    words = asserting(piece.language)
    said = words.states.search(piece.before)
    return said is not None and (not piece.asked or words.answer in said[0].lower())


def _tells_expression(piece: Piece, key: ExpressionKey, known: _Known) -> bool:
    """Say whether one piece holds an expression equal to the key."""
    right = key.same(key.maths.tree)
    for place, side in enumerate(piece.sides):
        if key.same(side) != right:
            continue
        text = _SIDES.split(piece.text)[place] if len(piece.sides) > 1 else piece.text
        everyday = isinstance(bare(side), Name) or _canonical(text) in known.maths
        quoted = _canonical(piece.text) in known.maths and len(piece.sides) > 1
        if not quoted and (not everyday or (_asserted(piece, place) and _canonical(text) not in known.maths)):
            return True
    return False


def _tells_equation(piece: Piece, key: EquationKey, known: _Known) -> bool:
    """
    Say whether one piece is the key, or as simple a form of it.

    A longer equation with the same solutions is a line on the way, not the answer.
    """
    if _canonical(piece.text) in known.maths or not isinstance(piece.tree, Relation):
        return False
    same = key.right is not None and key.same(piece.tree) == key.right
    return same and left_to_do(piece.tree) <= left_to_do(key.maths.tree)


def _tells_part(piece: Piece, key: MathsKey, known: _Known) -> bool:
    """
    Say whether one piece is an answer of several parts, or states one of them.

    One of two solutions is half of the answer, and a number is told as any
    number would be.
    """
    if any(_tells_number(piece, worth, known) for worth in _numbers_of(key.maths.tree)):
        return True
    if piece.tree is None or _canonical(piece.text) in known.maths:
        return False
    right = key.same(key.maths.tree)
    return right is not None and key.same(piece.tree) == right and left_to_do(piece.tree) <= left_to_do(key.maths.tree)


def _numbers_of(tree: Tree) -> Iterator[Fraction]:
    """Yield the exact numbers that an answer of several parts gives: entries, solutions, ends, sizes of quantities."""
    match tree:
        case Listing(parts) | Junction(parts=parts):
            for part in parts:
                yield from _numbers_of(part)
        case Matrix(rows):
            for row in rows:
                for entry in row:
                    yield from _numbers_of(entry)
        case Relation(operands=(left, right), operators=("=",)) if isinstance(bare(left), Name):
            yield from _numbers_of(right)
        case PlusMinus(operand):
            yield from _numbers_of(operand)
        case Multiply(left, right) if names(right) and not names(left):
            yield from _numbers_of(left)
        case _:
            worth = value(tree)
            if isinstance(worth, Fraction):
                yield worth


def _choice_leak(text: str, answer: ChoiceAnswer, given: Sequence[str], language: str) -> bool:
    """Look for the right option by its letter, its number or its text."""
    if names_option(text, answer.value):
        return True
    right = next((choice.text for choice in answer.choices if fold(choice.id) == fold(answer.value)), None)
    if right is None:
        return False
    shown = (*given, *(choice.text for choice in answer.choices))
    number = _key(NumberAnswer(value=plain(right, language).strip())) if pieces(right, language) else None
    if isinstance(number, NumberKey) and number.worth is not None:
        worth = number.worth
        known = _known(shown, language)
        return any(_tells_number(piece, worth, known) for piece in pieces(text, language))
    return _words_leak(text, right, given, language)


def _order_leak(text: str, answer: OrderAnswer, language: str) -> bool:
    """Say whether a text names every option, in the right order."""
    texts = {fold(choice.id): plain(choice.text, language) for choice in answer.choices}
    said, at = fold(plain(text, language)), 0
    for option in answer.value.split(","):
        at = said.find(fold(texts.get(fold(option), option)), at)
        if at < 0:
            return False
        at += 1
    return True


def _words_leak(text: str, words: str, given: Sequence[str], language: str) -> bool:
    """
    Look for words.

    Words that are given, and everyday ones, count only where they are asserted.
    """
    spoken = asserting(language)
    wanted = r"\W+".join(map(re.escape, re.findall(r"\w+", words)))
    if not wanted:
        return False
    everyday = len(words.split()) == 1 and (len(words) < _LONG_WORDS or fold(words) in spoken.everyday)
    everyday = everyday or any(fold(words) in fold(known) for known in given)
    for found in re.finditer(rf"(?<!\w){wanted}(?!\w)", text, re.IGNORECASE):
        said = spoken.states.search(text[: found.start()].rpartition(". ")[2])
        ends = re.search(r"[.!?\n]", text[found.end() :])
        if not everyday or (said is not None and (ends is None or ends[0] != "?")):
            return True
    return False
