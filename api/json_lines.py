"""
JSON lines: one case a line in, one reply a line out, in order and as they come.

What the commands that work on streams share: bounded lines, ids given back as
they came, and an error that says why for a line that cannot be answered; its
number is in it, and it never stops the others.
"""

from collections.abc import Callable
from typing import BinaryIO, Final, TypeAlias

import msgspec

__all__ = ["MAX_LINE", "NO_ID", "NO_JSON", "Failed", "failure", "kept", "reply_to_lines"]

MAX_LINE: Final = 64 * 1024
"""Bytes of one line; a case with forty long options is far below."""
NO_ID: Final = msgspec.Raw(b"null")
NO_JSON: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What decoding a line raises: half a character in a text is an error of its own."""


class _Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """Why a line could not be answered, and which it was, from 1."""

    code: str
    sentence: str
    line: int | None = None


class Failed(msgspec.Struct, frozen=True, kw_only=True):
    """The reply to a line that could not be answered; `id` is null where none could be read."""

    id: msgspec.Raw
    error: _Trouble


class _Identified(msgspec.Struct):
    """Whatever else a line holds, its id."""

    id: str | int | float | None = None


Answering: TypeAlias = Callable[[bytes], msgspec.Struct]
"""Answers one line; a `Failed` counts as one that could not be."""


def reply_to_lines(stdin: BinaryIO, stdout: BinaryIO, answer: Answering) -> int:
    """
    Answer all lines of a stream.

    Parameters
    ----------
    stdin
        Blank lines are passed over.
    stdout
        Where one JSON line is written for each, and flushed before the next is
        read.
    answer
        What is called with each line.

    Returns
    -------
    int
        0 if every line was answered, 1 if one was not.
    """
    encoder = msgspec.json.Encoder()
    failed, number = False, 0
    while line := stdin.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            _pass_over(stdin)
            reply: msgspec.Struct = failure(NO_ID, "line_too_long", f"A line has at most {MAX_LINE} bytes.")
        elif line.strip():
            reply = answer(line)
        else:
            continue
        if isinstance(reply, Failed):
            failed, reply = True, _numbered(reply, number)
        stdout.write(encoder.encode(reply) + b"\n")
        stdout.flush()
    return 1 if failed else 0


def failure(identifier: msgspec.Raw | bytes, code: str, sentence: str) -> Failed:
    """
    Write an error; of a line that is no case, its id is looked for.
    """
    found = identifier if isinstance(identifier, msgspec.Raw) else _id_of(identifier)
    return Failed(id=kept(found), error=_Trouble(code=code, sentence=sentence))


def _numbered(reply: Failed, number: int) -> Failed:
    return msgspec.structs.replace(reply, error=msgspec.structs.replace(reply.error, line=number))


def kept(raw: msgspec.Raw) -> msgspec.Raw:
    """
    Give an id back as it came.
    """
    return raw if bytes(raw) else NO_ID


def _id_of(line: bytes) -> msgspec.Raw:
    """Find the id of a line that is no case; null where there is none."""
    try:
        found = msgspec.json.decode(line, type=_Identified)
    except NO_JSON:
        return NO_ID
    return msgspec.Raw(msgspec.json.encode(found.id))


def _pass_over(stdin: BinaryIO) -> None:
    """Read to the end of a line without keeping it."""
    while (rest := stdin.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        pass
