"""
What the schemas for editors promise: whatever is read is valid, and a misspelt field is not.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from msgspec import structs

from item_bank.native import fields
from item_bank.native.schema import SCHEMAS, _descriptions, schema
from item_bank.starter import STARTER
from item_bank.wordings import is_translation

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "bank-format.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
KINDS_BANK = ROOT / "tests" / "item_bank" / "kinds_bank"

NAMED = {"params", "derive", "draw"}
"""Fields inside of which names are the author's own."""


def validator(name: str, piece: str | None = None) -> Draft7Validator:
    """
    Return what validates a kind of file, or one piece of it, of which then any fields may be missing.
    """
    whole = schema(name)
    if piece is None:
        return Draft7Validator(whole)
    definition = {key: value for key, value in whole["definitions"][piece].items() if key != "required"}
    return Draft7Validator({**definition, "definitions": whole["definitions"]})


def loaded(text: str) -> Any:  # noqa: ANN401 -- plain data
    """
    Read a text as editors do, with numbers and truths.
    """
    return yaml.load(text, yaml.CSafeLoader)


def kind_of(path: Path, bank: Path) -> str:
    """
    Name the schema of a bank's file.
    """
    top = path.relative_to(bank).parts[0].partition(".")[0]
    name = {"items": "item"}.get(top, top)
    return f"{name}-translation" if is_translation(path) else name


def misspelt(data: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- plain data
    """
    Yield the data once for each of its fields, with that field misspelt.
    """
    if isinstance(data, dict):
        for name, value in data.items():
            yield name, {(f"{key}x" if key == name else key): entry for key, entry in data.items()}
            if name not in NAMED:
                yield from ((inner, {**data, name: changed}) for inner, changed in misspelt(value))
    elif isinstance(data, list):
        for place, entry in enumerate(data):
            yield from ((inner, [*data[:place], changed, *data[place + 1 :]]) for inner, changed in misspelt(entry))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name: str) -> None:
    """
    Each kind of file has a schema that is valid itself, with a word on every field.
    """
    Draft7Validator.check_schema(schema(name))


def test_nothing_is_described_that_is_not_there() -> None:
    """
    Every section of descriptions is of a piece, and every line of a piece's is of one of its fields.
    """
    for section, lines in _descriptions().items():
        piece = getattr(fields, section, None)
        if piece is not None and section in fields.__all__:
            own = {field.encode_name for field in structs.fields(piece)}
            known = own | {field.encode_name for field in structs.fields(fields.ItemMistakeFields)}
            assert set(lines) <= (known if section == "MistakeFields" else own), section


@pytest.mark.parametrize(
    "bank", [KINDS_BANK, pytest.param(STARTER, marks=pytest.mark.slow)], ids=["every kind", "starter"]
)
def test_what_is_read_is_valid(bank: Path) -> None:
    """
    Every file of our own banks is valid under the schema of its kind.
    """
    validators = {name: validator(name) for name in SCHEMAS}
    for path in sorted(bank.rglob("*.yaml")):
        errors = list(validators[kind_of(path, bank)].iter_errors(loaded(path.read_text("utf-8"))))
        assert [] == [(path.name, list(error.path), error.message) for error in errors]


@pytest.mark.parametrize("block", BLOCKS)
def test_every_example_of_the_documents_is_valid(block: str) -> None:
    """
    Each example of the page on the format is a file, or fields of a piece, that the schema knows.
    """
    lines = re.findall(r"^answer: .*$", block, re.MULTILINE)
    rest = re.sub(r"^answer: \{.*\n", "", block, flags=re.MULTILINE)
    parts = [loaded(text) for text in (*lines, rest) if text.strip()]
    pieces = [("item", None), ("item", "Item"), ("item", "Step"), ("item-translation", None)]
    of_lists = [("skills", None), ("mistakes", None), ("mistakes-translation", None)]
    for part in parts:
        tried = {
            of: list(validator(*of).iter_errors(part)) for of in ([*of_lists] if isinstance(part, list) else pieces)
        }
        if isinstance(part, list):
            step = validator("item", "Step")
            tried["item", "Step"] = [error for entry in part for error in step.iter_errors(entry)]
        assert [] in tried.values(), {of: errors[0].message for of, errors in tried.items()}


def test_any_misspelt_field_of_an_item_is_marked() -> None:
    """
    Whichever field of an item is misspelt, an editor says so.
    """
    item = validator("item")
    changed = list(misspelt(loaded(BLOCKS[0])))
    assert [] == [name for name, data in changed if item.is_valid(data)]
    assert len(changed) > 50
