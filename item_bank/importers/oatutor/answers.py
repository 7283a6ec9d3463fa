"""
Answers: which kind an OATutor answer is, and the key as we write it.

The layout says only `arithmetic`, `string` or multiple choice. Words and
choices are told apart here, maths by `kinds`. What is of no kind that we have
is refused with its reason.
"""

import re
from collections.abc import Callable, Sequence

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import Answer, Choice, ChoiceAnswer, TextAnswer, UnitsAnswer
from item_bank.importers.oatutor.kinds import kind_of_maths
from item_bank.importers.oatutor.texts import Cleaned
from item_bank.importers.oatutor.typed import NotTyped, to_typed

__all__ = ["Asked", "Key", "Refused", "read_key"]

MULTIPLE_CHOICE = "MultipleChoice"
STRING = "string"
PRICE = re.compile(r"(?:\\?\$)\s*\d+(?:\.\d\d)?")
INDEXED = re.compile(r"(?<![A-Za-z])[A-Za-z]_[0-9A-Za-z]+")
LETTER = re.compile(r"(?<![A-Za-z_])[A-Za-z](?![A-Za-z_])")
ANYTHING = Context(expects="several")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MAX_WORDS = 60
"""Characters of an answer in words; what is longer is a sentence, and no two learners write the same one."""

WORDS = re.compile(r"[A-Za-z](?:[A-Za-z]|[ '-](?=[A-Za-z]))*")
CAPITALS = re.compile(r"[A-Z]{2,}")
ADDRESS = re.compile(r"https?://")
JOINED = re.compile(r"(?<=[\w)\]])I(?=[(\[\w$-])")
ORDER_MATTERS = re.compile(
    r"\b(?:all|none|both|neither|either) (?:of )?(?:the |these |them|are )?|\babove\b|^(?:true|false|yes|no)\b",
    re.IGNORECASE,
)
BARE_LETTER = re.compile(r"\(?(?:[A-Za-z]|(?:graph|figure|option|choice) [A-Za-z0-9])[).]?", re.IGNORECASE)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """
    What an answer is to.

    `wording` is everything that is said around it, title and lesson included;
    it decides about forms alone, never about the kind.
    """

    problem_type: str
    answer_type: str
    answers: tuple[str, ...]
    choices: tuple[str, ...]
    wording: str


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """
    A key as we write it.

    `authored` is the answer as typed maths before it was re-printed (for a
    choice its id, for words the words); `unknowns` are letters that a response
    may name beside those of the key.
    """

    answer: Answer
    authored: str
    unknowns: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()


class Refused(msgspec.Struct, frozen=True):
    """No key; `reason` is a code of `reasons`."""

    reason: str


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
        return _choice(answer, asked.choices, clean)
    if WORDS.fullmatch(answer) and (asked.answer_type == STRING or CAPITALS.fullmatch(answer)):
        return _words(answer)
    if PRICE.fullmatch(answer):
        price = answer.replace("\\", "").replace(" ", "")
        return Key(answer=UnitsAnswer(value=price), authored=price)
    typed = to_typed(answer)
    if isinstance(typed, NotTyped):
        return Refused(typed.reason)
    indexed = tuple(dict.fromkeys(INDEXED.findall(typed)))
    letters = tuple(sorted({letter for letter in LETTER.findall(typed) if letter not in "ei"})) if indexed else ()
    context = msgspec.structs.replace(ANYTHING, names=(*indexed, *letters))
    tree = read(typed, context)
    if isinstance(tree, Unreadable):
        # `42,136` stands for two numbers where words are asked for, and for none elsewhere
        typed = ", ".join(part.strip() for part in typed.split(","))
        tree = read(typed, context)
    if isinstance(tree, Unreadable):
        return Refused("sentence" if asked.answer_type == STRING else "unreadable_answer")
    kept, unknowns = kind_of_maths(tree, asked.wording)
    return Key(answer=kept, authored=typed, unknowns=tuple(dict.fromkeys((*unknowns, *indexed))))


def _words(answer: str) -> Key | Refused:
    """
    Make the key of an answer in words.
    """
    if len(answer) > MAX_WORDS:
        return Refused("sentence")
    return Key(answer=TextAnswer(value=answer), authored=answer)


def _choice(answer: str, raw: Sequence[str], clean: Callable[[str], Cleaned]) -> Key | Refused:
    """
    Make the key of a multiple choice, in the authored order.
    """
    whole = list(dict.fromkeys(option.strip() for option in raw))
    options, parted = _parted(answer, whole)
    reason = _unfit(answer, options)
    if reason is not None:
        return Refused(reason)
    cleaned = [clean(option) for option in options]
    for one in cleaned:
        if one.unusable is not None or not one.text:
            return Refused(one.unusable or "choice_without_text")
    texts = [one.text for one in cleaned]
    if len({_as_seen(text) for text in texts}) < len(texts):
        return Refused("duplicate_choices")
    right = LETTERS[options.index(answer)]
    fixed = any(ORDER_MATTERS.search(text) or BARE_LETTER.fullmatch(text) for text in texts)
    choices = tuple(Choice(id=letter, text=text) for letter, text in zip(LETTERS, texts, strict=False))
    return Key(
        answer=ChoiceAnswer(value=right, choices=choices, shuffle=not fixed),
        authored=right,
        mended=("choices_parted",) * parted + ("choice_repeated",) * (len(whole) < len(raw)),
    )


def _unfit(answer: str, options: Sequence[str]) -> str | None:
    """
    Say why options are none to choose from.
    """
    if len(options) > len(LETTERS):
        return "too_many_choices"
    if len(options) == 1:
        return "single_choice"
    if any(ADDRESS.search(option) for option in options):
        return "choice_is_a_foreign_picture"
    return None if answer in options else "key_not_among_choices"


def _parted(answer: str, options: list[str]) -> tuple[list[str], bool]:
    """
    Part options that a lost separator has run together: `(4,0)I(0,4)I(2,0)`, an I for a bar, the key often among them.
    """
    out: list[str] = []
    parted = False
    for option in options:
        pieces = JOINED.split(option) if option != answer else [option]
        if len(pieces) < 3 and _as_seen(answer) not in map(_as_seen, pieces):  # noqa: PLR2004 - one I may be a letter
            pieces = [option]
        parted = parted or len(pieces) > 1
        formula = option.startswith("$$") and option.endswith("$$") and option.count("$$") == 2  # noqa: PLR2004 - a pair
        for piece in pieces:
            whole = f"$${piece.strip('$')}$$" if formula and len(pieces) > 1 else piece
            if len(pieces) == 1 or _as_seen(whole) not in map(_as_seen, [answer, *out]):
                out.append(whole)
    return out, parted


def _as_seen(text: str) -> str:
    """
    Bring an option to what a learner sees of it: no spaces, no dollar signs.
    """
    return "".join(text.replace("$", "").split())
