"""
The files of the pages: scripts and style sheets, read once at the start.

What is served is what was found then, by exact name; no path of a request ever
reaches the file system.
"""

import hashlib
from pathlib import Path

import msgspec

__all__ = ["FOLDER", "StaticFile", "static_files"]

FOLDER = Path(__file__).parents[1] / "web"
MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
"""Everything else in the folder (templates, settings of tools) stays where it is."""


class StaticFile(msgspec.Struct, frozen=True):
    """One file, ready to send."""

    content: bytes
    media_type: str
    etag: str


def static_files(folder: Path = FOLDER) -> dict[str, StaticFile]:
    """
    Read the files of the pages, by their path below the folder.
    """
    return {
        path.relative_to(folder).as_posix(): _read(path)
        for path in sorted(folder.rglob("*"))
        if path.suffix in MEDIA_TYPES and path.is_file()
    }


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:32]
    return StaticFile(content, MEDIA_TYPES[path.suffix], f'"{digest}"')
