"""
Lines: solutions of tasks, one after the other from the formula to the key.

Gives ways to solve a task, the longest first: an equation multiplied out and
collected, a calculation carried out operation by operation, and always the
formula with the key. Which of them hold is `proposal`'s to prove.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from item_bank.algebra.exact import number, value
from item_bank.algebra.polynomial import polynomial
from item_bank.algebra.printing import to_text
from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.tree import (
    Call,
    Divide,
    Group,
    Mixed,
    Negate,
    Number,
    Relation,
    Repeating,
    Subtract,
    Tree,
    children,
    walk,
)
from item_bank.answers.answer import Answer, InequalityAnswer, SolutionsAnswer
from item_bank.proposing.task import Task

__all__ = ["ways"]

MOST_LINES: Final = 10
"""A calculation with more operations is shown with its value alone."""


def ways(task: Task, answer: Answer) -> Iterator[tuple[str, ...]]:
    """
    Solve a task in several ways.

    Parameters
    ----------
    task
        What is to be done.
    answer
        Its key.

    Yields
    ------
    tuple[str, ...]
        Lines of typed maths: the formula first, the key last.
    """
    first, key = to_text(task.tree), str(getattr(answer, "value", ""))
    if task.does == "solve":
        last = key if isinstance(answer, SolutionsAnswer | InequalityAnswer) else f"{task.unknown} = {key}"
        between = _collected(task)
        if between not in {None, first, last}:
            yield first, str(between), last
        if first != last:
            yield first, last
        return
    if task.does == "evaluate":
        yield (*_carried_out(task.tree), key)
    yield first, key


def _collected(task: Task) -> str | None:
    """
    Bring what has the unknown to the left and the rest to the right, multiplied out; None where nothing is to be done.
    """
    if not isinstance(task.tree, Relation) or task.tree.operators != ("=",):
        return None
    left, right = task.tree.operands
    terms = polynomial(Subtract(Group(left), Group(right)))
    if not isinstance(terms, dict) or any(len(monomial) > 1 for monomial in terms):
        return None
    degrees = {monomial[0][1] if monomial else 0: worth for monomial, worth in terms.items()}
    if max(degrees, default=0) == 1:
        return f"{_coefficient(degrees[1])}{task.unknown} = {to_text(number(-degrees.get(0, Fraction(0))))}"
    if max(degrees, default=0) == 2 and right != Number("0"):  # noqa: PLR2004 - a quadratic equation
        return f"{_sum(degrees, task.unknown)} = 0"
    return None


def _sum(degrees: dict[int, Fraction], unknown: str) -> str:
    """
    Write a polynomial, the highest power first.
    """
    text = ""
    for power, worth in sorted(degrees.items(), reverse=True):
        size = abs(worth)
        sign = (" - " if worth < 0 else " + ") if text else "-" if worth < 0 else ""
        letters = "" if power == 0 else unknown if power == 1 else f"{unknown}^{power}"
        text += f"{sign}{_coefficient(size) if power else to_text(number(size))}{letters}"
    return text


def _coefficient(worth: Fraction) -> str:
    """
    Write a coefficient before its letter: nothing for 1, brackets round a fraction.
    """
    if abs(worth) == 1:
        return "-" if worth < 0 else ""
    return to_text(number(worth)) if worth.denominator == 1 else f"({to_text(number(worth))})"


def _carried_out(tree: Tree) -> list[str]:
    """
    Carry a calculation out, the innermost operation on the left first; the last line stands before the value.
    """
    if any(
        isinstance(node, Mixed | Repeating | Call) or (isinstance(node, Number) and "." in node.text)
        for node in walk(tree)
    ):
        return [to_text(tree)]
    lines = [to_text(tree)]
    current = tree
    while len(lines) <= MOST_LINES:
        following = _one_done(current)
        if following is None or _is_value(following):
            return lines
        current = following
        if to_text(current) != lines[-1]:
            lines.append(to_text(current))
    return [lines[0]]


def _one_done(tree: Tree) -> Tree | None:
    """
    Do the first operation that has values alone; None where none is left or it has no value.
    """
    if _is_value(tree):
        return None
    operands = children(tree)
    for place, operand in enumerate(operands):
        done = _one_done(operand)
        if done is not None:
            return with_children(tree, (*operands[:place], done, *operands[place + 1 :]))
    worth = value(tree)
    if not isinstance(worth, Fraction):
        return None
    plain = number(worth)
    return plain if isinstance(plain, Number) else Group(plain)


def _is_value(tree: Tree) -> bool:
    """
    Say whether a part is a number already, with its sign and in brackets or not, or a fraction in lowest terms.
    """
    match tree:
        case Number():
            return True
        case Negate(operand) | Group(operand):
            return _is_value(operand)
        case Divide(Number(over), Number(under)):
            worth = value(tree)
            return isinstance(worth, Fraction) and (str(worth.numerator), str(worth.denominator)) == (over, under)
        case _:
            return False
