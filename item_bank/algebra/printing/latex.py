r"""
LaTeX: a tree as it is set, without dollar signs.

Fractions have a bar but never a bar upon a bar, and products no sign where none
was written, but for those that would read as something else: `x \cdot 2`. Names
of several letters stand upright. What is printed reads back, except that
`5/8*3/5` is set as a product of two fractions.
"""

from collections.abc import Sequence
from typing import assert_never

from item_bank.algebra.characters import GREEK
from item_bank.algebra.functions import ALIASES
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
)

__all__ = ["to_latex"]

RELATIONS = {"<=": "\\le", ">=": "\\ge", "!=": "\\ne", "in": "\\in"}
CONSTANTS = {"pi": "\\pi", "oo": "\\infty"}
BRACKETS = {"{": "\\{", "}": "\\}"}
SET_SIGNS = {"union": "\\cup", "intersection": "\\cap", "without": "\\setminus"}
LETTERS = {letter: f"\\{word}" for word, letter in GREEK.items()}
COMMANDS = {
    name: f"\\{name}"
    for name in ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "ln", "log", "exp", "min", "max")
} | {ALIASES[name]: f"\\{name}" for name in ("arcsin", "arccos", "arctan")}
"""Functions that LaTeX has a command for."""
ENCLOSING = {"abs": ("|", "|"), "floor": ("\\lfloor ", "\\rfloor "), "ceil": ("\\lceil ", "\\rceil ")}


def to_latex(tree: Tree, locale: str = "en") -> str:
    """
    Print a tree as LaTeX maths without dollar signs.

    Parameters
    ----------
    tree
        Any tree.
    locale
        Decides the decimal mark and what parts items.
    """
    decimal = marks(locale).decimal
    text, _ = _latex(tree, "{,}" if decimal == "," else decimal)
    return text


