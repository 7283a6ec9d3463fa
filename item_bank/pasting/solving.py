"""
Solving: the answer that a problem's maths comes to, and the kind of answer it is.

Exact arithmetic and exact sets of solutions first; the worker process for what
they cannot say, and what that says is then checked. Each key is judged against
itself and its problem before it is given: a key that the judge would not take
is no key.
"""

from fractions import Fraction
from typing import Final, Literal, Protocol, TypeAlias

import msgspec

from item_bank.algebra.compare import compare
from item_bank.algebra.context import Context
from item_bank.algebra.exact import number, value
from item_bank.algebra.factoring import factored, isolated, sum_of
from item_bank.algebra.polynomial import polynomial
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.sameness import Sameness
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.solving.affine import Affine, only_point
from item_bank.algebra.solving.point_text import point_tree
from item_bank.algebra.solving.real_set import ALL, EMPTY, RealSet
from item_bank.algebra.solving.scale import with_name
from item_bank.algebra.solving.solution import solution_set
from item_bank.algebra.tree import Constant, Divide, Group, Junction, Mixed, Name, Number, Relation, Tree, names, walk
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import (
    Answer,
    ExpressionAnswer,
    Form,
    InequalityAnswer,
    NumberAnswer,
    SolutionsAnswer,
)
from item_bank.answers.fault import KeyFault
from item_bank.answers.judge import judge
from item_bank.answers.key import compile_key
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Verdict
from item_bank.pasting.sets import inequality_text, solutions_text
from item_bank.pasting.wording import Asks

__all__ = ["NotSolved", "Solver", "Why", "solved"]

Why: TypeAlias = Literal["nothing_to_do", "no_value", "many_letters", "beyond", "which_letter"]
"""
Why there is no key: the problem is its own answer, it has no value, it has more letters than equations, it is beyond
the engine, or it is not said which letter is meant.
"""
FACTORED: Final[Form] = "factored"
EXPANDED: Final[Form] = "expanded"
SIMPLIFIED: Final[Form] = "simplified"
UNKNOWN: Final = "x"
POINTS: Final = Points(b"pasting", "")
"""Nobody answers here: the points need not be secret."""
MOST_PLACES: Final = 8
"""A decimal with more is given as a fraction."""
TEN: Final = 10
SENTENCES: Final = {
    "nothing_to_do": "There is nothing to do here: this is its own answer.",
    "no_value": "This has no value.",
    "many_letters": "There are more letters here than equations.",
    "beyond": "The engine cannot solve this one. Type its answer, please.",
    "which_letter": "Which letter is to be solved for?",
}


class NotSolved(msgspec.Struct, frozen=True, kw_only=True):
    """There is no key, and why."""

    why: Why

    @property
    def sentence(self) -> str:
        """
        What the teacher is told.
        """
        return SENTENCES[self.why]


class Solver(Protocol):
    """Computer algebra for what exact sets cannot say; `item_bank.algebra.proving.Prover` is one."""

    def solve(self, left: Tree, right: Tree, unknown: str, setting: Setting = STANDARD) -> tuple[Tree, ...] | None:
        """Return all values of a name for which two expressions are the same; None where they are not found."""
        ...


def solved(
    tree: Tree, asks: Asks | None, unknown: str | None, solver: Solver | None, form: Form | None = None
) -> Answer | NotSolved:
    """
    Find the key of a problem.

    Parameters
    ----------
    tree
        The problem as read.
    asks
        What the words ask for; None where they do not say.
    unknown
        The letter that they name.
    solver
        Asked where the engine's own sets say nothing; None for none.
    form
        How a number is to be written; None where the words do not say.
    """
    letters = names(tree)
    if isinstance(tree, Junction):
        # a pair is read in this order, and people write (x, y) whichever comes first in the equations
        letters = tuple(sorted(letters))
    if unknown is not None and unknown not in letters:
        unknown = None
    match tree:
        case Relation() | Junction():
            found = _in_form(_statement(tree, letters, unknown, solver), form)
        case _ if not letters:
            found = _number(tree, form)
        case _:
            found = _expression(tree, asks)
    if isinstance(found, NotSolved):
        return found
    if isinstance(found, ExpressionAnswer) and isinstance(tree, Relation):
        proven = _solves(found, tree, unknown or "")
    else:
        proven = _holds(found, tree)
    return found if proven else NotSolved(why="beyond")


