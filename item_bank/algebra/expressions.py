"""
Expressions: in which order the operators of one expression belong together.

The Pratt loop of the grammar. Binding, from loose to tight: sums; a sign before
a term; products, quotients and products without a sign, from left to right;
powers, from right to left; percent, degrees and factorials. So `-3^2` is
`-(3^2)`, `1/2x` is `(1/2)*x` as in `A = 1/2bh`, `a/bc` is `(a/b)*c`, `2^3x` is
`(2^3)*x`. Single operands are `operands`'.
"""

from abc import abstractmethod

from item_bank.algebra.cursor import Cursor
from item_bank.algebra.misplaced import inside_expression, large_exponent, number_in_product
from item_bank.algebra.tokens import BEGIN, Kind, Stop, Token
from item_bank.algebra.tree import (
    Add,
    Degrees,
    Divide,
    Factorial,
    Listing,
    Multiply,
    Negate,
    Number,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Subtract,
    Tree,
)
from item_bank.algebra.unreadable import unreadable

__all__ = ["POWER", "PRODUCT", "SET_BRACES", "SUM", "Expressions"]

SUM, QUANTITY, PRODUCT, POWER = 10, 15, 20, 30
"""How tightly operators bind; `3 ft 2 in` is one quantity."""
BINDING = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER}
OPERAND_KINDS: frozenset[Kind] = frozenset(
    {
        "name",
        "constant",
        "function",
        "open",
        "root",
        "radical",
        "pair",
        "number",
        "fraction",
        "scientific",
        "repeating",
        "set",
    }
)
POSTFIX: dict[Kind, type[Percent | Degrees | Factorial]] = {
    "percent": Percent,
    "degree": Degrees,
    "factorial": Factorial,
}
SET_BRACES = ("{", "\\{")
"""Open a set, typed and in LaTeX."""
AFTER_BRACKET: frozenset[Kind] = frozenset({"end", "separator", "setwise", "close", "relation", "word"})
"""Before one of these, `[` closes what `]` or `[` opened: `]0, 1[`."""