def _latex(tree: Tree, decimal: str) -> Printed:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Return the LaTeX of a tree and how tightly it binds.
    """
    match tree:
        case Number(text):
            return _number(text, decimal), ATOM
        case Mixed(whole, numerator, denominator):
            return f"{whole}\\frac{{{numerator}}}{{{denominator}}}", MIXED
        case Repeating(text, period):
            return f"{_number(text, decimal)}\\overline{{{period}}}", ATOM
        case Name(name):
            return _name(name), ATOM
        case Constant(name):
            return CONSTANTS.get(name, name), ATOM
        case EmptySet():
            return "\\varnothing", ATOM
        case Reals():
            return "\\mathbb{R}", ATOM
        case Degrees(operand):
            return f"{_embrace(_latex(operand, decimal), ATOM)}^{{\\circ}}", POSTFIX
        case Percent(operand):
            return f"{_embrace(_latex(operand, decimal), ATOM)}\\%", POSTFIX
        case Factorial(operand):
            return f"{_embrace(_latex(operand, decimal), ATOM)}!", POSTFIX
        case PlusMinus(operand, inverted):
            sign = "\\mp" if inverted else "\\pm"
            return f"{sign} {_embrace(_latex(operand, decimal), MIXED)}", SIGN
        case Negate(operand):
            return f"-{_embrace(_latex(operand, decimal), MIXED)}", SIGN
        case Posit(operand):
            return f"+{_embrace(_latex(operand, decimal), MIXED)}", SIGN
        case Add(left, PlusMinus() as right):
            return f"{_embrace(_latex(left, decimal), SUM)} {_latex(right, decimal)[0]}", SUM
        case Add(left, right):
            return f"{_embrace(_latex(left, decimal), SUM)} + {_embrace(_latex(right, decimal), MIXED)}", SUM
        case Subtract(left, right):
            return f"{_embrace(_latex(left, decimal), SUM)} - {_embrace(_latex(right, decimal), MIXED)}", SUM
        case Multiply(left, right, implied):
            first, second = _embrace(_latex(left, decimal), PRODUCT), _embrace(_latex(right, decimal), POWER)
            # 2\frac{1}{3} would be a mixed number
            mixed = first[-1].isdecimal() and second.startswith("\\frac")
            signless = implied and second[0] not in ".,0123456789" and not mixed
            return (f"{first} {second}" if signless else f"{first} \\cdot {second}"), PRODUCT
        case Divide(left, right):
            return _quotient(left, right, decimal)
        case Power(base, exponent):
            return f"{_embrace(_latex(base, decimal), ATOM)}^{{{_latex(exponent, decimal)[0]}}}", POWER
        case Group(inner):
            return _latex(inner, decimal)
        case Call(function, arguments):
            return _call(function, arguments, decimal)
        case Relation(operands, operators):
            signs = [RELATIONS.get(operator, operator) for operator in operators]
            return chain([_embrace(_latex(operand, decimal), SETS) for operand in operands], signs), RELATION
        case Junction(word, parts):
            needed = ROWS if word == "or" else RELATION
            return f" \\text{{ {word} }} ".join([_embrace(_latex(part, decimal), needed) for part in parts]), JUNCTION
        case Listing(items, opening, closing):
            listed = _items(items, decimal)
            if not opening:
                return listed, ROWS
            return f"\\left{BRACKETS.get(opening, opening)}{listed}\\right{BRACKETS.get(closing, closing)}", ATOM
        case Matrix(rows):
            body = " \\\\ ".join([" & ".join([_latex(entry, decimal)[0] for entry in row]) for row in rows])
            return f"\\begin{{pmatrix}}{body}\\end{{pmatrix}}", ATOM
        case Setwise(left, right, operation):
            again = isinstance(left, Setwise) and left.operation == operation
            joined = _embrace(_latex(left, decimal), SETS if again else SUM)
            return f"{joined} {SET_SIGNS[operation]} {_embrace(_latex(right, decimal), SUM)}", SETS
        case _:
            assert_never(tree)


def _number(text: str, decimal: str) -> str:
    """
    Return digits with their decimal mark; one that stands first has no braces.
    """
    return text.replace(".", decimal.strip("{}") if text.startswith(".") else decimal)


def _call(function: str, arguments: tuple[Tree, ...], decimal: str) -> Printed:
    """
    Return a function as it is set.
    """
    match function, arguments:
        case "sqrt", (radicand,):
            return f"\\sqrt{{{_latex(radicand, decimal)[0]}}}", POWER
        case "root", (radicand, index):
            return f"\\sqrt[{_latex(index, decimal)[0]}]{{{_latex(radicand, decimal)[0]}}}", POWER
        case "binomial", (above, below):
            return f"\\binom{{{_latex(above, decimal)[0]}}}{{{_latex(below, decimal)[0]}}}", ATOM
        case "log", (argument, base):
            return f"\\log_{{{_latex(base, decimal)[0]}}}\\left({_latex(argument, decimal)[0]}\\right)", ATOM
        case "abs" | "floor" | "ceil", (argument,):
            opening, closing = ENCLOSING[function]
            return f"\\left{opening}{_latex(argument, decimal)[0]}\\right{closing}".rstrip(), ATOM
        case _:
            command = COMMANDS.get(function) or f"\\operatorname{{{function}}}"
            return f"{command}\\left({_items(arguments, decimal)}\\right)", ATOM


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
        return separator((), decimal, row=True).join([_embrace(_latex(one, decimal), RELATION) for one in item.items])
    return _embrace(_latex(item, decimal), RELATION)


def _quotient(left: Tree, right: Tree, decimal: str) -> Printed:
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


def _name(name: str) -> str:
    """
    Return a name as it is set: Greek letters, digits at the end lowered, longer words upright.
    """
    stem, lowered = name.rstrip("0123456789").rstrip("_"), name[len(name.rstrip("0123456789")) :]
    if not lowered and name[1:2] == "_" and name[2:].isalpha() and len(name) == len("a_n"):
        stem, lowered = name[0], name[2]
    upright = stem.replace("_", "\\_")
    set_stem = LETTERS.get(stem, stem) if len(stem) == 1 else f"\\mathrm{{{upright}}}"
    return f"{set_stem}_{{{lowered}}}" if lowered else set_stem
