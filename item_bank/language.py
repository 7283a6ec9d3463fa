"""
Languages: the tags of texts, and which text somebody gets.

A tag is BCP 47: a language, in two letters where it has such a code, and a
region where it matters (`de`, `es-MX`). What is written in which language is
the bank's; how numbers are written in it, `algebra.numerals`'.
"""

import re
from collections.abc import Collection, Iterable
from pathlib import PurePath
from typing import Annotated, Final, TypeAlias

import msgspec

__all__ = ["Language", "best", "is_language", "language_of", "parted", "primary"]

Language: TypeAlias = Annotated[
    str, msgspec.Meta(min_length=2, max_length=35, pattern=r"^[A-Za-z]+([-_][A-Za-z0-9]+)*$(?!\n)")
]
"""
A language as it is asked for: a tag, or a locale as systems write it (`es_MX`); whether there is such a language, or
anything in it, is not asked.
"""

_TWO_LETTERS: Final = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is
    it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms
    mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk
    sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi
    yo za zh zu
    """.split()  # noqa: SIM905 -- a list of 184 is easier read without quotes
)
"""Languages with a code of two letters (ISO 639-1)."""
_THREE_LETTERS: Final = frozenset({"ast", "ckb", "dsb", "fil", "fur", "gsw", "haw", "hsb", "kok", "nds", "szl", "yue"})
"""Languages of schools that have a code of three letters only (ISO 639-3)."""
_TAG: Final = re.compile(r"(?P<language>[a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
"""A language, a script and a region, in the letters that BCP 47 recommends."""
_RANGE: Final = re.compile(
    r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4})\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*)?"
)
MAX_RANGES: Final = 20
"""Languages of one request that are looked at; browsers send a handful."""


def is_language(tag: str) -> bool:
    """
    Say whether a text is the tag of a language: `de`, `es-MX`, `zh-Hant`.
    """
    found = _TAG.fullmatch(tag)
    return found is not None and found["language"] in _TWO_LETTERS | _THREE_LETTERS


def primary(tag: str) -> str:
    """
    Return the language of a tag without script and region, in small letters.
    """
    return tag.replace("_", "-").partition("-")[0].lower()


def parted(file: str) -> tuple[str, str]:
    """
    Part a file's name at its last point but one: `items/ribbon.de.yaml` into `items/ribbon.yaml` and `de`.

    The second part is empty where there is no such point.
    """
    path = PurePath(file)
    stem, point, tag = path.stem.rpartition(".")
    return (path.with_name(stem + path.suffix).as_posix(), tag) if point and stem else (file, "")


def best(wanted: str | None, offered: Collection[str]) -> str | None:
    """
    Choose among the languages offered: the very tag, else the same language with another region or none.
    """
    if not wanted:
        return None
    by_tag = {tag.lower(): tag for tag in offered}
    tag = wanted.replace("_", "-").lower()
    if tag in by_tag:
        return by_tag[tag]
    spoken = primary(tag)
    return by_tag.get(spoken) or next((by_tag[one] for one in sorted(by_tag) if primary(one) == spoken), None)


def language_of(accepted: str, offered: Iterable[str]) -> str | None:
    """
    Choose among the languages offered by the header `Accept-Language` (RFC 9110, 12.5.4), or None.

    What cannot be read in it is passed over; `*` chooses nothing.
    """
    known = tuple(offered)
    ranges: list[tuple[float, str]] = []
    for part in accepted.split(",")[:MAX_RANGES]:
        found = _RANGE.fullmatch(part)
        weight = float(found[2] or 1) if found is not None else 0.0
        if found is not None and weight > 0:
            ranges.append((weight, found[1]))
    ranges.sort(key=lambda one: -one[0])
    return next((tag for _, wanted in ranges if (tag := best(wanted, known)) is not None), None)
