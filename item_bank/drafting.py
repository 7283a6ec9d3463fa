"""
Drafting: a few answers of an author become an item's file.

Derives what nobody should have to type: domains of parameters, the kind of
answer, conditions that keep wrong answers apart from the right one and from
each other, a test for each. Whether the item is good is `check`'s to say.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Final

import msgspec

from item_bank.build import Unbuildable, build_item
from item_bank.draw import Draw, Space, space
from item_bank.fill import NotFilled, fill_variant
from item_bank.finding import Finding
from item_bank.formatting.layout import formatted
from item_bank.ids import ReleaseId
from item_bank.native.document import decode_document
from item_bank.native.items import FORMAT, read_item
from item_bank.native.piece import Findings
from item_bank.native.source import BankHead, ItemSource
from item_bank.variant import Variant

__all__ = ["RANGE", "Expected", "Sketch", "domain", "draft", "names_in", "unknowns_of"]

RANGE: Final = "2..9"
"""What a parameter is drawn from unless its author says so: one digit, and neither 0 nor 1."""

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_PLACEHOLDER: Final = re.compile(r"@\{([^{}:]*)")
_SPAN: Final = re.compile(r"\s*(-?\d+)\s*\.\.\s*(-?\d+)\s*")
_NUMBER: Final = re.compile(r"-?\d+(/\d+|\.\d+)?")
_KNOWN: Final = frozenset({"abs", "gcd", "lcm", "max", "min", "mod", "sqrt", "pi", "e", "i", "oo", "or", "and"})
"""Names in formulas that are no letters of the author's."""


class Expected(msgspec.Struct, frozen=True):
    """A wrong answer, and the code of the mistake that it shows."""

    when: str
    code: str


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """What an author says of a new item; `params` are domains as typed: `2..9`, `1/2, 3`, `Mia, Kofi`."""

    id: str
    title: str
    skill: str
    prompt: str
    answer: str
    params: Mapping[str, str] = {}
    mistakes: Sequence[Expected] = ()
    hints: Sequence[str] = ()


def names_in(texts: Sequence[str]) -> list[str]:
    """
    Return the names that stand in the placeholders of texts, in the order in which they come.
    """
    inner = [formula for text in texts for formula in _PLACEHOLDER.findall(text)]
    return _names(inner)


def unknowns_of(sketch: Sketch) -> list[str]:
    """
    Return the letters of the answers that are no parameters.
    """
    answers = [sketch.answer, *(mistake.when for mistake in sketch.mistakes)]
    return [name for name in _names(answers) if name not in _params(sketch)]


def domain(text: str) -> dict[str, object] | None:
    """
    Read a domain as an author types it: `2..9`, numbers, or words; None where there is nothing.
    """
    span = _SPAN.fullmatch(text)
    if span:
        return {"int": [int(span.group(1)), int(span.group(2))]}
    values = [value.strip() for value in text.split(",") if value.strip()]
    if not values:
        return None
    return {"one_of" if all(map(_NUMBER.fullmatch, values)) else "text": values}


def draft(sketch: Sketch, head: BankHead) -> str:
    """
    Write the file of a new item of a bank.

    What cannot be drawn yet, since a formula of the author's is wrong, has no
    conditions and no tests: the check then says what is wrong.
    """
    conditions: list[str] = []
    if not unknowns_of(sketch):
        values = [sketch.answer, *(mistake.when for mistake in sketch.mistakes)]
        drawn = _draws(_written(sketch, (), ()), head)
        for one, other in itertools.combinations(values, 2):
            fewer = _draws(_written(sketch, (*conditions, f"{other} != {one}"), ()), head)
            if 0 < fewer < drawn:
                conditions.append(f"{other} != {one}")
                drawn = fewer
    plain = _written(sketch, conditions, ())
    return _written(sketch, conditions, _tests(plain, head))


def _params(sketch: Sketch) -> dict[str, str]:
    texts = [sketch.prompt, *sketch.hints]
    return {**dict.fromkeys(names_in(texts), RANGE), **sketch.params}


def _names(formulas: Sequence[str]) -> list[str]:
    found = [name for formula in formulas for name in _NAME.findall(formula)]
    return [name for name in dict.fromkeys(found) if name not in _KNOWN]


