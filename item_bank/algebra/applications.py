"""
Applications: functions and what they are applied to.

A function without brackets takes the product that follows, `sin 2x`, up to the
next function; where people read on differently (`sin x/2`, `ln x(y)`), it is
asked how far it goes. `sin^2 x` is the square of the sine, `sin^-1 x` the
inverse function.
"""

from abc import abstractmethod

from item_bank.algebra.expressions import POWER, SUM, Expressions, raised, refuse_large
from item_bank.algebra.functions import FUNCTIONS, Function
from item_bank.algebra.misplaced import several
from item_bank.algebra.tokens import BEGIN, END, Kind, Stop, Token
from item_bank.algebra.tree import (
    Add,
    Call,
    Factorial,
    Group,
    Multiply,
    Name,
    Negate,
    Number,
    Posit,
    Power,
    Subtract,
    Tree,
)
from item_bank.algebra.unreadable import unreadable

__all__ = ["CLOSING", "ENCLOSING", "Applications"]

CLOSING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "|": "|", "⌊": "⌋", "⌈": "⌉", BEGIN: END}
ENCLOSING = {"|": "abs", "⌊": "floor", "⌈": "ceil"}
"""Brackets that are functions."""
INVERSES = {name: f"a{name}" for name in FUNCTIONS if f"a{name}" in FUNCTIONS}
OTHERWISE_NAMED = frozenset({"cbrt", "factorial"})
"""Words for what has a sign or an index of its own in a tree, and no line in the table of functions."""
OF_ONE = Function()
ARGUMENT_KINDS: frozenset[Kind] = frozenset({"name", "constant", "root", "radical"})
"""What goes on the argument of a function without brackets."""