class Expressions(Cursor):
    """
    Reads one expression.

    `special` is what was read last that can stand in no expression: a list, a
    set, a relation in brackets. Whoever takes an operand looks at it first.
    """

    def __init__(self, tokens: list[Token], *, units: bool) -> None:
        """
        Stand at the first token.
        """
        super().__init__(tokens)
        self.units = units
        self.special: Tree | None = None

    @abstractmethod
    def atom(self) -> Tree:
        """
        Read one operand without a sign.
        """

    def expression(self, binding: int) -> Tree:  # noqa: C901 - one branch a kind of token
        """
        Read what binds at least this tightly.
        """
        left = self.operand(binding)
        while True:
            token = self.token
            kind = token.kind
            if kind == "operator":
                tightness = BINDING[token.text]
                if tightness < binding or self.parts_sets(left):
                    return left
                self.expect_expression()
                self.advance()
                left = self.infix(left, token, tightness)
            elif kind in OPERAND_KINDS:
                if binding > PRODUCT or (token.text == "[" and self.following().kind in AFTER_BRACKET):
                    return left
                self.expect_expression()
                if self.continues_quantity(left):
                    if binding > QUANTITY:
                        return left
                    right = self.expression(QUANTITY + 1)
                    left = Add(left, right, start=left.start, end=right.end)
                    continue
                self.expect_factor()
                right = self.expression(PRODUCT + 1)
                self.expect_expression()
                left = Multiply(left, right, implied=True, start=left.start, end=right.end)
            elif kind == "superscript":
                self.expect_expression()
                left = self.superscript(left)
            elif kind in POSTFIX:
                self.expect_expression()
                left = self.postfix(left)
            elif kind == "sign" and binding <= SUM:
                self.expect_expression()
                right = self.plus_minus(SUM + 1, self.token.start)
                left = Add(left, right, start=left.start, end=right.end)
            else:
                return left

    def parts_sets(self, left: Tree) -> bool:
        """
        Say whether the operator here is a minus after a set, with a set in braces after it.
        """
        is_set = isinstance(left, Listing) and left.opening == "{"
        return is_set and self.token.text == "-" and self.following().text in SET_BRACES

    def infix(self, left: Tree, operator: Token, tightness: int) -> Tree:
        """
        Read the right operand of an operator, and join both.
        """
        if tightness == POWER:
            return self.power(left, operator)
        right = self.expression(tightness + 1)
        self.expect_expression()
        start, end = left.start, right.end
        match operator.text:
            case "+":
                return Add(left, right, start=start, end=end)
            case "-":
                return Subtract(left, right, start=start, end=end)
            case "*":
                return Multiply(left, right, start=start, end=end)
            case _:
                return Divide(left, right, start=start, end=end)

    def power(self, base: Tree, operator: Token) -> Tree:
        """
        Read the exponent after a power sign; powers of powers go from right to left.
        """
        if type(base) is Power:
            raise Stop(unreadable("power_of_power", operator.start, operator.end))
        self.deeper()
        exponent = self.expression(POWER)
        self.depth -= 1
        self.expect_expression()
        refuse_large(exponent)
        return Power(base, exponent, start=base.start, end=exponent.end)

    def superscript(self, base: Tree) -> Tree:
        """
        Read raised digits as the exponent.
        """
        if type(base) is Power:
            self.fail("power_of_power")
        exponent = raised(self.advance())
        refuse_large(exponent)
        return Power(base, exponent, start=base.start, end=exponent.end)

    def postfix(self, operand: Tree) -> Tree:
        """
        Read the sign for percent, degrees or a factorial.
        """
        token = self.token
        node = POSTFIX[token.kind]
        if isinstance(operand, Percent | Degrees | Factorial):
            before = self.tokens[self.place - 1]
            if before.kind in POSTFIX:
                self.fail("two_operators", first=before.text, what=token.text)
        return node(operand, start=operand.start, end=self.advance().end)

    def operand(self, binding: int) -> Tree:
        """
        Read a sign and its term, or one operand.
        """
        token = self.token
        if token.kind == "sign":
            return self.plus_minus(binding, token.start)
        if token.text == "+" and self.following().text == "-" and token.end == self.following().start:
            # `x = +-3`: where a term begins, nobody writes a plus before a minus but for both signs
            self.advance()
            return self.plus_minus(binding, token.start)
        if token.kind != "operator" or token.text not in "+-":
            return self.atom()
        self.advance()
        self.deeper()
        # A sign before a term takes the whole term, `-2x`; inside a product or exponent only the next factor.
        inner = self.expression(QUANTITY if binding <= PRODUCT else POWER)
        self.depth -= 1
        self.expect_expression()
        sign = Negate if token.text == "-" else Posit
        return sign(inner, start=token.start, end=inner.end)

    def plus_minus(self, binding: int, start: int) -> Tree:
        """
        Read both signs at once, which begin at a place, and what they stand before.
        """
        token = self.advance()
        self.deeper()
        inner = self.expression(QUANTITY if binding <= PRODUCT else POWER)
        self.depth -= 1
        self.expect_expression()
        return PlusMinus(inner, token.text == "∓", start=start, end=inner.end)

    def continues_quantity(self, left: Tree) -> bool:
        """
        Say whether a number goes on a quantity: the `2 in` of `3 ft 2 in`, but not of `2*3 ft 2 in`.
        """
        if not self.units:
            return False
        quantity = left.right if isinstance(left, Add) else left
        if not isinstance(quantity, Multiply) or not quantity.implied:
            return False
        if isinstance(quantity.left, Multiply) and not quantity.left.implied:
            return False
        token, before = self.token, self.tokens[self.place - 1]
        return (
            token.kind in ("number", "fraction", "scientific")
            and before.kind == "name"
            and (before.end < token.start or self.following().kind == "name")
        )

    def expect_factor(self) -> None:
        """
        Stop at a number that follows an operand without a sign, but for one after closing brackets.
        """
        token = self.following() if self.token.text == BEGIN else self.token
        wrong = number_in_product(token, self.tokens[self.place - 1])
        if wrong is not None:
            raise Stop(wrong)

    def expect_expression(self) -> None:
        """
        Stop at a list, a set or a relation that stands as an operand.
        """
        if self.special is not None:
            raise Stop(inside_expression(self.special))


def raised(token: Token) -> Tree:
    """
    Return the number that raised digits stand for.
    """
    digits = token.text.lstrip("+-")
    number = Number(digits, start=token.end - len(digits), end=token.end)
    if token.text.startswith("-"):
        return Negate(number, start=token.start, end=token.end)
    return number


def refuse_large(exponent: Tree) -> None:
    """
    Stop at a literal exponent above the limit.
    """
    wrong = large_exponent(exponent)
    if wrong is not None:
        raise Stop(wrong)
