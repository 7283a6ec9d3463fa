"""What `folder` promises of a folder that is imported into more than once."""

from pathlib import Path

import pytest

from item_bank.importers.folder import LIST, NotOurs, write_folder

FIRST = {"bank.yaml": b"a", "items/one/x.yaml": b"x", "items/two/y.yaml": b"y"}


def content(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    """
    The same files again are all unchanged, the list of files too.
    """
    write_folder(tmp_path / "bank", "oatutor", FIRST)
    before = content(tmp_path / "bank")
    second = write_folder(tmp_path / "bank", "oatutor", FIRST)

    assert before == content(tmp_path / "bank")
    assert tuple(sorted(FIRST)) == second.unchanged
    assert () == second.written + second.removed + second.edited


def test_what_the_source_no_longer_has_is_removed_with_its_empty_folders(tmp_path: Path) -> None:
    """
    Stale files of an earlier import go, and nothing else does.
    """
    write_folder(tmp_path, "oatutor", FIRST)
    (tmp_path / "items/one/mine.yaml").write_text("mine")
    written = write_folder(tmp_path, "oatutor", {"bank.yaml": b"b"})

    assert ("items/one/x.yaml", "items/two/y.yaml") == written.removed
    assert {"bank.yaml", "items/one/mine.yaml", LIST} == set(content(tmp_path))
    assert not (tmp_path / "items/two").exists()


def test_what_somebody_edited_is_left_as_it_is(tmp_path: Path) -> None:
    """
    Edited files survive a changed source and a source that dropped them, import after import.
    """
    write_folder(tmp_path, "oatutor", FIRST)
    (tmp_path / "bank.yaml").write_bytes(b"mine")
    (tmp_path / "items/one/x.yaml").write_bytes(b"mine")
    for _ in range(2):
        written = write_folder(tmp_path, "oatutor", {"bank.yaml": b"theirs"})

        assert ("bank.yaml", "items/one/x.yaml") == written.edited
        assert b"mine" == (tmp_path / "bank.yaml").read_bytes()
        assert b"mine" == (tmp_path / "items/one/x.yaml").read_bytes()


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """
    Files that no import wrote are never overwritten, nor are those of another source.
    """
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "bank.yaml").write_text("mine")
    write_folder(tmp_path / "theirs", "moodle", FIRST)

    with pytest.raises(NotOurs):
        write_folder(mine, "oatutor", FIRST)
    with pytest.raises(NotOurs):
        write_folder(tmp_path / "theirs", "oatutor", FIRST)
    assert "mine" == (mine / "bank.yaml").read_text()


@pytest.mark.parametrize("name", ["../victim", "/victim", "items/../../victim", ""])
def test_a_forged_list_reaches_nothing_outside(tmp_path: Path, name: str) -> None:
    """
    A list that names files outside the folder is refused, and they stay.
    """
    bank, victim = tmp_path / "bank", tmp_path / "victim"
    write_folder(bank, "oatutor", FIRST)
    victim.write_text("")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (bank / LIST).write_text(f'{{"source":"oatutor","files":{{"{name}":"{empty}"}}}}')

    with pytest.raises(NotOurs):
        write_folder(bank, "oatutor", FIRST)
    assert victim.exists()


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """
    A link inside the folder is never followed.
    """
    (tmp_path / "outside").mkdir()
    write_folder(tmp_path / "bank", "oatutor", {"bank.yaml": b"a"})
    (tmp_path / "bank/items").symlink_to(tmp_path / "outside")

    with pytest.raises(NotOurs):
        write_folder(tmp_path / "bank", "oatutor", FIRST)
    assert [] == list((tmp_path / "outside").iterdir())