def _number(tree: Tree, asked: Form | None) -> Answer | NotSolved:
    """
    Carry a calculation out: as it was asked for, else a fraction in lowest terms, a decimal where those were given.
    """
    worth = value(tree)
    if isinstance(worth, Fraction) and asked is not None:
        written = _written(worth, asked)
        if written is None:
            return NotSolved(why="beyond")
        return NotSolved(why="nothing_to_do") if _same_text(tree, written) else NumberAnswer(value=written, form=asked)
    if isinstance(worth, Fraction):
        text = to_text(number(worth))
        decimal = _decimal(worth) if _has_decimals(tree) else None
        if _same_text(tree, decimal or text):
            return NotSolved(why="nothing_to_do")
        whole = worth.denominator == 1 or decimal is not None
        # who was given no fraction may write a decimal: 2^(-3) is 0.125, too
        form: Form = "any" if whole else "lowest_terms" if _has_fractions(tree) else SIMPLIFIED
        return NumberAnswer(value=decimal or text, form=form)
    if any(isinstance(node, Constant) for node in walk(tree)):
        return NotSolved(why="beyond")
    return _root(tree)


def _in_form(found: Answer | NotSolved, form: Form | None) -> Answer | NotSolved:
    """
    Write the one solution of an equation as the words ask for it; where it cannot be, there is no key.
    """
    if form is None or not isinstance(found, NumberAnswer):
        return found
    worth = read(found.value, Context())
    exact = None if isinstance(worth, Unreadable) else value(worth)
    written = _written(exact, form) if isinstance(exact, Fraction) else None
    return NotSolved(why="beyond") if written is None else msgspec.structs.replace(found, value=written, form=form)


def _root(tree: Tree) -> Answer | NotSolved:
    """
    Write a number with one square root simply.
    """
    point = solution_set(Relation((Name(UNKNOWN), tree), ("=",)), (UNKNOWN,))
    if not isinstance(point, RealSet):
        return NotSolved(why="beyond")
    if len(point.points) != 1:
        return NotSolved(why="no_value")
    simple = point_tree(point.points[0])
    if simple is None:
        return NotSolved(why="beyond")
    text = to_text(simple)
    return NotSolved(why="nothing_to_do") if _same_text(tree, text) else NumberAnswer(value=text, form=SIMPLIFIED)


def _expression(tree: Tree, asks: Asks | None) -> Answer | NotSolved:
    """
    Write an expression as it was asked for; where nothing was, as a sum, or one cancelled fraction, in simplest form.
    """
    terms = polynomial(tree)
    if asks == "factor":
        text, form = factored(tree), FACTORED
    elif isinstance(terms, dict):
        text, form = sum_of(terms), EXPANDED if asks == "expand" else SIMPLIFIED
    else:
        text, form = factored(tree), SIMPLIFIED
    if text is None:
        return NotSolved(why="beyond")
    return NotSolved(why="nothing_to_do") if _same_text(tree, text) else ExpressionAnswer(value=text, form=form)


def _statement(
    tree: Relation | Junction, letters: tuple[str, ...], unknown: str | None, solver: Solver | None
) -> Answer | NotSolved:
    """
    Solve an equation, an inequality or a system.
    """
    if not letters:
        return NotSolved(why="nothing_to_do")
    if len(letters) > 1 and isinstance(tree, Relation) and tree.operators == ("=",):
        return _solved_for(tree, unknown, solver)
    found = solution_set(tree, letters)
    match found:
        case RealSet() if _equations(tree) or found in {ALL, EMPTY}:
            text = solutions_text(found, letters[0])
            if text is None:
                return NotSolved(why="beyond")
            if _same_text(tree, text):
                return NotSolved(why="nothing_to_do")
            return _single(found, letters) or SolutionsAnswer(value=text, unknowns=letters)
        case RealSet():
            text = inequality_text(found, letters[0])
            if text is None:
                return NotSolved(why="beyond")
            return (
                NotSolved(why="nothing_to_do")
                if _same_text(tree, text)
                else InequalityAnswer(value=text, unknowns=letters)
            )
        case Affine(flats=flats):
            if not flats:
                return SolutionsAnswer(value="∅", unknowns=letters)
            return _point(tree, found, letters) if len(flats) == 1 else NotSolved(why="beyond")
        case _:
            return _by_solver(tree, letters[0], solver)


def _single(found: RealSet, letters: tuple[str, ...]) -> NumberAnswer | None:
    """
    Give one rational solution as a number, as banks do; None where it is another or there are several.
    """
    if len(found.points) != 1 or not isinstance(found.points[0], Fraction):
        return None
    return NumberAnswer(value=to_text(number(found.points[0])), unknowns=letters)


def _point(tree: Tree, found: Affine, letters: tuple[str, ...]) -> Answer | NotSolved:
    (part,) = found.flats
    point = only_point(part, letters)
    if point is None:
        return NotSolved(why="many_letters")
    written = {letter: point_tree(at) for letter, at in point.items()}
    if any(one is None for one in written.values()):
        return NotSolved(why="beyond")
    text = " and ".join(f"{letter} = {to_text(one)}" for letter, one in written.items() if one is not None)
    return NotSolved(why="nothing_to_do") if _same_text(tree, text) else SolutionsAnswer(value=text, unknowns=letters)


