"""
Texts: how a scalar is written in YAML.

Plain ones stay plain and quoted ones quoted: quotes tell other programs a text
from a number. Which quotes, and how what is too long is folded, is decided here.
"""

import functools
import re
from typing import Final

import yaml

from item_bank.formatting.tree import Text

__all__ = ["WIDTH", "in_line", "lines_of"]

WIDTH: Final = 120
"""Characters of a line that are aimed at; a word or formula may be longer."""

_GAP: Final = re.compile(r"(?<=\S) (?=\S)")


def in_line(text: Text, *, flow: bool) -> str:
    """
    Write a text on one line, inside of brackets (`flow`) or not.
    """
    value = text.value
    if text.style == "" and not value:
        return '""' if flow else ""
    if text.style not in {"'", '"'} and _plain(value, flow=flow):
        return value
    if ("\\" in value or '"' in value) and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(_escaped(sign) for sign in value) + '"'


def lines_of(text: Text, indent: int, used: int) -> list[str]:
    """
    Write a text after a name or a hyphen.

    Parameters
    ----------
    text
        What is written.
    indent
        Of further lines, if there are any.
    used
        Characters that stand before it.

    Returns
    -------
    list of str
        What goes on on the first line, and further lines, indented.
    """
    margin = " " * indent
    if text.style == "|" or (text.style == ">" and not _folds(text.value.rstrip("\n"))):
        return _literal(text.value, margin) or [in_line(Text(text.value, '"'), flow=False)]
    if text.style == ">" and len(text.value) - len(text.value.rstrip("\n")) <= 1:
        sign = ">" if text.value.endswith("\n") else ">-"
        kept = text.lines if text.lines and all(len(line) + indent <= WIDTH for line in text.lines) else None
        return [sign, *(margin + line for line in kept or _filled(text.value.rstrip("\n"), WIDTH - indent))]
    if text.style == ">":
        return _literal(text.value, margin)
    line = in_line(text, flow=False)
    if used + len(line) > WIDTH and _folds(text.value):
        filled = _filled(text.value, WIDTH - indent)
        if len(filled) > 1:
            return [">-", *(margin + part for part in filled)]
    return [line]


def _folds(value: str) -> bool:
    """
    Say whether lines of a text that is broken at its spaces are joined to the same text again.
    """
    return bool(value) and value.isprintable() and value == value.strip()


def _filled(value: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in _GAP.split(value):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _literal(value: str, margin: str) -> list[str]:
    """
    Write lines that stay lines; none where they cannot be written so.
    """
    body = value.rstrip("\n")
    ends = len(value) - len(body)
    if not body or body[0] in " \n" or not all(line.isprintable() for line in body.split("\n")):
        return []
    sign = ("|-", "|")[ends] if ends <= 1 else "|+"
    lines = [*body.split("\n"), *[""] * (ends - 1)]
    return [sign, *((margin + line).rstrip() if not line.strip() else margin + line for line in lines)]


@functools.lru_cache(4096)
def _plain(value: str, *, flow: bool) -> bool:
    """
    Say whether a text is read as itself without quotes.
    """
    if not value.isprintable() or value != value.strip():
        return False
    try:
        node = yaml.CBaseLoader(f"[{value}]" if flow else f"a: {value}").get_single_node()
    except yaml.YAMLError:
        return False
    if not isinstance(node, yaml.CollectionNode):
        return False
    entry = node.value[0] if flow else node.value[0][1]
    alone = len(node.value) == 1 and isinstance(entry, yaml.ScalarNode)
    return alone and entry.value == value and not entry.style and entry.end_mark.line == 0


def _escaped(sign: str) -> str:
    if sign in {"\\", '"'}:
        return f"\\{sign}"
    if sign == "\n":
        return "\\n"
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"
