"""What pyproject.toml says of our modules, files and dependencies is what there is."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
NO_ITEMS = {"item_bank.algebra", "item_bank.started"}
"""What algebra may import: itself, and what starts a process and knows nothing of what it says."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def test_algebra_may_import_no_module_that_knows_items() -> None:
    """A new module of `item_bank` is fenced off too: import-linter's list names all that the folder has."""
    (fence,) = (one for one in PROJECT["tool"]["importlinter"]["contracts"] if one["name"] == "algebra knows no items")
    folder = ROOT / "item_bank"
    files = {f"item_bank.{one.stem}" for one in folder.glob("*.py")} - {"item_bank.__init__"}
    packages = {f"item_bank.{one.parent.name}" for one in folder.glob("*/__init__.py")}

    assert fence["forbidden_modules"] == sorted((files | packages) - NO_ITEMS)


def test_the_licences_of_all_that_is_shipped_are_named_and_there() -> None:
    """The program's and the starter bank's, each with its text."""
    bank = re.search(r"^license: (\S+)$", (ROOT / "item_bank" / "starter" / "bank.yaml").read_text(), re.MULTILINE)
    assert bank is not None
    assert PROJECT["project"]["license"] == f"MIT AND {bank[1]}"
    texts = [path for pattern in PROJECT["project"]["license-files"] for path in ROOT.glob(pattern)]
    assert {"LICENSE", f"{bank[1]}.txt"} == {path.name for path in texts}


def test_the_source_distribution_has_what_tests_read() -> None:
    """Whatever a test reads at the top of the repository goes with the tests."""
    packed = {entry.strip("/") for entry in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]}
    there = {path.name for path in ROOT.iterdir()}
    read = {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r'"([A-Za-z.-]+)"', path.read_text())
        if name in there and not name.startswith(".")
    }
    assert {"docs", "CONTRIBUTING.md", "pyproject.toml"} <= read
    assert read - packed == set()


@pytest.mark.parametrize("room", PROJECT["tool"]["importlinter"]["root_packages"])
def test_the_architecture_names_every_folder_of_a_room(room: str) -> None:
    """Who looks for something finds it in the table of rooms."""
    (row,) = re.findall(rf"^\| `{room}` \|.*$", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    folders = {path.parent.name for path in (ROOT / room).glob("*/__init__.py")}

    assert folders <= set(re.findall(r"`(\w+)/`", row))


@pytest.mark.parametrize("file", ["pyproject.toml", "test.in", "tools.in", "install.in", "peers.in", "package.json"])
def test_each_dependency_has_a_row_in_the_architecture(file: str) -> None:
    """What does no work that somebody can point at is no dependency."""
    table = (ROOT / "ARCHITECTURE.md").read_text().partition("## Where each direct dependency")[2]
    told = {
        name.lower() for row in table.splitlines() for name in NAME.findall(row.split("|")[1] if "|" in row else "")
    }

    assert {name for name in _named(file) if name.lower() not in told} == set()


def _named(file: str) -> Iterator[str]:
    """Yield the names of one file's dependencies."""
    if file == "pyproject.toml":
        lines = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["otel"]]
    elif file == "package.json":
        lines = re.findall(r'"(?:@khanacademy/)?([a-z-]+)": "\^', (ROOT / file).read_text())
    else:
        lines = (ROOT / "requirements" / file).read_text().splitlines()
    for line in lines:
        if (found := NAME.match(line)) is not None:
            yield found[0]
