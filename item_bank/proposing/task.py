r"""
Tasks: what a step asks to be done with the one formula that it shows.

An equation to be solved, a calculation to be carried out, an expression to be
written in another way. That the key is what the formula comes to is proven
through the judge; the words matter where this may be a chance (`ASKS_MORE`).
"""

import re
from typing import Final, Literal

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Constant, Relation, Tree, names, walk
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import ExpressionAnswer, InequalityAnswer, NumberAnswer, SolutionsAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.judge import judge
from item_bank.answers.key import compile_key
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Verdict
from item_bank.template import StepTemplate

__all__ = ["ASKS_MORE", "Task", "task_of"]

FORMULA: Final = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+)\$")
ASKS_MORE: Final = re.compile(
    r"\b(?:inverse|opposite|reciprocal|slope|common (?:factor|denominator)|remainder|how many|round|estimat|approximat"
    r"|nearest|degree|coefficient|identify|intercept|discriminant|translat|convert|sum of|product of|quotient of"
    r"|difference of|domain|range|vertex|derivative|integra|limit|graph|figure)",
    re.IGNORECASE,
)
"""How words begin by which questions may ask for something else that happens to be what the formula comes to."""
SAME: Final = frozenset({Verdict.CORRECT, Verdict.WRONG_FORM})


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is to be done.

    `latex` is the formula, `start` its place in the prompt, between the
    dollars; `unknown` is the letter solved for.
    """

    does: Literal["solve", "evaluate", "rewrite"]
    latex: str
    start: int
    tree: Tree
    unknown: str = ""


def task_of(step: StepTemplate) -> Task | None:
    """
    See what a step, without placeholders in its prompt, asks.

    Returns
    -------
    Task | None
        None where there is not one formula, or the key is not what it comes to.
    """
    found = list(FORMULA.finditer(step.prompt))
    if len(found) != 1:
        return None
    latex, start = found[0][1], found[0].start(1)
    tree = read(latex, Context(), "latex")
    if isinstance(tree, Unreadable):
        return None
    letters = names(tree)
    match tree, step.answer:
        case Relation(operators=("=",)), NumberAnswer() | SolutionsAnswer() if len(letters) == 1:
            # that the key is its solution is proven with the lines
            return Task(does="solve", latex=latex, start=start, tree=tree, unknown=letters[0])
        case Relation(), InequalityAnswer() if len(letters) == 1:
            return Task(does="solve", latex=latex, start=start, tree=tree, unknown=letters[0])
        case Relation(), _:
            return None
        case _, NumberAnswer() if not letters and not any(isinstance(node, Constant) for node in walk(tree)):
            does: Literal["evaluate", "rewrite"] = "evaluate"
        case _, ExpressionAnswer() if letters:
            does = "rewrite"
        case _:
            return None
    return Task(does=does, latex=latex, start=start, tree=tree) if _comes_to(tree, step) else None


def _comes_to(tree: Tree, step: StepTemplate) -> bool:
    """
    Say whether the formula has the key's value, and is not the key itself.
    """
    key = compile_key(step.answer, unknowns=step.unknowns, solution=(), secret=b"proposing", subject="")
    said = to_text(tree)
    if isinstance(key, KeyFault) or said == getattr(step.answer, "value", ""):
        return False
    return judge(key, FinalResponse(text=said)).verdict in SAME
