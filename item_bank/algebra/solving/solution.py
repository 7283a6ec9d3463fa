"""
Solutions: the values for which a statement is true, and how those of two statements stand to one another.

In one unknown exact sets of real numbers, in several exact unions of points,
lines and planes. What neither can say is undecided.
"""

from typing import Final, TypeAlias

from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.solving.affine import Affine
from item_bank.algebra.solving.real_set import RealSet
from item_bank.algebra.solving.relating import Related, relate_sets, relate_systems
from item_bank.algebra.solving.statement import Pairs, truth
from item_bank.algebra.solving.system import solve_system
from item_bank.algebra.solving.undecided import Undecided
from item_bank.algebra.tree import Tree

__all__ = ["Solutions", "relate", "solution_set"]

Solutions: TypeAlias = RealSet | Affine | Undecided
UNDECIDED: Final = Related("undecided")


def solution_set(
    tree: Tree, unknowns: tuple[str, ...], setting: Setting = STANDARD, pairs: Pairs = "intervals"
) -> Solutions:
    """
    Solve a statement.

    Parameters
    ----------
    tree
        In one unknown what `truth` takes, in several what `solve_system` takes.
    unknowns
        The names that are solved for, at least one. No other may occur.
    setting
        The domain of a single unknown.
    pairs
        What two numbers in round or square brackets are, for a single unknown.

    Returns
    -------
    RealSet | Affine | Undecided
        A `RealSet` for one unknown, an `Affine` for several, in the order given.
    """
    if len(unknowns) == 1:
        return truth(tree, unknowns[0], setting, pairs)
    return solve_system(tree, unknowns)


def relate(before: Solutions, after: Solutions, unknowns: tuple[str, ...]) -> Related:
    """
    Say how solutions stand to those of the statement before, in the same unknowns.
    """
    if isinstance(before, RealSet) and isinstance(after, RealSet):
        return relate_sets(before, after, unknowns[0])
    if isinstance(before, Affine) and isinstance(after, Affine):
        return relate_systems(before, after)
    return UNDECIDED