def _kind(sketch: Sketch) -> str:
    if not unknowns_of(sketch):
        return "number"
    return "equation" if "=" in sketch.answer else "expression"


def _written(sketch: Sketch, conditions: Sequence[str], tests: Sequence[Mapping[str, object]]) -> str:
    unknowns = unknowns_of(sketch)
    answer: dict[str, object] = {"kind": _kind(sketch), "value": sketch.answer}
    step: dict[str, object] = {"id": "answer", "answer": answer}
    if sketch.mistakes:
        step["mistakes"] = [msgspec.to_builtins(mistake) for mistake in sketch.mistakes]
    if sketch.hints:
        step["hints"] = list(sketch.hints)
    item: dict[str, object] = {
        "format": int(FORMAT),
        "id": sketch.id,
        "title": sketch.title,
        "skills": [sketch.skill],
        "params": {name: read for name, text in _params(sketch).items() if (read := domain(text))},
        "where": list(conditions),
        "unknowns": unknowns,
        "prompt": sketch.prompt,
        "steps": [step],
        "tests": list(tests),
    }
    flow = {"skills", "unknowns"}
    text = "".join(
        f"{'' if name in _TOGETHER else chr(10)}{name}:{_yaml(value, 2, flow=name in flow)}\n"
        for name, value in item.items()
        if value not in ([], {})
    )
    laid = formatted(text.encode(), PurePath("items", f"{sketch.id}.yaml"))
    return text if isinstance(laid, Finding) else laid.text


_TOGETHER: Final = frozenset({"format", "id", "title", "skills", "where", "unknowns"})
"""Fields with no empty line above them."""


def _yaml(value: object, indent: int, *, flow: bool) -> str:
    """
    Write data: fields of fields in braces, everything else a line each.
    """
    margin = "\n" + " " * indent
    match value:
        case dict() if flow:
            return " {" + ",".join(f" {name}:{_yaml(inner, 0, flow=True)}" for name, inner in value.items()) + "}"
        case list() if flow:
            return " [" + ",".join(_yaml(inner, 0, flow=True) for inner in value) + "]"
        case dict():
            return "".join(
                f"{margin}{name}:{_yaml(inner, indent + 2, flow=isinstance(inner, dict))}"
                for name, inner in value.items()
            )
        case list():
            return "".join(f"{margin}- {_yaml(inner, indent + 2, flow=_short(inner)).lstrip()}" for inner in value)
        case _:
            return " " + (str(value) if _safe(value) else msgspec.json.encode(str(value)).decode())


def _short(entry: object) -> bool:
    """
    Say whether an entry of a list goes into braces: all but a step.
    """
    return isinstance(entry, dict) and "id" not in entry


def _safe(value: object) -> bool:
    return isinstance(value, int) or re.fullmatch(r"[A-Za-z][A-Za-z0-9 -]*[A-Za-z0-9.]", str(value)) is not None


def _read(text: str, head: BankHead) -> ItemSource | None:
    document = decode_document(text.encode(), "items/new.yaml")
    return None if isinstance(document, Finding) else read_item(document, head, Findings("items/new.yaml"))


def _draws(text: str, head: BankHead) -> int:
    item = _read(text, head)
    try:
        return 0 if item is None else build_item(item).ranks.count
    except Unbuildable:
        return 0


def _tests(text: str, head: BankHead) -> list[dict[str, object]]:
    """
    Write a test of the right answer and one of each mistake, in a draw from the middle.
    """
    variant = _variant(text, head)
    if variant is None:
        return []
    step = variant.steps[0]
    value = getattr(step.answer, "value", "")
    shown: dict[str, object] = {"draw": variant.draw} if variant.draw else {}
    expected = [(value, "correct"), *((mistake.value, str(mistake.code)) for mistake in step.mistakes)]
    return [{**shown, "answer": entered, "expect": expect} for entered, expect in expected]


def _variant(text: str, head: BankHead) -> Variant | None:
    item = _read(text, head)
    if item is None:
        return None
    among = space(item.template)
    try:
        ranks = build_item(item).ranks
        drawn = among.draw(ranks.at(ranks.count // 2)) if isinstance(among, Space) else None
        if not isinstance(drawn, Draw):
            return None
        return fill_variant(item.template, drawn, release=ReleaseId("new"), index=0)
    except (Unbuildable, NotFilled):
        return None
