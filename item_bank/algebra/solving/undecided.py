"""
Undecided: why nothing was decided about a statement.

An expected outcome, not a fault: a learner is never told that it is wrong.
"""

from typing import Final, Literal, TypeAlias

import msgspec

__all__ = ["NOT_ALGEBRAIC", "NOT_A_STATEMENT", "OTHER_NAMES", "OUT_OF_BOUNDS", "Reason", "Stop", "Undecided"]

Reason: TypeAlias = Literal["other_names", "not_algebraic", "not_a_statement", "out_of_bounds"]
"""
`other_names`: it holds names beside the unknowns. `not_algebraic`: it holds a
function that no method here covers. `not_a_statement`: it is not true or false
of anything. `out_of_bounds`: it is too large to be worked with.
"""


class Undecided(msgspec.Struct, frozen=True):
    """Nothing is known about a statement, for a reason."""

    reason: Reason


OTHER_NAMES: Final = Undecided("other_names")
NOT_ALGEBRAIC: Final = Undecided("not_algebraic")
NOT_A_STATEMENT: Final = Undecided("not_a_statement")
OUT_OF_BOUNDS: Final = Undecided("out_of_bounds")


class Stop(Exception):
    """Ends a recursion within this package; never leaves it."""

    def __init__(self, undecided: Undecided) -> None:
        """Stop for a reason."""
        super().__init__(undecided.reason)
        self.undecided = undecided