class Applications(Expressions):
    """Reads one function with its base, exponent and arguments."""

    @abstractmethod
    def brackets(self) -> Tree:
        """
        Read what stands in brackets, with them.
        """

    def argument(self) -> Tree:
        """
        Read one argument of a LaTeX command, between brackets that are not seen.
        """
        opening = self.advance()
        self.deeper()
        inner = self.expression(SUM)
        self.depth -= 1
        self.expect_expression()
        self.close(opening)
        return inner

    def close(self, opening: Token) -> Token:
        """
        Step over the bracket that closes another.
        """
        closing = self.token
        if closing.kind == "end":
            raise Stop(unreadable("unclosed_bracket", opening.start, opening.end))
        if closing.kind == "relation":
            self.fail("relation_inside", what=closing.text)
        if closing.kind == "separator":
            raise Stop(several(closing))
        if closing.text != CLOSING.get(opening.text):  # after `\left` a bracket may stand that opens nothing
            self.fail("bracket_mismatch")
        return self.advance()

    def call(self) -> Tree:
        """
        Read a function, its base or exponent, and its arguments.
        """
        function = self.advance()
        name = function.text
        base = exponent = None
        if self.at("subscript"):
            base = self.lowered(function)
        elif name in FUNCTIONS and FUNCTIONS[name].bare and (self.at("superscript") or self.token.text == "^"):
            exponent = self.raised_function(function)
            if _is_minus_one(exponent):
                if name not in INVERSES:
                    raise Stop(unreadable("inverse_unclear", function.start, exponent.end, what=name))
                name, exponent = INVERSES[name], None
        arguments = self.arguments(function)
        before = self.tokens[self.place - 1]
        if name == "sqrt" and before.text == "]" and self.at("open") and self.token.start == before.end:
            name, arguments = "root", (self.radicand(), *arguments)
        end = self.tokens[self.place - 1].end
        call = self.apply(name, function, (*arguments, base) if base is not None else arguments, end)
        return call if exponent is None else Power(call, exponent, start=function.start, end=end)

    def radicand(self) -> Tree:
        """
        Read what stands in brackets after a root and its index, `sqrt[3](8)`.
        """
        brackets = self.brackets()
        self.expect_expression()
        return brackets.inner if isinstance(brackets, Group) else brackets

    def apply(self, name: str, function: Token, arguments: tuple[Tree, ...], end: int) -> Tree:
        """
        Return the call of a function that may have so many arguments.
        """
        if name == "root" and len(arguments) == 1:
            name = "sqrt"
        table = OF_ONE if name in OTHERWISE_NAMED else FUNCTIONS.get(name)
        if table is not None and not table.least <= len(arguments) <= table.most:
            many = f"{table.least}" if table.least == table.most else f"{table.least} to {table.most}"
            many = f"{many} part" if many == "1" else f"{many} parts"
            raise Stop(unreadable("number_of_arguments", function.start, end, what=name, many=many))
        if name == "factorial":
            return Factorial(Group(arguments[0]), start=function.start, end=end)
        if name == "cbrt":
            three = Number("3", start=function.start, end=function.end)
            return Call("root", (*arguments, three), start=function.start, end=end)
        return Call(name, arguments, start=function.start, end=end)

    def lowered(self, function: Token) -> Tree:
        """
        Read the base of a logarithm.
        """
        self.advance()
        token = self.token
        if function.text != "log" or token.kind not in ("number", "name", "constant", "open"):
            self.fail("subscript")
        self.deeper()
        base = self.argument() if token.text == BEGIN else self.atom()
        self.depth -= 1
        self.expect_expression()
        return base.inner if isinstance(base, Group) else base

    def raised_function(self, function: Token) -> Tree:
        """
        Read the exponent that stands between a function and its argument.
        """
        if self.at("superscript"):
            exponent = raised(self.advance())
        else:
            self.advance()
            if self.at("open"):
                self.deeper()
                exponent = self.atom()
                self.depth -= 1
                self.expect_expression()
            else:
                exponent = self.short_exponent(function)
        exponent = exponent.inner if isinstance(exponent, Group) else exponent
        refuse_large(exponent)
        return exponent

    def short_exponent(self, function: Token) -> Tree:
        """
        Read an exponent of one token, perhaps with a sign.
        """
        sign = self.advance() if self.token.text == "-" else None
        token = self.token
        exponent: Tree
        if token.kind == "number":
            exponent = Number(token.text, start=token.start, end=token.end)
        elif token.kind == "name":
            exponent = Name(token.text, start=token.start, end=token.end)
        else:
            raise Stop(unreadable("function_needs_brackets", function.start, function.end, what=function.text))
        self.advance()
        return exponent if sign is None else Negate(exponent, start=sign.start, end=exponent.end)

    def arguments(self, function: Token) -> tuple[Tree, ...]:
        """
        Read the arguments of a function, with or without brackets.
        """
        opening = self.token
        if opening.kind != "open" or opening.text == BEGIN:
            return (self.bare_argument(function),)
        if opening.text in ENCLOSING:
            return (self.brackets(),)
        self.advance()
        if self.at("close"):
            self.missing()
        self.deeper()
        inner = [self.expression(SUM)]
        self.expect_expression()
        while self.at("separator"):
            self.advance()
            inner.append(self.expression(SUM))
            self.expect_expression()
        self.depth -= 1
        self.close(opening)
        return tuple(inner)

    def bare_argument(self, function: Token) -> Tree:
        """
        Read the product that a function without brackets is applied to.
        """
        table = FUNCTIONS.get(function.text)
        sign = self.advance() if self.at("operator") and self.token.text in "+-" else None
        begins = self.token.kind in ARGUMENT_KINDS or self.token.kind in (
            "number", "function", "pair", "open", "fraction", "scientific"
        )  # fmt: skip
        if table is None or not table.bare or not begins:
            raise Stop(unreadable("function_needs_brackets", function.start, function.end, what=function.text))
        self.deeper()
        argument = self.expression(POWER)
        if isinstance(argument, Add | Subtract):
            raise Stop(unreadable("function_extent", function.start, argument.end, what=function.text))
        while self.token.kind in ARGUMENT_KINDS:
            factor = self.expression(POWER)
            argument = Multiply(argument, factor, implied=True, start=argument.start, end=factor.end)
        self.depth -= 1
        self.expect_expression()
        goes_on = self.token.kind in ("open", "pair") or (
            self.token.text in ("*", "/") and self.following().kind != "function"
        )
        if goes_on and not (self.token.text == "[" and self.token.kind == "open"):
            raise Stop(unreadable("function_extent", function.start, self.token.end, what=function.text))
        if sign is None:
            return argument
        node = Negate if sign.text == "-" else Posit
        return node(argument, start=sign.start, end=argument.end)


def _is_minus_one(exponent: Tree) -> bool:
    """
    Say whether an exponent is -1.
    """
    match exponent:
        case Negate(Number("1")):
            return True
        case _:
            return False
