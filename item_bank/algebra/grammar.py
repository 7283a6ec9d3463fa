"""
The grammar: statements, lists and sets over expressions.

One parser for every tokenizer. From loose to tight: `or`; semicolons; commas;
`and`; relations; unions; then `expressions`. So `x = 1, y = 2 or x = 3, y = 4` is
one of two lists, and `2, 3 or 4` one of three numbers. Which of them a kind of
answer takes, and what a bracket round a list means, is not decided here; the
words for what stands wrong are `misplaced`'s.
"""

from typing import Literal, get_args

from item_bank.algebra.applications import CLOSING, ENCLOSING
from item_bank.algebra.context import Context
from item_bank.algebra.expressions import SET_BRACES, SUM
from item_bank.algebra.listings import bare_list, inside, listing, one_subject
from item_bank.algebra.misplaced import several
from item_bank.algebra.operands import Operands
from item_bank.algebra.tokens import BEGIN, Stop, Token
from item_bank.algebra.tree import (
    Add,
    Bracket,
    Call,
    EmptySet,
    Group,
    Junction,
    Listing,
    Matrix,
    Operator,
    Reals,
    Relation,
    Setwise,
    Subtract,
    Tree,
)
from item_bank.algebra.unreadable import unreadable

__all__ = ["parse"]

LEADING = ("=", "=>")
OPERATORS: dict[str, Operator] = {operator: operator for operator in get_args(Operator)}
OPERATIONS: dict[str, Literal["union", "intersection", "without"]] = {
    "union": "union",
    "intersection": "intersection",
    "without": "without",
    "-": "without",
}
"""What joins sets, by token: a minus between two in braces is their difference."""
BRACKETS: dict[str, Bracket] = {bracket: bracket for bracket in get_args(Bracket)} | {
    "\\{": "{",
    "\\}": "}",
    BEGIN: "{",
    CLOSING[BEGIN]: "}",
}
ENDS_OF_INTERVALS = ("(", ")", "[", "]")
NO_OPERAND = frozenset({Relation, Junction, Listing, Matrix, Setwise, EmptySet, Reals})
"""What can stand in no expression, in brackets neither."""
MATRICES = ("matrix", "cases")
PAIR = 2


def parse(tokens: list[Token], context: Context) -> Tree:
    """
    Build the tree of a text.

    Parameters
    ----------
    tokens
        What a tokenizer found, `end` last. A leading `=` or arrow is passed
        over: it only says "and so".
    context
        Says whether several answers may be given, and whether names are units.

    Raises
    ------
    Stop
        With what stands in the wrong place.
    """
    return _Parser(tokens, units=context.units, one=context.expects == "one").line()


