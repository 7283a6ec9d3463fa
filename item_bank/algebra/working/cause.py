"""
Causes: by which move a line came to be true for other values than the line before.

Each cause is a claim that is tried out: a line lost a root because it lacks a
sign if it is the same once the sign is there. What no claim explains has no
cause. Which wrong idea is behind a move is not decided here.
"""

from collections.abc import Callable, Iterator
from typing import Final, Literal, TypeAlias, TypeGuard

from item_bank.algebra.rebuilding import bare
from item_bank.algebra.solving.relating import RelationKind
from item_bank.algebra.tree import (
    MIRRORED,
    Add,
    Call,
    Divide,
    Group,
    Junction,
    Listing,
    Multiply,
    Name,
    Negate,
    Number,
    Operator,
    Power,
    Relation,
    Subtract,
    Tree,
    children,
    names,
    walk,
)

__all__ = ["CAUSES", "Cause", "Relate", "cause_of"]

Cause: TypeAlias = Literal[
    "rounded",
    "implied",
    "substituted",
    "brackets_understood",
    "not_the_statement",
    "running_equality",
    "and_for_or",
    "or_for_and",
    "root_without_sign",
    "divided_by_unknown",
    "dropped_solution",
    "domain_narrowed",
    "denominator_dropped",
    "domain_widened",
    "squared",
    "multiplied_by_unknown",
    "added_solution",
    "always_true",
    "never_true",
    "inequality_not_reversed",
    "strictness_changed",
    "equation_for_inequality",
    "one_side_only",
    "wrong_order",
    "transposed",
    "some_entries",
]
CAUSES: Final[dict[str, str]] = {
    "rounded": "It is the same at the precision of its decimals.",
    "implied": "It follows from the system of equations, and does not replace it.",
    "substituted": "A new letter stands for a part of the line.",
    "brackets_understood": "The declared operation applies to whole sides, so brackets are understood.",
    "not_the_statement": "The first line is not the exercise's statement.",
    "running_equality": "The equals sign joins a result to the next calculation, which is another value.",
    "and_for_or": "The values are joined by `and`, where any one of them will do.",
    "or_for_and": "The conditions are joined by `or`, where both have to hold.",
    "root_without_sign": "The root was taken with one of its two signs only.",
    "divided_by_unknown": "Both sides were divided by something that may be zero.",
    "dropped_solution": "One of several solutions was left out.",
    "domain_narrowed": "The line has no value at some solutions of the line before.",
    "denominator_dropped": "Values are let in at which a denominator of the line before is zero.",
    "domain_widened": "Values are let in at which the line before has no value.",
    "squared": "Both sides were raised to an even power, which hides their signs.",
    "multiplied_by_unknown": "Both sides were multiplied by something that may be zero.",
    "added_solution": "Solutions were added to those that there are, or a condition was left out.",
    "always_true": "The line is true for every value, and says nothing any more.",
    "never_true": "The line is never true, though the line before has solutions.",
    "inequality_not_reversed": "The inequality sign points the wrong way.",
    "strictness_changed": "Whether the end belongs to it was changed.",
    "equation_for_inequality": "An inequality became an equation, or the other way round.",
    "one_side_only": "One side was changed, and the other was not.",
    "wrong_order": "All entries are there, and stand in another order.",
    "transposed": "Rows and columns of the matrix changed places.",
    "some_entries": "Some entries are right, and others are not.",
}
"""Every cause in words, for whoever reads a report; learners' words are `hints`'."""

Relate: TypeAlias = Callable[[Tree, Tree], RelationKind]
"""How a second line stands to a first one."""
ZERO: Final = Number("0")
LOOSE: Final[dict[Operator, Operator]] = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
MAX_SIZE: Final = 80
"""Nodes of both lines together beyond which no cause is looked for: each claim is as much work as the relation."""
MAX_SCANNED: Final = 48
"""The same of lines with functions, which are scanned for their solutions."""
PAIR: Final = 2


def cause_of(before: Tree, after: Tree, kind: RelationKind, relate: Relate) -> Cause | None:
    """
    Name the move that explains how a line of working stands to the line before.

    Parameters
    ----------
    before, after
        Two statements.
    kind
        How the second stands to the first: `gained`, `lost` or `different`; for
        others there is no cause.
    relate
        What found that; each claim is tried with it, some eight at most.

    Returns
    -------
    Cause | None
        None where no claim holds.
    """
    if kind in ("same", "undecided") or _is_much(before, after):
        return None
    before, after = _unwrapped(before), _unwrapped(after)
    claims: Iterator[tuple[Cause, bool]]
    match kind:
        case "lost":
            claims = _losses(before, after, relate)
        case "gained":
            claims = _gains(before, after, relate)
        case _:
            claims = _changes(before, after, relate)
    return next((cause for cause, holds in claims if holds), None)


