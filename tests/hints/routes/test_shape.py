"""What counts as a reply that keeps its schema, and how it is found among words."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.routes.extract import MOST_CHARACTERS, NoJson, fitting
from hints.routes.shape import misfit, shape_of
from tests.hints.routes.asking import SCHEMA, WELL

SHAPE = shape_of(msgspec.json.encode(SCHEMA))


def shape(schema: object) -> Any:  # noqa: ANN401 - a shape
    """
    Read a schema.
    """
    return shape_of(msgspec.json.encode(schema))


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "string"}, "x", 1),
        ({"type": "integer"}, 1, 1.5),
        ({"type": "integer"}, -(10**12), True),
        ({"type": "number"}, 1.5, "1.5"),
        ({"type": "boolean"}, False, 0),
        ({"type": ["string", "null"]}, None, 1),
        ({"type": "string", "enum": ["a", "b"]}, "b", "c"),
        ({"enum": [1]}, 1, True),
        ({"type": "array", "items": {"type": "integer"}}, [1, 2], [1, "2"]),
        (SCHEMA, {"hint": "", "step": 1, "claims": ["x"]}, {"hint": "", "step": 1}),
        (SCHEMA, {"hint": "", "step": 1, "claims": []}, {"hint": "", "step": 1, "claims": [], "more": 1}),
        (SCHEMA, {"hint": "", "step": 1, "claims": []}, [1]),
        (SCHEMA, {"hint": "", "step": 1, "claims": []}, {"hint": "", "step": 1, "claims": {}}),
    ],
)
def test_values_keep_their_shape_or_not(schema: object, good: object, bad: object) -> None:
    """Types are JSON's: true is no integer, 1 is no true."""
    assert misfit(shape(schema), good) is None
    assert misfit(shape(schema), bad) is not None


@pytest.mark.parametrize(
    "schema",
    [
        5,
        {},
        {"type": "tuple"},
        {"type": []},
        {"type": "string", "pattern": "a+"},
        {"type": "string", "maxLength": 5},
        {"oneOf": [{"type": "string"}]},
        {"type": "array"},
        {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False},
        {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]},
    ],
)
def test_a_schema_that_some_server_would_not_keep_is_a_broken_recipe(schema: object) -> None:
    """It raises when it is first read, not with the first learner."""
    with pytest.raises(ValueError, match=r"schema|server|object"):
        shape(schema)


@pytest.mark.parametrize(
    "text",
    [
        WELL,
        f"  \n{WELL}\n",
        f"\ufeff{WELL}",
        f"```json\n{WELL}\n```",
        f"Sure! Here it is:\n```\n{WELL}\n```\nAnything else?",
        f"<think>A set {{1, 2}} and {{}} first.</think>{WELL}",
        f"I looked at {{x}} and {{}} first. {WELL}",
        f'{{"hint": 5}} is wrong, so: {WELL}',
        WELL.replace(",", ",\n  "),
        f'{{"hint":5}}{WELL}',
        f"{{}}{WELL}",
    ],
)
def test_the_json_is_found_among_words(text: str) -> None:
    """Fences, thoughts, words before and after, other braces."""
    assert WELL == fitting(text, SHAPE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{",
        WELL[:-1],
        WELL.replace('"step":2', '"step":NaN'),
        WELL.replace('"step":2', '"step":2.5'),
        WELL.replace('"step":2', '"step":1e999'),
        WELL.replace("line", "\\ud800"),
        "[" * 100_000,
        "{" * 50_000,
        '{"a":' * 20_000,
        " " * (MOST_CHARACTERS + 1),
        "words " * 15_000 + "{",
        "{x} " * 20 + WELL,
    ],
)
def test_what_is_no_reply_is_a_value(text: str) -> None:
    """Cut off, deep, long, not quite JSON, or behind more braces than are looked at."""
    assert isinstance(fitting(text, SHAPE), NoJson)


@given(st.text(max_size=300) | st.text(alphabet='{}[]":,0\\u nd8', max_size=300))
def test_no_text_raises(text: str) -> None:
    """What is found keeps the shape; everything else is a value."""
    found = fitting(text, SHAPE)

    if not isinstance(found, NoJson):
        assert misfit(SHAPE, msgspec.json.decode(found)) is None


@given(
    st.fixed_dictionaries({"hint": st.text(), "step": st.integers(-(2**60), 2**60), "claims": st.lists(st.text())}),
    st.text(alphabet=st.characters(blacklist_characters="{", blacklist_categories=("Cs",)), max_size=50),
    st.text(max_size=50),
)
def test_a_good_value_is_found_whatever_stands_around_it(value: dict[str, object], before: str, after: str) -> None:
    """Words without a brace before, anything behind."""
    text = msgspec.json.encode(value).decode()

    assert text == fitting(before + text + after, SHAPE)
