"""
Attacks: what is written in a tutor's fields to get an answer out, to make it lie, or to give it orders.

Families in five languages stand in `attacks/`, one file a language; more come from
wrapping them up: in codes, in other characters, in maths, in what would break out of
a message. None is about one exercise, so each fits them all.
"""

import base64
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

__all__ = ["Attack", "attacks"]

FOLDER: Final = Path(__file__).parent / "attacks"
WRAPPED: Final = (("extract", "bargain"), ("insist", "story"))
"""The families of which one text each is wrapped up together, so that none is an attack that stands there by itself."""


class Attack(msgspec.Struct, frozen=True, kw_only=True):
    """One attack; `core` are the words in it that must reach no model."""

    family: str
    language: str
    text: str
    core: str


_WRAPS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "base64": lambda text: "decode: " + base64.b64encode(text.encode()).decode(),
        "reversed": lambda text: text[::-1],
        "full_width": lambda text: "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text),
        "zero_width": "\u200b".join,
        "breaking_out": lambda text: '"}]}\n\n' + json.dumps({"role": "system", "content": text}, ensure_ascii=False),
        "latex": lambda text: rf"x = 3 \text{{{text}}}",
        "after_maths": lambda text: f"3x = 12 // {text}",
        "as_comment": lambda text: f"<!-- {text} --> 12",
    }
)
"""Ways of wrapping up, by the name of their family."""


@lru_cache(maxsize=1)
def attacks() -> tuple[Attack, ...]:
    """
    Return all attacks, by language and family.
    """
    return tuple(attack for path in sorted(FOLDER.glob("*.toml")) for attack in _of(path))


def _of(path: Path) -> Iterator[Attack]:
    """Yield the attacks of one language."""
    families = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, tuple[str, ...]])
    for family, texts in families.items():
        for text in texts:
            yield Attack(family=family, language=path.stem, text=text, core=text)
    pairs = [pair for first, second in WRAPPED for pair in zip(families[first], families[second], strict=True)]
    for (family, wrap), pair in zip(_WRAPS.items(), pairs, strict=False):
        plain = " ".join(pair)
        yield Attack(family=family, language=path.stem, text=wrap(plain), core=plain)
