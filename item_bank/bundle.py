"""
Bundles: a bank compiled into one immutable file.

Decides the file's layout and what is refused on reading. A release is named by
the SHA-256 of its content, so the same source gives the same release anywhere;
there is no secret in a bundle, and keys are compiled where it is opened.
"""

import hashlib
import zlib
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from item_bank.draw import Ranks
from item_bank.ids import ReleaseId
from item_bank.mistake import Mistake
from item_bank.skill import Skill
from item_bank.template import ItemTemplate
from item_bank.translation import BankWording

__all__ = [
    "MAX_ASSET",
    "MAX_ASSETS",
    "MAX_CONTENT",
    "MAX_FILE",
    "BadBundle",
    "Content",
    "Release",
    "ReleasedItem",
    "decode_bundle",
    "encode_bundle",
]

MAGIC: Final = b"MISSTEP\x01"
"""First bytes of a bundle; the last is the layout's version."""

MAX_FILE: Final = 96 * 2**20
"""Bytes of a bundle that are read at all."""

MAX_CONTENT: Final = 128 * 2**20
"""Bytes it may unpack to: all pictures, and 12 times the texts of 3,000 imported problems (5 MB)."""

MAX_ASSET: Final = 2 * 2**20
MAX_ASSETS: Final = 64 * 2**20

_DIGEST: Final = hashlib.sha256().digest_size
_LEVEL: Final = 6


class ReleasedItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A template and its valid draws; `translations` are the same item in other languages, by their tags."""

    template: ItemTemplate
    ranks: Ranks
    translations: dict[str, ItemTemplate] = {}


class Content(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    What a bundle holds.

    `assets` are pictures by the name that texts use, `wordings` the names of
    skills and the words of mistakes in other languages, by their tags.
    """

    id: str
    name: str
    language: str
    license: str
    attribution: str
    skills: tuple[Skill, ...]
    items: Annotated[tuple[ReleasedItem, ...], msgspec.Meta(min_length=1)]
    mistakes: tuple[Mistake, ...] = ()
    assets: dict[str, bytes] = {}
    wordings: dict[str, BankWording] = {}
    bundle: Literal[1] = 1


class Release(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A bundle that was read, and the name of its content."""

    release: ReleaseId
    content: Content


class BadBundle(Exception):
    """The bytes are no bundle, or a damaged one; the message says which in a sentence."""


def encode_bundle(content: Content) -> tuple[ReleaseId, bytes]:
    """
    Write a bundle: magic bytes, SHA-256 of the content, the content as packed MessagePack.
    """
    plain = msgspec.msgpack.encode(content)
    digest = hashlib.sha256(plain).digest()
    return ReleaseId(digest.hex()), MAGIC + digest + zlib.compress(plain, _LEVEL)


def decode_bundle(source: Path | bytes) -> Release:
    """
    Read a bundle.

    Raises
    ------
    BadBundle
        If the bytes are too many, of another kind, or not as they were written.
    OSError
        If the file cannot be read.
    """
    data = source if isinstance(source, bytes) else _bytes(source)
    if len(data) > MAX_FILE:
        message = f"The bundle is larger than {MAX_FILE >> 20} MB."
        raise BadBundle(message)
    if not data.startswith(MAGIC):
        message = "This is not a bundle of this version of Misstep."
        raise BadBundle(message)
    digest = data[len(MAGIC) : len(MAGIC) + _DIGEST]
    plain = _unpacked(memoryview(data)[len(MAGIC) + _DIGEST :])
    if hashlib.sha256(plain).digest() != digest:
        message = "The bundle is damaged: its content is not what its name says."
        raise BadBundle(message)
    try:
        content = msgspec.msgpack.decode(plain, type=Content)
    except msgspec.MsgspecError as problem:
        message = f"The bundle's content has another shape: {problem}."
        raise BadBundle(message) from problem
    return Release(release=ReleaseId(digest.hex()), content=content)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_FILE + 1)


def _unpacked(data: memoryview) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(data, MAX_CONTENT)
    except zlib.error as problem:
        message = "The bundle is damaged: it does not unpack."
        raise BadBundle(message) from problem
    if not unpacker.eof or unpacker.unused_data:
        message = "The bundle is cut off, too large, or has something after its end."
        raise BadBundle(message)
    return plain
