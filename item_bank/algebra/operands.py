"""
Operands: numbers, names, functions and roots, one at a time.

A number beside a fraction is a mixed number; digits in brackets after a decimal
may repeat or be a factor, and are asked about where nothing shows which. What a
function is applied to is `applications`'.
"""

from abc import abstractmethod
from typing import get_args

from item_bank.algebra.applications import Applications
from item_bank.algebra.characters import MONEY
from item_bank.algebra.expressions import raised
from item_bank.algebra.tokens import BARRED, Kind, Stop, Token
from item_bank.algebra.tree import (
    Call,
    Constant,
    ConstantName,
    Divide,
    Group,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Power,
    Repeating,
    Tree,
)
from item_bank.algebra.unreadable import unreadable

__all__ = ["Operands"]

CONSTANTS: dict[str, ConstantName] = {name: name for name in get_args(ConstantName)}
ALONE_AFTER: frozenset[Kind] = frozenset({"open", "relation", "separator", "word"})
ALONE_BEFORE: frozenset[Kind] = frozenset({"end", "close", "relation", "separator", "word"})


class Operands(Applications):
    """Reads one operand without a sign."""

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

    def pair(self) -> Tree:
        """
        Read a fraction or a binomial coefficient as LaTeX sets them.
        """
        token = self.advance()
        upper, lower = self.argument(), self.argument()
        end = self.tokens[self.place - 1].end
        match upper, lower:
            case Name("d"), Multiply(Name("d"), Name(), implied=True):
                raise Stop(unreadable("derivative", token.start, end))
            case _:
                pass
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
