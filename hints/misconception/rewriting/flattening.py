"""
Flattening: from a tree to a line of flat terms, and back to a tree that can be printed and compared.

Brackets stay where they part terms; a sign is put where the flat terms have it.
A point is a function of its coordinates. What mal-rules do not look into (other
lists, sets, matrices) has no line.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import assert_never

from hints.misconception.rewriting.flat import (
    NOWHERE,
    Applied,
    Hole,
    Letter,
    Minus,
    Numeral,
    Other,
    Product,
    Quotient,
    Raised,
    Sum,
    Term,
    applied,
    bracketed_total,
    constant,
    letter,
    minus,
    negated,
    numeral,
    product,
    quotient,
    raised,
)
from hints.misconception.rewriting.line import Joined, Line, Stated
from hints.misconception.rewriting.worth import worth_of
from item_bank.algebra.exact import value
from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    Divide,
    Factorial,
    Group,
    Junction,
    Listing,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Relation,
    Repeating,
    Subtract,
    Tree,
    children,
    walk,
)

__all__ = ["function", "line_of", "term_of", "tree_of"]

POSTFIX: Mapping[type[Tree], str] = MappingProxyType({Percent: "percent", Factorial: "factorial", Degrees: "degrees"})
WRITTEN: Mapping[str, Callable[[Tree], Tree]] = MappingProxyType(
    {"percent": Percent, "factorial": Factorial, "degrees": Degrees}
)


def line_of(tree: Tree) -> Line | None:
    """
    Return the line that a tree is; None for a list, a set or a matrix.

    Both signs at once are two relations: `x = ±3` is `x = 3 or x = -3`.
    """
    match tree:
        case Group(inner):
            return line_of(inner)
        case Relation(operands, operators) if "in" not in operators:
            if any(isinstance(node, PlusMinus) for node in walk(tree)):
                return Joined("or", tuple(_stated(_one_sign(tree, sign)) for sign in (1, -1)))
            return Stated(tuple(map(term_of, operands)), operators)
        case Junction(word, parts):
            stated = tuple(line_of(part) for part in parts)
            relations = tuple(part for part in stated if isinstance(part, Stated))
            return Joined(word, relations) if len(relations) == len(stated) else None
        case _:
            term = term_of(tree)
            return None if type(term) is Other else term


def _stated(tree: Tree) -> Stated:
    """Return a relation without both signs in it."""
    if not isinstance(tree, Relation):
        raise TypeError(tree)
    return Stated(tuple(map(term_of, tree.operands)), tree.operators)


def _one_sign(tree: Tree, sign: int) -> Tree:
    """Choose one of both signs, the same throughout."""
    if isinstance(tree, PlusMinus):
        inner = _one_sign(tree.operand, sign)
        return inner if (sign < 0) == tree.inverted else Negate(inner)
    if isinstance(tree, Add) and isinstance(tree.right, PlusMinus):
        below = (sign < 0) != tree.right.inverted
        kind = Subtract if below else Add
        return kind(_one_sign(tree.left, sign), _one_sign(tree.right.operand, sign))
    return with_children(tree, tuple(_one_sign(part, sign) for part in children(tree)))


def term_of(tree: Tree) -> Term:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Return the flat term of an expression; what is none becomes an `Other`.
    """
    match tree:
        case Number(text):
            return _numeral(text)
        case Name(name):
            return letter(name)
        case Group(inner) | Posit(inner):
            return term_of(inner)
        case Add() | Subtract():
            return _sum(tree)
        case Multiply():
            return product(tuple(map(term_of, _factors(tree))))
        case Negate(operand):
            return _with_minus(term_of(operand))
        case Divide(left, right):
            return _divided(tree, left, right)
        case Power(base, exponent):
            return raised(term_of(base), term_of(exponent))
        case Call(name, arguments):
            return function(name, tuple(map(term_of, arguments)))
        case Percent(operand) | Factorial(operand) | Degrees(operand):
            return function(POSTFIX[type(tree)], (term_of(operand),))
        case Listing(items, "(", ")"):
            return function("point", tuple(map(term_of, items)))
        case Mixed(whole, top, bottom):
            return function("mixed", (numeral(whole), numeral(top), numeral(bottom)))
        case Constant(name):
            return constant(name)
        case Repeating(text, period):
            exact = value(tree)
            known = exact if isinstance(exact, Fraction) else None
            return Other(at=NOWHERE, tree=tree) if known is None else numeral(f"{text}({period})", known)
        case _:
            return Other(at=NOWHERE, tree=tree)


