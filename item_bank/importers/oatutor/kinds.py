"""
Kinds: which kind of answer a piece of maths is, by its shape and the words around it.

Solved equations (`x = 4`) become their number, formulas solved for a letter
their other side, so that the question typed back is no answer. `(2, 3)` is an
interval where one is asked for, else a point or the two answers of a question
that may have several.
"""

import re

from item_bank.algebra.linear import LinearForm, linear_form
from item_bank.algebra.printing import to_text
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    EmptySet,
    Group,
    Junction,
    Listing,
    Matrix,
    Name,
    PlusMinus,
    Reals,
    Relation,
    Setwise,
    Tree,
    names,
    walk,
)
from item_bank.answers.answer import (
    Answer,
    AntiderivativeAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    IntervalAnswer,
    ListAnswer,
    MatrixAnswer,
    NumberAnswer,
    SetAnswer,
    SolutionsAnswer,
    SystemAnswer,
    TupleAnswer,
)
from item_bank.answers.fault import KeyFault
from item_bank.answers.judge import judge
from item_bank.answers.key import compile_key
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.importers.oatutor.forms import asked_form, asked_round
from item_bank.importers.oatutor.typed import to_typed

__all__ = ["kind_of_maths"]

INTERVALS = re.compile(r"\b(?:intervals?|domain|range)\b", re.IGNORECASE)
INTEGRALS = re.compile(r"\bintegra|antiderivativ|\\int\b", re.IGNORECASE)
CONSTANTS = frozenset("CcK")
"""What a constant of integration is called."""
SEVERAL = re.compile(r"more than one (?:solution|answer)|\ba\s*\$*\s*<\s*\$*\s*b\b|least to greatest", re.IGNORECASE)
POINTS = re.compile(r"ordered pair|intercept|vertex|point|\(x,\s*y\)|\(a,\s*b\)\s*,", re.IGNORECASE)
FORMULA = re.compile(r"\$([^$]*=[^$]*)\$")
LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])")
ROOT_OF_LETTERS = re.compile(r"\\sqrt(?:\[[^\]]*\])?\s*\{[^{}]*[A-Za-z]|\}?\^\{?\s*\(?\\frac")
"""A root, or a fractional exponent, in a question: there OpenStax takes letters for positive numbers."""


def kind_of_maths(tree: Tree, wording: str) -> tuple[Answer, tuple[str, ...]]:  # noqa: C901 - one case a shape
    """
    Return the answer that a key is, and the letters that a response may name beside those of the key.

    Parameters
    ----------
    tree
        The key as read.
    wording
        Everything that is said around it.
    """
    match tree:
        case Relation(operators=("=",)):
            return _equation(tree, wording)
        case Relation():
            return InequalityAnswer(value=to_text(tree), unknowns=names(tree)), ()
        case Junction(word, parts):
            if not any(isinstance(part, Relation) for part in parts):
                if word == "or":
                    return SolutionsAnswer(value=to_text(Listing(parts)), unknowns=_letter_of(wording)), ()
                return ListAnswer(value=to_text(Listing(parts)), ordered=word == "and"), ()
            if all(_is_equation(part) for part in parts):
                return _equations(tree, parts), ()
            return InequalityAnswer(value=to_text(tree), unknowns=names(tree)), ()
        case Setwise() | EmptySet() | Reals():
            return IntervalAnswer(value=to_text(tree)), ()
        case Matrix():
            return MatrixAnswer(value=to_text(tree)), ()
        case Listing():
            return _listing(tree, wording)
        case Group(Listing(opening="["), "["):
            return MatrixAnswer(value=to_text(Listing((tree.inner,), "[", "]"))), ()
        case _ if any(isinstance(node, PlusMinus) for node in walk(tree)):
            return _solutions(tree, wording), ()
        case _:
            return _antiderivative(tree, wording) or _plain(tree, wording), ()


def _equation(tree: Relation, wording: str) -> tuple[Answer, tuple[str, ...]]:
    """Make the key of an equation: of what it says a letter is, where it is solved for one."""
    left, right = tree.operands
    name = bare(left)
    answer = EquationAnswer(value=to_text(tree), unknowns=names(tree))
    solved = isinstance(name, Name) and name.name not in names(right)
    if solved and any(isinstance(node, PlusMinus) for node in walk(right)):
        return SolutionsAnswer(value=to_text(right), unknowns=names(left)), ()
    linear = isinstance(linear_form(tree), LinearForm)
    if solved and (not names(right) or not linear or _question_is_right(answer, wording)):
        return _plain(right, wording), names(left)
    return answer, ()


