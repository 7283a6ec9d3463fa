"""
Printing: a tree as typed text, and as LaTeX.

Both with as few brackets as keep the meaning, whatever brackets were written.
The typed form reads back to the same tree but for brackets and spans, in every
context that has the tree's names; the LaTeX form is for showing only.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, TypeAlias, assert_never

from item_bank.algebra.limits import LONGEST_PRODUCT
from item_bank.algebra.numerals import marks
from item_bank.algebra.tree import (
    CONSTANT_WORDS,
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

__all__ = ["to_latex", "to_text"]

JUNCTION, RELATION, SUM, SIGN, MIXED, QUOTIENT, PRODUCT, POWER, POSTFIX, ATOM = range(10)
"""How tightly what was printed last binds; a looser part is put in brackets."""

Printed: TypeAlias = tuple[str, int]

DECIMAL = re.compile(r"[.,][0-9]*$")
LETTERS = re.compile(r"[^\W\d_]+$")
BUILT_IN = tuple(CONSTANT_WORDS | {"sqrt"})
LATEX_RELATIONS = {"<=": "\\le", ">=": "\\ge", "!=": "\\ne", "in": "\\in"}
LATEX_CONSTANTS = {"pi": "\\pi", "oo": "\\infty"}
LATEX_BRACKETS = {"{": "\\{", "}": "\\}"}
SET_SIGNS = {"union": "\N{UNION}", "intersection": "\N{INTERSECTION}", "without": "\\"}
LATEX_SET_SIGNS = {"union": "\\cup", "intersection": "\\cap", "without": "\\setminus"}
GREEK = {
    chr(code): f"\\{unicodedata.name(chr(code)).rpartition(' ')[2].lower()}"
    for code in range(ord("\N{GREEK SMALL LETTER ALPHA}"), ord("\N{GREEK SMALL LETTER OMEGA}") + 1)
    if unicodedata.name(chr(code)) != "GREEK SMALL LETTER FINAL SIGMA"
}
"""LaTeX names Greek letters as unicode does."""


def to_text(tree: Tree, locale: str = "en") -> str:
    """
    Print a tree as typed text, like `2x + 3 = 11` or `(1/2)x`.

    Parameters
    ----------
    tree
        Any tree.
    locale
        Decides the decimal mark; read back with the same locale.
    """
    text, _ = _text(tree, marks(locale).decimal)
    return text


def to_latex(tree: Tree, locale: str = "en") -> str:
    """
    Print a tree as LaTeX maths without dollar signs.

    Parameters
    ----------
    tree
        Any tree.
    locale
        Decides the decimal mark.
    """
    decimal = marks(locale).decimal
    text, _ = _latex(tree, "{,}" if decimal == "," else decimal)
    return text


def _text(tree: Tree, decimal: str) -> Printed:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Return the typed text of a tree and how tightly it binds.
    """
    match tree:
        case Number(text):
            return text.replace(".", decimal), ATOM
        case Mixed(whole, numerator, denominator):
            return f"{whole} {numerator}/{denominator}", MIXED
        case Repeating(text, period):
            return f"{text.replace('.', decimal)}({period})", ATOM
        case Name(name) | Constant(name):
            return name, ATOM
        case EmptySet():
            return "∅", ATOM
        case Reals():
            return "\N{DOUBLE-STRUCK CAPITAL R}", ATOM
        case Degrees(operand):
            return f"{_wrap(_text(operand, decimal), ATOM)}°", POSTFIX
        case Factorial(operand):
            return f"{_wrap(_text(operand, decimal), ATOM)}!", POSTFIX
        case PlusMinus(operand, inverted):
            return f"{'∓' if inverted else '±'}{_wrap(_text(operand, decimal), MIXED)}", SIGN
        case Negate(operand):
            return f"-{_wrap(_text(operand, decimal), MIXED)}", SIGN
        case Posit(operand):
            return f"+{_wrap(_text(operand, decimal), MIXED)}", SIGN
        case Add(left, right):
            return f"{_wrap(_text(left, decimal), SUM)} + {_wrap(_text(right, decimal), MIXED)}", SUM
        case Subtract(left, right):
            return f"{_wrap(_text(left, decimal), SUM)} - {_wrap(_text(right, decimal), MIXED)}", SUM
        case Multiply(left, right, implied=False):
            return f"{_wrap(_text(left, decimal), QUOTIENT)}*{_wrap(_text(right, decimal), POWER)}", PRODUCT
        case Multiply(left, right):
            # 1/2x reads as (1/2)x, but people differ about it: the brackets say so
            first, second = _wrap(_text(left, decimal), PRODUCT), _wrap(_text(right, decimal), POWER)
            return _adjoin(first, left, second, right), PRODUCT
        case Divide(left, right):
            return f"{_wrap(_text(left, decimal), QUOTIENT)}/{_wrap(_text(right, decimal), POWER)}", QUOTIENT
        case Power(base, exponent):
            return f"{_wrap(_text(base, decimal), ATOM)}^{_wrap(_text(exponent, decimal), POWER)}", POWER
        case Percent(operand):
            return f"{_wrap(_text(operand, decimal), ATOM)}%", POSTFIX
        case Group(inner):
            return _text(inner, decimal)
        case Call(function, arguments):
            return f"{function}({_items(arguments, decimal)})", ATOM
        case Relation(operands, operators):
            return _chain([_text(operand, decimal)[0] for operand in operands], list(operators)), RELATION
        case Junction(word, parts):
            return f" {word} ".join([_text(part, decimal)[0] for part in parts]), JUNCTION
        case Listing(items, opening, closing):
            return f"{opening}{_items(items, decimal)}{closing}", ATOM if opening else JUNCTION
        case Matrix(rows):
            listed = [f"[{_items(row, decimal)}]" for row in rows]
            return f"[{('; ' if decimal == ',' else ', ').join(listed)}]", ATOM
        case Setwise(left, right, operation):
            return f"{_text(left, decimal)[0]} {SET_SIGNS[operation]} {_text(right, decimal)[0]}", JUNCTION
        case _:
            assert_never(tree)


