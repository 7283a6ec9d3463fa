"""
Step words: help that is computed from the step itself.

Finds what is to be worked out (an expression or an equation of the prompt whose
value or solution is the key) and asks about the first thing to do with it, or
gives the learner a check that they can do. Names numbers of the prompt and of
the learner's own answer, no others. Whether a text is shown is the guard's say.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

import msgspec

from hints.guards.said import pieces
from hints.hint import Specificity
from hints.tutor.messages import Message, message
from hints.tutor.operations import NAMING, first_operation, operations
from item_bank.algebra.exact import number, value
from item_bank.algebra.linear import Once, solve_linear
from item_bank.algebra.printing import to_latex
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Add, Divide, Multiply, Name, Relation, Subtract, Tree, names, walk
from item_bank.answers.answer import (
    Answer,
    AntiderivativeAnswer,
    ChoiceAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    IntervalAnswer,
    ListAnswer,
    MatrixAnswer,
    NumberAnswer,
    OrderAnswer,
    SetAnswer,
    SolutionsAnswer,
    SystemAnswer,
    TextAnswer,
    TupleAnswer,
    UnitsAnswer,
)
from item_bank.answers.key import Key, fingerprint
from item_bank.answers.kinds.choice import ChoiceKey
from item_bank.answers.kinds.equation import EquationKey
from item_bank.answers.kinds.expression import ExpressionKey
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.kinds.text import TextKey
from item_bank.answers.maths import brackets_to_open, left_to_do
from item_bank.answers.verdict import Judged, Verdict
from item_bank.exercise import Exercise, ExerciseStep

__all__ = ["StepWords", "step_words"]

OF_KIND: Mapping[type[Answer], str | None] = MappingProxyType(
    {
        NumberAnswer: None,
        ExpressionAnswer: None,
        EquationAnswer: None,
        ChoiceAnswer: None,
        TextAnswer: None,
        SolutionsAnswer: "put_each_back",
        InequalityAnswer: "try_inside",
        IntervalAnswer: "try_inside",
        SetAnswer: "each_entry",
        ListAnswer: "each_entry",
        TupleAnswer: "each_entry",
        MatrixAnswer: "each_entry",
        SystemAnswer: "all_equations",
        UnitsAnswer: "unit_first",
        AntiderivativeAnswer: "differentiate_back",
        OrderAnswer: "neighbours",
    }
)
"""A check that a learner can do with any answer of a kind; None where what can be said depends on the step."""


class StepWords(msgspec.Struct, frozen=True, kw_only=True):
    """Words about a step, and how close to it they come."""

    message: Message
    specificity: Specificity


def step_words(exercise: Exercise, step: ExerciseStep, judged: Judged) -> Iterator[StepWords]:
    """
    Yield words about a step, the most telling first.

    Parameters
    ----------
    exercise, step
        The exercise, and the step or scaffold that was answered.
    judged
        The verdict: after a wrong answer a check comes first, without one the
        first thing to do.
    """
    language = exercise.variant.language
    for code, parts in _codes(step.key, _told(exercise, step), judged, language):
        yield StepWords(message=message(code, language, **parts), specificity=Specificity.STEP)
    if judged.verdict is Verdict.INCORRECT and (check := OF_KIND[type(step.step.answer)]) is not None:
        yield StepWords(message=message(check, language), specificity=Specificity.STEP)
    match step.key:
        case EquationKey():
            yield StepWords(message=message("write_equation", language), specificity=Specificity.STEP)
        case ChoiceKey() if judged.verdict is Verdict.INCORRECT:
            yield StepWords(message=message("check_option", language), specificity=Specificity.GENERIC)
        case TextKey():
            yield StepWords(message=message("read_again", language), specificity=Specificity.GENERIC)
        case _:
            pass


def _told(exercise: Exercise, step: ExerciseStep) -> Sequence[str]:
    """Return where the task may stand: the step's prompt, the exercise's, and the answers of earlier steps."""
    told = [step.step.prompt, exercise.variant.prompt]
    for earlier in exercise.steps:
        if earlier.step.id == step.step.id or step.step.id in earlier.scaffold_keys:
            break
        if isinstance(earlier.step.answer, (EquationAnswer, ExpressionAnswer)):
            told.append(earlier.step.answer.value)
        told.append(earlier.step.prompt)
    return told


def _codes(key: Key, prompts: Sequence[str], judged: Judged, language: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield message codes with their parts, by the kind of key."""
    match key:
        case NumberKey(worth=Fraction()):
            yield from _about_number(key, prompts, judged, language)
        case ExpressionKey():
            yield from _about_expression(key, prompts, judged, language)
        case EquationKey():
            statements = _statements(prompts, language) if key.right is not None else ()
            found = next((tree for tree in statements if key.same(tree) == key.right), None)
            if found is not None:
                yield from _about_equation(found, key.maths.tree, judged)
        case _:
            pass


