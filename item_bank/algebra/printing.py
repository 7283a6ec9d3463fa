"""
Printing: a tree as typed text, and as LaTeX.

Both with as few brackets as keep the meaning, whatever brackets were written.
The typed form reads back to the same tree but for brackets and spans, in every
context that has the tree's names; the LaTeX form is for showing only.
"""

import re
import unicodedata
from typing import Literal, TypeAlias, assert_never

from item_bank.algebra.limits import LONGEST_PRODUCT
from item_bank.algebra.numerals import marks
from item_bank.algebra.tree import (
    CONSTANTS,
    Add,
    Call,
    Divide,
    Group,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    Posit,
    Power,
    Relation,
    Subtract,
    Tree,
    children,
)

__all__ = ["to_latex", "to_text"]

RELATION, SUM, SIGN, MIXED, QUOTIENT, PRODUCT, POWER, POSTFIX, ATOM = range(9)
"""How tightly what was printed last binds; a looser part is put in brackets."""

Printed: TypeAlias = tuple[str, int]

LETTERS = re.compile(r"[^\W\d_]+$")
BUILT_IN = tuple(CONSTANTS | {"sqrt"})
LATEX_RELATIONS = {"<=": "\\le", ">=": "\\ge", "!=": "\\ne"}
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
        case Name(name):
            return name, ATOM
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
            separator = "; " if decimal == "," else ", "
            return f"{function}({separator.join([_text(argument, decimal)[0] for argument in arguments])})", ATOM
        case Relation(operands, operators):
            return _chain([_text(operand, decimal)[0] for operand in operands], list(operators)), RELATION
        case _:
            assert_never(tree)


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
        return f"{left}({right})"
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
    while not isinstance(tree, Name | Call | Number | Mixed):
        tree = children(tree)[side]
    match tree:
        case Name(word) | Call(word):
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
        case Name(name):
            return _latex_name(name), ATOM
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
            listed = ", ".join([_latex(argument, decimal)[0] for argument in arguments])
            return f"\\operatorname{{{function}}}\\left({listed}\\right)", ATOM
        case Relation(operands, operators):
            signs = [LATEX_RELATIONS.get(operator, operator) for operator in operators]
            return _chain([_latex(operand, decimal)[0] for operand in operands], signs), RELATION
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
    if stem in CONSTANTS:
        set_stem = f"\\{stem}"
    elif len(stem) == 1:
        set_stem = GREEK.get(stem, stem)
    else:
        set_stem = f"\\mathrm{{{stem.replace('_', chr(92) + '_')}}}"
    return f"{set_stem}_{{{lowered}}}" if lowered else set_stem
