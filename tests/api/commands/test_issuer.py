"""`misstep issuer`, while the server is stopped, and what it refuses."""

import json
from pathlib import Path

import pytest

from api.cli import main
from tests.api.launching import SITE, private_key, public_jwk
from tests.service.running import TENANT


def issuer(tmp_path: Path, *arguments: str) -> int:
    """Run the command on a data folder that has a record."""
    return main(["issuer", *arguments, "--tenant", TENANT, "--data", str(tmp_path)])


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """
    Make a record, with a key in it.
    """
    assert 0 == main(["key", "add", "--tenant", TENANT, "--role", "admin", "--name", "x", "--data", str(tmp_path)])
    capsys.readouterr()
    return tmp_path


def test_a_site_is_registered_listed_and_removed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Registering says the audience that launches have to name; a removed one stays listed as such.
    """
    keys = data / "keys.json"
    keys.write_text(json.dumps({"keys": [public_jwk("ES256")]}))

    assert 0 == issuer(data, "add", "--issuer", SITE, "--keys", str(keys), "--json")
    [added] = json.loads(capsys.readouterr().out)
    assert 0 == issuer(data, "list")
    listed = capsys.readouterr().out
    assert 0 == issuer(data, "remove", added["id"])
    removed = capsys.readouterr().out

    assert f"{added['id']}  alive    {SITE}  aud: urn:misstep:launch:{added['id']}\n" == listed
    assert "removed" in removed
    assert 2 == issuer(data, "remove", "iss-0000000000000000")


@pytest.mark.parametrize("written", ["no JSON", "[]", '{"keys": []}', '{"keys": [{"kty": "oct", "kid": "x"}]}'])
def test_what_is_no_set_of_public_keys_is_refused(data: Path, written: str, capsys: pytest.CaptureFixture[str]) -> None:
    """
    With a sentence and exit code 2; nothing is registered.
    """
    keys = data / "keys.json"
    keys.write_text(written)

    assert 2 == issuer(data, "add", "--issuer", SITE, "--keys", str(keys))
    assert capsys.readouterr().err.startswith("misstep issuer: ")
    assert 0 == issuer(data, "list", "--json")
    assert "[]" == capsys.readouterr().out.strip()


def test_a_private_key_is_refused_and_not_kept(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Whoever hands the wrong half is told to make a new pair.
    """
    secret = f"{private_key('ES256').private_numbers().private_value:x}"
    keys = data / "keys.json"
    keys.write_text(json.dumps({"keys": [{**public_jwk("ES256"), "d": secret}]}))

    assert 2 == issuer(data, "add", "--issuer", SITE, "--keys", str(keys))
    assert "private" in capsys.readouterr().err
    keys.unlink()
    assert not any(secret.encode() in path.read_bytes() for path in data.rglob("*") if path.is_file())
