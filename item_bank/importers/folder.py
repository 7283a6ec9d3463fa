"""
The folder of an imported bank: what is written, kept and removed.

A hidden list of what the last import wrote, with its hashes, stands beside the
files. By it a second import changes nothing, removes what the source no longer
has, and leaves alone what an author has edited since.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import msgspec

__all__ = ["LIST", "NotOurs", "Written", "write_folder"]

LIST = ".imported.json"


class NotOurs(Exception):
    """The folder holds something that no import of this source put there."""


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """
    What writing did, as paths below the folder.

    `edited` were changed by somebody since the last import, and left as they
    are.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    edited: tuple[str, ...]


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    files: dict[str, str]


def write_folder(folder: Path, source: str, files: Mapping[str, bytes]) -> Written:
    """
    Bring a folder to an import's outcome.

    Parameters
    ----------
    folder
        A folder that is empty, absent, or was written by an earlier import.
    source
        The importer's name; a folder belongs to one.
    files
        The content of each file by its path below the folder.

    Raises
    ------
    NotOurs
        If the folder holds files, and no list of an import of this source.
    """
    old = _read_list(folder, source)
    written: list[str] = []
    unchanged: list[str] = []
    edited: list[str] = []
    hashes: dict[str, str] = {}
    for name, content in sorted(files.items()):
        path, digest = _inside(folder, name), _digest(content)
        hashes[name] = digest
        present = _digest(path.read_bytes()) if path.is_file() else None
        if present == digest:
            unchanged.append(name)
        elif present is not None and present != old.get(name):
            # Somebody's own work; the list keeps what the last import wrote, so that it stays edited.
            edited.append(name)
            hashes[name] = old.get(name, "")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(name)
    removed, kept = _remove(folder, {name: digest for name, digest in old.items() if name not in files})
    _write_list(folder, _List(source=source, files=hashes | kept))
    return Written(
        written=tuple(written), unchanged=tuple(unchanged), removed=removed, edited=tuple(sorted([*edited, *kept]))
    )


def _remove(folder: Path, stale: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """
    Remove files of an earlier import, and folders left empty; keep those that were edited.
    """
    removed: list[str] = []
    kept: dict[str, str] = {}
    for name, digest in sorted(stale.items()):
        path = _inside(folder, name)
        if not path.is_file():
            continue
        if _digest(path.read_bytes()) != digest:
            kept[name] = digest
            continue
        path.unlink()
        removed.append(name)
        for parent in path.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    return tuple(removed), kept


def _read_list(folder: Path, source: str) -> dict[str, str]:
    """
    Read what the last import wrote; nothing for a new folder.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return {}
    try:
        last = msgspec.json.decode((folder / LIST).read_bytes(), type=_List)
    except (OSError, msgspec.DecodeError) as error:
        raise NotOurs(str(folder)) from error
    if last.source != source:
        raise NotOurs(str(folder))
    return last.files


def _write_list(folder: Path, last: _List) -> None:
    """
    Write the list, unless it is the same.
    """
    content = msgspec.json.format(msgspec.json.encode(last, order="sorted"), indent=1) + b"\n"
    path = folder / LIST
    if not path.is_file() or path.read_bytes() != content:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _inside(folder: Path, name: str) -> Path:
    """
    Find a file's place, which is inside the folder and behind no link.

    Raises
    ------
    NotOurs
        If it is not: a list that says so was not written by us.
    """
    parts = PurePosixPath(name).parts
    if not parts or PurePosixPath(name).is_absolute() or ".." in parts:
        raise NotOurs(name)
    path = folder
    for part in parts:
        path /= part
        if path.is_symlink():
            raise NotOurs(name)
    return path


def _digest(content: bytes) -> str:
    """
    Name content by its SHA-256.
    """
    return hashlib.sha256(content).hexdigest()
