"""What `api.serving.secret` promises."""

import os
import stat
from pathlib import Path

from api.serving.secret import FILE_NAME, SecretFault, derive, secret_of


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    """
    The second start reads what the first one made.
    """
    first = secret_of(tmp_path)
    second = secret_of(tmp_path)

    assert isinstance(first, bytes)
    assert (32, first) == (len(first), second)
    assert [FILE_NAME] == [path.name for path in tmp_path.iterdir()]


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    """
    The file is made with mode 0600.
    """
    secret_of(tmp_path)

    assert 0o600 == stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode)


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """
    A file that the group may read is said to be so, with what to do.
    """
    secret_of(tmp_path)
    (tmp_path / FILE_NAME).chmod(0o640)

    outcome = secret_of(tmp_path)

    assert isinstance(outcome, SecretFault)
    assert "chmod 600" in outcome.sentence


def test_a_damaged_secret_is_refused_and_never_replaced(tmp_path: Path) -> None:
    """
    A file that holds something else is left as it is.
    """
    path = tmp_path / FILE_NAME
    path.write_text("not a secret")
    path.chmod(0o600)

    assert isinstance(secret_of(tmp_path), SecretFault)
    assert path.read_text() == "not a secret"


def test_each_purpose_has_a_secret_of_its_own() -> None:
    """
    What is derived differs by purpose and by secret, and is the same each time.
    """
    derived = {derive(secret, purpose) for secret in (b"a" * 32, b"b" * 32) for purpose in ("tokens", "answers")}

    assert len(derived) == 4
    assert derive(b"a" * 32, "tokens") in derived


def test_a_start_that_was_killed_does_not_keep_the_next_from_starting(tmp_path: Path) -> None:
    """
    What it left behind is passed by, also where the next start has the same number, as in a container.
    """
    (tmp_path / f".{FILE_NAME}.{os.getpid()}").write_text("half")

    assert isinstance(secret_of(tmp_path), bytes)