def _items(items: Sequence[Tree], decimal: str) -> str:
    """
    Print items with the separator that the decimal mark leaves free.
    """
    return ("; " if decimal == "," else ", ").join([_text(item, decimal)[0] for item in items])


def _latex_items(items: Sequence[Tree], decimal: str) -> str:
    """
    Print items as LaTeX, likewise.
    """
    return ("; " if decimal == "{,}" else ", ").join([_latex(item, decimal)[0] for item in items])


def _wrap(printed: Printed, needed: int) -> str:
    """
    Put brackets round what binds too loosely.
    """
    text, level = printed
    return text if level >= needed else f"({text})"


def _chain(operands: list[str], operators: list[str]) -> str:
    """
    Join operands with the signs between them.
    """
    return " ".join([part for pair in zip(operands, [*operators, ""], strict=True) for part in pair]).rstrip()


def _adjoin(left: str, left_tree: Tree, right: str, right_tree: Tree) -> str:
    """
    Put two factors side by side, so that they are read as these two.
    """
    if right[0] in ".,0123456789":
        # 2.5(3) may be a repeating decimal
        return f"({left})({right})" if DECIMAL.search(left) else f"{left}({right})"
    if right[0] == "(" or left[-1] == ")":
        return left + right
    run = LETTERS.search(left[-LONGEST_PRODUCT:] + right[0])
    letters = run[0] if run is not None else ""
    makes_word = len(letters) > LONGEST_PRODUCT or letters.endswith(BUILT_IN)
    long_name = max(len(_edge(left_tree, -1)), len(_edge(right_tree, 0))) > 1
    return f"{left} {right}" if makes_word or long_name else left + right


def _edge(tree: Tree, side: Literal[0, -1]) -> str:
    """
    Return the name that stands first or last in a factor; empty where none does.
    """
    while (parts := children(tree)) and not isinstance(tree, Call):
        tree = parts[side]
    match tree:
        case Name(word) | Constant(word) | Call(word):
            return word
        case _:
            return ""


