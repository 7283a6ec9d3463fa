"""
What `misstep bank schema` promises editors.
"""

import json
from pathlib import Path

import pytest

from api.cli import main
from item_bank.native.schema import SCHEMAS, schema


def test_all_schemas_are_written_into_a_folder(tmp_path: Path) -> None:
    """
    The folder then has a schema for each kind of file, and the item's is also printed alone.
    """
    assert main(["bank", "schema", "--out", str(tmp_path / "new" / "folder")]) == 0
    written = {path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "new" / "folder").iterdir()}
    assert {f"{name}.schema.json": schema(name) for name in SCHEMAS} == written


def test_one_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Without a folder, the schema of items is printed.
    """
    assert main(["bank", "schema"]) == 0
    assert schema("item") == json.loads(capsys.readouterr().out)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A file in the folder's place is told of, and nothing is written.
    """
    (tmp_path / "file").write_text("mine")
    assert main(["bank", "schema", "--out", str(tmp_path / "file")]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "mine"
