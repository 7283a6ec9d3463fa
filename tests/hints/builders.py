"""Exercises for tests of hints: small, written out, compiled like any other."""

from item_bank.answers.answer import Answer, Choice, ChoiceAnswer, EquationAnswer, NumberAnswer
from item_bank.answers.judge import judge
from item_bank.answers.response import Final, Response, Working
from item_bank.answers.verdict import Judged
from item_bank.exercise import Exercise, ExerciseStep, compile_exercise
from item_bank.ids import ItemId, MistakeCode, ReleaseId, StepId
from item_bank.mistake import Mistake
from item_bank.variant import ExpectedMistake, Help, Rung, Scaffold, Variant, VariantStep

__all__ = ["MISTAKES", "SCAFFOLD", "SECRET", "choice", "exercise", "judged", "solve", "step", "two_steps"]

MISTAKES = {
    mistake.code: mistake
    for mistake in (
        Mistake(
            code=MistakeCode("added-instead"),
            name="Added instead of subtracting",
            did="Added the constant to both sides.",
            hint="What undoes adding a number?",
            misconception="EQ07",
        ),
        Mistake(code=MistakeCode("forgot-division"), name="No division", did="Stopped before dividing."),
        Mistake(code=MistakeCode("guessed"), name="Guess", did="Took a number of the task."),
    )
}
SECRET = b"a secret of thirty-two bytes, ok"


def step(
    answer: Answer,
    *,
    prompt: str = "",
    mistakes: tuple[ExpectedMistake, ...] = (),
    ladder: tuple[Help, ...] = (),
    solution: tuple[str, ...] = (),
    unknowns: tuple[str, ...] = (),
    name: str = "s1",
) -> VariantStep:
    """
    Write a step.
    """
    return VariantStep(
        id=StepId(name),
        prompt=prompt,
        skills=(),
        answer=answer,
        mistakes=mistakes,
        help=ladder,
        solution=solution,
        unknowns=unknowns,
    )


def exercise(*steps: VariantStep, prompt: str = "", language: str = "en") -> Exercise:
    """
    Compile an exercise.
    """
    variant = Variant(
        release=ReleaseId("r"),
        item=ItemId("i"),
        index=0,
        title="",
        prompt=prompt,
        language=language,
        license="CC BY 4.0",
        attribution="",
        draw={},
        steps=steps,
    )
    return compile_exercise(variant, mistakes=MISTAKES, secret=SECRET)


def solve(*ladder: Help, mistakes: tuple[ExpectedMistake, ...] | None = None) -> Exercise:
    """
    Compile `3x + 5 = 11`, whose answer is 2, with a ladder.
    """
    expected = (
        ExpectedMistake(value="16/3", code=MistakeCode("added-instead")),
        ExpectedMistake(value="6", code=MistakeCode("forgot-division"), hint="Is $3x = 6$ where you want to be?"),
    )
    only = step(
        NumberAnswer(value="2"),
        prompt="What is $x$?",
        mistakes=expected if mistakes is None else mistakes,
        ladder=ladder,
        solution=("3*x = 11 - 5", "3*x = 6", "x = 2"),
        unknowns=("x",),
    )
    return exercise(only, prompt="Solve $3x + 5 = 11$.")


def choice() -> Exercise:
    """
    Compile a choice with a mistake behind one of its options.
    """
    options = (
        Choice(id="a", text="$2x + 3$", code="forgot-division"),
        Choice(id="b", text="$2x + 6$"),
        Choice(id="c", text="$x + 6$"),
    )
    return exercise(step(ChoiceAnswer(value="b", choices=options)), prompt="Which is $2(x + 3)$?")


def two_steps(*ladder: Help) -> Exercise:
    """
    Compile an exercise in two steps: an equation, then its solution.
    """
    first = step(
        EquationAnswer(value="3*x = 6"),
        prompt="Subtract $5$ on both sides.",
        ladder=ladder,
        unknowns=("x",),
        solution=("3*x + 5 - 5 = 11 - 5", "3*x = 6"),
    )
    second = step(NumberAnswer(value="2"), prompt="What is $x$?", unknowns=("x",), name="s2")
    return exercise(first, second, prompt="Solve $3x + 5 = 11$.")


def judged(of: ExerciseStep, response: Response | str | tuple[str, ...]) -> tuple[Response, Judged]:
    """
    Judge a response, a final answer given as text, or lines.
    """
    if isinstance(response, str):
        response = Final(text=response)
    elif isinstance(response, tuple):
        response = Working(lines=response)
    return response, judge(of.key, response)


SCAFFOLD = Scaffold(
    id=StepId("s1/undo"),
    prompt="Which operation undoes adding $5$?",
    answer=ChoiceAnswer(
        value="a", choices=(Choice(id="a", text="subtracting $5$"), Choice(id="b", text="adding $5$ again"))
    ),
    rungs=(Rung(text="Think of walking back."),),
)
