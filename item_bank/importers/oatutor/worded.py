"""
Worded: answers in words, and what is written in one way alone.

The source compares them as texts without white space, and so do we: words,
chemical formulas, and short codes that are no maths of ours (`X~N(5,2)`, `3:4`).
What could be said in several ways is refused.
"""

import re

from item_bank.algebra.functions import ALIASES, FUNCTIONS
from item_bank.answers.answer import TextAnswer
from item_bank.importers.oatutor.asked import STRING, Asked, Key, Refused
from item_bank.importers.oatutor.letters import letters_in
from item_bank.importers.oatutor.signs import GREEK

__all__ = ["INDEXED", "KNOWN_WORDS", "WORD", "as_written", "chemical", "has_words", "in_words", "words"]

INDEXED = re.compile(r"(?<![A-Za-z])[A-Za-z]_[0-9A-Za-z]+")
WORD = re.compile(r"[A-Za-z]+")
KNOWN_WORDS = frozenset(
    {
        *FUNCTIONS,
        *ALIASES,
        *GREEK,
        "pi",
        "oo",
        "inf",
        "infinity",
        "root",
        "cbrt",
        "U",
        "or",
        "and",
        "degrees",
        "degree",
        "deg",
    }
)
"""Words of typed maths that are no products of letters."""
KNOWN = re.compile(
    "|".join(sorted(KNOWN_WORDS | {"all", "real", "numbers", "no", "solution", "none"}, key=len, reverse=True))
)
MAX_WORDS = 60
"""Characters of an answer in words; what is longer is a sentence, and no two learners write the same one."""
MAX_CODE = 20
"""Characters of an answer that is neither maths nor words and still written in one way: `X~N(5,2)`, `3:4`, `7 R 2`."""
WORDS = re.compile(r"[A-Za-z](?:[A-Za-z]|[ '-](?=[A-Za-z]))*")
CAPITALS = re.compile(r"[A-Z]{2,}")
TEXT_COMMAND = re.compile(r"\\(?:text|mathrm|textrm|operatorname)\s*\{([^{}]*)\}")
MATHS_WORDS = frozenset(
    {"infinity", "inf", "all real numbers", "no solution", "no solutions", "no real solution", "none", *GREEK}
)
"""Words that are maths of the grammar."""
YES_OR_NO = frozenset({"yes", "no", "ja", "nej", "true", "false"})
CHEMICAL = re.compile(
    r"(?:\d*(?:[A-Z][a-z]?(?:_?\{?\d+\}?)?|\((?:[A-Z][a-z]?\d*)+\)_?\{?\d+\}?){2,}|[A-Z][a-z]?)(?:\^?\{?\d*[+-]\}?)?"
)
ELEMENT = re.compile(r"[A-Z][a-z]?")
ELEMENTS = frozenset(
    re.findall(
        "[A-Z][a-z]?",
        "HHeLiBeBCNOFNeNaMgAlSiPSClArKCaTiVCrMnFeCoNiCuZnAsSeBrKrSrAgCdSnIXeCsBaPtAuHgPbBiRaU",
    )
)
LOWERED = str.maketrans("0123456789", "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089")
TOLD_HOW = re.compile(
    r"\bin the (?:following )?form|\bformat\b|\b(?:enter|write|type|input) (?:your|the) answer", re.IGNORECASE
)
CODE = re.compile(r"(?:[^\W_]|[ :~|(),.'%&_]|(?<![\d ])-(?![\d ]))+")
"""Signs of what is written in one way alone; sums, fractions and equations are not."""
AMOUNT = re.compile(r"^[\d.,\s'%]+$|^(?:about |approximately )?[\d.,/]+(?: [A-Za-z]+(?: [\d.,/]+ [A-Za-z]+)*)?$")
"""A number, or some with a word behind: `12 apples` would be wrong for whoever writes 12."""
LISTED = re.compile(r"\s*[{(\[].*[,|].*[})\]]\s*")
"""What is in brackets may be listed in another order, or said in another way."""


def words(answer: str, asked: Asked) -> Key | Refused | None:
    """
    Make the key of an answer in words; None where it is none.
    """
    if not _is_words(answer, asked):
        return None
    plain = in_words(answer)
    return Refused("sentence") if len(plain) > MAX_WORDS else Key(answer=TextAnswer(value=plain), authored=plain)


def chemical(answer: str, asked: Asked) -> Key | None:
    """
    Make the key of a chemical formula, however its numbers are lowered or raised; None where it is none.
    """
    formula = "".join(in_words(answer).split())
    if not _is_chemical(formula, asked):
        return None
    plain = re.sub(r"[_^{}]", "", formula)
    lowered = re.sub(r"(?<=[A-Za-z)])\d+", lambda found: found[0].translate(LOWERED), plain)
    other = tuple(dict.fromkeys(text for text in (formula, lowered) if text != plain))
    return Key(answer=TextAnswer(value=plain, accept=other), authored=plain)


def as_written(answer: str, asked: Asked, reason: str) -> Key | Refused:
    """
    Make a key of an answer that is no maths of ours but short and written in one way, as the source compares it.
    """
    plain = in_words(answer)
    if asked.answer_type != STRING:
        return Refused(reason)
    told = len(plain) <= MAX_WORDS and TOLD_HOW.search(asked.wording) is not None and "\\" not in plain
    short = len(plain) <= MAX_CODE and CODE.fullmatch(plain) is not None and not AMOUNT.search(plain)
    if reason == "unreadable_answer" and (short or told) and not LISTED.fullmatch(plain):
        return Key(answer=TextAnswer(value=plain), authored=plain)
    return Refused("sentence" if reason == "unreadable_answer" else reason)


def has_words(typed: str, asked: Asked) -> bool:
    """
    Say whether there are words among maths, which would be read as products of letters that nobody has seen.
    """
    words = [word for word in WORD.findall(KNOWN.sub(" ", INDEXED.sub(" ", typed))) if len(word) > 2]  # noqa: PLR2004 - shorter ones are products
    return bool(words) and not letters_in([asked.wording]).issuperset("".join(words))


def in_words(answer: str) -> str:
    """
    Take off the dollars and commands around words.
    """
    return " ".join(TEXT_COMMAND.sub(r"\1", answer.replace("$$", " ")).split())


def _is_words(answer: str, asked: Asked) -> bool:
    """
    Say whether an answer is in words: letters alone, and no product of letters that the question has.
    """
    plain = in_words(answer)
    if not WORDS.fullmatch(plain):
        return False
    if asked.answer_type == STRING or CAPITALS.fullmatch(plain) or plain.casefold() in YES_OR_NO:
        return True
    word = len(plain) > 2 and plain.casefold() not in MATHS_WORDS  # noqa: PLR2004 - a shorter one is a product
    return word and not letters_in([asked.wording]).issuperset("".join(plain.split()))


def _is_chemical(formula: str, asked: Asked) -> bool:
    """
    Say whether an answer is a chemical formula: of elements, and not of letters that the question has as quantities.
    """
    if not CHEMICAL.fullmatch(formula) or not ELEMENTS.issuperset(ELEMENT.findall(formula)):
        return False
    told_apart = any(sign.isdigit() or sign.islower() or sign in "+-" for sign in formula)
    return told_apart and not letters_in([asked.wording]).issuperset(re.sub("[^A-Za-z]", "", formula))
