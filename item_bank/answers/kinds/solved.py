"""
Solved: the verdict that follows from how the solutions of a response stand to the key's.

What was lost or gained is said, with a value that shows it where only the
response holds for it. Sets that differ in single numbers only, as `x > 3` and
`x >= 3` do, differ in their ends.
"""

from item_bank.algebra.forms.form import lack
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.solving.real_set import RealSet
from item_bank.algebra.solving.solution import Solutions, relate
from item_bank.algebra.tree import Tree
from item_bank.answers.answer import Form
from item_bank.answers.maths import Maths, unfinished
from item_bank.answers.progress import reason_unfinished
from item_bank.answers.verdict import Evidence, Judged, Verdict

__all__ = ["accepted", "refused", "undecided"]


def refused(
    maths: Maths, tree: Tree, read: str, key: Solutions, said: Solutions, unknowns: tuple[str, ...]
) -> Judged | None:
    """
    Give the verdict where solutions are not the key's, or that is not known; None where they are.
    """
    related = relate(key, said, unknowns)
    match related.relation:
        case "same":
            return None
        case "undecided":
            return undecided(maths, tree, read)
        case reason:
            return Judged(
                verdict=Verdict.INCORRECT,
                reason="wrong_ends" if _differ_in_ends(key, said) else reason,
                read=read,
                counterexample=related.witness,
                evidence=Evidence.EXACT,
            )


def accepted(maths: Maths, form: Form, tree: Tree, read: str, evidence: Evidence = Evidence.EXACT) -> Judged:
    """
    Give the verdict on a statement with the key's solutions: whether it is worked out, and in the form asked.
    """
    if unfinished(maths, tree):
        return unsolved(maths, tree, read)
    reason = lack(form, tree, maths.tree)
    if reason is not None:
        return Judged(verdict=Verdict.WRONG_FORM, reason=reason, read=read)
    return Judged(verdict=Verdict.CORRECT, read=read, evidence=evidence)


def unsolved(maths: Maths, tree: Tree, read: str) -> Judged:
    """
    Say of a true statement that it still has to be solved.
    """
    return Judged(verdict=Verdict.NO_PROGRESS, reason=reason_unfinished(maths, tree), read=read)


def undecided(maths: Maths, tree: Tree, read: str) -> Judged:
    """
    Say that nobody can tell; a line of the step's own solution is true, whatever it says.
    """
    said = bare(tree)
    if any(said == bare(line) for line in maths.solution[:-1]):
        return unsolved(maths, tree, read)
    return Judged(verdict=Verdict.UNKNOWN, reason="undecided", read=read)


def _differ_in_ends(key: Solutions, said: Solutions) -> bool:
    """Say whether two sets differ in single numbers, and the key holds more than such."""
    if not isinstance(key, RealSet) or not isinstance(said, RealSet):
        return False
    return any(key.on) and not any((key - said).on) and not any((said - key).on)
