"""
The leak guard: whether a text gives the answer away.

Looks for the answer in every form it can take: digits, words, fraction,
decimal, percent, arithmetic that comes to it, an option's letter or text, an
equal expression. What is known already (it stands in the prompt, or the learner
wrote it) counts only where the text asserts it: a number by any assertion, a
piece of maths where it is called the answer. Leans to calling a text a leak: one
that is skipped costs a rung, one that is shown costs the task.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from hints.guards.asserting import asserting
from hints.guards.called import is_called_answer
from hints.guards.claims import stated
from hints.guards.known import SIDES, Known, canonical, known_in
from hints.guards.options import leaves_one, names_option, names_place
from hints.guards.plain import plain
from hints.guards.said import Piece, pieces
from hints.guards.telling import is_asserted, tells
from hints.guards.undisguised import readings
from item_bank.algebra.exact import value
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import (
    Junction,
    Listing,
    Matrix,
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
    InequalityAnswer,
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
from item_bank.answers.verdict import Verdict
from item_bank.answers.words import fold

__all__ = ["leaks"]

_LONG_WORDS = 4
"""Letters from which a word is no everyday one, so that saying it at all gives it away."""
_LONGER_WORDS = 6
"""Letters from which words that stand next to each other do not make it by chance."""
_KEYS = 256
"""Compiled keys that are kept; a guard run asks for the same few again and again."""
_SECRET = b"leak guard"
"""Hints are written by authors and models, not by whom they are kept from: the points need not be secret."""


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
    return any(_leaks(reading, answer, given, language) for reading in (text, *readings(text, language)))


def _leaks(text: str, answer: Answer, given: Sequence[str], language: str) -> bool:
    """Say whether one reading of a text gives an answer away."""
    match answer:
        case MathsAnswer():
            return _maths_leak(text, answer, given, language)
        case OrderAnswer():
            return _order_leak(text, answer, language)
        case ChoiceAnswer():
            return _choice_leak(text, answer, given, language)
        case TextAnswer(value=spelling, accept=accept):
            return any(_words_leak(text, wording, given, language) for wording in (spelling, *accept))
        case _:
            assert_never(answer)


def _maths_leak(text: str, answer: MathsAnswer, given: Sequence[str], language: str) -> bool:
    """Look for a mathematical answer in whatever form."""
    key = _key(answer)
    if isinstance(key, KeyFault):
        return _words_leak(text, answer.value, given, language)
    known = known_in(given, language)
    found = pieces(text, language)
    spelled = canonical("".join(answer.value.split()))
    if "/" in spelled and spelled not in known.maths and any(canonical(piece.text) == spelled for piece in found):
        # The number may be given as a decimal: writing it as this fraction is then what is asked.
        return True
    match key:
        case NumberKey(worth=Fraction() as worth, rounded=rounded):
            targets = () if rounded is None else rounded.targets
            return tells(text, found, (worth, *targets), known, language)
        case ExpressionKey(maths=maths):
            fixed = value(maths.tree)
            if isinstance(fixed, Fraction):
                return tells(text, found, (fixed,), known, language)
            return any(_tells_expression(piece, key, known) for piece in found)
        case EquationKey():
            return any(_tells_equation(piece, key, known) for piece in found)
        case _:
            numbers = tuple(_numbers_of(key.maths.tree))
            if tells(text, found, numbers, known, language):
                return True
            if isinstance(answer, InequalityAnswer) and _states(text, key, known, language):
                return True
            return any(_tells_part(piece, key, known) for piece in found) or _words_leak(
                text, answer.value, given, language
            )


def _states(text: str, key: MathsKey, known: Known, language: str) -> bool:
    """Say whether a text states a relation, in words too, that would be accepted: "x is greater than 3"."""
    return any(
        canonical(said_as) not in known.maths and key.judge(tree, said_as).verdict is Verdict.CORRECT
        for said_as, tree in stated(text, language)
    )


@lru_cache(maxsize=_KEYS)
def _key(answer: MathsAnswer) -> MathsKey | KeyFault:
    """Compile a key to compare with, in any letters."""
    key = compile_key(answer, unknowns=(), solution=(), secret=_SECRET, subject="")
    if not isinstance(key, MathsKey | KeyFault):
        raise TypeError(key)
    return key


def _tells_expression(piece: Piece, key: ExpressionKey, known: Known) -> bool:
    """Say whether one piece holds an expression equal to the key."""
    right = key.same(key.maths.tree)
    for place, side in enumerate(piece.sides):
        if key.same(side) != right:
            continue
        text = SIDES.split(piece.text)[place] if len(piece.sides) > 1 else piece.text
        quoted = canonical(piece.text) in known.maths and len(piece.sides) > 1
        if quoted or canonical(text) in known.maths:
            told = _is_called_the_answer(piece, side, key)
        else:
            told = not isinstance(bare(side), Name) or is_asserted(piece, place)
        if told:
            return True
    return False


def _is_called_the_answer(piece: Piece, tree: Tree, key: MathsKey) -> bool:
    """
    Say whether something known, that would be accepted, is called the answer.

    The task itself equals the key of many exercises, and is no answer to them.
    """
    return is_called_answer(piece) and key.judge(tree, piece.text).verdict is Verdict.CORRECT


def _tells_equation(piece: Piece, key: EquationKey, known: Known) -> bool:
    """
    Say whether one piece is the key, or as simple a form of it.

    A longer equation with the same solutions is a line on the way, not the answer.
    """
    if not isinstance(piece.tree, Relation):
        return False
    if canonical(piece.text) in known.maths:
        return _is_called_the_answer(piece, piece.tree, key)
    same = key.right is not None and key.same(piece.tree) == key.right
    return same and left_to_do(piece.tree) <= left_to_do(key.maths.tree)


def _tells_part(piece: Piece, key: MathsKey, known: Known) -> bool:
    """
    Say whether one piece is an answer of several parts.
    """
    if piece.tree is None:
        return False
    if canonical(piece.text) in known.maths:
        return _is_called_the_answer(piece, piece.tree, key)
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
    ids = [fold(choice.id) for choice in answer.choices]
    if fold(answer.value) in ids and names_place(text, ids.index(fold(answer.value)) + 1, len(ids)):
        return True
    right = next((choice.text for choice in answer.choices if fold(choice.id) == fold(answer.value)), None)
    if right is None:
        return False
    texts = [plain(choice.text, language).strip() for choice in answer.choices]
    if leaves_one(plain(text, language), fold(answer.value), ids, texts):
        return True
    shown = (*given, *(choice.text for choice in answer.choices))
    number = _key(NumberAnswer(value=plain(right, language).strip())) if pieces(right, language) else None
    if isinstance(number, NumberKey) and number.worth is not None:
        return tells(text, pieces(text, language), (number.worth,), known_in(shown, language), language)
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


def _spelled_otherwise(text: str, wording: str) -> bool:
    """Say whether a long word stands in a text drawn apart, turned round, or with other accents."""
    word = _unaccented(wording)
    if len(word) < _LONGER_WORDS or not word.isalpha():
        return False
    said = _unaccented(text)
    ways = ("[\\W_]{0,2}".join(word), word[::-1])
    return any(re.search(rf"(?<!\w){way}(?!\w)", said) for way in ways)


def _unaccented(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(sign) != "Mn")


def _words_leak(text: str, wording: str, given: Sequence[str], language: str) -> bool:
    """
    Look for words.

    Words that are given, and everyday ones, count only where they are asserted.
    """
    spoken = asserting(language)
    wanted = r"\W+".join(map(re.escape, re.findall(r"\w+", wording)))
    if not wanted:
        return False
    if not any(fold(wording) in fold(known) for known in given) and _spelled_otherwise(text, wording):
        return True
    everyday = len(wording.split()) == 1 and (len(wording) < _LONG_WORDS or fold(wording) in spoken.everyday)
    everyday = everyday or any(fold(wording) in fold(known) for known in given)
    for found in re.finditer(rf"(?<!\w){wanted}(?!\w)", text, re.IGNORECASE):
        said = spoken.states.search(text[: found.start()].rpartition(". ")[2])
        ends = re.search(r"[.!?\n]", text[found.end() :])
        if not everyday or (said is not None and (ends is None or ends[0] != "?")):
            return True
    return False
