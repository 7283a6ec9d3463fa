"""
Typed text: a tree as somebody would type it, like `2x + 3 = 11` or `(1/2)x`.

Letters are kept apart where they would read as a word, and brackets stand where
people differ about what is meant. A matrix reads back as a list of lists.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, assert_never

from item_bank.algebra.characters import GREEK
from item_bank.algebra.functions import ALIASES, FUNCTIONS
from item_bank.algebra.limits import LONGEST_PRODUCT
from item_bank.algebra.numerals import marks
from item_bank.algebra.printing.levels import (
    ATOM,
    JUNCTION,
    MIXED,
    POSTFIX,
    POWER,
    PRODUCT,
    QUOTIENT,
    RELATION,
    ROWS,
    SETS,
    SIGN,
    SUM,
    Printed,
    chain,
    is_rows,
    separator,
)
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    Divide,
    EmptySet,
    Factorial,
    Group,
    Junction,
    Listing,
    Matrix,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Reals,
    Relation,
    Repeating,
    Setwise,
    Subtract,
    Tree,
    children,
)

__all__ = ["to_text"]

DECIMAL = re.compile(r"[.,][0-9]*$")
LETTERS = re.compile(r"[^\W\d_]+$")
WORDS = tuple(
    spelling
    for word in (*FUNCTIONS, *ALIASES, *GREEK, "cbrt", "pi", "oo", "inf", "infty", "in", "or", "and", "deg", "union")
    if len(word) > 1
    for spelling in (word, word.capitalize())
)
"""What letters side by side must not become."""
JOINS_SETS = ("U", "u")
"""Names that would join two sets between brackets."""
SET_SIGNS = {"union": "∪", "intersection": "\N{INTERSECTION}", "without": "∖"}


def to_text(tree: Tree, locale: str = "en") -> str:
    """
    Print a tree as typed text, like `2x + 3 = 11` or `(1/2)x`.

    Parameters
    ----------
    tree
        Any tree.
    locale
        Decides the decimal mark and what parts items; read back with the same locale.
    """
    decimal = marks(locale).decimal
    if type(tree) is Repeating:
        return _repeating(tree, decimal, alone=True)
    text, _ = _text(tree, decimal)
    return text


def _text(tree: Tree, decimal: str) -> Printed:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Return the typed text of a tree and how tightly it binds.
    """
    # what most trees are made of is asked for by type, as in `residue`
    if type(tree) is Number:
        return tree.text.replace(".", decimal), ATOM
    if type(tree) is Name:
        return tree.name, ATOM
    if type(tree) is Multiply:
        if not tree.implied:
            return f"{_wrap(_text(tree.left, decimal), QUOTIENT)}*{_wrap(_text(tree.right, decimal), POWER)}", PRODUCT
        # 1/2x reads as (1/2)x, but people differ about it: the brackets say so
        first, second = _wrap(_text(tree.left, decimal), PRODUCT), _wrap(_text(tree.right, decimal), POWER)
        return _adjoin(first, tree.left, second, tree.right), PRODUCT
    if type(tree) is Add:
        augend = _wrap(_text(tree.left, decimal), SUM)
        if type(tree.right) is PlusMinus:
            sign = "∓" if tree.right.inverted else "±"
            return f"{augend} {sign} {_wrap(_text(tree.right.operand, decimal), MIXED)}", SUM
        return f"{augend} + {_wrap(_text(tree.right, decimal), MIXED)}", SUM
    if type(tree) is Subtract:
        return f"{_wrap(_text(tree.left, decimal), SUM)} - {_wrap(_text(tree.right, decimal), MIXED)}", SUM
    if type(tree) is Group:
        return _text(tree.inner, decimal)
    if type(tree) is Power:
        return f"{_wrap(_text(tree.base, decimal), ATOM)}^{_wrap(_text(tree.exponent, decimal), POWER)}", POWER
    if type(tree) is Divide:
        return f"{_wrap(_text(tree.left, decimal), QUOTIENT)}/{_wrap(_text(tree.right, decimal), POWER)}", QUOTIENT
    match tree:
        case Constant(name):
            return name, ATOM
        case Negate(operand):
            return f"-{_wrap(_text(operand, decimal), MIXED)}", SIGN
        case Call(function, arguments):
            return f"{function}({_items(arguments, decimal)})", ATOM
        case Mixed(whole, numerator, denominator):
            return f"{whole} {numerator}/{denominator}", MIXED
        case Repeating():
            return _repeating(tree, decimal, alone=False), ATOM
        case EmptySet():
            return "∅", ATOM
        case Reals():
            return "ℝ", ATOM
        case Degrees(operand):
            return f"{_wrap(_text(operand, decimal), ATOM)}°", POSTFIX
        case Percent(operand):
            return f"{_wrap(_text(operand, decimal), ATOM)}%", POSTFIX
        case Factorial(operand):
            return f"{_wrap(_text(operand, decimal), ATOM)}!", POSTFIX
        case PlusMinus(operand, inverted):
            return f"{'∓' if inverted else '±'}{_wrap(_text(operand, decimal), MIXED)}", SIGN
        case Posit(operand):
            return f"+{_wrap(_text(operand, decimal), MIXED)}", SIGN
        case Relation(operands, operators):
            return chain([_wrap(_text(operand, decimal), SETS) for operand in operands], operators), RELATION
        case Junction(word, parts):
            needed = ROWS if word == "or" else RELATION
            return f" {word} ".join([_wrap(_text(part, decimal), needed) for part in parts]), JUNCTION
        case Listing(items, opening, closing):
            return f"{opening}{_items(items, decimal)}{closing}", ATOM if opening else ROWS
        case Matrix(rows):
            listed = [f"[{_items(row, decimal)}]" for row in rows]
            return f"[{separator((), decimal).join(listed)}]", ATOM
        case Setwise(left, right, operation):
            again = isinstance(left, Setwise) and left.operation == operation
            joined = _wrap(_text(left, decimal), SETS if again else SUM)
            return f"{joined} {SET_SIGNS[operation]} {_wrap(_text(right, decimal), SUM)}", SETS
        case _:
            assert_never(tree)


