"""
The syntax tree: what was written, as it was written.

One frozen Struct per construct, with the span of the text it came from. Nothing
is simplified: digits, brackets, implied products and mixed numbers stay, and
what a bracket means (an interval, a point, a set) is left to whoever asked for
it. What a tree is worth is `exact`'s and `compare`'s, how it prints is
`printing`'s, how others are made from it `rebuilding`'s. A new construct is a
new Struct here and a new case wherever trees are matched.
"""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, final

import msgspec

__all__ = [
    "CONSTANT_WORDS",
    "MIRRORED",
    "OPERANDS",
    "Add",
    "Bracket",
    "Call",
    "Constant",
    "ConstantName",
    "Degrees",
    "Divide",
    "EmptySet",
    "Factorial",
    "Group",
    "Junction",
    "Listing",
    "Matrix",
    "Mixed",
    "Multiply",
    "Name",
    "Negate",
    "Number",
    "Operator",
    "Percent",
    "PlusMinus",
    "Posit",
    "Power",
    "Reals",
    "Relation",
    "Repeating",
    "Setwise",
    "Subtract",
    "Tree",
    "children",
    "names",
    "walk",
]

ConstantName: TypeAlias = Literal["pi", "e", "i", "oo"]
"""Half the circumference of the unit circle, Euler's number, the imaginary unit, infinity."""
CONSTANT_WORDS = frozenset({"pi", "oo"})
"""Constants of several letters, which nobody may declare as a name; `e` and `i` give way to a declared one."""
Operator: TypeAlias = Literal["=", "<", ">", "<=", ">=", "!=", "in"]
MIRRORED: Mapping[Operator, Operator] = MappingProxyType(
    {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
)
"""What stands between two sides once they change places; `in` has no mirror image."""
Bracket: TypeAlias = Literal["", "(", ")", "[", "]", "{", "}"]
"""A bracket as written; empty where a list stands bare. `]0, 1[` opens with `]`."""


class Node(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What every node has: its span in the text as entered, `end` exclusive; both 0 where it was computed."""

    start: int = 0
    end: int = 0


@final
class Number(Node, frozen=True, gc=False):
    """
    A literal without a sign.

    `text` holds the digits as written ("2.50", "007", ".5") in ASCII, with a
    point as decimal mark and without group marks.
    """

    text: str


@final
class Mixed(Node, frozen=True, gc=False):
    """A mixed number, `1 1/2`; the three parts are digits as written."""

    whole: str
    numerator: str
    denominator: str


@final
class Repeating(Node, frozen=True, gc=False):
    """
    A repeating decimal: `0.1` with the period `6` is 1/6.

    `text` is as in `Number`, with a decimal point, perhaps with no digits after
    it; `period` holds the digits that repeat.
    """

    text: str
    period: str


@final
class Name(Node, frozen=True, gc=False):
    """A variable, a parameter, or the symbol of a unit."""

    name: str


@final
class Constant(Node, frozen=True, gc=False):
    """A letter or word that stands for one thing everywhere, and so never for an unknown."""

    name: ConstantName


@final
class Negate(Node, frozen=True, gc=False):
    """A minus sign before an operand."""

    operand: "Tree"


@final
class Posit(Node, frozen=True, gc=False):
    """A plus sign before an operand."""

    operand: "Tree"


@final
class Add(Node, frozen=True, gc=False):
    """A sum of two; longer ones nest to the left."""

    left: "Tree"
    right: "Tree"


@final
class Subtract(Node, frozen=True, gc=False):
    """A difference."""

    left: "Tree"
    right: "Tree"


@final
class Multiply(Node, frozen=True, gc=False):
    """A product; `implied` where no sign was written, as in `2x`."""

    left: "Tree"
    right: "Tree"
    implied: bool = False


@final
class Divide(Node, frozen=True, gc=False):
    """A quotient or a fraction."""

    left: "Tree"
    right: "Tree"


@final
class Power(Node, frozen=True, gc=False):
    """A power."""

    base: "Tree"
    exponent: "Tree"


@final
class Percent(Node, frozen=True, gc=False):
    """Hundredths: `50%`."""

    operand: "Tree"


@final
class Degrees(Node, frozen=True, gc=False):
    """An angle in degrees, `30°`: so many times pi/180."""

    operand: "Tree"


@final
class Factorial(Node, frozen=True, gc=False):
    """A factorial, `5!`."""

    operand: "Tree"


@final
class PlusMinus(Node, frozen=True, gc=False):
    """
    Both signs at once: `±3`, and `2 ± 3` as a sum of 2 and `±3`.

    The same sign is meant throughout a line; `inverted` (`∓`) is the other one.
    """

    operand: "Tree"
    inverted: bool = False


@final
class Group(Node, frozen=True, gc=False):
    """Brackets around one expression, as written; `bracket` is the opening one."""

    inner: "Tree"
    bracket: str = "("


@final
class Call(Node, frozen=True, gc=False):
    """A function applied to one or more arguments."""

    function: str
    arguments: tuple["Tree", ...]


@final
class Relation(Node, frozen=True, gc=False):
    """
    An equation, an inequality, or a chain of them.

    `a < b <= c` has three operands and two operators, and says that each
    neighbouring pair stands in its relation. `x in {1, 2}` has the operator
    `in`. Stands at the root, or as a part of a junction or listing.
    """

    operands: tuple["Tree", ...]
    operators: tuple[Operator, ...]


@final
class Junction(Node, frozen=True, gc=False):
    """Statements joined by a word, `x = 2 or x = 3`. Parts may be junctions of the other word: `and` binds tighter."""

    word: Literal["and", "or"]
    parts: tuple["Tree", ...]


@final
class Listing(Node, frozen=True, gc=False):
    """
    Items with separators between them, in the brackets written: `(2, 3)`, `[0, 1)`, `{1; 2}`, `x = 1, y = 2`.

    Whether it is an interval, a point or a list is for the kind of answer to
    say. Braces may hold one item, from LaTeX, or none; others hold two or more.
    """

    items: tuple["Tree", ...]
    opening: Bracket = ""
    closing: Bracket = ""


@final
class Matrix(Node, frozen=True, gc=False):
    """A matrix set as one, rows of equal length; typed `[[1, 2], [3, 4]]` is a listing of listings."""

    rows: tuple[tuple["Tree", ...], ...]


@final
class Setwise(Node, frozen=True, gc=False):
    """Two sets joined: a union of two intervals; `without` is the difference."""

    left: "Tree"
    right: "Tree"
    operation: Literal["union", "intersection", "without"]


@final
class EmptySet(Node, frozen=True, gc=False):
    """No value at all: `∅`, "no solution"."""


@final
class Reals(Node, frozen=True, gc=False):
    """Every real number, "all real numbers"."""


Tree: TypeAlias = (
    Number
    | Repeating
    | Mixed
    | Name
    | Constant
    | Negate
    | Posit
    | Add
    | Subtract
    | Multiply
    | Divide
    | Power
    | Percent
    | Degrees
    | Factorial
    | PlusMinus
    | Group
    | Call
    | Relation
    | Junction
    | Listing
    | Matrix
    | Setwise
    | EmptySet
    | Reals
)


OPERANDS: Mapping[type[Tree], Callable[[Any], tuple[Tree, ...]]] = MappingProxyType(
    {
        **dict.fromkeys((Number, Name, Constant, Mixed, Repeating, EmptySet, Reals), lambda _: ()),
        **dict.fromkeys((Add, Subtract, Multiply, Divide, Setwise), attrgetter("left", "right")),
        **dict.fromkeys((Negate, Posit, Percent, Degrees, Factorial, PlusMinus), lambda node: (node.operand,)),
        Power: attrgetter("base", "exponent"),
        Group: lambda node: (node.inner,),
        Call: attrgetter("arguments"),
        Relation: attrgetter("operands"),
        Junction: attrgetter("parts"),
        Listing: attrgetter("items"),
        Matrix: lambda node: tuple([entry for row in node.rows for entry in row]),
    }
)
"""A table and no match: every walk asks it of every node."""


def children(tree: Tree) -> tuple[Tree, ...]:
    """
    Return the operands of a node, in the order written.
    """
    return OPERANDS[type(tree)](tree)


def walk(tree: Tree) -> Iterator[Tree]:
    """
    Yield a tree and everything in it, each node before its operands, in the order written.
    """
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(children(node)[::-1])


def names(tree: Tree) -> tuple[str, ...]:
    """
    Return the names that occur, each once, in the order written.
    """
    found: dict[str, None] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if type(node) is Name:
            found[node.name] = None
        elif type(node) is not Number:
            waiting.extend(children(node)[::-1])
    return tuple(found)
