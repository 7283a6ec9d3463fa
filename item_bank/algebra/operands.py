"""
Operands: numbers, names, functions and roots, one at a time.

A function without brackets takes the product that follows, `sin 2x`, up to the
next function; where people read on differently (`sin x/2`, `ln x(y)`), it is
asked how far it goes. `sin^2 x` is the square of the sine, `sin^-1 x` the
inverse function.
"""

from abc import abstractmethod
from typing import get_args

from item_bank.algebra.characters import MONEY
from item_bank.algebra.expressions import POWER, SUM, Expressions, raised, refuse_large
from item_bank.algebra.functions import FUNCTIONS
from item_bank.algebra.misplaced import several
from item_bank.algebra.tokens import BARRED, BEGIN, END, Kind, Stop, Token
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    ConstantName,
    Divide,
    Factorial,
    Group,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Posit,
    Power,
    Repeating,
    Subtract,
    Tree,
)
from item_bank.algebra.unreadable import unreadable

__all__ = ["CLOSING", "Operands"]

CLOSING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "|": "|", "⌊": "⌋", "⌈": "⌉", BEGIN: END}
ENCLOSING = {"|": "abs", "⌊": "floor", "⌈": "ceil"}
"""Brackets that are functions."""
CONSTANTS: dict[str, ConstantName] = {name: name for name in get_args(ConstantName)}
INVERSES = {name: f"a{name}" for name in FUNCTIONS if f"a{name}" in FUNCTIONS}
ARGUMENT_KINDS: frozenset[Kind] = frozenset({"name", "constant", "root", "radical"})
"""What goes on the argument of a function without brackets."""
ALONE_AFTER: frozenset[Kind] = frozenset({"open", "relation", "separator", "word"})
ALONE_BEFORE: frozenset[Kind] = frozenset({"end", "close", "relation", "separator", "word"})


