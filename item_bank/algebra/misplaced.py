"""
Misplaced: what is said of a token that stands in the wrong place.

The grammar finds that something is missing or stands wrongly; which of the
sentences fits is told here from the token and the one before it.
"""

from item_bank.algebra.limits import MAX_EXPONENT
from item_bank.algebra.tokens import BEGIN, END, Kind, Token
from item_bank.algebra.tree import Group, Junction, Listing, Negate, Number, Posit, Relation, Tree, walk
from item_bank.algebra.unreadable import Unreadable, unreadable

__all__ = ["inside_expression", "large_exponent", "missing_operand", "number_in_product", "several", "unexpected"]

MISSING_AT_END: dict[Kind, str] = {
    "end": "empty",
    "operator": "ends_with_operator",
    "root": "ends_with_operator",
    "relation": "nothing_after_relation",
    "separator": "ends_with_separator",
    "word": "ends_with_separator",
    "setwise": "ends_with_operator",
    "sign": "ends_with_operator",
}
MISSING_AT_BRACKET: dict[Kind, str] = {
    "operator": "operator_before_bracket",
    "root": "operator_before_bracket",
    "sign": "operator_before_bracket",
    "separator": "operator_before_bracket",
}
"""What to say where nothing follows a token of this kind but the end, or a closing bracket."""
NUMBERS: frozenset[Kind] = frozenset({"number", "fraction", "scientific", "repeating"})
SEPARATORS = {",": "comma", ";": "semicolon"}
NOTHING = Token("end", "", 0, 0)
"""Stands before the first token."""


def unexpected(code: str, token: Token, **parts: str) -> Unreadable:
    """
    Say one thing about one token.
    """
    return unreadable(code, token.start, token.end, **parts)


def several(separator: Token) -> Unreadable:
    """
    Say that a separator parts several answers where one is asked.
    """
    return unexpected("several", separator, what=SEPARATORS[separator.text])


def missing_operand(token: Token, before: Token | None) -> Unreadable:
    """
    Say what is missing where an operand should stand, and `token` does, after `before`.
    """
    before = before or NOTHING
    match token.kind:
        case "end":
            code = MISSING_AT_END.get(before.kind, "unclosed_bracket")
            return unexpected(code, before, what=before.text)
        case "separator":
            return several(token)
        case "close" if before.text == BEGIN:
            return unreadable("empty_place", before.start, token.end)
        case "close" if before.kind == "open":
            return unreadable("empty_brackets", before.start, token.end)
        case "close":
            return unexpected(MISSING_AT_BRACKET.get(before.kind, "unopened_bracket"), token, first=before.text)
        case "relation" if before.kind == "open":
            return unexpected("relation_inside", token, what=token.text)
        case _ if before.kind in ("operator", "relation"):
            return unreadable("two_operators", before.start, token.end, first=before.text, what=token.text)
        case _:
            return unexpected("starts_with_operator", token, what=token.text)


def number_in_product(token: Token, before: Token) -> Unreadable | None:
    """
    Say what is wrong with a number that follows an operand without a sign; None after closing brackets.
    """
    if token.kind not in NUMBERS or (before.kind == "close" and before.text != END):
        return None
    if before.kind in NUMBERS:
        return unreadable("missing_operator", before.start, token.end)
    if before.kind in ("name", "constant") and token.kind == "number":
        product, power = f"{token.text}{before.text}", f"{before.text}^{token.text}"
        return unreadable("number_after_name", before.start, token.end, product=product, power=power)
    return unexpected("number_after_factor", token, what=token.text)


def inside_expression(special: Tree) -> Unreadable:
    """
    Say that a list, a set or a statement stands where only an expression can.
    """
    for node in walk(special):
        if isinstance(node, Relation):
            return unreadable("relation_inside", node.start, node.end, what=node.operators[0])
        if isinstance(node, Junction):
            return unreadable("word_inside", node.start, node.end, what=node.word)
    code = "list_inside" if isinstance(special, Listing) else "set_inside"
    return unreadable(code, special.start, special.end)


def large_exponent(exponent: Tree) -> Unreadable | None:
    """
    Say that a literal exponent is above the limit, before anything is raised to it; None where it is not.
    """
    if type(exponent) is Number and exponent.text.isdecimal() and len(exponent.text) < len(str(MAX_EXPONENT)):
        return None
    inner = exponent
    while isinstance(inner, Group | Negate | Posit):
        inner = inner.inner if isinstance(inner, Group) else inner.operand
    if isinstance(inner, Number):
        digits = inner.text.partition(".")[0].lstrip("0")
        if len(digits) > len(str(MAX_EXPONENT)) or int(digits or "0") > MAX_EXPONENT:
            return unreadable("exponent_too_large", exponent.start, exponent.end)
    return None
