"""
What reading a YAML file promises: the text that was typed, and a refusal with its line for all else.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.finding import Code, Finding, finding
from item_bank.native.document import MAX_BYTES, MAX_DEPTH, Document, place, read_document


def read(folder: Path, content: str | bytes) -> Document | Finding:
    """
    Read a file of this content.
    """
    path = folder / "item.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path, "item.yaml")


@pytest.mark.parametrize(
    "text",
    ["no", "yes", "null", "~", "1:30", "12:30:45", "007", "1_000", "2.50", "1e3", "0x1F", "2026-01-01", "=", "3/4"],
)
def test_every_scalar_stays_the_text_that_was_typed(text: str, tmp_path: Path) -> None:
    """
    YAML's own ideas about types touch nothing.
    """
    found = read(tmp_path, f"value: {text}\nlist: [{text}]\n")

    assert isinstance(found, Document)
    assert {"value": text, "list": [text]} == found.data


@pytest.mark.parametrize("empty", ["", "\n", "# only a comment\n", "---\n"])
def test_an_empty_file_has_no_fields(empty: str, tmp_path: Path) -> None:
    """
    Nothing in a file is nothing, not an error of YAML.
    """
    found = read(tmp_path, empty)

    assert isinstance(found, Document)
    assert found.data in ({}, "")


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """
    Editors that put one before UTF-8 do no harm.
    """
    found = read(tmp_path, b"\xef\xbb\xbfid: x\n")

    assert isinstance(found, Document)
    assert {"id": "x"} == found.data


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("id: x\n\tname: y\n", Code.TAB, 2),
        ("id: x\nname: 'y\n", Code.YAML_SYNTAX, 3),
        ("id: x\n- y\n", Code.YAML_SYNTAX, 2),
        ("id: x\n---\nid: y\n", Code.YAML_SYNTAX, 2),
        ("id: x\nname: @{a}\n", Code.YAML_SYNTAX, 2),
        ("id: x\nname: a\x01b\n", Code.YAML_SYNTAX, 2),
        ("id: &x y\nname: *x\n", Code.ANCHOR, 1),
        ("a: [&x y, *x]\n", Code.ANCHOR, 1),
        ("id: x\n" + "[" * (MAX_DEPTH + 1), Code.YAML_DEPTH, 2),
        ("id: x\n" + "[" * 100_000 + "]" * 100_000, Code.YAML_DEPTH, 2),
        ("id: x\nname:\n  " + "- " * 100_000 + "x", Code.YAML_DEPTH, 3),
        ("id: x\nname: " + "{a: " * 60_000, Code.YAML_DEPTH, 2),
        (b"id: x\nname: \xff\n", Code.ENCODING, 2),
        ("id: x\n".encode("utf-16"), Code.ENCODING, 1),
        ("# " + "x" * MAX_BYTES, Code.FILE_TOO_LARGE, 1),
    ],
)
def test_what_is_refused_is_refused_with_its_line(content: str | bytes, code: Code, line: int, tmp_path: Path) -> None:
    """
    Tabs, broken YAML, anchors, great depth, other encodings and sizes end in a finding, at once.
    """
    found = read(tmp_path, content)

    assert isinstance(found, Finding)
    assert (code, line) == (found.code, found.line)
    assert found.sentence
    assert found.fix


def test_a_file_is_read_past_a_tab_that_indents_nothing(tmp_path: Path) -> None:
    """
    The first tab is a finding, and stands for a space.
    """
    found = read(tmp_path, "id:\tx\nname: \ty\tz\nlist:\n  - a\n")

    assert isinstance(found, Document)
    assert {"id": "x", "name": "y z", "list": ["a"]} == found.data
    assert [(Code.TAB, 1, 4)] == [(one.code, one.line, one.column) for one in found.findings]


def test_a_doubled_field_is_found_and_the_rest_is_read(tmp_path: Path) -> None:
    """
    The first of two stays, and each further one is a finding of its own.
    """
    found = read(tmp_path, "id: x\nsteps:\n  - id: a\n    id: b\nid: y\nid: z\n")

    assert isinstance(found, Document)
    assert {"id": "x", "steps": [{"id": "a"}]} == found.data
    assert ("b", "y", "z") == found.unread
    assert [(Code.DUPLICATE_KEY, 4), (Code.DUPLICATE_KEY, 5), (Code.DUPLICATE_KEY, 6)] == [
        (one.code, one.line) for one in found.findings
    ]


def test_a_field_that_is_named_by_a_list_is_found(tmp_path: Path) -> None:
    """
    YAML lets a list be a name; the format does not.
    """
    found = read(tmp_path, "? [a]\n: b\nid: x\n")

    assert isinstance(found, Document)
    assert {"id": "x"} == found.data
    assert [Code.WRONG_SHAPE] == [one.code for one in found.findings]


@given(content=st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """
    Whatever a file holds, reading it ends in a document or a finding with a line.
    """
    found = read(tmp_path_factory.getbasetemp(), content)

    assert isinstance(found, Document) or found.line >= 1


def test_paths_become_lines_and_columns(tmp_path: Path) -> None:
    """
    A field is found at its name, an entry at its beginning, and what is missing where it would be.
    """
    text = "id: x\nsteps:\n  - id: a\n    answer: {kind: number, value: 1}\n  - id: b\n    prompt: |\n      long\n"
    path = tmp_path / "item.yaml"
    path.write_text(text)
    expected = {
        (): (1, 1),
        ("steps", 0, "answer", "value"): (4, 28),
        ("steps", 1): (5, 5),
        ("steps", 1, "prompt"): (6, 5),
        ("steps", 1, "answer", "value"): (5, 5),
        ("steps", 7): (2, 1),
        ("stesp", 0, "anwser", "vlaue"): (4, 28),
        ("id", 0): (1, 5),
    }
    found = place(path, [finding(Code.WRONG_VALUE, "item.yaml", at, says="x", fix="x") for at in expected])

    assert list(expected.values()) == [(one.line, one.column) for one in found]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    """
    A file that went away between looking and reading is told, not raised.
    """
    found = read_document(tmp_path / "item.yaml", "item.yaml")

    assert isinstance(found, Finding)
    assert Code.FILE_UNREADABLE is found.code
