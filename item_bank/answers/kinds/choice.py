"""
Choices: one option out of several, by its id or by its very text.
"""

import re
from collections import Counter
from collections.abc import Mapping

import msgspec

from item_bank.answers.answer import Choice, ChoiceAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Judged, Verdict
from item_bank.answers.words import fold
from item_bank.finding import quoted

__all__ = ["ChoiceKey", "compile_choice", "judge_choice", "picked"]

_FRAME = "()[].:"
"""What stands around an option's letter: `(b)`, `b)`, `b.`."""
_WORDS = re.compile(r"[^\W\d_]{3,}")
"""A run of letters too long for mathematics."""


class ChoiceKey(msgspec.Struct, frozen=True, kw_only=True):
    """
    A choice made ready: the folded id of the right option, and each option by id and by text.

    `options` is empty where the answer lists none (a bare letter as key); then
    any single letter or digit is an option.
    """

    right: str
    options: Mapping[str, Choice]
    by_text: Mapping[str, str]


def compile_choice(answer: ChoiceAnswer) -> ChoiceKey | KeyFault:
    """
    Make a choice ready.

    It is a fault if the right option is not among the options, if two options
    share an id, or if another option says the same as the right one.
    """
    right = fold(answer.value)
    options = {fold(choice.id): choice for choice in answer.choices}
    texts = Counter(_verbatim(choice.text) for choice in answer.choices)
    if not right:
        return KeyFault(code="blank_key", sentence="The answer has no value.")
    if len(options) < len(answer.choices):
        return KeyFault(code="duplicate_choice", sentence="Two options have the same id.")
    if answer.choices and right not in options:
        return KeyFault(code="unknown_choice", sentence=f"There is no option with the id {quoted(answer.value)!r}.")
    if answer.choices and texts[_verbatim(options[right].text)] > 1:
        return KeyFault(code="duplicate_choice", sentence="Another option has the same text as the right one.")
    # a text that two wrong options share names neither of them
    by_text = {_verbatim(choice.text): name for name, choice in options.items() if texts[_verbatim(choice.text)] == 1}
    return ChoiceKey(right=right, options=options, by_text=by_text)


def picked(key: ChoiceKey, text: str) -> str | None:
    """
    Find the option that a text names: its folded id, or None.

    The case of letters does not matter in words; in mathematics X is not x.
    """
    if (option := fold(text)) in key.options:
        return option
    if (option := key.by_text.get(_verbatim(text), "")) in key.options:
        return option
    option = fold(text.strip().strip(_FRAME))
    if option in key.options or (not key.options and len(option) == 1 and option.isalnum()):
        return option
    if _WORDS.search(text) is None:
        return None
    said = _sentence(text)
    # its words, or its letter and them, `b) it shrinks`
    named = [
        name
        for name, choice in key.options.items()
        if said in (_sentence(choice.text), _sentence(f"{name}{choice.text}"))
    ]
    return named[0] if len(named) == 1 else None


def judge_choice(key: ChoiceKey, text: str) -> Judged:
    """
    Judge one pick.
    """
    option = picked(key, text)
    if option is None:
        return invalid("not_a_choice", text)
    shown = key.options[option].text if option in key.options else option
    return Judged(verdict=Verdict.CORRECT if option == key.right else Verdict.INCORRECT, read=shown)


def _verbatim(text: str) -> str:
    """Bring an option's text to the form in which it is recognised: without white space, case kept (X is not x)."""
    return "".join(text.split())


def _sentence(text: str) -> str:
    """Bring words to the form in which they are recognised: case, white space, full stops and brackets do not count."""
    return "".join([character for character in fold(text) if character not in _FRAME])