class Operands(Expressions):
    """Reads one operand without a sign."""

    @abstractmethod
    def brackets(self) -> Tree:
        """
        Read what stands in brackets, with them.
        """

    @abstractmethod
    def matrix(self) -> Tree:
        """
        Read a matrix, row by row.
        """

    @abstractmethod
    def set_sign(self) -> Tree:
        """
        Read the sign of a set.
        """

    def atom(self) -> Tree:  # noqa: C901, PLR0911, PLR0912 - one case a kind of token
        """
        Read a number, a name, a call or brackets.
        """
        token = self.token
        match token.kind:
            case "number":
                return self.number()
            case "name":
                self.advance()
                name = Name(token.text, start=token.start, end=token.end)
                return self.money(name) if self.units and token.text in MONEY and self.at("number") else name
            case "constant":
                self.advance()
                return Constant(CONSTANTS[token.text], start=token.start, end=token.end)
            case "open":
                return self.brackets()
            case "function":
                return self.call()
            case "fraction":
                self.advance()
                return _fraction(token)
            case "scientific":
                self.advance()
                return _scientific(token)
            case "repeating":
                return self.repeating()
            case "root" | "superscript":
                return self.root()
            case "radical":
                return self.radical()
            case "pair":
                return self.pair()
            case "set":
                return self.set_sign()
            case "close" if token.text == "]":
                return self.brackets()
            case _:
                return self.missing()

    def number(self) -> Tree:
        """
        Read a number, or a mixed number: a whole one, then a fraction of whole ones.
        """
        before = self.before()
        whole = self.advance()
        number = Number(whole.text, start=whole.start, end=whole.end)
        following = self.token.kind
        if following not in ("number", "fraction", "pair"):
            return number
        match self.tokens[self.place : self.place + 7]:
            case [Token("fraction", text), *_]:
                length = 1
                upper, _, lower = text.partition("/")
            case [Token("number", upper), Token("operator", "/"), Token("number", lower), *_]:
                length = 3
            case [
                Token("pair", "/"),
                Token("open"),
                Token("number", upper),
                Token("close"),
                Token("open"),
                Token("number", lower),
                Token("close"),
            ]:
                length = 7
            case _:
                return number
        for _ in range(length):
            self.advance()
        mixed = Mixed(whole.text, upper, lower, start=whole.start, end=self.tokens[self.place - 1].end)
        if "." in whole.text + upper + lower:
            raise Stop(unreadable("missing_operator", mixed.start, mixed.end))
        divided = before is not None and before.text in ("/", "^")
        if divided or self.token.kind == "superscript" or self.token.text in ("/", "^"):
            raise Stop(unreadable("ambiguous_mixed", mixed.start, mixed.end))
        return mixed

    def money(self, sign: Name) -> Tree:
        """
        Read the amount after the sign of a currency.
        """
        amount = self.number()
        return Multiply(amount, sign, implied=True, start=sign.start, end=amount.end)

    def repeating(self) -> Tree:
        """
        Read a repeating decimal; beside other things `2.5(3)` may be a product, and is asked about.
        """
        before = self.before()
        token = self.advance()
        text, _, period = token.text.rstrip(f"){BARRED}").partition("(")
        in_brackets = before is not None and before.text == "(" and self.token.text == ")"
        alone = (before is None or before.kind in ALONE_AFTER) and self.token.kind in ALONE_BEFORE
        shown = (
            token.text.endswith(BARRED)
            or text.endswith(".")
            or in_brackets
            or (alone and not text.partition(".")[0].strip("0"))
        )
        if not shown:
            product = f"{text}*{period}"
            raise Stop(unreadable("repeating_or_product", token.start, token.end, product=product, what=token.text))
        return Repeating(text, period, start=token.start, end=token.end)

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
        if closing.text != CLOSING[opening.text]:
            self.fail("bracket_mismatch")
        return self.advance()

    def pair(self) -> Tree:
        """
        Read a fraction or a binomial coefficient as LaTeX sets them.
        """
        token = self.advance()
        upper, lower = self.argument(), self.argument()
        end = self.tokens[self.place - 1].end
        if token.text == "/":
            return Divide(upper, lower, start=token.start, end=end)
        return Call("binomial", (upper, lower), start=token.start, end=end)

    def radical(self) -> Tree:
        """
        Read a root as LaTeX sets it.
        """
        token = self.advance()
        index = self.argument() if token.text == "index" else None
        radicand = self.argument()
        end = self.tokens[self.place - 1].end
        if index is None:
            return Call("sqrt", (radicand,), start=token.start, end=end)
        return Call("root", (radicand, index), start=token.start, end=end)

    def root(self) -> Tree:
        """
        Read a root sign and the one operand after it; raised digits before the sign are its index.
        """
        start = self.token.start
        index: Tree | None = None
        if self.at("superscript"):
            if self.following().kind != "root" or not self.token.text.isdecimal():
                self.missing()
            index = raised(self.advance())
        sign = self.advance()
        if index is None and sign.text != "2":
            index = Number(sign.text, start=sign.start, end=sign.end)
        if self.at("operator"):
            self.fail("root_ambiguous")
        self.deeper()
        inner = self.atom()
        self.depth -= 1
        self.expect_expression()
        if isinstance(inner, Mixed) or self.token.kind in ("superscript", "factorial") or self.token.text == "^":
            raise Stop(unreadable("root_ambiguous", start, inner.end))
        radicand = inner.inner if isinstance(inner, Group) else inner
        if index is None:
            return Call("sqrt", (radicand,), start=start, end=inner.end)
        return Call("root", (radicand, index), start=start, end=inner.end)

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
        if name == "cbrt":
            name, arguments = "root", (*arguments, Number("3", start=function.start, end=function.end))
        elif name == "root" and len(arguments) == 1:
            name = "sqrt"
        elif name == "factorial" and len(arguments) == 1:
            return Factorial(Group(arguments[0]), start=function.start, end=end)
        table = FUNCTIONS.get(name)
        if table is not None and not table.least <= len(arguments) <= table.most:
            many = f"{table.least}" if table.least == table.most else f"{table.least} to {table.most}"
            raise Stop(unreadable("number_of_arguments", function.start, end, what=name, many=many))
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


def _fraction(token: Token) -> Tree:
    """
    Return the fraction that one character stands for.
    """
    upper, _, lower = token.text.partition("/")
    span = (token.start, token.end)
    numerator, denominator = (Number(digits, start=span[0], end=span[1]) for digits in (upper, lower))
    return Divide(numerator, denominator, start=span[0], end=span[1])


def _scientific(token: Token) -> Tree:
    """
    Return the product with a power of ten that e-notation stands for.
    """
    digits, _, exponent = token.text.partition("e")
    start, end = token.start, token.end
    middle = start + len(digits)
    power: Tree = Number(exponent.lstrip("-"), start=middle + 1, end=end)
    if exponent.startswith("-"):
        power = Negate(power, start=middle + 1, end=end)
    ten = Power(Number("10", start=middle, end=middle + 1), power, start=middle, end=end)
    return Multiply(Number(digits, start=start, end=middle), ten, start=start, end=end)
