"""The commands and names that docs/mastery.md shows are those that there are."""

import asyncio
import re
import shlex
from pathlib import Path

from api.cli import main
from api.commands.mastery_simulate import WORLD_NAMES
from mastery.backend import BACKENDS
from mastery.features import few_columns
from mastery.filtering import fit_grounds
from mastery.log import OPTIONAL, from_frame
from practice.record.sqlite import FILE_NAME, open_sqlite
from tests.synthetic_log import synthetic_log, write_log

PAGE = (Path(__file__).parents[3] / "docs" / "mastery.md").read_text()


def test_the_commands_of_the_page_run(tmp_path: Path) -> None:
    """Each command of the page's first block ends with 0, in their order, on a drawn log and an empty record."""
    log = write_log(tmp_path, synthetic_log(learners=20, tries=10))
    asyncio.run(open_sqlite(tmp_path / FILE_NAME).close())
    block = PAGE.split("```")[1].strip().splitlines()
    places = {"LOG.parquet": str(log), "model.json": str(tmp_path / "model.json"), "DIR": str(tmp_path)}
    assert len(block) == 3
    for line in block:
        name, *words = shlex.split(line)
        assert name == "misstep"
        assert main([places.get(word, word) for word in words]) == 0, line


def test_the_page_names_every_model_and_every_column() -> None:
    """No backend and no column of a log goes without a line, and none is made up."""
    models = re.search(r"\| `--model` \|.*?\n\n", PAGE, re.DOTALL)
    columns = re.search(r"\| column \|.*?\n\n", PAGE, re.DOTALL)
    assert models is not None
    assert columns is not None
    named = {
        name for row in models[0].strip().splitlines()[2:] for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])
    }
    assert named == set(BACKENDS)
    told = {name for row in columns[0].strip().splitlines()[2:] for name in re.findall(r"`([a-z]+)`", row)}
    assert set(OPTIONAL) <= told


def test_the_page_counts_the_features_of_the_linear_head() -> None:
    """Some twenty features are what the page says, on a log without times."""
    log = from_frame(synthetic_log(learners=10, tries=10).drop("seconds"))
    assert 18 <= len(few_columns(fit_grounds(log, 100)[1])) - 1 <= 27


def test_the_simulation_of_the_page_runs() -> None:
    """The command that simulates ends with 0, in small."""
    (line,) = (block.strip() for block in PAGE.split("```")[1::2] if "mastery simulate" in block)
    name, *words = shlex.split(line)
    assert name == "misstep"
    assert main([*words, "--learners", "1", "--seeds", "1", "--problems", "5"]) == 0


def test_the_page_names_every_world() -> None:
    """No world goes without a line."""
    rows = re.search(r"\| world \|.*?\n\n", PAGE, re.DOTALL)
    assert rows is not None
    assert re.findall(r"^\| `([a-z]+)`", rows[0], re.MULTILINE) == list(WORLD_NAMES)