def _divided(tree: Divide, left: Tree, right: Tree) -> Term:
    """
    Return a quotient; typed after a fraction and a times sign, two numerals are a fraction of their own.

    `1/2 * 1/3` is read as `((1/2) * 1)/3`, of the same value, and means two
    fractions. `4 * 6/8` may mean either, and stays as it was read.
    """
    if (
        isinstance(left, Multiply)
        and not left.implied
        and isinstance(left.right, Number)
        and isinstance(right, Number)
        and tree.start == left.start
        and tree.end > left.end
        and any(isinstance(factor, Divide | Mixed) for factor in _factors(left.left))
    ):
        return product((*map(term_of, _factors(left.left)), quotient(term_of(left.right), term_of(right))))
    return quotient(term_of(left), term_of(right))


def function(name: str, arguments: tuple[Term, ...]) -> Applied:
    """
    Apply a function by its name, worked out where it is known.
    """
    return applied(name, arguments, worth_of(name))


@lru_cache(maxsize=4096)
def _numeral(text: str) -> Numeral:
    """Make a literal, once for all that look alike."""
    return numeral(text)


def _with_minus(term: Term) -> Term:
    """Put a minus sign before a term, at the first factor or the top of a fraction; two stay two."""
    match term:
        case Product(factors=(Minus(), *_)) | Quotient(top=Minus()):
            return minus(term)
        case Product() | Quotient():
            return negated(term)
        case _:
            return minus(term)


def _sum(tree: Tree) -> Term:
    """Open the sums to the left that no brackets hold together."""
    items: list[tuple[int, Term]] = []
    node = tree
    while isinstance(node, Add | Subtract):
        if isinstance(node.right, PlusMinus):
            return Other(at=NOWHERE, tree=tree)
        items.append((1 if isinstance(node, Add) else -1, term_of(node.right)))
        node = node.left
    items.append((1, term_of(node)))
    return bracketed_total(tuple(reversed(items)))


def _factors(tree: Tree) -> list[Tree]:
    """Open the products that no brackets hold together."""
    if not isinstance(tree, Multiply):
        return [tree]
    found: list[Tree] = []
    node: Tree = tree
    while isinstance(node, Multiply):
        found[:0] = _factors(node.right)
        node = node.left
    return [node, *found]


def tree_of(line: Line) -> Tree:  # noqa: C901, PLR0912 - one case a construct
    """
    Return the tree of a line, to print or compare.

    Raises
    ------
    TypeError
        If a hole is left in it.
    """
    match line:
        case Stated(sides, operators):
            return Relation(tuple(map(tree_of, sides)), operators)
        case Joined(word, parts):
            return Junction("and" if word == "and" else "or", tuple(map(tree_of, parts)))
        case Numeral(text=text):
            digits, _, period = text.rstrip(")").partition("(")
            return Repeating(digits, period) if period else Number(digits)
        case Letter(name=name, fixed=fixed):
            return Name(name) if fixed is None else Constant(fixed)
        case Minus(term=inner):
            return Negate(tree_of(inner))
        case Sum(items=items):
            return _added(items)
        case Product(factors=factors):
            return _multiplied(factors)
        case Quotient(top=top, bottom=bottom):
            return Divide(tree_of(top), tree_of(bottom))
        case Raised(base=base, exponent=exponent):
            return Power(tree_of(base), tree_of(exponent))
        case Applied(function=name, arguments=arguments):
            return _called(name, arguments)
        case Other(tree=tree):
            return tree
        case Hole(name=name):
            raise TypeError(name)
        case _:
            assert_never(line)


def _added(items: tuple[tuple[int, Term], ...]) -> Tree:
    """Return a sum, two at a time."""
    tree = tree_of(items[0][1])
    for sign, term in items[1:]:
        right = tree_of(term)
        tree = Add(tree, right) if sign > 0 else Subtract(tree, right)
    return tree


def _multiplied(factors: tuple[Term, ...]) -> Tree:
    """Return a product, two at a time; before letters and brackets no sign is written, and a minus sign leads."""
    if type(factors[0]) is Minus:
        return Negate(_multiplied((factors[0].term, *factors[1:])))
    tree = tree_of(factors[0])
    for factor in factors[1:]:
        plain = factor.base if type(factor) is Raised else factor
        tree = Multiply(tree, tree_of(factor), type(plain) is Letter or type(plain) is Sum)
    return tree


def _called(name: str, arguments: tuple[Term, ...]) -> Tree:
    """Return what a function stands for in a tree."""
    if name == "mixed":
        match arguments:
            case (Numeral(text=whole), Numeral(text=top), Numeral(text=bottom)):
                return Mixed(whole, top, bottom)
            case (whole_part, top_part, bottom_part):
                return Add(tree_of(whole_part), Divide(tree_of(top_part), tree_of(bottom_part)))
            case _:
                pass
    if name == "point":
        return Listing(tuple(map(tree_of, arguments)), "(", ")")
    if name in WRITTEN and len(arguments) == 1:
        return WRITTEN[name](tree_of(arguments[0]))
    return Call(name, tuple(map(tree_of, arguments)))
