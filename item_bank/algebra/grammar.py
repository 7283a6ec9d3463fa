"""
The grammar: in which order tokens belong together.

One Pratt parser for every tokenizer. Binding, from loose to tight: relations;
sums; a sign before a term; products, quotients and products without a sign,
from left to right; powers, from right to left; percent. So `-3^2` is `-(3^2)`,
`1/2x` is `(1/2)*x` as in `A = 1/2bh`, `a/bc` is `(a/b)*c`, `2^3x` is `(2^3)*x`.
What a tree is worth is not decided here; the words for what stands wrong are
`misplaced`'s.
"""

from typing import NoReturn, get_args

from item_bank.algebra.limits import MAX_DEPTH
from item_bank.algebra.misplaced import large_exponent, missing_operand, number_in_product, several, unexpected
from item_bank.algebra.tokens import Kind, Stop, Token
from item_bank.algebra.tree import (
    Add,
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
    Operator,
    Percent,
    Posit,
    Power,
    Relation,
    Subtract,
    Tree,
)
from item_bank.algebra.unreadable import unreadable

__all__ = ["parse"]

SUM, PRODUCT, POWER, POSTFIX = 10, 20, 30, 40
"""How tightly operators bind."""
BINDING = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER}
OPERAND_KINDS: frozenset[Kind] = frozenset({"name", "constant", "function", "open", "root", "number", "fraction"})
CLOSING = {"(": ")", "[": "]", "{": "}"}
LEADING = ("=", "=>")
CONSTANTS: dict[str, ConstantName] = {name: name for name in get_args(ConstantName)}
OPERATORS: dict[str, Operator] = {operator: operator for operator in get_args(Operator)}


def parse(tokens: list[Token]) -> Tree:
    """
    Build the tree of a text.

    Parameters
    ----------
    tokens
        What a tokenizer found, `end` last. A leading `=` or arrow is passed
        over: it only says "and so".

    Raises
    ------
    Stop
        With what stands in the wrong place.
    """
    parser = _Parser(tokens)
    return parser.line()


