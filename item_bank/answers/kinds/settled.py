"""
Settled: the verdict that follows from what holding entries against the key found.

The same for sets, lists, points and matrices: a wrong entry decides, then one
that nobody could decide; a right answer still has to be worked out as far as
the step's own solution, and each entry be in the form asked.
"""

from item_bank.algebra.compare import Sameness
from item_bank.algebra.forms.form import lack
from item_bank.algebra.tree import Tree
from item_bank.answers.answer import Form
from item_bank.answers.kinds.entries import Matched
from item_bank.answers.maths import Maths, unfinished
from item_bank.answers.verdict import Judged, Verdict

__all__ = ["settle"]


def settle(maths: Maths, form: Form, tree: Tree, read: str, matched: Matched) -> Judged:
    """
    Give the verdict on a response whose entries were held against the key's.

    Parameters
    ----------
    maths, form
        The key, and the form in which each entry is asked.
    tree, read
        The response, and as re-printed.
    matched
        What was found.
    """
    match matched.sameness:
        case Sameness.SAME:
            pass
        case Sameness.UNDECIDED:
            return Judged(verdict=Verdict.UNKNOWN, reason="undecided", read=read)
        case _:
            reason = matched.reason if matched.sameness is Sameness.DIFFERENT else "only_positive"
            return Judged(
                verdict=Verdict.INCORRECT,
                reason=reason,
                credit=matched.share,
                read=read,
                counterexample=matched.counterexample,
                evidence=matched.evidence,
            )
    if unfinished(maths, tree):
        return Judged(verdict=Verdict.NO_PROGRESS, reason="unfinished", read=read)
    lacks = [lack(form, said, key) for key, said in matched.pairs]
    reason = next((reason for reason in lacks if reason is not None), None)
    if reason is not None:
        return Judged(verdict=Verdict.WRONG_FORM, reason=reason, read=read)
    return Judged(verdict=Verdict.CORRECT, read=read, evidence=matched.evidence)
