"""
Speech: a formula as words.

Walks a checked MathML tree and says it from left to right: "3 x plus 5 equals
11". Meant for live regions, where screen readers read no MathML, and for reading
aloud. What stays short is said short; what could be misheard has its end said.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from item_bank.rendering.signs import closing_bar, flat, leading, sign_of
from item_bank.rendering.words import Words

__all__ = ["spoken"]

MINUS = frozenset("-\u2212")
PRIMES = frozenset("\N{PRIME}″‴")
DEGREE = frozenset("∘°")
BARS = frozenset("―‾¯_\u0305")


def spoken(element: Element, words: Words) -> str:
    """
    Say an element in words.

    Parameters
    ----------
    element
        A tree as `mathml.to_element` gives it: its depth is bounded.
    words
        The words of the language.

    Returns
    -------
    str
        The words with single spaces, without a closing full stop.
    """
    return " ".join(_say(element, words).split()).replace(" ,", ",").replace(" ;", ";")


def _say(element: Element, words: Words) -> str:
    """
    Say one element, with spaces as they come.
    """
    parts = list(element)
    match element.tag:
        case "mn":
            return element.text or ""
        case "mi" | "mo":
            return _say_sign((element.text or "").strip(), words)
        case "mtext":
            return f" {(element.text or '').replace(chr(0xA0), ' ')} "
        case "mfrac":
            return _say_fraction(element, words)
        case "msqrt":
            inside = _say_row(parts, words)
            return (words.root if _is_simple(parts) else words.long_root).format(a=inside)
        case "mroot":
            radicand, order = _say(parts[0], words), _say(parts[1], words)
            return words.cube_root.format(a=radicand) if order == "3" else words.other_root.format(a=radicand, b=order)
        case "msup" | "msub" | "msubsup" | "munder" | "mover" | "munderover":
            return _say_script(element.tag, parts, words)
        case "menclose":
            return words.crossed_out.format(a=_say_row(parts, words))
        case "mtable":
            return _say_table(parts, words)
        case _:
            return _say_row(parts, words)


def _say_script(tag: str, parts: Sequence[Element], words: Words) -> str:
    """
    Say a base with what stands beside, above or below it.
    """
    match tag:
        case "msup":
            return _say_power(_say(parts[0], words), parts[1], words)
        case "msub":
            return _say_sub(parts[0], parts[1], words)
        case "msubsup" | "munderover" if _is_large(parts[0]):
            return words.from_to.format(a=_say(parts[0], words), b=_say(parts[1], words), c=_say(parts[2], words))
        case "msubsup":
            return _say_power(_say_sub(parts[0], parts[1], words), parts[2], words)
        case "mover":
            return _say_over(parts, words)
        case _:
            return words.under.format(a=_say(parts[0], words), b=_say(parts[1], words))


def _say_row(parts: Sequence[Element], words: Words) -> str:
    """
    Say elements in a row: signs by where they stand, bars in pairs, mixed numbers with their "and".
    """
    row = flat(parts)
    begins = leading(row)
    said: list[str] = []
    place = 0
    while place < len(row):
        part = row[place]
        before = row[place - 1] if place else None
        sign = sign_of(part)
        if sign in MINUS and place in begins:
            said.append(words.negative)
        elif sign == "|" and (end := closing_bar(row, place)) is not None:
            inside = row[place + 1 : end]
            template = words.absolute if _is_simple(inside) else words.long_absolute
            said.append(template.format(a=_say_row(inside, words)))
            place = end
        elif sign == "$" and place + 1 < len(row) and row[place + 1].tag == "mn":
            said.append(f"{row[place + 1].text} {words.signs['$']}")
            place += 1
        elif part.tag == "mfrac" and before is not None and before.tag == "mn" and _is_numeric_fraction(part):
            said.append(f"{words.mixed} {_say(part, words)}")
        elif sign == "(" and before is not None and _is_function(before):
            said.append(f"{words.applied} {_say(part, words)}")
        else:
            said.append(_say(part, words))
        place += 1
    return " ".join(said)


def _is_simple(parts: Sequence[Element]) -> bool:
    """
    Say whether parts are one number or one letter, with a minus sign at most: nothing that needs its end said.
    """
    row = flat(parts)
    if row and sign_of(row[0]) in MINUS:
        row = row[1:]
    return len(row) == 1 and row[0].tag in {"mn", "mi"}


def _is_numeric_fraction(part: Element) -> bool:
    """
    Say whether a fraction is one number over another.
    """
    return all([inner.tag for inner in flat([half])] == ["mn"] for half in part)


def _is_function(part: Element) -> bool:
    """
    Say whether an element is a function's name, with its base or power at most.
    """
    name = part[0] if part.tag in {"msub", "msup", "msubsup"} else part
    return name.tag in {"mi", "mo"} and len(name.text or "") > 1 and (name.text or "").isalpha()


def _is_large(part: Element) -> bool:
    """
    Say whether an element takes limits: a sum, a product, an integral.
    """
    row = flat([part])
    return len(row) == 1 and sign_of(row[0]) in {"∑", "∏", "∫"}


def _say_sign(text: str, words: Words) -> str:
    """
    Say a sign or a name.
    """
    if text in words.functions:
        return words.functions[text]
    return words.signs.get(text, text)


def _say_fraction(element: Element, words: Words) -> str:
    """
    Say a fraction, with its end where its halves are more than one number or letter.
    """
    above, below = element
    said = {"a": _say(above, words), "b": _say(below, words)}
    if element.get("linethickness", "1").startswith("0"):
        return words.choose.format(**said)
    return (words.simple_fraction if _is_simple([above]) and _is_simple([below]) else words.fraction).format(**said)


def _say_power(base: str, exponent: Element, words: Words) -> str:
    """
    Say a base with its exponent, prime or degree sign.
    """
    row = flat([exponent])
    sign = sign_of(row[0]) if len(row) == 1 else ""
    number = row[0].text if len(row) == 1 and row[0].tag == "mn" else ""
    if sign in DEGREE:
        return words.degrees.format(a=base)
    if sign in PRIMES:
        return words.prime.format(a=base)
    if number == "2":
        return words.squared.format(a=base)
    if number == "3":
        return words.cubed.format(a=base)
    return (words.simple_power if _is_simple([exponent]) else words.power).format(a=base, b=_say(exponent, words))


def _say_sub(base: Element, index: Element, words: Words) -> str:
    """
    Say a base with its index: a logarithm's base, or an ordinary one.
    """
    said = {"a": _say(base, words), "b": _say(index, words)}
    return words.log_base.format(**said) if (base.text or "") == "log" else words.sub.format(**said)


def _say_over(parts: Sequence[Element], words: Words) -> str:
    """
    Say what stands under a bar, an arrow or something else.
    """
    base, above = _say(parts[0], words), (parts[1].text or "").strip()
    if above in BARS:
        return words.bar.format(a=base)
    if above in {"→", "\u20d7"}:
        return words.vector.format(a=base)
    return words.over.format(a=base, b=_say(parts[1], words))


def _say_table(rows: Sequence[Element], words: Words) -> str:
    """
    Say a table row by row, its cells between commas.
    """
    said = [words.table.format(n=len(rows))]
    said += [
        words.row.format(n=number, a=", ".join(_say(cell, words) for cell in row))
        for number, row in enumerate(rows, start=1)
    ]
    return " ".join(said)