def _is_much(before: Tree, after: Tree) -> bool:
    """Say whether trying claims is too much work: long lines, or functions of several letters."""
    nodes = [node for line in (before, after) for node in walk(line)]
    letters = {node.name for node in nodes if isinstance(node, Name)}
    functions = sum(isinstance(node, Call) and not _root_of_square(node) for node in nodes)
    return len(nodes) > (MAX_SCANNED if functions else MAX_SIZE) or (len(letters) > 1 and functions > 0)


def _losses(before: Tree, after: Tree, relate: Relate) -> Iterator[tuple[Cause, bool]]:
    """Try what loses solutions."""
    yield "and_for_or", _joined_otherwise(before, after, "and", relate)
    never = relate(after, Relation((ZERO, Number("1")), ("=",))) == "same"
    yield "never_true", never
    yield from _orders(before, after, relate)
    yield "root_without_sign", _with_both_signs(before, after, relate)
    if _is_order(before) and _is_order(after):
        # an end may be the root with the other sign, and what was multiplied with may be negative
        yield "root_without_sign", any(isinstance(node, Power) for node in walk(before))
        yield "multiplied_by_unknown", _divides(before)
    yield "domain_narrowed", _same_where_defined(after, before, relate)
    divided = _is_equation(before) and _is_equation(after)
    yield "dropped_solution", not divided or (_stated(after) and not _shared_factor(before))
    yield "divided_by_unknown", divided


def _gains(before: Tree, after: Tree, relate: Relate) -> Iterator[tuple[Cause, bool]]:
    """Try what brings solutions in."""
    yield "or_for_and", _joined_otherwise(before, after, "or", relate)
    yield "always_true", relate(after, Relation((ZERO, ZERO), ("=",))) == "same"
    yield from _orders(before, after, relate)
    yield "denominator_dropped" if _divides(before) else "domain_widened", _same_where_defined(before, after, relate)
    yield "squared", _squares(before, after, relate)
    yield "multiplied_by_unknown", _is_equation(before) and _is_equation(after) and not _stated(after)
    yield "added_solution", _stated(after)


def _changes(before: Tree, after: Tree, relate: Relate) -> Iterator[tuple[Cause, bool]]:
    """Try what both loses and brings in."""
    yield "and_for_or", _joined_otherwise(before, after, "and", relate)
    yield "or_for_and", _joined_otherwise(before, after, "or", relate)
    yield from _orders(before, after, relate)
    if _is_order(before) and _is_order(after):
        yield "multiplied_by_unknown", _divides(before)
    yield "one_side_only", _one_side(before, after, relate)


def _orders(before: Tree, after: Tree, relate: Relate) -> Iterator[tuple[Cause, bool]]:
    """Try other signs between the sides of a line."""
    if not isinstance(after, Relation) or not isinstance(before, Relation):
        return
    signs = set(after.operators)
    if signs <= LOOSE.keys():
        turned = Relation(after.operands, tuple([MIRRORED[sign] for sign in after.operators]))
        yield "inequality_not_reversed", relate(before, turned) == "same"
        for other in _other_strictness(after):
            yield "strictness_changed", relate(before, other) == "same"
    if len(after.operands) == PAIR and (signs == {"="}) != (set(before.operators) == {"="}):
        others: tuple[Operator, ...] = ("=",) if signs != {"="} else ("<", "<=", ">", ">=")
        for sign in others:
            yield "equation_for_inequality", relate(before, Relation(after.operands, (sign,))) == "same"


def _other_strictness(after: Relation) -> Iterator[Relation]:
    """Yield a chain with one of its signs, or all of them, made strict or not strict."""
    turned = tuple([LOOSE[sign] for sign in after.operators])
    yield Relation(after.operands, turned)
    if len(turned) > 1:
        for place, sign in enumerate(turned):
            changed = (*after.operators[:place], sign, *after.operators[place + 1 :])
            yield Relation(after.operands, changed)


def _joined_otherwise(before: Tree, after: Tree, word: Literal["and", "or"], relate: Relate) -> bool:
    """Say whether a line that is joined by a word would be the same with the other one."""
    if not isinstance(after, Junction) or after.word != word:
        return False
    return relate(before, Junction("or" if word == "and" else "and", after.parts)) == "same"


def _with_both_signs(before: Tree, after: Tree, relate: Relate) -> bool:
    """Say whether a line would be the same with the other sign on either side too."""
    if not _is_equation(after) or not any(isinstance(node, Power) or _root_of_square(node) for node in walk(before)):
        return False
    left, right = after.operands
    others = (Relation((left, Negate(Group(right))), ("=",)), Relation((left, right), ("=",)))
    return relate(before, Junction("or", others)) == "same"


