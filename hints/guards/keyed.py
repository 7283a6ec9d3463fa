"""
Keyed: what an answer is that is only written down: a number, an equation, an option.

For texts that come without an item: the kinds are tried in the order in which a
key's look speaks for them, and words are what is left. An item's own answers say
what they are and need none of this.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from hints.guards.plain import plain
from hints.guards.said import unmarked
from item_bank.answers.answer import (
    Answer,
    Choice,
    ChoiceAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    IntervalAnswer,
    NumberAnswer,
    SetAnswer,
    SolutionsAnswer,
    TextAnswer,
    TupleAnswer,
    UnitsAnswer,
)
from item_bank.answers.key import KeyFault, compile_key

__all__ = ["answers_of", "options_of"]

_OPTION: Final = re.compile(
    r"(?<![\w(])\(?(?P<letter>[A-Ha-h])[).:]\s+(?P<text>\S.{0,200}?)(?=\s+\(?[A-Ha-h][).:]\s|\s*$)", re.DOTALL
)
_LETTER: Final = re.compile(r"\(?(?:option |choice )?(?P<letter>[A-Ha-h])\)?(?:[).:]\s.*)?", re.IGNORECASE | re.DOTALL)
_WORD: Final = re.compile(r"(?<!\\)[^\W\d_]{3,}")
_FUNCTIONS: Final = frozenset({"sin", "cos", "tan", "log", "sqrt", "exp", "abs"})
_NUMBERED: Final = re.compile(r"[-−]?\d[\d.,/]*")
_SECRET: Final = b"keys of texts without an item"
FEWEST: Final = 2
"""Options from which a text is a choice."""


def answers_of(key: str, given: Sequence[str], language: str = "en") -> tuple[Answer, ...]:
    r"""
    Return what must not be given away where only a key's text is known.

    Parameters
    ----------
    key
        As somebody wrote it: `x=5`, `3/4`, `B`, `$\frac{3}{4}$`, `2, 3`, `Paris`.
    given
        What the learner has before them; options are read from it.
    language
        BCP 47 tag of the texts.
    """
    if (letter := _LETTER.fullmatch(key.strip())) is not None:
        options = next((read for text in given if len(read := options_of(text)) >= FEWEST), ())
        wanted = letter["letter"].lower()
        if any(option.id == wanted for option in options):
            return (ChoiceAnswer(value=wanted, choices=tuple(options)),)
    typed = " ".join(unmarked(plain(key, language)).split()) if "$" in key or "\\" in key else key.strip()
    found: Answer | None = next((answer for answer in _readings(typed) if _compiles(answer)), None)
    if isinstance(found, NumberAnswer) and "=" in typed:
        return (found, EquationAnswer(value=typed))
    if found is not None:
        return (found,)
    number = _NUMBERED.match(typed)
    words = TextAnswer(value=typed)
    return (words,) if number is None else (*answers_of(number[0].rstrip(".,/"), (), language), words)


def options_of(text: str) -> Sequence[Choice]:
    """
    Read the options of a question: `A) 4 B) 7 C) 9`; none where the letters do not run from A.
    """
    found = [(one["letter"].lower(), one["text"].strip()) for one in _OPTION.finditer(text)]
    run = [
        Choice(id=letter, text=option)
        for place, (letter, option) in enumerate(found)
        if letter == "abcdefgh"[place : place + 1]
    ]
    return run if len(run) == len(found) else ()


def _readings(typed: str) -> Iterator[Answer]:
    """Yield the kinds that a key's look speaks for."""
    if any(word.lower() not in _FUNCTIONS for word in _WORD.findall(typed)):
        if re.search(r"\b(?:or|and|no solution|all)\b", typed):
            yield SolutionsAnswer(value=typed)
        elif typed[:1].isdigit():
            yield UnitsAnswer(value=typed)
        return
    yield NumberAnswer(value=typed)
    match typed[:1]:
        case "(":
            yield TupleAnswer(value=typed)
        case "[" | "]":
            yield IntervalAnswer(value=typed)
        case "{":
            yield SetAnswer(value=typed)
        case _:
            pass
    yield EquationAnswer(value=typed)
    if any(sign in typed for sign in "<>≤≥"):
        yield InequalityAnswer(value=typed)
    if any(sign in typed for sign in ",;±") or re.search(r"\b(?:or|and)\b", typed):
        yield SolutionsAnswer(value=typed)
    yield UnitsAnswer(value=typed)
    yield ExpressionAnswer(value=typed)


def _compiles(answer: Answer) -> bool:
    return not isinstance(compile_key(answer, unknowns=(), solution=(), secret=_SECRET, subject=""), KeyFault)
