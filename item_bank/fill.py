"""
Filling: a template and a draw become a variant.

Every formula is computed, every placeholder filled, and choices are put in the
variant's own order. What a template's formulas are is read anew by the cached
readers of `formula` and `placeholder`; nothing here is random.
"""

import hashlib
from collections.abc import Callable
from typing import assert_never

import msgspec

from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import (
    Answer,
    Choice,
    ChoiceAnswer,
    MathsAnswer,
    NumberAnswer,
    OrderAnswer,
    TextAnswer,
    UnitsAnswer,
)
from item_bank.domain import Words, printed
from item_bank.draw import Draw, number_names
from item_bank.figures.figure import Figure
from item_bank.figures.filling import fill_part
from item_bank.figures.parts import FigurePart, rewritten
from item_bank.follow_through import PREVIOUS
from item_bank.formula import Undefined, read_formula
from item_bank.ids import ReleaseId
from item_bank.placeholder import BadText, Names, Unfilled, fill_text, read_text
from item_bank.spelling import spelled
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import ExpectedMistake, Help, Rung, Scaffold, Variant, VariantStep

__all__ = ["NotFilled", "Unfillable", "fill_variant", "step_unknowns", "template_names"]


class Unfillable(msgspec.Struct, frozen=True, kw_only=True):
    """A text or formula of a template without a value in a draw."""

    text: str
    sentence: str


class NotFilled(Exception):
    """A template that was checked has something without a value after all."""

    def __init__(self, why: Unfillable) -> None:
        super().__init__(f"{why.text!r}: {why.sentence}")
        self.why = why


def template_names(template: ItemTemplate, unknowns: tuple[str, ...] = ()) -> Names:
    """
    Say what placeholders of a template may name.
    """
    words = tuple(name for name, domain in template.params.items() if isinstance(domain, Words))
    return Names(numbers=number_names(template), words=words, unknowns=unknowns)


def step_unknowns(step: StepTemplate, answer: Answer) -> tuple[str, ...]:
    """
    Return the unknowns of a step together with those that one of its answers declares.
    """
    own = answer.unknowns if isinstance(answer, MathsAnswer) else ()
    return tuple(dict.fromkeys((*step.unknowns, *own)))


def fill_variant(template: ItemTemplate, draw: Draw, *, release: ReleaseId, index: int) -> Variant:
    """
    Make the variant of one draw.

    Raises
    ------
    NotFilled
        If something has no value, which the bank check excludes.
    """
    filler = _Filler(template, draw, index)
    return Variant(
        release=release,
        item=template.id,
        index=index,
        title=filler.words(template.title, ()),
        prompt=filler.words(template.prompt, filler.all_unknowns),
        language=template.language,
        license=template.license,
        attribution=template.attribution,
        draw={
            name: draw.words[name] if isinstance(domain, Words) else printed(draw.numbers[name])
            for name, domain in template.params.items()
        },
        steps=tuple(filler.step(step) for step in template.steps),
        figures=tuple(filler.figure(figure, filler.all_unknowns) for figure in template.figures),
    )


