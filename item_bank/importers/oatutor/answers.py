"""
Answers: which kind an OATutor answer is, and the key as we write it.

The layout says only `arithmetic`, `string` or multiple choice. Here the kinds
are told apart: choices, words, quantities, and maths, whose kind is `kinds`'.
What is of no kind that we have is refused with its reason.
"""

import re
from collections.abc import Callable

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import MatrixAnswer
from item_bank.importers.oatutor.asked import STRING, Asked, Key, Refused
from item_bank.importers.oatutor.choices import read_choice
from item_bank.importers.oatutor.kinds import kind_of_maths
from item_bank.importers.oatutor.quantities import money, with_unit
from item_bank.importers.oatutor.texts import Cleaned
from item_bank.importers.oatutor.typed import NotTyped, to_typed
from item_bank.importers.oatutor.worded import INDEXED, KNOWN_WORDS, WORD, as_written, chemical, has_words, words

__all__ = ["MULTIPLE_CHOICE", "read_key"]

MULTIPLE_CHOICE = "MultipleChoice"
ANYTHING = Context(expects="several")
MIXED = re.compile(r"(?<![\d.A-Za-z)}^])(\d+)\s*\\[dt]?frac\s*\{\s*(\d+)\s*\}\s*\{\s*(\d+)\s*\}")
THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
SPACED_THOUSANDS = re.compile(r"-?\d{1,3}(?: \d{3})+(?:\.\d+)?")
DECIMAL_COMMA = re.compile(r"(?<![\d,.])(\d+),(\d+)(?![\d,.])")
LEFT_SIDE = re.compile(
    r"\s*(?:\(*[A-Za-z]\s*(?:\\circ|[+*/\u2218\u00b0-])\s*[A-Za-z]\s*\)+\s*\(+\s*[a-z0-9]\s*\)+|\(*d\^\(*\d\)*\s*[A-Za-z]\)*/\(*d[A-Za-z]\^\(*\d\)+|[A-Za-z]{1,3}(?:_[A-Za-z0-9]+)?\s*'*(?:\^\(+-1\)+)?\s*\((?:[^()=]|\([^()=]*\))*\)|[A-Za-z]'+"
    r"|\(*d\(?[A-Za-z]?\)?/?\)?/?\(?d[A-Za-z]\)*|a\s*n|[A-Za-z]{3,})\s*=(?!=)"
)
"""A function of something, a derivative, a sequence's term, a word: nothing that is worked with."""
VECTORS = "ijk"
BY_UNIT_VECTORS = re.compile(r"\bvectors?\b|\bvelocity\b|\bforce\b|\bvektor", re.IGNORECASE)
VECTOR_SIGNS = re.compile(r"(?<![A-Za-z])[ijk](?![A-Za-z(])")


def read_key(asked: Asked, clean: Callable[[str], Cleaned]) -> Key | Refused:
    """
    Read the key of a step or scaffold.

    Parameters
    ----------
    asked
        The answer and what is around it.
    clean
        Brings a choice's text into our Markdown.
    """
    if len(asked.answers) != 1 or not asked.answers[0].strip():
        return Refused("answer_count")
    answer = asked.answers[0].strip()
    if asked.problem_type == MULTIPLE_CHOICE:
        return read_choice(answer, asked.choices, clean)
    price = money(answer)
    if price is not None:
        return Key(answer=price, authored=price.value)
    return words(answer, asked) or chemical(answer, asked) or _maths(answer, asked)


def _maths(answer: str, asked: Asked) -> Key | Refused:
    """
    Make the key of an answer that is read as maths, or in words where it cannot be.
    """
    answer, left = _without_left_side(_numbers(answer, asked))
    if MIXED.search(answer):
        # a product to the source's tools, a mixed number to who reads it
        if "mixed" not in asked.wording.casefold():
            return Refused("ambiguous_fraction")
        answer = MIXED.sub(r" \1 \2/\3 ", answer)
    quantity = None if "\\" in answer else with_unit(answer.replace("$$", " ").replace("**", "^"), [asked.wording])
    typed = to_typed(answer) if quantity is None else quantity.value
    if isinstance(typed, NotTyped):
        return as_written(answer, asked, typed.reason)
    typed, also_left = _without_left_side(typed)
    left = left or also_left
    if quantity is None and has_words(typed, asked):
        quantity = with_unit(typed, [asked.wording])
        if quantity is None:
            return as_written(answer, asked, "unreadable_answer")
    quantity = quantity or with_unit(typed, [asked.wording])
    if quantity is not None:
        return Key(answer=quantity, authored=quantity.value, mended=("left_side_dropped",) * left)
    indexed = tuple(dict.fromkeys(INDEXED.findall(typed)))
    vectors = tuple(VECTORS) if BY_UNIT_VECTORS.search(asked.wording) and VECTOR_SIGNS.search(typed) else ()
    letters = _letters(typed, vectors) if indexed or vectors else ()
    context = msgspec.structs.replace(ANYTHING, names=(*indexed, *letters))
    tree = read(typed, context)
    if isinstance(tree, Unreadable):
        # `42,136` stands for two numbers where words are asked for, and for none elsewhere
        typed = ", ".join(part.strip() for part in typed.split(","))
        tree = read(typed, context)
    if isinstance(tree, Unreadable):
        return as_written(answer, asked, "unreadable_answer")
    if typed.startswith("[[") and "matrix}" in answer:
        # one column alone would be read as a list of its entries
        return Key(answer=MatrixAnswer(value=typed), authored=typed)
    kept, unknowns = kind_of_maths(tree, asked.wording)
    unknowns = tuple(dict.fromkeys((*unknowns, *indexed, *vectors)))
    return Key(answer=kept, authored=typed, unknowns=unknowns, mended=("left_side_dropped",) * left)


def _letters(typed: str, vectors: tuple[str, ...]) -> tuple[str, ...]:
    """
    List the letters that have to be declared where some names are: all but those of functions and constants.
    """
    words = [word for word in WORD.findall(INDEXED.sub(" ", typed)) if word not in KNOWN_WORDS]
    letters = {letter for word in words for letter in word}.difference("e" if vectors else "ei")
    return tuple(sorted(letters.union(vectors)))


def _numbers(answer: str, asked: Asked) -> str:
    """
    Write the numbers of an answer as the grammar does: `1,234` of maths is one number, `0,5` of Swedish too.
    """
    plain = answer.replace("$$", "").replace("{,}", ",").strip()
    if asked.decimal_comma and DECIMAL_COMMA.search(plain):
        return DECIMAL_COMMA.sub(r"\1.\2", plain)
    if SPACED_THOUSANDS.fullmatch(plain):
        return plain.replace(" ", "")
    grouped = THOUSANDS.fullmatch(plain) and asked.answer_type != STRING
    return plain.replace(",", "") if grouped else answer


def _without_left_side(answer: str) -> tuple[str, bool]:
    """
    Take off what only says what is asked for (`f(x) =`, `dy/dx =`, `P(A) =`), and say whether it was there.
    """
    plain = answer if "\\" in answer else answer.replace("$$", " ")
    found = LEFT_SIDE.match(plain)
    if found is None or re.search("[=<>]", plain[found.end() :]):
        return answer, False
    return plain[found.end() :].strip(), True
