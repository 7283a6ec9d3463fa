"""
Choices: a multiple choice of OATutor as ours.

Options that look alike are one, run-together ones are parted, and the authored
order stays where options speak of one another or are bare letters.
"""

import re
from collections.abc import Callable, Sequence

from item_bank.answers.answer import Choice, ChoiceAnswer
from item_bank.importers.oatutor.asked import Key, Refused
from item_bank.importers.oatutor.texts import Cleaned

__all__ = ["BARE_LETTER", "read_choice"]

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ADDRESS = re.compile(r"https?://")
JOINED = re.compile(r"(?<=[\w)\]])I(?=[(\[\w$-])")
ORDER_MATTERS = re.compile(
    r"\b(?:all|none|both|neither|either) (?:of )?(?:the |these |them|are )?|\babove\b|^(?:true|false|yes|no)\b",
    re.IGNORECASE,
)
BARE_LETTER = re.compile(r"\(?(?:[A-Za-z]|(?:graph|figure|option|choice) [A-Za-z0-9])[).]?", re.IGNORECASE)


def read_choice(answer: str, raw: Sequence[str], clean: Callable[[str], Cleaned]) -> Key | Refused:
    """
    Make the key of a multiple choice, in the authored order.

    Parameters
    ----------
    answer, raw
        The right option and all of them, as they stand in the file.
    clean
        Brings an option's text into our Markdown.
    """
    whole = _each_once(answer, raw)
    answer = next((option for option in whole if _as_seen(option) == _as_seen(answer)), answer)
    options, parted = _parted(answer, whole)
    reason = _unfit(answer, options)
    if reason is not None:
        return Refused(reason)
    cleaned = [clean(option) for option in options]
    for one in cleaned:
        if one.unusable is not None or not one.text:
            return Refused(one.unusable or ("missing_figure" if one.missing else "choice_without_text"))
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


def _each_once(answer: str, raw: Sequence[str]) -> list[str]:
    """
    Keep one of the options that look the same to a learner, the right one's own writing where it is one of them.
    """
    kept: dict[str, str] = {}
    for option in (one.strip() for one in raw):
        seen = _as_seen(option)
        if seen not in kept or option == answer:
            kept[seen] = option
    return list(kept.values())


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