class _Filler:
    """One template and one draw; `index` decides the order of choices."""

    def __init__(self, template: ItemTemplate, draw: Draw, index: int) -> None:
        self._template = template
        self._draw = draw
        self._index = index
        self._numbers = number_names(template)
        self.all_unknowns = tuple(
            dict.fromkeys(name for step in template.steps for name in step_unknowns(step, step.answer))
        )

    def text(self, text: str, unknowns: tuple[str, ...], locale: str = "en") -> str:
        if "@{" not in text:
            return text
        pieces = read_text(text, template_names(self._template, unknowns))
        if isinstance(pieces, BadText):
            raise NotFilled(Unfillable(text=text, sentence=pieces.placeholders[0].sentence))
        filled = fill_text(pieces, self._draw, locale)
        if isinstance(filled, Unfilled):
            raise NotFilled(Unfillable(text=text, sentence=filled.sentence))
        return filled

    def words(self, text: str, unknowns: tuple[str, ...]) -> str:
        """Fill a text that is read by people: numbers outside its maths are written as in its language."""
        return self.text(text, unknowns, self._template.language)

    def formula(self, text: str, unknowns: tuple[str, ...]) -> str:
        if not self._numbers:
            return text
        formula = read_formula(text, self._numbers, unknowns)
        if isinstance(formula, Unreadable):
            raise NotFilled(Unfillable(text=text, sentence=formula.sentence))
        filled = formula.filled(self._draw.numbers)
        if isinstance(filled, Undefined):
            raise NotFilled(Unfillable(text=text, sentence=filled.sentence))
        return filled

    def answer(self, answer: Answer, unknowns: tuple[str, ...], place: str) -> Answer:
        match answer:
            case UnitsAnswer(value=value):
                return msgspec.structs.replace(answer, value=self.text(value, unknowns))
            case NumberAnswer(value=value, form=form):
                return msgspec.structs.replace(answer, value=spelled(self.formula(value, unknowns), form))
            case MathsAnswer(value=value):
                return msgspec.structs.replace(answer, value=self.formula(value, unknowns))
            case ChoiceAnswer(choices=choices) | OrderAnswer(choices=choices):
                filled = tuple(
                    msgspec.structs.replace(
                        choice,
                        text=self.words(choice.text, unknowns),
                        figure=None if choice.figure is None else self.figure(choice.figure, unknowns),
                    )
                    for choice in choices
                )
                return msgspec.structs.replace(answer, choices=self._ordered(answer, filled, place))
            case TextAnswer(value=value, accept=accept):
                return TextAnswer(
                    value=self.words(value, unknowns), accept=tuple(self.words(text, unknowns) for text in accept)
                )
            case _:
                assert_never(answer)

    def step(self, step: StepTemplate) -> VariantStep:
        unknowns = step_unknowns(step, step.answer)
        read = self._reader(step.answer)
        return VariantStep(
            id=step.id,
            prompt=self.words(step.prompt, unknowns),
            skills=step.skills,
            answer=self.answer(step.answer, unknowns, step.id),
            mistakes=tuple(
                ExpectedMistake(
                    value=read(mistake.value, unknowns),
                    code=mistake.code,
                    hint=None if mistake.hint is None else self.words(mistake.hint, unknowns),
                )
                for mistake in step.mistakes
            ),
            help=tuple(self._help(entry, step) for entry in step.help),
            solution=tuple(self.text(line, unknowns) for line in step.solution),
            unknowns=unknowns,
            follows=self.formula(step.follows, (PREVIOUS,)) if step.follows else "",
            figures=tuple(self.figure(figure, unknowns) for figure in step.figures),
        )

    def figure(self, figure: Figure, unknowns: tuple[str, ...]) -> Figure:
        names = template_names(self._template, unknowns)

        def filled(part: FigurePart) -> str:
            text = fill_part(part, names, self._draw, self._template.language)
            if isinstance(text, Unfilled):
                raise NotFilled(Unfillable(text=text.formula, sentence=text.sentence))
            return text

        return rewritten(figure, filled)

    def _reader(self, answer: Answer) -> Callable[[str, tuple[str, ...]], str]:
        match answer:
            case TextAnswer():
                return self.words
            case UnitsAnswer() | ChoiceAnswer() | OrderAnswer():
                return self.text
            case MathsAnswer():
                return self.formula
            case _:
                assert_never(answer)

    def _help(self, entry: Help, step: StepTemplate) -> Help:
        match entry:
            case Rung():
                return self._rung(entry, step_unknowns(step, step.answer))
            case Scaffold(answer=answer):
                unknowns = step_unknowns(step, answer)
                return Scaffold(
                    id=entry.id,
                    prompt=self.words(entry.prompt, unknowns),
                    answer=self.answer(answer, unknowns, entry.id),
                    rungs=tuple(self._rung(rung, unknowns) for rung in entry.rungs),
                    figures=tuple(self.figure(figure, unknowns) for figure in entry.figures),
                    reveals=entry.reveals,
                )
            case _:
                assert_never(entry)

    def _rung(self, rung: Rung, unknowns: tuple[str, ...]) -> Rung:
        return Rung(text=self.words(rung.text, unknowns), reveals=rung.reveals)

    def _ordered(
        self, answer: ChoiceAnswer | OrderAnswer, choices: tuple[Choice, ...], place: str
    ) -> tuple[Choice, ...]:
        if isinstance(answer, ChoiceAnswer) and not answer.shuffle:
            return choices
        drawn = tuple(sorted(choices, key=lambda choice: _key(self._template.id, self._index, place, choice.id)))
        # options that are to be put in order never lie there already
        return (*drawn[1:], drawn[0]) if isinstance(answer, OrderAnswer) and drawn == choices else drawn


def _key(*parts: object) -> bytes:
    return hashlib.sha256("/".join(map(str, parts)).encode()).digest()
