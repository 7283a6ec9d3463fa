"""
Exporting: a bundle's content as the files of a bank's folder.

Whoever builds the folder again gets the same release, byte for byte. What a
bundle does not hold (comments, tests, notes, how lists were split) is not there.
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import assert_never

import msgspec

from item_bank.answers.answer import Answer, Choice, ChoiceAnswer, MathsAnswer, OrderAnswer, TextAnswer
from item_bank.bundle import Content
from item_bank.domain import Words
from item_bank.figures.figure import Figure
from item_bank.figures.parts import parts
from item_bank.finding import Finding
from item_bank.formatting.layout import formatted
from item_bank.item import kind_of
from item_bank.native.source import BankHead
from item_bank.native.text import (
    Data,
    document,
    domain_of,
    head_text,
    mistake_of,
    mistakes_text,
    options_of,
    skills_text,
    some,
)
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.translation import BankWording
from item_bank.variant import Help, Rung, Scaffold

__all__ = ["export"]


def export(content: Content) -> dict[str, bytes]:
    """
    Return the files of a bank, by their paths in its folder.
    """
    head = BankHead(
        id=content.id,
        name=content.name,
        language=content.language,
        license=content.license,
        attribution=content.attribution,
    )
    texts = {"bank.yaml": head_text(head), "skills.yaml": skills_text(content.skills)}
    if content.mistakes:
        texts["mistakes.yaml"] = mistakes_text(content.mistakes)
    for language, wording in content.wordings.items():
        texts |= _wording(wording, language)
    for item in content.items:
        texts[f"items/{item.template.id}.yaml"] = document(_item(item.template, head))
        for language, template in item.translations.items():
            texts[f"items/{item.template.id}.{language}.yaml"] = document(_translated(template))
    files = {name: _laid_out(name, text) for name, text in texts.items()}
    return files | {f"assets/{name}": data for name, data in content.assets.items()}


def _laid_out(name: str, text: str) -> bytes:
    laid = formatted(text.encode(), PurePath(name))
    return (text if isinstance(laid, Finding) else laid.text).encode()


def _wording(wording: BankWording, language: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    if wording.skills:
        named: list[Data] = [{"id": skill, "name": name} for skill, name in wording.skills.items()]
        texts[f"skills.{language}.yaml"] = document(named)
    if wording.mistakes:
        said: list[Data] = [
            {"code": mistake.code, "name": mistake.name, "did": mistake.did} | some(hint=mistake.hint or "")
            for mistake in wording.mistakes.values()
        ]
        texts[f"mistakes.{language}.yaml"] = document(said)
    return texts


def _item(item: ItemTemplate, head: BankHead) -> Data:
    own = {"language": item.language, "license": item.license, "attribution": item.attribution}
    banks = {"language": head.language, "license": head.license, "attribution": head.attribution}
    fields: dict[str, Data] = {"format": "1", "id": item.id, "title": item.title}
    fields |= {name: value for name, value in own.items() if value != banks[name]}
    fields |= some(skills=item.skills, requires=item.requires, grade=item.grade or "", tags=item.tags)
    fields |= {"difficulty": str(item.difficulty)}
    fields |= some(params={name: domain_of(domain) for name, domain in item.params.items()}, derive=item.derive)
    fields |= some(where=item.where, prompt=item.prompt, figures=[_figure(figure) for figure in item.figures])
    listed: dict[int, Data] = {}
    for step in item.steps:
        shared = step.mistakes[len(step.mistakes) - len(step.of_item) :]
        for place, mistake in zip(step.of_item, shared, strict=True):
            listed[place] = {"kind": kind_of(step.answer)} | mistake_of(mistake)
    fields |= some(mistakes=[listed[place] for place in sorted(listed)])
    return fields | {"steps": [_step(step, item) for step in item.steps]}


def _step(step: StepTemplate, item: ItemTemplate) -> Data:
    own = step.mistakes[: len(step.mistakes) - len(step.of_item)]
    fields: dict[str, Data] = {"id": step.id} | some(
        prompt=step.prompt, figures=[_figure(figure) for figure in step.figures]
    )
    if step.skills != item.skills:
        fields["skills"] = step.skills
    fields |= some(unknowns=step.unknowns, follows=step.follows)
    fields["answer"] = _answer(step.answer, {mistake.value: mistake.hint or "" for mistake in own})
    if not isinstance(step.answer, ChoiceAnswer):
        fields |= some(mistakes=[mistake_of(mistake) for mistake in own])
    return fields | some(solution=step.solution, hints=[_help(entry) for entry in step.help])


def _answer(answer: Answer, hints: Mapping[str, str]) -> Data:
    fields: dict[str, Data] = {"kind": kind_of(answer)}
    match answer:
        case MathsAnswer():
            return fields | options_of(answer)
        case OrderAnswer():
            return fields | {"choices": [_option(option) for option in answer.choices]}
        case TextAnswer():
            return fields | {"value": answer.value} | some(accept=answer.accept)
        case ChoiceAnswer():
            options: list[Data] = [
                _option(option)
                | some(
                    correct="true" if option.id == answer.value else "",
                    code=option.code or "",
                    hint=hints.get(option.id, ""),
                )
                for option in answer.choices
            ]
            return fields | ({} if answer.shuffle else {"shuffle": "false"}) | {"choices": options}
        case _:
            assert_never(answer)


def _option(option: Choice) -> dict[str, Data]:
    if option.figure is None:
        return {"text": option.text}
    text = {} if option.text == option.figure.alt else {"text": option.text}
    return {**text, "figure": _figure(option.figure)}


def _figure(figure: Figure) -> Data:
    return _plain(msgspec.to_builtins(figure))


def _plain(value: object) -> Data:
    """
    Make texts of numbers and truths.
    """
    match value:
        case dict():
            return {str(name): _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def _help(entry: Help) -> Data:
    match entry:
        case Rung(text=text, reveals=reveals):
            return {"text": text, "reveals": "true"} if reveals else text
        case Scaffold():
            fields: dict[str, Data] = {"id": entry.id.rsplit("/", 1)[-1], "prompt": entry.prompt}
            fields |= some(figures=[_figure(figure) for figure in entry.figures])
            fields["answer"] = _answer(entry.answer, {})
            fields |= some(reveals="true" if entry.reveals else "", hints=[_help(rung) for rung in entry.rungs])
            return {"scaffold": fields}
        case _:
            assert_never(entry)


def _translated(item: ItemTemplate) -> Data:
    """
    Lay a translation out: the texts alone.
    """
    params = {name: domain.values for name, domain in item.params.items() if isinstance(domain, Words)}
    fields: dict[str, Data] = {"title": item.title} | some(params=params, prompt=item.prompt)
    fields |= some(figures=_figure_words(item.figures))
    return fields | {"steps": [_step_words(step) for step in item.steps]}


def _step_words(step: StepTemplate) -> Data:
    worded = isinstance(step.answer, TextAnswer)
    mistakes: list[Data] = [
        {"code": mistake.code} | some(when=mistake.value if worded else "", hint=mistake.hint or "")
        for mistake in step.mistakes
        if mistake.hint or worded
    ]
    fields: dict[str, Data] = {"id": step.id} | some(prompt=step.prompt, figures=_figure_words(step.figures))
    fields |= some(answer=_answer_words(step.answer), mistakes=mistakes)
    return fields | some(hints=[_help_words(entry) for entry in step.help])


def _answer_words(answer: Answer) -> Data:
    if isinstance(answer, TextAnswer):
        return {"value": answer.value} | some(accept=answer.accept)
    if isinstance(answer, ChoiceAnswer | OrderAnswer):
        return {"choices": [_option_words(option) for option in answer.choices]}
    return ""


def _option_words(option: Choice) -> Data:
    if option.figure is None:
        return {"text": option.text}
    text = {} if option.text == option.figure.alt else {"text": option.text}
    return {**text, "figure": _words_of(option.figure)}


def _help_words(entry: Help) -> Data:
    match entry:
        case Rung(text=text):
            return text
        case Scaffold():
            fields = some(prompt=entry.prompt, figures=_figure_words(entry.figures), answer=_answer_words(entry.answer))
            return {"scaffold": fields | some(hints=[_help_words(rung) for rung in entry.rungs])}
        case _:
            assert_never(entry)


def _figure_words(figures: Sequence[Figure]) -> list[Data]:
    return [_words_of(figure) for figure in figures]


def _words_of(figure: Figure) -> Data:
    """
    Keep the texts of a figure, each in its place; of a list, an entry for each of the figure's.
    """
    places = {part.path for part in parts(figure) if part.role in {"words", "rich"} and part.text}

    def kept(value: object, path: tuple[str | int, ...]) -> Data:
        match value:
            case dict():
                inner = {str(name): kept(one, (*path, str(name))) for name, one in value.items()}
                return {name: one for name, one in inner.items() if one}
            case list() | tuple():
                entries = [kept(one, (*path, place)) for place, one in enumerate(value)]
                return entries if any(entries) else []
            case _:
                return str(value) if path in places else ""

    return kept(msgspec.to_builtins(figure), ())
