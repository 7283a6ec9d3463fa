"""
The cursor: the place reached in the tokens of a text.

What every part of the grammar needs: the present token, a step forward, a count
of the levels of recursion, and a stop at a place.
"""

from typing import NoReturn

from item_bank.algebra.limits import MAX_DEPTH
from item_bank.algebra.misplaced import missing_operand, unexpected
from item_bank.algebra.tokens import Kind, Stop, Token

__all__ = ["Cursor"]


class Cursor:
    """The place reached in the tokens, and how deep the recursion stands."""

    def __init__(self, tokens: list[Token]) -> None:
        """
        Stand at the first token.
        """
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

    def following(self) -> Token:
        """
        Return the token after the present one, which is not the end.
        """
        return self.tokens[self.place + 1]

    def before(self) -> Token | None:
        """
        Return the token before the present one.
        """
        return self.tokens[self.place - 1] if self.place else None

    def deeper(self) -> None:
        """
        Count one level of recursion.
        """
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail("too_deep")

    def missing(self) -> NoReturn:
        """
        Stop where an operand should stand and does not.
        """
        raise Stop(missing_operand(self.token, self.before()))

    def fail(self, code: str, **parts: str) -> NoReturn:
        """
        Stop at the present token.
        """
        raise Stop(unexpected(code, self.token, **parts))
