"""
Inequalities: right when true for the same values as the key.

In one unknown by exact sets, whatever the response looks like: chains, `and`
and `or`, sides turned round, also an interval. Elsewhere as multiples: the same
boundary, and the same side of it. Equations and expressions are no
inequalities, which is said, not marked.
"""

from collections.abc import Hashable

from item_bank.algebra.compare import Sameness
from item_bank.algebra.printing import to_text
from item_bank.algebra.solving.real_set import RealSet
from item_bank.algebra.solving.solution import Solutions, solution_set
from item_bank.algebra.solving.undecided import OTHER_NAMES
from item_bank.algebra.tree import EmptySet, Group, Junction, Listing, Reals, Relation, Setwise, Tree, names
from item_bank.answers.answer import InequalityAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.kinds.multiples import same_inequalities
from item_bank.answers.kinds.solved import accepted, refused, undecided
from item_bank.answers.maths import Source, prepare
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.problems import invalid
from item_bank.answers.verdict import Evidence, Judged, Verdict
from item_bank.finding import quoted

__all__ = ["InequalityKey", "compile_inequality"]

SIGNS = frozenset({"<", ">", "<=", ">=", "!="})


class InequalityKey(MathsKey, frozen=True, kw_only=True):
    """
    An inequality made ready.

    Attributes
    ----------
    unknown
        The one name in it; None where there are more, or parameters.
    solved
        Where it is true, for one unknown.
    """

    answer: InequalityAnswer
    unknown: str | None
    solved: Solutions

    def judge(self, tree: Tree, text: str) -> Judged:
        """Judge a response that was read."""
        read, problem = to_text(tree), _problem(tree)
        if problem is not None:
            return invalid(problem, text, read=read)
        if self.unknown is None:
            return self._judge_multiples(tree, read)
        said = solution_set(tree, (self.unknown,), self.maths.setting)
        wrong = refused(self.maths, tree, read, self.solved, said, (self.unknown,))
        return wrong or accepted(self.maths, self.answer.form, tree, read)

    def same(self, tree: Tree) -> Hashable | None:
        """Return where a response is true."""
        if self.unknown is None or _problem(tree) is not None:
            return None
        said = solution_set(tree, (self.unknown,), self.maths.setting)
        return said.key() if isinstance(said, RealSet) else None

    def _judge_multiples(self, tree: Tree, read: str) -> Judged:
        """Judge where there are several names."""
        found = same_inequalities(self.maths.tree, tree)
        match found.sameness:
            case Sameness.SAME:
                return accepted(self.maths, self.answer.form, tree, read)
            case Sameness.DIFFERENT:
                shown = found.counterexample
                return Judged(verdict=Verdict.INCORRECT, read=read, counterexample=shown, evidence=Evidence.EXACT)
            case _:
                return undecided(self.maths, tree, read)


def compile_inequality(answer: InequalityAnswer, source: Source) -> InequalityKey | KeyFault:
    """
    Make an inequality ready; it has to be found the same as itself.
    """
    maths = prepare(answer.value, source)
    if isinstance(maths, KeyFault):
        return maths
    if _problem(maths.tree) is not None:
        return KeyFault(
            code="not_an_inequality", sentence=f"An inequality is needed as the answer, not {quoted(answer.value)!r}."
        )
    letters = names(maths.tree) or maths.unknowns or ("x",)
    if len(letters) == 1:
        solved = solution_set(maths.tree, letters, maths.setting)
        if isinstance(solved, RealSet):
            return InequalityKey(answer=answer, maths=maths, unknown=letters[0], solved=solved)
    if same_inequalities(maths.tree, maths.tree).sameness is not Sameness.SAME:
        return KeyFault(code="undecidable_key", sentence=f"{quoted(answer.value)!r} cannot be compared with itself.")
    return InequalityKey(answer=answer, maths=maths, unknown=None, solved=OTHER_NAMES)


def _problem(tree: Tree) -> str | None:
    """Return the code of what keeps a response from being an inequality; None where nothing does."""
    match tree:
        case Group(inner) if isinstance(inner, Relation | Junction):
            return _problem(inner)
        case Relation(operators=("in",)) | Setwise() | EmptySet() | Reals() | Listing((_, _), "(" | "[" | "]"):
            return None
        case Relation(operators=operators):
            return None if SIGNS & set(operators) else "equation_not_inequality"
        case Junction(_, parts):
            return next((problem for problem in map(_problem, parts) if problem is not None), None)
        case Listing(items, "") if any(isinstance(item, Relation) for item in items):
            return "and_or_or"
        case _:
            return "missing_sign"
