"""
Text: items and skills as the YAML that authors read and edit.

Writes the little of YAML that is needed, always in the same way, so that the
same bank gives the same bytes and a second import shows as a diff. Every value
is a plain word, a quoted text or a block of lines; reading it back is `native`'s.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, assert_never

import msgspec

from item_bank.answers.answer import (
    Answer,
    ChoiceAnswer,
    MathsAnswer,
    OrderAnswer,
    TextAnswer,
)
from item_bank.domain import Domain, IntegerRange, OneOf, Words
from item_bank.item import kind_of
from item_bank.mistake import Mistake
from item_bank.native.source import BankHead
from item_bank.skill import Skill
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import ExpectedMistake, Help, Rung, Scaffold

__all__ = [
    "Data",
    "document",
    "domain_of",
    "head_text",
    "item_text",
    "mistake_of",
    "mistakes_text",
    "options_of",
    "skills_text",
    "some",
]

USUAL: Final = 3
"""The difficulty of an item that says nothing of it."""

Data: TypeAlias = "str | Sequence[Data] | Mapping[str, Data]"

PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _./+()'-]*")
"""Texts that YAML reads as themselves without quotes, wherever they stand."""


def head_text(head: BankHead) -> str:
    """
    Write `bank.yaml`.
    """
    fields = {"format": "1", "id": head.id, "name": head.name, "language": head.language}
    return document(fields | some(license=head.license, attribution=head.attribution))


def skills_text(skills: Sequence[Skill]) -> str:
    """
    Write `skills.yaml`.
    """
    return document(
        [
            {"id": skill.id, "name": skill.name}
            | some(requires=skill.requires, standards=skill.standards, forms=skill.forms)
            for skill in skills
        ]
    )


def mistakes_text(mistakes: Sequence[Mistake]) -> str:
    """
    Write `mistakes.yaml`.
    """
    return document(
        [
            {"code": mistake.code, "name": mistake.name, "did": mistake.did}
            | some(hint=mistake.hint or "", misconception=mistake.misconception or "")
            for mistake in mistakes
        ]
    )


def item_text(item: ItemTemplate, *, notes: str = "") -> str:
    """
    Write an item.
    """
    fields: dict[str, Data] = {"format": "1", "id": item.id, "title": item.title, "language": item.language}
    fields |= {"license": item.license, "attribution": item.attribution}
    fields |= some(tags=item.tags, skills=item.skills, requires=item.requires, notes=notes)
    if item.difficulty != USUAL:
        fields["difficulty"] = str(item.difficulty)
    fields |= some(params={name: domain_of(domain) for name, domain in item.params.items()}, derive=item.derive)
    fields |= some(where=item.where, prompt=item.prompt)
    fields["steps"] = [_step(step) for step in item.steps]
    return document(fields)


def _step(step: StepTemplate) -> Data:
    """
    Lay a step out.
    """
    fields: dict[str, Data] = {"id": step.id, "prompt": step.prompt}
    fields |= some(skills=step.skills, unknowns=_beyond(step))
    fields["answer"] = _answer(step.answer)
    if not isinstance(step.answer, ChoiceAnswer):
        fields |= some(mistakes=[mistake_of(mistake) for mistake in step.mistakes])
    return fields | some(solution=step.solution, hints=[_help(entry) for entry in step.help])


def domain_of(domain: Domain) -> Data:
    """
    Lay a parameter's values out.
    """
    match domain:
        case IntegerRange(low=low, high=high, step=step, without=without):
            fields: dict[str, Data] = {"int": [str(low), str(high)]}
            return fields | some(step=str(step) if step != 1 else "", **{"not": [str(value) for value in without]})
        case OneOf(values=values):
            return {"one_of": values}
        case Words(values=values):
            return {"text": values}
        case _:
            assert_never(domain)


def mistake_of(mistake: ExpectedMistake) -> dict[str, Data]:
    """
    Lay an expected wrong answer out.
    """
    return {"when": mistake.value, "code": mistake.code} | some(hint=mistake.hint or "")


def _beyond(step: StepTemplate) -> tuple[str, ...]:
    """
    List a step's unknowns that its answer does not declare itself.
    """
    declared = step.answer.unknowns if isinstance(step.answer, MathsAnswer) else ()
    return tuple(name for name in step.unknowns if name not in declared)


def _answer(answer: Answer) -> Data:
    """
    Lay an answer out.
    """
    fields: dict[str, Data] = {"kind": kind_of(answer)}
    match answer:
        case MathsAnswer():
            return fields | options_of(answer)
        case OrderAnswer(choices=choices):
            return fields | {"choices": [{"text": choice.text} for choice in choices]}
        case TextAnswer(value=value, accept=accept):
            return fields | {"value": value} | some(accept=accept)
        case ChoiceAnswer(value=right, choices=choices, shuffle=shuffle):
            options: list[Data] = [
                {"text": choice.text} | ({"correct": "true"} if choice.id == right else some(code=choice.code or ""))
                for choice in choices
            ]
            return fields | ({} if shuffle else {"shuffle": "false"}) | {"choices": options}
        case _:
            assert_never(answer)


def options_of(answer: msgspec.Struct) -> dict[str, Data]:
    """
    Lay the options of an answer out that are not at their defaults, in the order declared.
    """
    laid: dict[str, Data] = {}
    values = msgspec.structs.asdict(answer)
    for field in msgspec.structs.fields(answer):
        value = values[field.name]
        if value == field.default:
            continue
        if isinstance(value, msgspec.Struct):
            laid[field.name] = options_of(value)
        elif isinstance(value, tuple):
            laid[field.name] = [str(part) for part in value]
        else:
            laid[field.name] = str(value).lower() if isinstance(value, bool) else str(value)
    return laid


def _help(entry: Help) -> Data:
    """
    Lay a rung or a scaffold out.
    """
    match entry:
        case Rung(text=text, reveals=reveals):
            return {"text": text, "reveals": "true"} if reveals else text
        case Scaffold():
            fields: dict[str, Data] = {"id": entry.id.rsplit("/", 1)[-1], "prompt": entry.prompt}
            fields["answer"] = _answer(entry.answer)
            fields |= some(hints=[_help(rung) for rung in entry.rungs])
            return {"scaffold": fields | ({"reveals": "true"} if entry.reveals else {})}
        case _:
            assert_never(entry)


def some(**fields: Data) -> dict[str, Data]:
    """
    Keep the fields that say something.
    """
    return {name: value for name, value in fields.items() if value}


def document(data: Data) -> str:
    """
    Write a whole file.
    """
    return "\n".join(_block(data, "")) + "\n"


def _block(data: Data, indent: str) -> list[str]:
    """
    Write fields or a list, one entry a line.
    """
    lines: list[str] = []
    if isinstance(data, Mapping):
        for name, value in data.items():
            lines += _entry(f"{indent}{name}:", value, indent)
    elif isinstance(data, str):
        lines.append(f"{indent}{_scalar(data, indent)}")
    else:
        for value in data:
            inside = _block(value, f"{indent}  ")
            lines.append(f"{indent}- {inside[0].lstrip()}")
            lines += inside[1:]
    return lines


def _entry(head: str, value: Data, indent: str) -> list[str]:
    """
    Write one field.
    """
    if isinstance(value, str):
        return [f"{head} {_scalar(value, indent)}"]
    if not isinstance(value, Mapping) and all(isinstance(word, str) and PLAIN.fullmatch(word) for word in value):
        return [f"{head} [{', '.join(map(str, value))}]"]
    return [head, *_block(value, f"{indent}  ")]


def _scalar(text: str, indent: str) -> str:
    """
    Write a text: plain where it can be, as a block where it has lines, else in quotes.
    """
    if text.endswith("\n") or any(line[:1] == " " for line in text.split("\n")):
        return msgspec.json.encode(text).decode()
    if "\n" in text:
        return "|-\n" + "\n".join(f"{indent}  {line}" for line in text.split("\n"))
    if PLAIN.fullmatch(text) and not text.endswith(" "):
        return text
    quoted = text.replace("'", "''")
    return f"'{quoted}'"