class _Parser:
    """The place reached in the tokens, and how deep the recursion stands."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.token = tokens[0]
        self.depth = 0

    def at(self, kind: Kind) -> bool:
        """
        Say whether the present token is of a kind.
        """
        return self.token.kind == kind

    def advance(self) -> Token:
        """
        Step over the present token and return it.
        """
        passed = self.token
        self.place += 1
        self.token = self.tokens[self.place]
        return passed

    def line(self) -> Tree:
        """
        Read an expression or a chain of relations, up to the end.
        """
        if self.at("relation") and self.token.text in LEADING:
            self.advance()
        if self.at("relation"):
            self.fail("nothing_before_relation", what=self.token.text)
        operands = [self.expression(SUM)]
        operators: list[Operator] = []
        while self.at("relation"):
            if self.token.text == "=>":
                self.fail("arrow")
            operators.append(OPERATORS[self.advance().text])
            operands.append(self.expression(SUM))
        if self.at("separator"):
            raise Stop(several(self.token))
        if self.at("close"):
            self.fail("unopened_bracket")
        if not operators:
            return operands[0]
        return Relation(tuple(operands), tuple(operators), start=operands[0].start, end=operands[-1].end)

    def expression(self, binding: int) -> Tree:
        """
        Read what binds at least this tightly.
        """
        left = self.operand(binding)
        while True:
            token = self.token
            kind = token.kind
            if kind == "operator":
                tightness = BINDING[token.text]
                if tightness < binding:
                    return left
                self.advance()
                left = self.infix(left, token, tightness)
            elif kind == "superscript":
                left = self.superscript(left)
            elif kind == "percent":
                if isinstance(left, Percent):
                    self.fail("two_operators", first="%", what="%")
                left = Percent(left, start=left.start, end=self.advance().end)
            elif kind in OPERAND_KINDS and binding <= PRODUCT:
                self.expect_no_number()
                right = self.expression(PRODUCT + 1)
                left = Multiply(left, right, implied=True, start=left.start, end=right.end)
            else:
                return left

    def infix(self, left: Tree, operator: Token, tightness: int) -> Tree:
        """
        Read the right operand of an operator, and join both.
        """
        if tightness == POWER:
            return self.power(left, operator)
        right = self.expression(tightness + 1)
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
        if isinstance(base, Power):
            raise Stop(unreadable("power_of_power", operator.start, operator.end))
        self.deeper()
        exponent = self.expression(POWER)
        self.depth -= 1
        _refuse_large(exponent)
        return Power(base, exponent, start=base.start, end=exponent.end)

    def superscript(self, base: Tree) -> Tree:
        """
        Read raised digits as the exponent.
        """
        if isinstance(base, Power):
            self.fail("power_of_power")
        token = self.advance()
        digits = token.text.lstrip("+-")
        exponent: Tree = Number(digits, start=token.end - len(digits), end=token.end)
        if token.text.startswith("-"):
            exponent = Negate(exponent, start=token.start, end=token.end)
        _refuse_large(exponent)
        return Power(base, exponent, start=base.start, end=token.end)

    def operand(self, binding: int) -> Tree:
        """
        Read a sign and its term, or one operand.
        """
        token = self.token
        if token.kind != "operator" or token.text not in "+-":
            return self.atom()
        self.advance()
        self.deeper()
        # A sign before a term takes the whole term, `-2x`; inside a product or exponent only the next factor.
        inner = self.expression(PRODUCT if binding <= PRODUCT else POWER)
        self.depth -= 1
        sign = Negate if token.text == "-" else Posit
        return sign(inner, start=token.start, end=inner.end)

    def atom(self) -> Tree:
        """
        Read a number, a name, a call or brackets.
        """
        token = self.token
        match token.kind:
            case "number":
                return self.number()
            case "fraction":
                self.advance()
                return _fraction(token)
            case "name":
                self.advance()
                return Name(token.text, start=token.start, end=token.end)
            case "constant":
                self.advance()
                return Constant(CONSTANTS[token.text], start=token.start, end=token.end)
            case "open":
                self.advance()
                (inner,), end = self.bracketed(token, arguments=False)
                return Group(inner, token.text, start=token.start, end=end)
            case "function":
                return self.call()
            case "root":
                return self.root()
            case _:
                return self.missing()

    def number(self) -> Tree:
        """
        Read a number, or a mixed number: a whole one, then a fraction of whole ones.
        """
        before = self.tokens[self.place - 1] if self.place else None
        whole = self.advance()
        number = Number(whole.text, start=whole.start, end=whole.end)
        following = self.tokens[self.place : self.place + 3]
        mixed: Mixed
        match following:
            case [Token("fraction", text), *_]:
                end = self.advance().end
                upper, _, lower = text.partition("/")
                mixed = Mixed(whole.text, upper, lower, start=whole.start, end=end)
            case [Token("number", upper), Token("operator", "/"), Token("number", lower)]:
                self.advance()
                self.advance()
                end = self.advance().end
                mixed = Mixed(whole.text, upper, lower, start=whole.start, end=end)
            case _:
                return number
        if "." in mixed.whole + mixed.numerator + mixed.denominator:
            raise Stop(unreadable("missing_operator", mixed.start, mixed.end))
        divided = before is not None and before.text in ("/", "^")
        if divided or self.token.kind == "superscript" or self.token.text in ("/", "^"):
            raise Stop(unreadable("ambiguous_mixed", mixed.start, mixed.end))
        return mixed

    def call(self) -> Tree:
        """
        Read a function and its arguments in brackets.
        """
        function = self.advance()
        opening = self.token
        if opening.kind != "open":
            raise Stop(unreadable("function_needs_brackets", function.start, function.end, what=function.text))
        self.advance()
        arguments, end = self.bracketed(opening, arguments=True)
        return Call(function.text, arguments, start=function.start, end=end)

    def root(self) -> Tree:
        """
        Read a root sign and the one operand after it.
        """
        sign = self.advance()
        if self.at("operator"):
            self.fail("root_ambiguous")
        self.deeper()
        inner = self.atom()
        self.depth -= 1
        if isinstance(inner, Mixed) or self.token.kind == "superscript" or self.token.text == "^":
            raise Stop(unreadable("root_ambiguous", sign.start, inner.end))
        radicand = inner.inner if isinstance(inner, Group) else inner
        return Call("sqrt", (radicand,), start=sign.start, end=inner.end)

    def bracketed(self, opening: Token, *, arguments: bool) -> tuple[tuple[Tree, ...], int]:
        """
        Read what stands in brackets after the opening one; return it and where the closing one ends.
        """
        self.deeper()
        inner = [self.expression(SUM)]
        while arguments and self.at("separator"):
            self.advance()
            inner.append(self.expression(SUM))
        self.depth -= 1
        closing = self.token
        if closing.kind == "end":
            raise Stop(unreadable("unclosed_bracket", opening.start, opening.end))
        if closing.kind == "relation":
            self.fail("relation_inside", what=closing.text)
        if closing.kind == "separator":
            raise Stop(several(closing))
        if closing.text != CLOSING[opening.text]:
            self.fail("bracket_mismatch")
        self.advance()
        return tuple(inner), closing.end

    def deeper(self) -> None:
        """
        Count one level of recursion.
        """
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail("too_deep")

    def expect_no_number(self) -> None:
        """
        Stop at a number that follows an operand without a sign, but for one after closing brackets.
        """
        wrong = number_in_product(self.token, self.tokens[self.place - 1])
        if wrong is not None:
            raise Stop(wrong)

    def missing(self) -> NoReturn:
        """
        Stop where an operand should stand and does not.
        """
        raise Stop(missing_operand(self.token, self.tokens[self.place - 1] if self.place else None))

    def fail(self, code: str, **parts: str) -> NoReturn:
        """
        Stop at the present token.
        """
        raise Stop(unexpected(code, self.token, **parts))


def _fraction(token: Token) -> Tree:
    """
    Return the fraction that one character stands for.
    """
    upper, _, lower = token.text.partition("/")
    span = (token.start, token.end)
    numerator, denominator = (Number(digits, start=span[0], end=span[1]) for digits in (upper, lower))
    return Divide(numerator, denominator, start=span[0], end=span[1])


def _refuse_large(exponent: Tree) -> None:
    """
    Stop at a literal exponent above the limit.
    """
    wrong = large_exponent(exponent)
    if wrong is not None:
        raise Stop(wrong)