def _latex(tree: Tree, decimal: str) -> Printed:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Return the LaTeX of a tree and how tightly it binds.
    """
    match tree:
        case Number(text):
            return text.replace(".", decimal), ATOM
        case Mixed(whole, numerator, denominator):
            return f"{whole}\\frac{{{numerator}}}{{{denominator}}}", MIXED
        case Repeating(text, period):
            return f"{text.replace('.', decimal)}\\overline{{{period}}}", ATOM
        case Name(name):
            return _latex_name(name), ATOM
        case Constant(name):
            return LATEX_CONSTANTS.get(name, name), ATOM
        case EmptySet():
            return "\\varnothing", ATOM
        case Reals():
            return "\\mathbb{R}", ATOM
        case Degrees(operand):
            return f"{_embrace(_latex(operand, decimal), ATOM)}^{{\\circ}}", POSTFIX
        case Factorial(operand):
            return f"{_embrace(_latex(operand, decimal), ATOM)}!", POSTFIX
        case PlusMinus(operand, inverted):
            sign = "\\mp" if inverted else "\\pm"
            return f"{sign} {_embrace(_latex(operand, decimal), MIXED)}", SIGN
        case Negate(operand):
            return f"-{_embrace(_latex(operand, decimal), MIXED)}", SIGN
        case Posit(operand):
            return f"+{_embrace(_latex(operand, decimal), MIXED)}", SIGN
        case Add(left, right):
            return f"{_embrace(_latex(left, decimal), SUM)} + {_embrace(_latex(right, decimal), MIXED)}", SUM
        case Subtract(left, right):
            return f"{_embrace(_latex(left, decimal), SUM)} - {_embrace(_latex(right, decimal), MIXED)}", SUM
        case Multiply(left, right, implied):
            first, second = _embrace(_latex(left, decimal), PRODUCT), _embrace(_latex(right, decimal), POWER)
            signless = implied and second[0] not in ".0123456789"
            return (f"{first} {second}" if signless else f"{first} \\cdot {second}"), PRODUCT
        case Divide(left, right):
            return _latex_quotient(left, right, decimal)
        case Power(base, exponent):
            return f"{_embrace(_latex(base, decimal), ATOM)}^{{{_latex(exponent, decimal)[0]}}}", POWER
        case Percent(operand):
            return f"{_embrace(_latex(operand, decimal), ATOM)}\\%", POSTFIX
        case Group(inner):
            return _latex(inner, decimal)
        case Call("sqrt", (radicand,)):
            return f"\\sqrt{{{_latex(radicand, decimal)[0]}}}", POWER
        case Call(function, arguments):
            return f"\\operatorname{{{function}}}\\left({_latex_items(arguments, decimal)}\\right)", ATOM
        case Relation(operands, operators):
            signs = [LATEX_RELATIONS.get(operator, operator) for operator in operators]
            return _chain([_latex(operand, decimal)[0] for operand in operands], signs), RELATION
        case Junction(word, parts):
            return f" \\text{{ {word} }} ".join([_latex(part, decimal)[0] for part in parts]), JUNCTION
        case Listing(items, opening, closing):
            listed = _latex_items(items, decimal)
            if not opening:
                return listed, JUNCTION
            return (
                f"\\left{LATEX_BRACKETS.get(opening, opening)}{listed}\\right{LATEX_BRACKETS.get(closing, closing)}",
                ATOM,
            )
        case Matrix(rows):
            body = " \\\\ ".join([" & ".join([_latex(entry, decimal)[0] for entry in row]) for row in rows])
            return f"\\begin{{pmatrix}}{body}\\end{{pmatrix}}", ATOM
        case Setwise(left, right, operation):
            return f"{_latex(left, decimal)[0]} {LATEX_SET_SIGNS[operation]} {_latex(right, decimal)[0]}", JUNCTION
        case _:
            assert_never(tree)


def _latex_quotient(left: Tree, right: Tree, decimal: str) -> Printed:
    """
    Return a quotient as people write it: no bar upon a bar, and 5/8*3/5 as a product of two fractions.
    """
    if isinstance(right, Number):
        match left:
            case Multiply(first, Number() as last, implied=False):
                product = (
                    f"{_embrace(_latex(first, decimal), PRODUCT)} \\cdot {_latex(Divide(last, right), decimal)[0]}"
                )
                return product, PRODUCT
            case _:
                pass
    over, under = _latex(left, decimal), _latex(right, decimal)
    if _has_bar(left) or _has_bar(right):
        return f"{_embrace(over, QUOTIENT)} \\div {_embrace(under, POWER)}", QUOTIENT
    return f"\\frac{{{over[0]}}}{{{under[0]}}}", POWER


def _has_bar(tree: Tree) -> bool:
    """
    Say whether a tree is a fraction, with or without a sign or brackets.
    """
    match tree:
        case Divide() | Mixed():
            return True
        case Negate(operand) | Posit(operand) | Group(operand):
            return _has_bar(operand)
        case _:
            return False


def _embrace(printed: Printed, needed: int) -> str:
    """
    Put LaTeX brackets round what binds too loosely.
    """
    text, level = printed
    return text if level >= needed else f"\\left({text}\\right)"


def _latex_name(name: str) -> str:
    """
    Return a name as it is set: Greek letters, digits at the end lowered, longer words upright.
    """
    stem, lowered = name.rstrip("0123456789").rstrip("_"), name[len(name.rstrip("0123456789")) :]
    upright = stem.replace("_", "\\_")
    set_stem = GREEK.get(stem, stem) if len(stem) == 1 else f"\\mathrm{{{upright}}}"
    return f"{set_stem}_{{{lowered}}}" if lowered else set_stem