def _items(items: Sequence[Tree], decimal: str) -> str:
    """
    Print items with what parts them; a list without brackets among them is a row.
    """
    rows = is_rows(items)
    return separator(items, decimal).join([_item(item, decimal, row=rows) for item in items])


def _item(item: Tree, decimal: str, *, row: bool) -> str:
    """
    Print one item; the items of a row have commas between them.
    """
    if row and isinstance(item, Listing) and not item.opening:
        inner: Iterable[Tree] = item.items
        return separator((), decimal, row=True).join([_wrap(_text(one, decimal), RELATION) for one in inner])
    return _wrap(_text(item, decimal), RELATION)


def _repeating(tree: Repeating, decimal: str, *, alone: bool) -> str:
    """
    Print a repeating decimal, in brackets where it may be read as a product.
    """
    text = f"{tree.text.replace('.', decimal)}({tree.period})"
    small = not tree.text.partition(".")[0].strip("0")
    return text if tree.text.endswith(".") or (alone and small) else f"({text})"


def _wrap(printed: Printed, needed: int) -> str:
    """
    Put brackets round what binds too loosely.
    """
    text, level = printed
    return text if level >= needed else f"({text})"


def _adjoin(left: str, left_tree: Tree, right: str, right_tree: Tree) -> str:
    """
    Put two factors side by side, so that they are read as these two.
    """
    if right[0] in ".,0123456789":
        # 2.5(3) may be a repeating decimal
        return f"({left})({right})" if DECIMAL.search(left) else f"{left}({right})"
    if right in JOINS_SETS and left[-1] == ")":
        return f"{left}({right})"
    if right[0] == "(" or left[-1] == ")":
        return left + right
    run = LETTERS.search(left[-LONGEST_PRODUCT:] + right[0])
    letters = run[0] if run is not None else ""
    makes_word = len(letters) > LONGEST_PRODUCT or letters.endswith(WORDS)
    long_name = max(len(_edge(left_tree, -1)), len(_edge(right_tree, 0))) > 1
    return f"{left} {right}" if makes_word or long_name else left + right


def _edge(tree: Tree, side: Literal[0, -1]) -> str:
    """
    Return the name that stands first or last in a factor; empty where none does.
    """
    while (parts := children(tree)) and type(tree) is not Call:
        tree = parts[side]
    if type(tree) is Name or type(tree) is Constant:
        return tree.name
    return tree.function if type(tree) is Call else ""
