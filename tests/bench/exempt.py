"""
Exempt rows: peers' test cases that we answer otherwise on purpose, fixed before anything was scored.

Written from reading the labels, never from looking at a score. The table of
`answers` prints agreement with these rows left out and, beside it, without
leaving anything out. They are at most 3 % of the rows that have a goal.
"""

from typing import Final

import msgspec

__all__ = ["EXEMPT", "Exempt"]


class Exempt(msgspec.Struct, frozen=True):
    """One row, by its file and its place in it from 0, with the student's text to be sure, and why we differ."""

    file: str
    row: int
    student: str | None
    reason: str


EXEMPT: Final = (
    Exempt(
        "kas_compare",
        129,
        "(-2)^(n+0.1)",
        "the two differ; KAS's own test says that it accepts them because both are undefined at every point it tries",
    ),
    Exempt(
        "kas_compare_form",
        25,
        "y=mx+b",
        "both sides negated is another way of writing an equation; `same` allows order and association only",
    ),
    Exempt("perseus_numeric_input", 1, "", "blank is a request for help, not a coefficient of 1"),
    Exempt("perseus_numeric_input", 19, "", "blank is a request for help, not a coefficient of 1"),
    Exempt("perseus_numeric_input", 20, "-", "a bare minus is no number; it is asked about"),
    Exempt("perseus_numeric_input", 21, "50%", "a key without a value fails the build; it never meets a response"),
    Exempt("perseus_numeric_input", 22, "50%", "a key without a value fails the build; it never meets a response"),
    Exempt("perseus_numeric_input", 24, "120%", "120 % is 1.2"),
    Exempt("perseus_numeric_input", 25, "1.1%", "1.1 % is 0.011: the percent sign is not passed over"),
    Exempt(
        "prairielearn_symbolic", 20, "n log^2 2n", "log without a base is the common logarithm; ln is the natural one"
    ),
    Exempt("prairielearn_symbolic", 44, "3jn", "the imaginary unit is i; a j is asked about"),
    Exempt("prairielearn_symbolic", 100, "{1, 2} + {2, 3}", "a plus sign between sets is no union"),
)