def _listing(tree: Listing, wording: str) -> tuple[Answer, tuple[str, ...]]:
    """Make the key of several in brackets, or with commas between."""
    text = to_text(tree)
    if all(isinstance(bare(item), Listing) for item in tree.items):
        return MatrixAnswer(value=text) if tree.opening == "[" else SetAnswer(value=text), ()
    if all(_is_equation(item) for item in tree.items):
        return _equations(tree, tree.items), ()
    first, *others = tree.items
    if tree.opening == "" and _is_equation(first) and all(map(_is_value, others)):
        # `x = 2, 3`
        letter, value = first.operands if isinstance(first, Relation) else (first, first)
        return SolutionsAnswer(value=to_text(Listing((value, *others))), unknowns=names(letter)), ()
    ends = len(tree.items) == 2 and tree.opening in {"(", "["} and tree.closing in {")", "]"}  # noqa: PLR2004 - two ends
    endless = any(isinstance(node, Constant) and node.name == "oo" for node in walk(tree))
    if ends and (endless or "[" in tree.opening or "]" in tree.closing or INTERVALS.search(wording)):
        return IntervalAnswer(value=text), ()
    if tree.opening == "{":
        return SetAnswer(value=text), ()
    if tree.opening == "(" and (POINTS.search(wording) or not SEVERAL.search(wording)):
        return TupleAnswer(value=text), ()
    inner = Listing(tree.items)
    return _solutions(inner, wording) if tree.opening == "" else ListAnswer(value=to_text(inner)), ()


def _is_value(tree: Tree) -> bool:
    """Say whether a part is one value, without letters."""
    return not names(tree) and not isinstance(bare(tree), Relation | Listing)


def _is_equation(tree: Tree) -> bool:
    """Say whether a part is one equation, in brackets or not."""
    plain = tree.inner if isinstance(tree, Group) else tree
    return isinstance(plain, Relation) and plain.operators == ("=",)


def _equations(tree: Tree, parts: tuple[Tree, ...]) -> Answer:
    """Make the key of several equations: the values of one letter, or a system in several."""
    letters = names(tree)
    if len(letters) == 1:
        return SolutionsAnswer(value=to_text(tree), unknowns=letters)
    plain = tuple(part.inner if isinstance(part, Group) else part for part in parts)
    return SystemAnswer(value=to_text(Listing(plain)), unknowns=letters)


def _solutions(tree: Tree, wording: str) -> Answer:
    """Make the key of several values: the solutions where the question has one letter, else a list."""
    letters = _letters_of(wording)
    repeated = isinstance(tree, Listing) and len(set(map(bare, tree.items))) < len(tree.items)
    if len(letters) == 1 and not names(tree) and not repeated:
        return SolutionsAnswer(value=to_text(tree), unknowns=letters)
    return ListAnswer(value=to_text(tree))


def _letters_of(wording: str) -> tuple[str, ...]:
    """List the letters of a question's equations."""
    return tuple(sorted({letter for formula in FORMULA.findall(wording) for letter in LETTER.findall(formula)}))


def _letter_of(wording: str) -> tuple[str, ...]:
    """Return the letter that a question asks for: the one of its equations, else x."""
    letters = _letters_of(wording)
    return letters if len(letters) == 1 else ("x",)


def _antiderivative(tree: Tree, wording: str) -> AntiderivativeAnswer | None:
    """Make the key of an indefinite integral: a sum with a constant, in one other letter."""
    inner = tree.inner if isinstance(tree, Group) else tree
    if not INTEGRALS.search(wording) or not isinstance(inner, Add):
        return None
    if not isinstance(inner.right, Name) or inner.right.name not in CONSTANTS:
        return None
    letters = [name for name in names(inner) if name not in CONSTANTS]
    return AntiderivativeAnswer(value=to_text(inner), variable=letters[0]) if len(letters) == 1 else None


def _plain(tree: Tree, wording: str) -> Answer:
    """Make the key of one expression, a number where it has no letters."""
    inner = tree.inner if isinstance(tree, Group) else tree
    text, form = to_text(inner), asked_form(inner, wording)
    if names(inner):
        absolute = any(isinstance(node, Call) and node.function == "abs" for node in walk(inner))
        positive = ROOT_OF_LETTERS.search(wording) is not None and not absolute
        return ExpressionAnswer(value=text, form=form, domain="positive" if positive else None)
    imaginary = any(isinstance(node, Constant) and node.name == "i" for node in walk(inner))
    rounded = asked_round(inner, wording) if form == "any" else None
    return NumberAnswer(value=text, form=form, round=rounded, domain="complex" if imaginary else None)


def _question_is_right(answer: EquationAnswer, wording: str) -> bool:
    """
    Say whether a formula of the question, typed back, would be judged right.
    """
    key = compile_key(answer, unknowns=(), solution=(), secret=b"", subject="")
    if isinstance(key, KeyFault):
        return False
    typed = (to_typed(formula) for formula in FORMULA.findall(wording))
    return any(judge(key, Final(text=text)).verdict is Verdict.CORRECT for text in typed if isinstance(text, str))