def _solved_for(tree: Relation, unknown: str | None, solver: Solver | None) -> Answer | NotSolved:
    """
    Solve a formula for the letter that the words name.
    """
    if unknown is None:
        return NotSolved(why="which_letter")
    text = isolated(tree, unknown)
    if text is None:
        left, right = tree.operands
        found = None if solver is None else solver.solve(left, right, unknown)
        if not found or len(found) != 1:
            return NotSolved(why="beyond")
        text = to_text(found[0])
    if _same_text(tree, f"{unknown} = {text}"):
        return NotSolved(why="nothing_to_do")
    # an expression, not an equation: the formula itself is the same equation, and no answer
    return ExpressionAnswer(value=text)


def _by_solver(tree: Tree, letter: str, solver: Solver | None) -> Answer | NotSolved:
    """
    Ask the worker, whose values are then put into the equation by the judge.
    """
    if solver is None or not isinstance(tree, Relation) or tree.operators != ("=",):
        return NotSolved(why="beyond")
    left, right = tree.operands
    found = solver.solve(left, right, letter)
    if not found:
        return NotSolved(why="beyond")
    return SolutionsAnswer(value=" or ".join(f"{letter} = {to_text(one)}" for one in found), unknowns=(letter,))


def _equations(tree: Tree) -> bool:
    """
    Say whether a statement is made of equations alone.
    """
    return all(set(node.operators) == {"="} for node in walk(tree) if isinstance(node, Relation))


def _same_text(tree: Tree, text: str) -> bool:
    """
    Say whether a problem is written like its answer.
    """
    return to_text(tree).replace(" ", "") == text.replace(" ", "")


def _has_decimals(tree: Tree) -> bool:
    return any(isinstance(node, Number) and "." in node.text for node in walk(tree))


def _has_fractions(tree: Tree) -> bool:
    return any(isinstance(node, Divide | Mixed) for node in walk(tree))


def _decimal(worth: Fraction) -> str | None:
    """
    Write a number as a decimal; None where it does not end within `MOST_PLACES`.
    """
    for places in range(MOST_PLACES + 1):
        shifted = worth * 10**places
        if shifted.denominator == 1:
            digits = f"{abs(shifted.numerator):0{places + 1}d}"
            sign = "-" if worth < 0 else ""
            return (
                f"{sign}{digits[: len(digits) - places]}.{digits[len(digits) - places :]}" if places else sign + digits
            )
    return None


def _written(worth: Fraction, form: Form) -> str | None:
    """
    Write a number in a form; None where it cannot be, or with too many digits.
    """
    match form:
        case "decimal":
            return _decimal(worth)
        case "percent":
            hundredths = _decimal(worth * 100)
            return None if hundredths is None else f"{hundredths}%"
        case "mixed":
            whole, rest = divmod(abs(worth), 1)
            sign = "-" if worth < 0 else ""
            return f"{sign}{whole} {rest.numerator}/{rest.denominator}" if whole and rest else to_text(number(worth))
        case "scientific":
            return _scientific(worth)
        case _:
            return to_text(number(worth))


def _scientific(worth: Fraction) -> str | None:
    size = abs(worth)
    if not size:
        return None
    exponent = 0
    while size >= TEN:
        size, exponent = size / TEN, exponent + 1
    while size < 1:
        size, exponent = size * TEN, exponent - 1
    mantissa = _decimal(size)
    if mantissa is None:
        return None
    return f"{'-' if worth < 0 else ''}{mantissa}*10^{exponent if exponent >= 0 else f'({exponent})'}"


def _solves(answer: ExpressionAnswer, tree: Relation, unknown: str) -> bool:
    """
    Say whether a formula holds where a letter has the answer's worth.
    """
    worth = read(answer.value, Context())
    if isinstance(worth, Unreadable) or unknown in names(worth):
        return False
    left, right = (with_name(side, unknown, Group(worth)) for side in tree.operands)
    return compare(left, right, POINTS).sameness is Sameness.SAME


def _holds(answer: Answer, tree: Tree) -> bool:
    """
    Say whether the judge takes the key, and does not find the problem itself wrong.
    """
    key = compile_key(answer, unknowns=(), solution=(), secret=b"pasting", subject="")
    if isinstance(key, KeyFault):
        return False
    if judge(key, FinalResponse(text=str(getattr(answer, "value", "")))).verdict is not Verdict.CORRECT:
        return False
    own = judge(key, FinalResponse(text=to_text(tree))).verdict
    return own is not Verdict.INCORRECT