class _Parser(Operands):
    """Reads statements, lists and brackets; `one` says that no list is taken."""

    def __init__(self, tokens: list[Token], *, units: bool, one: bool) -> None:
        super().__init__(tokens, units=units)
        self.one = one

    def line(self) -> Tree:
        """
        Read all of the text.
        """
        if self.at("relation") and self.token.text in LEADING:
            self.advance()
        if self.at("relation"):
            self.fail("nothing_before_relation", what=self.token.text)
        tree = self.alternatives()
        if self.at("close"):
            self.fail("unopened_bracket")
        if not self.at("end"):
            # an opening bracket with nothing after it may have closed an interval, and did not
            self.fail("unclosed_bracket")
        return tree

    def alternatives(self) -> Tree:
        """
        Read lists of statements with `or` between them.
        """
        first = self.listing()
        if not self.at("word"):
            return first
        parts = [first]
        while self.at("word"):
            self.advance()
            parts.append(self.listing())
        last = parts[-1]
        if len(parts) == PAIR and bare_list(first) and not bare_list(last) and one_subject(first, last):
            parts = [*first.items, last]
        return Junction("or", tuple(parts), start=first.start, end=last.end)

    def listing(self) -> Tree:
        """
        Read rows of items with semicolons between them.
        """
        first = self.row()
        if not self.at("separator"):
            return first
        rows = [first]
        while self.at("separator"):
            self.advance()
            if self.at("word"):
                break
            rows.append(self.row())
        return listing(rows)

    def row(self) -> Tree:
        """
        Read items with commas between them.
        """
        first = self.conjunction()
        if not self.at("separator"):
            return first
        if self.one:
            raise Stop(several(self.token))
        items = [first]
        while self.at("separator") and self.token.text == ",":
            comma = self.advance()
            if self.at("word"):
                if self.token.text == "or":
                    break
                self.advance()
                last = self.statement()
                items.append(Junction("and", (last,), start=comma.start, end=last.end))
                continue
            items.append(self.conjunction())
        if (
            len(items) > 1
            and isinstance(items[-1], Junction)
            and not any(isinstance(one, Junction) for one in items[:-1])
        ):
            parts = (*items[:-1], *items[-1].parts)
            return Junction("and", parts, start=first.start, end=parts[-1].end)
        return listing(items)

    def conjunction(self) -> Tree:
        """
        Read statements with `and` between them.
        """
        first = self.statement()
        if not self.at("word") or self.token.text != "and":
            return first
        parts = [first]
        while self.at("word") and self.token.text == "and":
            self.advance()
            parts.append(self.statement())
        return Junction("and", tuple(parts), start=first.start, end=parts[-1].end)

    def statement(self) -> Tree:
        """
        Read an expression, a set, or a chain of relations between them.
        """
        first = self.sets()
        if not self.at("relation"):
            return first
        operands = [first]
        operators: list[Operator] = []
        while self.at("relation"):
            if self.token.text == "=>":
                self.fail("arrow")
            operators.append(OPERATORS[self.advance().text])
            operands.append(self.sets())
        return Relation(tuple(operands), tuple(operators), start=first.start, end=operands[-1].end)

    def sets(self) -> Tree:
        """
        Read an expression, or sets that are joined.
        """
        left = self.expression(SUM)
        self.special = None
        first = self.token
        if self.at("setwise") and isinstance(left, Add | Subtract):
            self.fail("mixed_sets")
        while self.at("setwise") or (self.at("operator") and isinstance(left, Listing | Setwise)):
            minus_number = self.at("operator") and self.following().text not in SET_BRACES
            if self.token.text != first.text or minus_number:
                self.fail("mixed_sets")
            operation = OPERATIONS[self.advance().text]
            right = self.expression(SUM + 1)
            self.special = None
            left = Setwise(left, right, operation, start=left.start, end=right.end)
        return left

    def brackets(self) -> Tree:
        """
        Read what stands in brackets, and say what the brackets are.
        """
        opening = self.token
        if opening.text in MATRICES:
            return self.matrix()
        self.advance()
        if opening.text in ENCLOSING:
            inner = self.enclosed(opening)
            return Call(ENCLOSING[opening.text], (inner,), start=opening.start, end=self.tokens[self.place - 1].end)
        if self.at("close") and (self.token.text != "]" or opening.text == "["):
            return self.empty_brackets(opening)
        self.deeper()
        if self.at("relation"):
            self.missing()
        inner = self.alternatives()
        self.depth -= 1
        closing = self.closing(opening, inner)
        return self.bracketed(opening, inner, closing)

    def enclosed(self, opening: Token) -> Tree:
        """
        Read what stands between brackets that are a function.
        """
        self.deeper()
        inner = self.expression(SUM)
        self.depth -= 1
        self.expect_expression()
        self.close(opening)
        return inner

    def empty_brackets(self, opening: Token) -> Tree:
        """
        Read the empty set in braces.
        """
        if BRACKETS.get(opening.text) != "{" or opening.text == BEGIN or (self.one and opening.text == "{"):
            self.missing()
        self.special = Listing((), "{", "}", start=opening.start, end=self.advance().end)
        return self.special

    def closing(self, opening: Token, inner: Tree) -> Token:
        """
        Step over the bracket that closes a list or an expression.
        """
        closing = self.token
        ends = closing.text in ENDS_OF_INTERVALS and opening.text in ENDS_OF_INTERVALS
        if ends and bare_list(inner) and len(inner.items) == PAIR:
            return self.advance()
        if opening.text == "]" and closing.kind != "end":
            self.fail("bracket_mismatch")
        return self.close(opening)

    def bracketed(self, opening: Token, inner: Tree, closing: Token) -> Tree:
        """
        Return what was read, in its brackets.
        """
        start, end = opening.start, closing.end
        opens, closes = BRACKETS[opening.text], BRACKETS[closing.text]
        if bare_list(inner):
            self.special = Listing(inner.items, opens, closes, start=start, end=end)
            return self.special
        if opening.text == "\\{":
            self.special = Listing((inner,), "{", "}", start=start, end=end)
            return self.special
        bracketed = inner if opening.text == BEGIN else Group(inner, opens, start=start, end=end)
        if type(inside(inner)) in NO_OPERAND:
            self.special = bracketed
        return bracketed

    def matrix(self) -> Tree:
        """
        Read a matrix or the lines of a system, row by row.
        """
        opening = self.advance()
        self.deeper()
        rows = [[self.statement() if opening.text == "cases" else self.entry()]]
        while not self.at("close"):
            if self.at("cell"):
                self.advance()
                rows[-1].append(self.entry())
            elif self.at("row"):
                self.advance()
                rows.append([self.statement() if opening.text == "cases" else self.entry()])
            elif self.at("end"):
                raise Stop(unreadable("unclosed_bracket", opening.start, opening.end))
            elif self.at("separator"):
                raise Stop(several(self.token))
            else:
                self.missing()
        self.depth -= 1
        if self.token.text != opening.text:
            self.fail("bracket_mismatch")
        start, end = opening.start, self.advance().end
        if opening.text == "cases":
            self.special = Listing(tuple([row[0] for row in rows]), start=start, end=end)
            return self.special
        if len({len(row) for row in rows}) > 1:
            raise Stop(unreadable("uneven_rows", start, end))
        self.special = Matrix(tuple(map(tuple, rows)), start=start, end=end)
        return self.special

    def entry(self) -> Tree:
        """
        Read one entry of a matrix.
        """
        entry = self.expression(SUM)
        self.expect_expression()
        return entry

    def set_sign(self) -> Tree:
        """
        Read the sign of the empty set, or of the real numbers.
        """
        token = self.advance()
        node = EmptySet if token.text == "empty" else Reals
        self.special = node(start=token.start, end=token.end)
        return self.special