def _about_equation(given: Relation, asked: Tree, judged: Judged) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what can be said where an equation is to be written another way: opened, or with both sides changed."""
    if _to_open(given, asked):
        yield "open_brackets", {"expression": to_latex(given)}
        yield "each_term", {}
        return
    if judged.verdict is Verdict.INCORRECT:
        yield "same_solution", {"equation": to_latex(given)}
    yield "undo_equation", _equation_parts(given)


def _to_open(given: Relation, asked: Tree) -> bool:
    """
    Say whether brackets have to be opened: the equation asked is not solved yet, and has none of them.

    A sum that stands in it without its brackets was divided out, not opened.
    """
    left_over = tuple(map(bare, walk(asked)))
    solved = isinstance(asked, Relation) and any(isinstance(bare(side), Name) for side in asked.operands)
    sums = [
        bare(operand)
        for node in walk(given)
        if isinstance(node, (Multiply, Divide)) and brackets_to_open(node)
        for operand in (node.left, node.right)
        if isinstance(bare(operand), (Add, Subtract))
    ]
    return bool(sums) and not solved and not any(one in left_over for one in sums)


def _about_number(
    key: NumberKey, prompts: Sequence[str], judged: Judged, language: str
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what can be said where a number is asked: the equation that it solves, or what comes to it."""
    equation = next((tree for tree in _statements(prompts, language) if _solution(tree) == key.worth), None)
    if equation is not None:
        wrong = fingerprint(key, judged.read or "")
        if judged.verdict is Verdict.INCORRECT and isinstance(wrong, Fraction):
            yield "put_back", {"value": f"${to_latex(number(wrong))}$", **_equation_parts(equation)}
        yield "undo_equation", _equation_parts(equation)
        return
    expression = next((tree for tree in _expressions(prompts, language) if key.same(tree) == key.worth), None)
    if expression is None:
        yield from _about_unseen(key, prompts, language)
        return
    code = first_operation(expression)
    if code is not None:
        yield code, {"expression": to_latex(expression)}
    if judged.verdict is Verdict.INCORRECT:
        yield "estimate", {"expression": to_latex(expression)}
    yield _way_in(expression), {"expression": to_latex(expression)}


def _way_in(expression: Tree) -> str:
    """
    Choose the last words about what is to be worked out: one operation alone has no parts to begin with.

    What has letters is on no number line.
    """
    if names(expression):
        return "same_value"
    match operations(expression):
        case 0:
            return "same_value"
        case 1:
            return "one_operation"
        case _:
            return "first_part"


def _about_unseen(key: NumberKey, prompts: Sequence[str], language: str) -> Iterator[tuple[str, dict[str, str]]]:
    """
    Yield what can be said where the prompt does not spell out what to work out.

    A letter may have to be replaced by its number; else the solution's first
    line tells the operation, which is asked about without showing the line.
    """
    for statement in _statements(prompts, language):
        match statement.operands:
            case (Name(name), given) if isinstance(worth := value(given), Fraction):
                found = (
                    tree for tree in _expressions(prompts, language) if names(tree) == (name,) and left_to_do(tree)
                )
                replaced = next((tree for tree in found if value(tree, {name: worth}) == key.worth), None)
                if replaced is not None:
                    yield "replace", {"expression": to_latex(replaced), "unknown": f"${name}$"}
            case _:
                pass
    first = key.maths.solution[0] if key.maths.solution else None
    code = first_operation(first) if first is not None and not isinstance(first, Relation) else None
    if code is not None and code not in NAMING:
        yield code, {}


def _about_expression(
    key: ExpressionKey, prompts: Sequence[str], judged: Judged, language: str
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what can be said where an expression is asked that the prompt gives in another form."""
    right = key.same(key.maths.tree)
    found = next(
        (tree for tree in _expressions(prompts, language) if right is not None and key.same(tree) == right), None
    )
    if found is None:
        return
    if judged.counterexample is not None:
        yield "try_value", {"assignment": f"${judged.counterexample}$", "expression": to_latex(found)}
    code = "take_apart" if key.answer.form == "factored" else first_operation(found)
    if code is not None:
        yield code, {"expression": to_latex(found)}


def _statements(prompts: Sequence[str], language: str) -> Iterator[Relation]:
    """Yield the equations in the prompts."""
    for prompt in prompts:
        for piece in pieces(prompt, language):
            if isinstance(piece.tree, Relation) and piece.tree.operators == ("=",):
                yield piece.tree


def _expressions(prompts: Sequence[str], language: str) -> Iterator[Tree]:
    """Yield the expressions in the prompts, sides of statements among them."""
    for prompt in prompts:
        for piece in pieces(prompt, language):
            yield from piece.sides


def _equation_parts(tree: Relation) -> dict[str, str]:
    """Name an equation and its unknown."""
    return {"equation": to_latex(tree), "unknown": f"${names(tree)[0]}$"}


def _solution(tree: Relation) -> Fraction | None:
    """Return the one solution of an equation in one unknown."""
    letters = names(tree)
    solved = solve_linear(tree, letters[0]) if len(letters) == 1 else None
    return solved.root if isinstance(solved, Once) else None
