"""
Translations: an item's words in another language.

A translation holds texts only, by the place where the item has its own; numbers,
formulas, keys and draws stay the item's. So one variant is the same exercise in
every language. Reading the file is `native`'s, judging it `check`'s.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final, assert_never

import msgspec

from item_bank.answers.answer import Answer, ChoiceAnswer, MathsAnswer, OrderAnswer, TextAnswer
from item_bank.check.parts import answers, mistake_path, step_path, texts
from item_bank.domain import Words
from item_bank.draw import Draw
from item_bank.figures.figure import Figure
from item_bank.figures.parts import rewritten
from item_bank.finding import Path
from item_bank.ids import MistakeCode, SkillId
from item_bank.mistake import Mistake
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import Help, Rung, Scaffold

__all__ = ["BankWording", "ItemWording", "draw_in", "has_words", "in_words", "missing"]


class ItemWording(msgspec.Struct, frozen=True, kw_only=True):
    """
    The words of one item in one language.

    Attributes
    ----------
    texts
        By the path of the text in the item.
    accept
        All further spellings of a text answer, by the path of the answer.
    words
        The values of parameters that are words, in the order of the item's own.
    """

    language: str
    texts: Mapping[Path, str] = {}
    accept: Mapping[Path, tuple[str, ...]] = {}
    words: Mapping[str, tuple[str, ...]] = {}


class BankWording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A bank's skills and mistakes in one language: names by skill, and the mistakes that have words in it."""

    skills: dict[SkillId, str] = {}
    mistakes: dict[MistakeCode, Mistake] = {}


_NO_WORDS: Final = re.compile(r"\$\$?[^$]*\$\$?|@\{[^{}]*\}|!\[|\]\([^)]*\)")
_LETTERS: Final = re.compile(r"[^\W\d_]{2,}")


def has_words(text: str) -> bool:
    """
    Say whether there is something to translate in a text: words outside its maths and placeholders.
    """
    return _LETTERS.search(_NO_WORDS.sub(" ", text)) is not None


def in_words(template: ItemTemplate, wording: ItemWording) -> ItemTemplate:
    """
    Return an item in the words of a translation; a text that it lacks stays as it is.
    """
    said = wording.texts
    return msgspec.structs.replace(
        template,
        language=wording.language,
        title=said.get(("title",), template.title),
        prompt=said.get(("prompt",), template.prompt),
        params={
            name: Words(values=wording.words[name]) if isinstance(domain, Words) and name in wording.words else domain
            for name, domain in template.params.items()
        },
        steps=tuple(_step(step, place, wording) for place, step in enumerate(template.steps)),
        figures=_figures(template.figures, ("figures",), wording),
    )


def _figures(figures: tuple[Figure, ...], path: Path, wording: ItemWording) -> tuple[Figure, ...]:
    return tuple(_figure(figure, (*path, place), wording) for place, figure in enumerate(figures))


def _figure(figure: Figure, path: Path, wording: ItemWording) -> Figure:
    return rewritten(figure, lambda part: wording.texts.get((*path, *part.path), part.text))


def draw_in(draw: Draw, own: ItemTemplate, worded: ItemTemplate) -> Draw:
    """
    Return a draw of an item with the words of its translation, each in the place of the item's own.
    """
    if own is worded or not draw.words:
        return draw
    words = dict(draw.words)
    for name, word in draw.words.items():
        here, there = own.params[name], worded.params[name]
        if isinstance(here, Words) and isinstance(there, Words):
            words[name] = there.values[here.values.index(word)]
    return msgspec.structs.replace(draw, words=words)


def missing(template: ItemTemplate, wording: ItemWording) -> Iterator[Path]:
    """
    Yield the places of an item's texts that have words and no translation, in the order of its file.

    A further spelling of an answer and the values of a parameter need none: names are names in every language.
    """
    typed = {(*part.path, "value") for part in answers(template) if not isinstance(part.answer, TextAnswer)}
    for part in texts(template):
        needed = part.role != "solution" and "accept" not in part.path and part.path not in typed
        if needed and part.path not in wording.texts and has_words(part.text):
            yield part.path


def _step(step: StepTemplate, place: int, wording: ItemWording) -> StepTemplate:
    said, path = wording.texts, step_path(place)
    at = partial(mistake_path, step, place)
    return msgspec.structs.replace(
        step,
        prompt=said.get((*path, "prompt"), step.prompt),
        answer=_answer(step.answer, (*path, "answer"), wording),
        mistakes=tuple(
            msgspec.structs.replace(
                mistake,
                value=said.get((*here, "when"), mistake.value),
                hint=said.get((*here, "hint"), mistake.hint),
            )
            for mistake, here in zip(step.mistakes, map(at, range(len(step.mistakes))), strict=True)
        ),
        help=tuple(_help(entry, (*path, "hints", place), wording) for place, entry in enumerate(step.help)),
        figures=_figures(step.figures, (*path, "figures"), wording),
    )


def _answer(answer: Answer, path: Path, wording: ItemWording) -> Answer:
    said = wording.texts
    match answer:
        case ChoiceAnswer(choices=choices) | OrderAnswer(choices=choices):
            worded = tuple(
                msgspec.structs.replace(
                    choice,
                    text=said.get((*path, "choices", place, "text"), choice.text),
                    figure=choice.figure and _figure(choice.figure, (*path, "choices", place, "figure"), wording),
                )
                for place, choice in enumerate(choices)
            )
            return msgspec.structs.replace(answer, choices=worded)
        case TextAnswer(value=value, accept=accept):
            return TextAnswer(value=said.get((*path, "value"), value), accept=wording.accept.get(path, accept))
        case MathsAnswer():
            return answer
        case _:
            assert_never(answer)


def _help(entry: Help, path: Path, wording: ItemWording) -> Help:
    said = wording.texts
    match entry:
        case Rung():
            return msgspec.structs.replace(entry, text=said.get(path, entry.text))
        case Scaffold():
            here = (*path, "scaffold")
            return msgspec.structs.replace(
                entry,
                prompt=said.get((*here, "prompt"), entry.prompt),
                answer=_answer(entry.answer, (*here, "answer"), wording),
                figures=_figures(entry.figures, (*here, "figures"), wording),
                rungs=tuple(
                    msgspec.structs.replace(rung, text=said.get((*here, "hints", place), rung.text))
                    for place, rung in enumerate(entry.rungs)
                ),
            )
        case _:
            assert_never(entry)
