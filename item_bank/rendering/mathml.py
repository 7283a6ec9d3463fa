"""
MathML: a formula as a checked tree.

LaTeX goes through latex2mathml and comes out as an element tree in which only
listed elements and attributes are left and every element has the children it
needs. The converter's own text output is never used: it undoes the escaping of
`<`. What cannot be converted is None, whatever the converter did with it.
"""

import html
import re
from functools import lru_cache
from xml.etree.ElementTree import Element, tostring

from item_bank.rendering.latex import commands_known, mended
from item_bank.rendering.signs import OPERATORS, RELATIONS, bars, flat, leading

__all__ = ["to_element", "to_markup"]

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
ARITY = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "msubsup": 3,
    "munderover": 3,
}
ROWS = frozenset({"math", "menclose", "msqrt", "mtd"})
"""Elements whose children stand side by side; rows for grouping are part of the one they stand in."""
SPACED = RELATIONS | OPERATORS
ELEMENTS = frozenset(ARITY) | frozenset(
    {
        "math",
        "menclose",
        "mi",
        "mn",
        "mo",
        "mpadded",
        "mrow",
        "mspace",
        "msqrt",
        "mstyle",
        "mtable",
        "mtd",
        "mtext",
        "mtr",
    }
)
ATTRIBUTES = frozenset(
    {
        "accent",
        "display",
        "displaystyle",
        "fence",
        "form",
        "largeop",
        "linethickness",
        "mathvariant",
        "maxsize",
        "minsize",
    }
    | {"columnalign", "columnlines", "movablelimits", "notation", "rowlines", "scriptlevel", "stretchy", "width"}
)
PLAIN_VALUE = re.compile(r"[A-Za-z0-9.+\- %]{1,40}")
CODE_POINT = re.compile(r"&#x([0-9A-Fa-f]{1,6});")
DECIMAL = re.compile(r"\.\d+")
MAX_NODES = 4_000
MAX_TREE_DEPTH = 120
KEPT_FORMULAS = 8_192
"""Formulas kept ready; a bank of 3,846 problems has about 30,000 different ones, a session touches tens."""
LONGEST_KEPT = 120
"""Characters of a formula that is kept: its tree takes some 10 kB, that of what a learner may type 70 kB, and there is
no end to what learners type."""


def to_element(latex: str) -> Element | None:
    """
    Convert a formula to a `<math>` element without namespace prefixes.

    The element may be shared between callers and is not to be changed.

    Parameters
    ----------
    latex
        A formula without its dollar signs.

    Returns
    -------
    Element | None
        None where it is too long or too deep, is not balanced, holds a command
        or environment that is not on the list, or does not convert.
    """
    return _kept(latex) if len(latex) <= LONGEST_KEPT else _converted(latex)


@lru_cache(maxsize=KEPT_FORMULAS)
def _kept(latex: str) -> Element | None:
    """
    Convert a short formula, once.
    """
    return _converted(latex)


def _converted(latex: str) -> Element | None:
    """
    Convert a formula, or say that it is not one we show.
    """
    source = mended(latex)
    if not commands_known(source):
        return None
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 - lazy: most of the CLI renders nothing

    try:
        raw = convert_to_element(source)
    except Exception:  # noqa: BLE001 - a converter's crash, of any kind, says the same: not a formula we can show
        return None
    clean = Element("math", {"xmlns": NAMESPACE, "display": "inline"})
    if not _copy_children(raw, clean):
        return None
    _mark_signs(clean)
    return clean


def to_markup(element: Element) -> str:
    """
    Write an element as text, every special character escaped.
    """
    return tostring(element, encoding="unicode")


def _copy_children(raw: Element, clean: Element) -> bool:
    """
    Copy what is allowed from below `raw` to below `clean`; say whether all of it was.
    """
    # An explicit stack: the depth of the tree is counted, not risked.
    stack = [(raw, clean, 0)]
    nodes = 0
    while stack:
        source, target, depth = stack.pop()
        nodes += len(source)
        if depth > MAX_TREE_DEPTH or nodes > MAX_NODES:
            return False
        for child in _joined(source):
            if child.tag == "mrow" and len(child) == 0 and source.tag in {"mrow", "math"}:
                continue
            text = CODE_POINT.sub(_character, child.text or "")
            if child.tag not in ELEMENTS or text.startswith("\\") or (child.tail or "").strip():
                return False
            if ARITY.get(child.tag, len(child)) != len(child):
                return False
            copy = Element(_tag(child.tag, text), _attributes(child))
            copy.text = text or None
            target.append(copy)
            stack.append((child, copy, depth + 1))
    return True


def _tag(tag: str, text: str) -> str:
    """
    Name the element that a text belongs in, where the converter takes `.5` for a sign and a sign for a name.
    """
    if DECIMAL.fullmatch(text):
        return "mn"
    return "mo" if tag == "mi" and text in SPACED else tag


def _mark_signs(math: Element) -> None:
    """
    Mark the signs that belong to what follows them, and the bars that enclose: neither is spaced as if between two.

    A browser sees to it at the ends of a row alone: after an equals sign or an
    opening bracket it takes a minus for a subtraction.
    """
    for element in math.iter():
        if element.tag in ROWS:
            rows = [list(element)]
        elif element.tag in ARITY:
            rows = [[part] for part in element]
        else:
            continue
        for parts in rows:
            row = flat(parts)
            pairs = bars(row)
            for place in leading(row) | pairs.keys():
                _set_form(row[place], "prefix")
            for place in pairs.values():
                _set_form(row[place], "postfix")


def _set_form(part: Element, form: str) -> None:
    """
    Say on which side of something a sign stands.
    """
    if part.tag == "mo":
        part.set("form", form)


def _joined(parent: Element) -> list[Element]:
    """
    List an element's children with `17{,}200` as the one number that it is.
    """
    children: list[Element] = []
    for child in parent:
        if (
            child.tag == "mn"
            and len(children) > 1
            and children[-2].tag == "mn"
            and children[-1].tag == "mrow"
            and [part.text for part in children[-1]] == ["&#x0002C;"]
        ):
            number = Element("mn")
            number.text = f"{children[-2].text},{child.text}"
            children[-2:] = [number]
        else:
            children.append(child)
    return children


def _attributes(element: Element) -> dict[str, str]:
    """
    Keep the listed attributes with a plain value.
    """
    return {
        name: value
        for name, value in element.items()
        if name in ATTRIBUTES and PLAIN_VALUE.fullmatch(value) is not None
    }


def _character(match: re.Match[str]) -> str:
    """
    Turn the converter's numeric reference into its character; one that XML forbids into nothing.
    """
    character = html.unescape(match.group())
    return character if character.isprintable() or character.isspace() else ""
