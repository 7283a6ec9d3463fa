"""What the command line promises."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from api import cli
from api.keys import Keys, keys_of
from practice.ids import TenantId
from practice.record.sqlite import FILE_NAME, open_reader, open_sqlite


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Without anything, or with `--help`, each command and its job is listed.
    """
    for given in ([], ["--help"]):
        with pytest.raises(SystemExit) as stopped:
            cli.main(given)
        out = capsys.readouterr().out
        assert 0 == stopped.value.code
        assert all(f"  {name}" in out and job in out for name, job in cli.COMMANDS.items())


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """
    `misstep COMMAND --help` says what it does.
    """
    with pytest.raises(SystemExit) as stopped:
        cli.main([name, "--help"])

    assert 0 == stopped.value.code
    assert f"usage: misstep {name}" in capsys.readouterr().out


@pytest.mark.parametrize("given", [["brew"], ["--brew"], ["serve", "--brew"], ["key"], ["key", "brew"]])
def test_what_is_no_command_is_refused_with_usage(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """
    Exit code 2, and what there is instead.
    """
    with pytest.raises(SystemExit) as stopped:
        cli.main(given)

    assert 2 == stopped.value.code
    assert "usage: misstep" in capsys.readouterr().err


def test_version_is_the_distributions(capsys: pytest.CaptureFixture[str]) -> None:
    """
    `--version` names program and version.
    """
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--version"])

    assert 0 == stopped.value.code
    assert capsys.readouterr().out.startswith("misstep 0.")


@pytest.mark.parametrize("given", ["--help", "grade", "export", "replay"])
def test_small_commands_start_without_what_they_do_not_need(given: str) -> None:
    """
    Neither the web framework nor the heavy libraries are imported.
    """
    code = (
        "import sys; sys.argv = ['misstep', *sys.argv[1:]]; from api import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'litestar', 'uvicorn', 'jinja2', 'openai', 'sympy', 'polars', 'numpy'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    flags = [given] if given == "--help" else [given, "--help"]

    done = subprocess.run([sys.executable, "-c", code, *flags], capture_output=True, text=True, timeout=60, check=False)

    assert (0, "") == (done.returncode, done.stderr)


def test_a_reader_that_has_enough_is_no_error() -> None:
    """
    `misstep --help | head -0` ends quietly.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "api", "grade"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    line = b'{"id": 1, "answer": {"kind": "number", "value": "1"}, "response": "1"}\n'
    _, errors = process.communicate(line * 2_000, timeout=60)

    assert b"Traceback" not in errors
    assert b"Exception ignored" not in errors


def test_a_key_is_made_shown_once_listed_and_revoked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    The whole life of a key on the command line.
    """
    data = ["--tenant", "school", "--data", str(tmp_path)]

    added = cli.main(["key", "add", "--role", "admin", "--name", "ops", *data])
    text = capsys.readouterr().out.strip()
    listed = cli.main(["key", "list", "--json", *data])
    key = json.loads(capsys.readouterr().out)[0]
    revoked = cli.main(["key", "revoke", key["id"], *data])
    capsys.readouterr()
    cli.main(["key", "list", *data])
    after = capsys.readouterr().out

    assert (0, 0, 0) == (added, listed, revoked)
    assert ("admin", "ops", None) == (key["role"], key["name"], key["revoked"])
    assert text.startswith(f"msk_{key['id']}_")
    assert text not in after
    assert "revoked" in after


def test_a_key_made_on_the_command_line_opens_the_door(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A server on the same data recognises it.
    """
    cli.main(["key", "add", "--role", "author", "--name", "x", "--tenant", "school", "--data", str(tmp_path)])
    text = capsys.readouterr().out.strip()
    reader = open_reader(tmp_path / FILE_NAME)
    listed = keys_of(reader, TenantId("school"))
    reader.let_go()

    async def recognised() -> object:
        record = open_sqlite(tmp_path / FILE_NAME)
        try:
            return Keys(record).recognise(text)
        finally:
            await record.close()

    assert listed[0] == asyncio.run(recognised())


@pytest.mark.parametrize("days", ["0", "-5", "3661", "9" * 30, "1.5", "soon"])
def test_a_key_is_made_for_days_that_are_still_to_come(
    days: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The bounds are those of the API: nobody is handed a key that has expired already.
    """
    data = ["--tenant", "a", "--data", str(tmp_path / "none")]
    with pytest.raises(SystemExit) as refused:
        cli.main(["key", "add", "--role", "admin", "--name", "x", "--days", days, *data])

    assert 2 == refused.value.code
    assert "a whole number of days from 1 to 3660" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["", "x" * 101, "a\x1b[2J", "a\x9b2J", "a\u202eb", "a\udcff"])
def test_a_key_is_given_no_name_that_a_terminal_would_obey(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The same names are refused as over the API, and nothing is made.
    """
    with pytest.raises(SystemExit) as refused:
        cli.main(["key", "add", "--role", "admin", "--name", name, "--tenant", "a", "--data", str(tmp_path / "none")])

    assert 2 == refused.value.code
    assert "a name has 1 to 100 characters" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "given",
    [
        ["list", "--tenant", "school"],
        ["revoke", "0" * 16, "--tenant", "school"],
    ],
    ids=" ".join,
)
def test_where_there_is_no_record_it_says_so(
    given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Asking makes no record.
    """
    code = cli.main(["key", *given, "--data", str(tmp_path / "none")])

    assert 2 == code
    assert "There is no record" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_a_key_that_is_not_there_cannot_be_revoked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Neither an unknown id nor another tenant's.
    """
    cli.main(["key", "add", "--role", "admin", "--name", "x", "--json", "--tenant", "a", "--data", str(tmp_path)])
    made = json.loads(capsys.readouterr().out)["key"]

    codes = [
        cli.main(["key", "revoke", identity, "--tenant", tenant, "--data", str(tmp_path)])
        for identity, tenant in (("0" * 16, "a"), (made["id"], "b"))
    ]

    assert [2, 2] == codes
    assert "has no key" in capsys.readouterr().err


def test_while_a_server_runs_writing_is_refused_and_listing_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The sentence says to stop it or to ask it.
    """
    data = ["--tenant", "school", "--data", str(tmp_path)]

    async def beside() -> list[int]:
        record = open_sqlite(tmp_path / FILE_NAME)
        try:
            add = ["key", "add", "--role", "admin", "--name", "x", *data]
            return [await asyncio.to_thread(cli.main, given) for given in (add, ["key", "list", *data])]
        finally:
            await record.close()

    codes = asyncio.run(beside())

    assert [2, 0] == codes
    assert "A server is running" in capsys.readouterr().err


@pytest.mark.parametrize("tenant", ["", "a/b", "..", "a b"])
def test_a_tenants_name_is_made_of_safe_signs(tenant: str, tmp_path: Path) -> None:
    """
    It becomes part of a stream's name.
    """
    with pytest.raises(SystemExit) as stopped:
        cli.main(["key", "list", "--tenant", tenant, "--data", str(tmp_path)])

    assert 2 == stopped.value.code
