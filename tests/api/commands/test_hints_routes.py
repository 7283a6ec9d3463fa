"""What `misstep hints routes` and `misstep serve --routes` promise an operator."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from api import cli
from hints.routes.probing import FILE_NAME
from tests.provider.asked import Asked
from tests.provider.behaviour import Answer, Behaviour, Knowing, server_error
from tests.provider.provider import Provider

COUNTED = Answer(text='{"sum":5,"unit":"apples"}')
ROUTES = """\
[[route]]
name = "own"
kind = "vllm"
base_url = "http://127.0.0.1:{port}/v1"
model = "good"
price = "own-hardware"
region = "this room"

[[route]]
name = "spare"
base_url = "http://127.0.0.1:{port}/v1"
model = "bad"
key = "MISSTEP_TEST_KEY"
price = "p"
"""
PRICES = '[[price]]\nid = "p"\nfrom = 2020-01-01\nprompt = 1\ncached = 1\ncompletion = 2\nsource = "made up"\n'


def written(folder: Path, port: int) -> str:
    """
    Write a file of routes and its prices; return its path.
    """
    (folder / "prices.toml").write_text(PRICES, encoding="utf-8")
    path = folder / "routes.toml"
    path.write_text('prices = "prices.toml"\n' + ROUTES.format(port=port), encoding="utf-8")
    path.chmod(0o600)
    return str(path)


def plan(asked: Asked, _: int) -> Behaviour:
    """
    Play a server that knows JSON objects, and one that is broken.
    """
    return Knowing(formats=("json_object",), then=COUNTED) if asked.model == "good" else server_error()


def test_routes_are_listed_without_asking_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the file says, which prices hold, that an old one has to be looked up again, and no key."""
    monkeypatch.setenv("MISSTEP_TEST_KEY", "scripted-value")
    with Provider() as provider:
        code = cli.main(["hints", "routes", written(tmp_path, provider.port), "--data", str(tmp_path / "data")])
        out = capsys.readouterr().out
        assert not provider.asked

    assert 0 == code
    assert "own: good at http://127.0.0.1" in out
    assert "key      in MISSTEP_TEST_KEY" in out
    assert "this room" in out
    assert "not probed" in out
    assert 1 == out.count("look it up again")
    assert "scripted-value" not in out
    assert not (tmp_path / "data").exists()


def test_probing_tells_what_works_and_keeps_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1, since one of both gave no reply; the next listing knows about the other."""
    monkeypatch.setenv("MISSTEP_TEST_KEY", "scripted-value")
    data = ["--data", str(tmp_path / "data")]
    with Provider(plan) as provider:
        path = written(tmp_path, provider.port)
        code = cli.main(["hints", "routes", path, "--probe", "--json", *data])
        told = json.loads(capsys.readouterr().out)
        cli.main(["hints", "routes", path, "--probe", *data])
        words = capsys.readouterr().out
    cli.main(["hints", "routes", path, "--json", *data])
    later = json.loads(capsys.readouterr().out)

    assert 1 == code
    assert ["object", None] == [one["rung"] for one in told["probed"]]
    assert ["object", "strict"] == [one["begins_with"] for one in later["routes"]]
    assert later["routes"][0]["probed"]
    assert "object works: good (fp_scripted) answered" in words
    assert "no reply that can be used" in words
    assert (tmp_path / "data" / FILE_NAME).exists()


def test_a_file_that_cannot_be_used_is_refused_by_both_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same sentences, before anything starts or is asked."""
    monkeypatch.delenv("MISSTEP_TEST_KEY", raising=False)
    path = written(tmp_path, 1)
    listed = cli.main(["hints", "routes", path])
    first = capsys.readouterr().err
    served = cli.main(["serve", "--routes", path, "--data", str(tmp_path / "data")])
    second = capsys.readouterr().err

    assert (2, 2) == (listed, served)
    assert "MISSTEP_TEST_KEY, which is not set" in first
    assert first.removeprefix("misstep hints routes: ") == second.removeprefix("misstep serve: ")
    assert not (tmp_path / "data").exists()


@pytest.mark.slow
def test_listing_needs_no_client(tmp_path: Path) -> None:
    """Reading and refusing import neither the client's package nor the web framework."""
    code = (
        "import sys; from api import cli\n"
        "cli.main(sys.argv[1:])\n"
        "sys.exit(' '.join(sorted({'openai', 'httpx2', 'litestar', 'sympy'} & set(sys.modules))) or 0)"
    )
    path = written(tmp_path, 1)
    command = [sys.executable, "-c", code, "hints", "routes", path, "--data", str(tmp_path)]
    environ = {"MISSTEP_TEST_KEY": "x", "PATH": "/usr/bin", "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environ)

    assert (0, "") == (done.returncode, done.stderr)
