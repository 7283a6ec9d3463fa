"""
Mathematical keys: what every kind of answer that is read as maths can do.

A kind is one file in `kinds` with its key, a `MathsKey` that judges a tree which
was read and says when two trees are the same answer. How the tree was read, and
what to do with words and lines of working, is not a kind's business.
"""

from abc import abstractmethod
from collections.abc import Hashable

import msgspec

from item_bank.algebra.tree import Tree
from item_bank.answers.answer import MathsAnswer
from item_bank.answers.maths import Maths
from item_bank.answers.verdict import Judged

__all__ = ["MathsKey"]


class MathsKey(msgspec.Struct, frozen=True, kw_only=True):
    """
    A mathematical answer made ready.

    Attributes
    ----------
    answer
        The answer as authored.
    maths
        Its key as read, and how responses are read.
    """

    answer: MathsAnswer
    maths: Maths

    @abstractmethod
    def judge(self, tree: Tree, text: str) -> Judged:
        """
        Judge a response that was read.

        Parameters
        ----------
        tree
            The response as read.
        text
            The response as entered, for the places of problems.
        """

    def model(self) -> str:
        """
        Return a right response: the key as written, or as a learner has to write it where the key says it otherwise.
        """
        return self.answer.value

    @abstractmethod
    def same(self, tree: Tree) -> Hashable | None:
        """
        Return what is equal for two responses that are the same answer to this key.

        Hashable, and comparable under this key only; None where the tree is no
        answer of this kind, or sameness is not decided.
        """