def _root_of_square(node: Tree) -> bool:
    """Say whether a node takes its operand's sign away."""
    return isinstance(node, Call) and node.function in ("abs", "sqrt")


def _same_where_defined(narrow: Tree, wide: Tree, relate: Relate) -> bool:
    """Say whether two lines are the same where the sides of the first one have values."""
    sides = _sides(narrow)
    if not sides:
        return False
    defined = [Relation((side, side), ("=",)) for side in sides]
    return relate(narrow, Junction("and", (wide, *defined))) == "same"


def _sides(tree: Tree) -> list[Tree]:
    """Return the sides in a line that may have no value: those with a quotient, a root or a function."""
    found = [side for node in walk(tree) if isinstance(node, Relation) for side in children(node)]
    return [
        side for side in found if names(side) and any(isinstance(node, Divide | Call | Power) for node in walk(side))
    ]


def _squares(before: Tree, after: Tree, relate: Relate) -> bool:
    """Say whether a line is what an even power of both sides of the line before says."""
    if not _is_equation(before):
        return False
    return any(
        relate(after, Relation(tuple([Power(Group(side), Number(size)) for side in before.operands]), ("=",))) == "same"
        for size in ("2", "4")
    )


def _one_side(before: Tree, after: Tree, relate: Relate) -> bool:
    """Say whether one side says what it said before, and the other does not."""
    if not isinstance(before, Relation) or not isinstance(after, Relation):
        return False
    if before.operators != after.operators or len(before.operands) != PAIR:
        return False
    pairs = list(zip(before.operands, after.operands, strict=True))
    changed = [pair for pair in pairs if not _same_value(*pair, relate)]
    return len(changed) == 1 and _operated(*changed[0])


def _operated(side: Tree, other: Tree) -> bool:
    """Say whether one side is the other with terms left out or added, or with a factor or divisor more or less."""
    one, another = (frozenset(map(bare, _terms(tree))) for tree in (side, other))
    if one < another or another < one:
        return True
    shorter, longer = bare(side), bare(other)
    return any(
        isinstance(whole, Multiply | Divide) and part in (bare(whole.left), bare(whole.right))
        for part, whole in ((shorter, longer), (longer, shorter))
    )


def _terms(tree: Tree) -> list[Tree]:
    """Return the summands of a side, those taken away with their sign."""
    match tree:
        case Add(left, right):
            return [*_terms(left), *_terms(right)]
        case Subtract(left, right):
            return [*_terms(left), *[Negate(term) for term in _terms(right)]]
        case Group(inner):
            return _terms(inner)
        case _:
            return [tree]


def _same_value(one: Tree, other: Tree, relate: Relate) -> bool:
    """Say whether two sides are the same whatever the names are: their difference is zero throughout."""
    return relate(Relation((ZERO, ZERO), ("=",)), Relation((Subtract(one, Group(other)), ZERO), ("=",))) == "same"


def _shared_factor(before: Tree) -> bool:
    """Say whether a power of the unknown itself is a factor on a side, or on both, so that it invites dividing."""
    if not isinstance(before, Relation):
        return False
    sides = [side for side in before.operands if bare(side) != ZERO]
    return all(_has_bare_factor(side) for side in sides)


def _has_bare_factor(side: Tree) -> bool:
    """Say whether a side is a product with a name, or a power of one, as a factor."""
    match side:
        case Name():
            return True
        case Group(inner) | Negate(inner):
            return _has_bare_factor(inner)
        case Power(Name(), _):
            return True
        case Multiply(left, right):
            return _has_bare_factor(left) or _has_bare_factor(right)
        case _:
            return False


def _stated(tree: Tree) -> bool:
    """Say whether a line says directly what its name is."""
    match tree:
        case Relation((Name(), side)) | Relation((side, Name())):
            return not names(side)
        case Group(inner):
            return _stated(inner)
        case Junction(_, parts) | Listing(parts):
            return all(map(_stated, parts))
        case _:
            return not names(tree)


def _is_equation(tree: Tree) -> TypeGuard[Relation]:
    """Say whether a line is one equation of two sides."""
    return isinstance(tree, Relation) and tree.operators == ("=",)


def _is_order(tree: Tree) -> bool:
    """Say whether a line is an inequality, or a chain of them."""
    return isinstance(tree, Relation) and set(tree.operators) <= LOOSE.keys()


def _divides(tree: Tree) -> bool:
    """Say whether something with a name in it is divided by."""
    return any(isinstance(node, Divide) and names(node.right) for node in walk(tree))


def _unwrapped(tree: Tree) -> Tree:
    """Take brackets round a whole line off."""
    while isinstance(tree, Group):
        tree = tree.inner
    return tree
