"""
Slugs: ids made from other people's names.

A slug is the name in lower case, accents dropped, every run of other characters
than `a-z` and `0-9` turned into one hyphen, cut at 80. Two names with one slug
are told apart by a hash of the name, so that an id never depends on the order
in which names are met.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

__all__ = ["marked_slug", "short_slug", "slug", "slugs"]

MAX_SLUG = 80
OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """
    Make an id of a name; the empty text where nothing of the name is left.
    """
    return _whole(name)[:MAX_SLUG].rstrip("-")


def short_slug(name: str) -> str:
    """
    Make an id of a name that is one among few; where it had to be cut, by its hash no other name has it.
    """
    return slug(name) if len(_whole(name)) <= MAX_SLUG else marked_slug(name)


def slugs(names: Iterable[str]) -> dict[str, str]:
    """
    Make different ids for different names.

    Parameters
    ----------
    names
        The names; order and repetition do not matter.

    Returns
    -------
    dict[str, str]
        From name to id. Where two names collide, each of them gets `-` and
        eight hexadecimal digits of the SHA-256 of the name; so does a name of
        which nothing is left.
    """
    by_slug: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        by_slug[slug(name)].append(name)
    out: dict[str, str] = {}
    for base, same in by_slug.items():
        for name in same:
            out[name] = base if base and len(same) == 1 else marked_slug(name)
    return out


def marked_slug(name: str) -> str:
    """
    Make an id of a name that no other name has.
    """
    return f"{slug(name) or 'unnamed'}-{_mark(name)}"


def _whole(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return OTHER.sub("-", plain.lower()).strip("-")


def _mark(name: str) -> str:
    """
    Tell a name apart by eight digits; a file's name may hold bytes that are no UTF-8.
    """
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
