"""
What a power cut may leave of a file.

Reads the notes of `power_cut.c` and stops at any moment: what was synced is
there; of the rest, sectors drawn at random have reached the disk and others
have not, whatever their order. It does not model disks that lie about a sync,
or names lost from a directory.
"""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

__all__ = ["ANSWERS", "DATABASE", "LOG", "Disk", "Note", "read_notes"]

HEAD = struct.Struct("=cc6xQQ")
SECTOR = 512
"""Bytes that a disk writes whole or not at all."""

File: TypeAlias = Literal["d", "l", "a"]
DATABASE: File = "d"
LOG: File = "l"
ANSWERS: File = "a"


@dataclass(frozen=True, slots=True)
class Note:
    """One call: w(rite), t(runcate to `length`) or s(ync)."""

    call: str
    file: str
    offset: int
    length: int
    data: bytes


def read_notes(path: Path) -> Iterator[Note]:
    """
    Read the calls, in order.
    """
    with path.open("rb") as notes:
        while head := notes.read(HEAD.size):
            call, file, offset, length = HEAD.unpack(head)
            data = notes.read(length) if call == b"w" else b""
            yield Note(call.decode(), file.decode(), offset, length, data)


@dataclass(slots=True)
class Disk:
    """Two files as they are for sure, and the calls since that nobody vouches for; the answers are on another disk."""

    files: dict[str, bytearray]
    unsure: dict[str, list[Note]] = field(default_factory=lambda: {DATABASE: [], LOG: []})
    answers: bytearray = field(default_factory=bytearray)

    def take(self, note: Note) -> None:
        """
        Go on by one call.
        """
        if note.file == ANSWERS:
            self.answers += note.data
        elif note.call == "s":
            for each in self.unsure[note.file]:
                _apply(self.files[note.file], each)
            self.unsure[note.file].clear()
        else:
            self.unsure[note.file].append(note)

    def cut(self, drawn: random.Random) -> dict[str, bytes]:
        """
        Cut the power: return what may be found of each file.
        """
        found = {}
        for name, sure in self.files.items():
            content = bytearray(sure)
            for note in self.unsure[name]:
                for part in _sectors(note):
                    if drawn.random() < 1 / 2:
                        _apply(content, part)
            found[name] = bytes(content)
        return found


def _sectors(note: Note) -> Iterator[Note]:
    if note.call == "t":
        yield note
        return
    start = 0
    while start < note.length:
        end = min(note.length, start + SECTOR - (note.offset + start) % SECTOR)
        yield Note("w", note.file, note.offset + start, end - start, note.data[start:end])
        start = end


def _apply(content: bytearray, note: Note) -> None:
    if note.call == "t":
        del content[note.length :]
        content.extend(bytes(note.length - len(content)))
        return
    content.extend(bytes(max(0, note.offset - len(content))))
    content[note.offset : note.offset + note.length] = note.data
