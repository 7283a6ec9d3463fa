"""What first help promises of an author's ladder: rungs and scaffolds in order, and none that tells an answer."""

from hints.hint import HintSource
from hints.tutor.first_help import Seen, first_help
from item_bank.answers.answer import EquationAnswer, NumberAnswer
from item_bank.answers.response import Stuck
from item_bank.exercise import Exercise, compile_step
from item_bank.readability import too_hard
from item_bank.template import Grades
from item_bank.variant import Rung, Scaffold, VariantStep
from tests.hints.builders import SCAFFOLD, SECRET, exercise, judged, solve, step, two_steps
from tests.hints.tutor.helping import DIVIDE, UNDO, helped

TELLS, LEAKS = Rung(text="Look at $3x = 6$.", reveals=True), Rung(text="So $x$ is $2$.")
HARD = Rung(text="Determine which arithmetical operation was applied subsequently to $x$, and neutralise it.")
EASY = Rung(text="What was done to $x$ last?")


def test_words_too_hard_for_a_band_give_way_to_easier_ones_of_the_ladder() -> None:
    """
    The next rung that the band can read comes first; without a band, or for older readers, the author's order holds.
    """
    of = solve(HARD, EASY)
    answered = of.steps[0]
    entered, verdict = judged(answered, "100")

    def first(ladder: Exercise, band: Grades | None) -> str:
        return first_help(ladder, ladder.steps[0], entered, verdict, None, Seen(tries=1), None, band).text

    assert (HARD.text, EASY.text) == (first(of, None), first(of, "1-2"))
    assert EASY.text == first(of, "3-5")
    assert HARD.text == first(of, "9-12")
    alone = first(solve(HARD), "1-2")
    assert too_hard(alone, "en", "1-2") is None or alone == HARD.text


def test_rungs_come_in_order_and_those_that_reveal_never() -> None:
    """
    Shown ones are passed over; so are those that reveal, and those that the guard stops.
    """
    of = solve(LEAKS, UNDO, TELLS, DIVIDE)

    assert 1 == helped(of, "17").rung
    assert 3 == helped(of, "17", Seen(rungs=(1,), tries=1)).rung
    assert HintSource.STEP == helped(of, "17", Seen(rungs=(1, 3), tries=2)).source


def test_a_rung_that_quotes_the_learner_may_be_a_leak_for_one_and_not_for_another() -> None:
    """
    What is known already depends on what the learner wrote.
    """
    of = solve(Rung(text="What became of the $2$?"), DIVIDE)

    assert 1 == helped(of, "17").rung
    assert 0 == helped(of, ("x = 2 + 15", "x = 17"), Seen(tries=1)).rung


def test_what_stands_far_down_a_long_response_is_not_known() -> None:
    """
    Looking through all of it would take longer than judging it; what is passed over gives nothing away.
    """
    of = solve(Rung(text="What became of the $2$?"), DIVIDE)
    long = ("x = 17" + " + 0" * 50,) * 2

    assert 1 == helped(of, (*long, "x = 2 + 15", "x = 17"), Seen(tries=1)).rung
    assert 0 == helped(of, ("x = 2 + 15", *long, "x = 17"), Seen(tries=1)).rung


def test_who_asks_gets_the_scaffold_then_a_rung() -> None:
    """
    The sub-step first, each entry once, then words about the step.
    """
    of = solve(UNDO, SCAFFOLD)
    scaffold, rung = helped(of, Stuck()), helped(of, Stuck(), Seen(rungs=(1,)))
    step_words = helped(of, Stuck(), Seen(rungs=(0, 1)))

    assert (SCAFFOLD.prompt, HintSource.SCAFFOLD, SCAFFOLD.id, 1) == (
        scaffold.text,
        scaffold.source,
        scaffold.scaffold,
        scaffold.rung,
    )
    assert (HintSource.RUNG, 0) == (rung.source, rung.rung)
    assert (HintSource.STEP, True) == (step_words.source, "$3 x + 5 = 11$" in step_words.text)


def test_a_scaffold_stands_in_where_the_rungs_are_used_up() -> None:
    """
    A wrong answer gets the sub-step before words that anybody could say.
    """
    assert SCAFFOLD.id == helped(solve(UNDO, SCAFFOLD), "17", Seen(rungs=(0,), tries=1)).scaffold


def test_help_on_a_step_of_no_exercise_keeps_its_own_answer() -> None:
    """
    A scaffold made ready elsewhere is guarded by what it asks.
    """
    stray = compile_step(
        step(NumberAnswer(value="7"), name="stray", ladder=(Rung(text="7"), UNDO)), secret=SECRET, subject=""
    )

    assert 1 == helped(solve(), "17", at=stray).rung


def test_a_hint_on_an_equation_keeps_the_solution_too() -> None:
    """
    Neither this step's answer nor a later one is given away.
    """
    of = two_steps(Rung(text="In the end $x$ is $2$."), Rung(text="You get $3x = 6$."), UNDO)

    assert 2 == helped(of, "3x = 47").rung


def test_earlier_answers_are_known() -> None:
    """
    What was solved may be quoted on the next step.
    """
    first = step(EquationAnswer(value="3*x = 6"), prompt="Write an equation.", unknowns=("x",))
    second = step(NumberAnswer(value="2"), prompt="What is $x$?", unknowns=("x",), name="s2")
    of = exercise(first, second)

    assert "Put your $5$ in for $x$ in $3 \\cdot x = 6$" in helped(of, "5", at=of.steps[1]).text


def test_help_on_a_scaffold_keeps_its_steps_answer() -> None:
    """
    A sub-step's rung may not tell what the step asks.
    """
    tells = Scaffold(
        id=SCAFFOLD.id,
        prompt=SCAFFOLD.prompt,
        answer=SCAFFOLD.answer,
        rungs=(Rung(text="So that in the end x is 2."), Rung(text="Think of walking back.")),
    )
    of = solve(tells)
    part = compile_step(
        VariantStep(id=tells.id, prompt=tells.prompt, skills=(), answer=tells.answer, help=tells.rungs),
        secret=SECRET,
        subject="",
    )

    assert 1 == helped(of, "b", at=part).rung
