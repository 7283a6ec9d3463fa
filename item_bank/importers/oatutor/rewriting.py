"""
Rewriting: a key in other words, and wrong answers close to it.

What is the same as a key whatever its kind: entries and sides swapped where
their order is free, work left in it where no form is asked. What is not: one
more in a place, an entry too few, an end or a sign changed.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import (
    MIRRORED,
    Add,
    Constant,
    Divide,
    EmptySet,
    Group,
    Junction,
    Listing,
    Matrix,
    Multiply,
    Name,
    Negate,
    Number,
    Operator,
    PlusMinus,
    Reals,
    Relation,
    Setwise,
    Subtract,
    Tree,
    walk,
)
from item_bank.answers.answer import (
    AntiderivativeAnswer,
    ExpressionAnswer,
    IntervalAnswer,
    ListAnswer,
    MathsAnswer,
    NumberAnswer,
    SetAnswer,
    SolutionsAnswer,
    SystemAnswer,
    UnitsAnswer,
)

__all__ = ["changed", "near_misses", "other_amounts", "rewritten"]

MAX_CHANGES = 3
AMOUNT = re.compile(r"(\d*)((?:\.\d+)?)(?<=\d)")
ONE = Number(text="1")
TWO = Number(text="2")
FAR_ABOVE = Number(text="1000000")
FAR_BELOW = Negate(FAR_ABOVE)
ORDERLESS = frozenset({"any", "same", "expanded", "factored", "simplified", "exact"})
"""Forms that leave the order free; `10^4*3.7` is not scientific notation."""
STRICT: Mapping[Operator, Operator] = MappingProxyType({"<": "<=", ">": ">=", "<=": "<", ">=": ">"})


def rewritten(tree: Tree, answer: MathsAnswer) -> Iterator[Tree]:
    """
    Write a key in other ways: in swapped order, and with work left in it where no form is asked.
    """
    if _is_endless(tree) and isinstance(answer, NumberAnswer):
        return
    form = getattr(answer, "form", "any")
    if form in ORDERLESS and not isinstance(answer, UnitsAnswer):
        yield _swapped(tree, answer)
    if form == "any" and getattr(answer, "round", None) is None:
        yield from _with_work_left(tree, answer)


def near_misses(tree: Tree, answer: MathsAnswer) -> Iterator[Tree]:
    """
    Make wrong answers close to the key.
    """
    match tree:
        case Listing((first, last), opening, closing) if isinstance(answer, IntervalAnswer):
            yield Listing((_lower(first), last), opening, closing)
            yield Listing((first, _higher(last)), opening, closing)
        case Setwise(left, right, operation):
            yield from (Setwise(miss, right, operation) for miss in near_misses(left, answer))
        case _ if isinstance(answer, UnitsAnswer):
            return
        case _ if isinstance(answer, AntiderivativeAnswer):
            yield Add(Group(tree), Name(answer.variable))
            yield Add(Group(tree), Group(tree))
        case _ if _is_endless(tree) and isinstance(answer, NumberAnswer):
            yield ONE
            yield bare(tree).operand if isinstance(bare(tree), Negate) else Negate(tree)  # type: ignore[union-attr]
        case _:
            yield from _missed(tree)


def _lower(end: Tree) -> Tree:
    """Return a lower end; what has none gets one."""
    return FAR_BELOW if isinstance(bare(end), Negate) and _is_endless(end) else Subtract(Group(end), ONE)


def _higher(end: Tree) -> Tree:
    """Return a higher end; what has none gets one."""
    return FAR_ABOVE if _is_endless(end) else Add(Group(end), ONE)


def _is_endless(end: Tree) -> bool:
    """Say whether an end is infinity."""
    return any(isinstance(node, Constant) and node.name == "oo" for node in walk(end))


def _missed(tree: Tree) -> Iterator[Tree]:  # noqa: C901 - one case a construct
    """
    Change one thing in a key of any other kind.
    """
    match tree:
        case Relation(operands=(left, right), operators=("=",)):
            yield Relation(operands=(left, Add(Group(right), ONE)), operators=("=",))
            yield Relation(operands=(Subtract(Group(left), ONE), Add(Group(right), ONE)), operators=("=",))
        case Relation(operands, ("!=",)):
            yield Relation(operands=(*operands[:-1], Add(Group(operands[-1]), ONE)), operators=("!=",))
        case Relation(operands, operators):
            yield Relation(operands=(*operands[:-1], Add(Group(operands[-1]), ONE)), operators=operators)
            yield Relation(operands=operands, operators=tuple([STRICT.get(sign, "=") for sign in operators]))
        case Junction(word, parts) if len(parts) > 1:
            yield parts[0] if len(parts) == 2 else Junction(word, parts[1:])  # noqa: PLR2004 - one is left of two
        case Listing(items, opening, closing):
            for place, item in enumerate(items[:MAX_CHANGES]):
                miss = next(_missed(item))
                yield Listing((*items[:place], miss, *items[place + 1 :]), opening, closing)
        case Matrix(rows):
            first = (Add(rows[0][0], ONE), *rows[0][1:])
            yield Matrix((first, *rows[1:]))
        case EmptySet() | Reals():
            yield Listing((Number("0"), ONE), "(", ")")
        case PlusMinus(operand):
            yield PlusMinus(Add(operand, ONE))
        case _:
            yield Add(Group(tree), ONE)
            yield Subtract(Group(tree), TWO)
            if bare(tree) != Number(text="0"):
                yield Negate(Group(tree))


def other_amounts(text: str) -> Iterator[str]:
    """
    Change the size of a quantity, in its text: one more, and tenfold.
    """
    found = AMOUNT.search(text)
    if found is not None:
        whole, rest = found[1], found[2]
        yield f"{text[: found.start()]}{int(whole or 0) + 1}{rest}{text[found.end() :]}"
        yield f"{text[: found.start()]}1{whole}{rest}{text[found.end() :]}"


def changed(text: str, tree: Tree) -> Iterator[str]:
    """
    Change one whole number of a key at a time by one, in its text.
    """
    literals = [node for node in walk(tree) if isinstance(node, Number) and node.text.isdigit()]
    for literal in literals[:MAX_CHANGES]:
        yield f"{text[: literal.start]}{int(literal.text) + 1}{text[literal.end :]}"


def _swapped(tree: Tree, answer: MathsAnswer) -> Tree:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Swap what may be swapped: the operands of the outermost sum, product or relation, entries without an order.
    """
    match tree:
        case Group(inner):
            return Group(_swapped(inner, answer))
        case Add(left, PlusMinus()):
            return tree
        case Add(Negate(left), right):
            return Subtract(Group(right), Group(left))
        case Add(left, right):
            return Add(Group(right), Group(left))
        case Multiply(left, right):
            return Multiply(Group(right), Group(left))
        case Subtract(Negate(left), right):
            return Subtract(Negate(Group(right)), Group(left))
        case Subtract(left, right):
            return Add(Negate(Group(right)), Group(left))
        case Divide(left, right) if isinstance(answer, NumberAnswer | ExpressionAnswer):
            return Divide(_swapped(left, answer), _swapped(right, answer))
        case Relation(operands, operators):
            return Relation(operands[::-1], tuple([MIRRORED.get(sign, sign) for sign in operators[::-1]]))
        case Junction(word, parts):
            return Junction(word, parts[::-1])
        case Listing(items, opening, closing) if isinstance(answer, SetAnswer | SolutionsAnswer | SystemAnswer) or (
            isinstance(answer, ListAnswer) and not answer.ordered
        ):
            return Listing(items[::-1], opening, closing)
        case Setwise(left, right, "union"):
            return Setwise(right, left, "union")
        case _:
            return tree


def _with_work_left(tree: Tree, answer: MathsAnswer) -> Iterator[Tree]:
    """
    Leave work in a key that is worth the same.
    """
    match tree:
        case Relation(operands, operators):
            yield Relation(tuple([Multiply(TWO, Group(side)) for side in operands]), operators)
        case Listing(items, opening, closing):
            yield Listing(tuple([_worked(item) for item in items]), opening, closing)
        case Matrix(rows):
            yield Matrix(tuple([tuple([_worked(entry) for entry in row]) for row in rows]))
        case Junction() | Setwise() | EmptySet() | Reals() | PlusMinus():
            return
        case _:
            if isinstance(answer, NumberAnswer | ExpressionAnswer):
                yield Subtract(Multiply(TWO, Group(tree)), Group(tree))
                yield Divide(Multiply(Group(tree), TWO), TWO)


def _worked(entry: Tree) -> Tree:
    """
    Leave work in an entry; ends without a value stay.
    """
    if isinstance(bare(entry), Listing) or any(isinstance(node, Constant | Relation) for node in walk(entry)):
        return entry
    return Divide(Multiply(Group(entry), TWO), TWO)
