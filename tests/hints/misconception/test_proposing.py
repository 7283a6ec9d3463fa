"""
What is promised of proposed rules: a formula in a task's numbers that comes again is an entry that gives the answers.
"""

from hints.misconception.proposing import Unexplained, proposed_rules, shape_of
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable


def tree(text: str) -> Tree:
    """Read a line."""
    found = read(text, Context())
    assert not isinstance(found, Unreadable), found.sentence
    return found


def steps(*pairs: str) -> list[Unexplained]:
    """Write steps, each as `before -> after`."""
    return [
        Unexplained(before=tree(before), after=tree(after))
        for before, _, after in (pair.partition(" -> ") for pair in pairs)
    ]


def test_tasks_that_differ_in_numbers_have_one_shape() -> None:
    """Letters stay what they are, numbers are holes with letters of their own."""
    assert "?b*?a + ?c = ?d" == shape_of(tree("2a + 3 = 11"))
    assert shape_of(tree("2x + 3 = 11")) == shape_of(tree("5x + 4 = 9")) != shape_of(tree("2x - 3 = 11"))


def test_a_rule_for_equations_says_what_the_unknown_is() -> None:
    """Whether the answer was written with its letter or without."""
    (found,) = proposed_rules(steps("2x + 3 = 11 -> x = 25", "5x + 4 = 12 -> 64", "7x + 1 = 30 -> x = 211"))

    assert (3, 3, 3) == (found.explains, found.of, found.tasks)
    assert 'write: "?x = ' in found.entry
    assert "scope: equation" in found.entry


def test_what_came_once_is_not_proposed() -> None:
    """For any single number there is a formula, and of lines without numbers or in several letters nothing is known."""
    assert () == proposed_rules(steps("13 + 24 -> 300", "x + y = 3 -> x = 5", "x = y -> x = 1", "2 < 3 -> 7"))


def test_one_task_alone_is_told_by_its_own_numbers() -> None:
    """Two answers alike to one task may be a habit, where no number comes in from outside."""
    twice = steps("13 + 24*2 -> 74")

    assert () == proposed_rules([Unexplained(before=one.before, after=tree("99"), times=2) for one in twice])
    (found, *_) = proposed_rules([Unexplained(before=one.before, after=one.after, times=2) for one in twice])
    assert (2, 1) == (found.explains, found.tasks)
