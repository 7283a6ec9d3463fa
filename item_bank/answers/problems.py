"""
Problems: what is said when something was read, but not as the kind asked.

Reading itself has its own sentences (`item_bank.algebra.unreadable`). Codes are
stable: hints, logs and translations go by them.
"""

from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.verdict import Judged, Problem, Verdict
from item_bank.answers.wording import Reported

__all__ = ["SENTENCES", "as_problem", "invalid", "problem_of"]

SENTENCES = {
    "missing_equals": "An equation is asked here, with an equals sign in it.",
    "one_equals": "Write one equation here, with a single equals sign.",
    "not_a_number": "A number is asked here.",
    "letters_left": "A number is asked here, and there is still a letter in what you wrote.",
    "not_an_expression": "An expression is asked here, without an equals sign.",
    "no_value": "This has no value: it divides by zero, or takes the root of a negative number.",
    "not_a_set": "A set is asked here: its elements in braces, like {1, 2}.",
    "set_brackets": "A set is asked here. Write its elements in braces, like {1, 2}, instead of other brackets.",
    "not_a_list": "A list is asked here: its items with separators between them.",
    "not_a_tuple": "A point or vector is asked here: its coordinates in brackets, like (1, 2).",
    "tuple_brackets": "A point or vector is asked here. Write it in round brackets, like (1, 2), instead of braces.",
    "not_a_matrix": "A matrix is asked here: its rows in brackets, like [[1, 2], [3, 4]].",
    "ragged_matrix": "The rows of a matrix all have to be of one length.",
    "not_an_interval": "An interval is asked here, like (1, 2], or several joined with U.",
    "empty_interval": "There is nothing in this interval: its left end has to be smaller than its right one.",
    "missing_sign": "An inequality is asked here, with a sign like < or >= in it.",
    "equation_not_inequality": "An inequality is asked here, with a sign like < or >= instead of the equals sign.",
    "and_or_or": "Do both have to hold, or is one enough? Join them with 'and' or 'or', please.",
    "not_solutions": "Write down the solutions, please, like x = 37 or x = 58.",
    "interval_or_values": "Is this an interval, or are these single values? Write values as x = 37 or x = 58, please.",
    "not_equations": "Equations are asked here, or what each letter is, like x = 37, y = 58.",
    "not_a_choice": "Choose one of the options, please.",
    "missing_unit": "A unit is missing: a number by itself says nothing here.",
    "missing_number": "A number is missing before the unit.",
    "units_differ": "These parts have different kinds of unit and cannot be added.",
    "not_a_quantity": "A number with its unit is asked here.",
    "not_an_order": "Put each of the options in its place, once, please.",
    "working_too_long": "There is too much written from here on. Keep the lines that lead to the answer, please.",
}


def invalid(code: str, text: str, *, read: str | None = None) -> Judged:
    """
    Judge a text that reads well but is no answer of the kind asked; the place is all of it.
    """
    return Judged(verdict=Verdict.INVALID, reason=code, read=read, problem=problem_of(code, len(text)))


def problem_of(code: str, length: int) -> Problem:
    """
    Return the problem of a code about all of a text of that length.
    """
    return Problem(code=code, start=0, end=length, sentence=SENTENCES[code])


def as_problem(unreadable: Unreadable) -> Problem:
    """
    Say in a verdict's words why a text could not be read.
    """
    return Reported(
        code=unreadable.code,
        start=unreadable.start,
        end=unreadable.end,
        sentence=unreadable.sentence,
        parts=unreadable.parts,
    )
