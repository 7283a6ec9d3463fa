"""
What the authors' guide promises: whoever types its commands, in its order, gets what it says.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from api.cli import main

GUIDE = (Path(__file__).parents[3] / "docs" / "authors.md").read_text("utf-8")
BLOCK = re.compile(r"^```(sh|yaml)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ITEM = "my-bank/items/fence.yaml"
STAYS = ("misstep bank preview ", "misstep serve ")
"""Commands that go on until they are stopped."""

START_SECONDS = 60


def commands(text: str) -> list[str]:
    """
    Return the commands of a block, each on one line.
    """
    return text.replace("\\\n", " ").strip().splitlines()


def stays(command: str, home: Path) -> str:
    """
    Start a command that stays, at a free port; return what it prints and what its page says.
    """
    arguments = [*shlex.split(command)[1:], "--port", "0", *(["--data", str(home)] if "serve" in command else [])]
    process = subprocess.Popen([sys.executable, "-m", "api", *arguments], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        said = ""
        for line in process.stdout:
            said += line
            if "Ctrl+C" in line:
                break
        address = re.search(r"http://\S+", said)
        assert address, said
        return said + httpx.get(address.group(), timeout=START_SECONDS).text
    finally:
        process.terminate()
        process.wait(START_SECONDS)
        process.stdout.close()


@pytest.mark.slow
def test_the_guide_leads_from_nothing_to_an_exercise_that_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Its commands succeed, its first file is what was written, its second one is fine, and both pages come.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    files = 0
    for kind, text in BLOCK.findall(GUIDE):
        if kind == "yaml":
            files += 1
            if files == 1:
                assert text == Path(ITEM).read_text("utf-8")
            Path(ITEM).write_text(text, "utf-8")
            continue
        for command in commands(text):
            if command.startswith(STAYS):
                page = stays(command, tmp_path / "data")
                assert "fence" in page or "My bank" in page, page
            else:
                assert main(shlex.split(command)[1:]) == 0, command
    assert files == 2
    assert text
    assert main(["bank", "check", "--strict", "my-bank"]) == 0
    assert main(["bank", "format", "--check", "my-bank"]) == 0, capsys.readouterr().out
    capsys.readouterr()
    without = Path(ITEM).read_text("utf-8").replace("  - a*b != 2*(a + b)\n", "")
    Path(ITEM).write_text(without, "utf-8")
    assert main(["bank", "check", "my-bank"]) == 1
    assert capsys.readouterr().out.splitlines()[0] in GUIDE


def test_the_layout_of_the_second_file_is_the_formatters(tmp_path: Path) -> None:
    """
    What the guide has its reader write stands there as the formatter leaves it.
    """
    written = [text for kind, text in BLOCK.findall(GUIDE) if kind == "yaml"]
    assert len(written) == 2
    for text in written:
        (tmp_path / "bank.yaml").write_text("format: 1\nid: b\nname: B\n", "utf-8")
        (tmp_path / "items").mkdir(exist_ok=True)
        (tmp_path / "items" / "fence.yaml").write_text(text, "utf-8")
        assert main(["bank", "format", "--check", str(tmp_path)]) == 0
