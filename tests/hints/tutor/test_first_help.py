"""What first help promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.guards.leak import leaks
from hints.hint import Hint, HintSource, Specificity, mark
from hints.misconception.diagnose import diagnose
from hints.tutor.first_help import Seen, first_help
from item_bank.answers.answer import (
    Answer,
    Choice,
    ChoiceAnswer,
    EquationAnswer,
    ExpressionAnswer,
    NumberAnswer,
    TextAnswer,
)
from item_bank.answers.response import Final, Response, Stuck
from item_bank.answers.verdict import Judged, Verdict
from item_bank.exercise import Exercise, ExerciseStep, compile_step
from item_bank.ids import MistakeCode
from item_bank.readability import too_hard
from item_bank.template import Grades
from item_bank.variant import ExpectedMistake, Help, Rung, Scaffold, VariantStep
from tests.hints.builders import SCAFFOLD, SECRET, choice, exercise, judged, solve, step, two_steps

UNDO, DIVIDE = Rung(text="What was done to $x$ last?"), Rung(text="Both sides are a number of times $x$: what now?")
TELLS, LEAKS = Rung(text="Look at $3x = 6$.", reveals=True), Rung(text="So $x$ is $2$.")


def helped(
    of: Exercise,
    response: Response | str | tuple[str, ...],
    seen: Seen | None = None,
    *,
    at: ExerciseStep | None = None,
) -> Hint:
    """Judge, diagnose and help with a response."""
    answered = at or of.steps[0]
    entered, verdict = judged(answered, response)
    found = diagnose(answered, entered, verdict, of.mistakes)
    return first_help(of, answered, entered, verdict, found, seen or Seen())


def test_one_mistake_that_explains_the_answer_is_spoken_of() -> None:
    """
    In the bank's words for the mistake, or the step's own.
    """
    bank, own = helped(solve(UNDO), "16/3"), helped(solve(UNDO), "6")

    assert ("What undoes adding a number?", "added-instead") == (bank.text, bank.code)
    assert (HintSource.MISTAKE, Specificity.MISTAKE, "en") == (bank.source, bank.specificity, bank.language)
    assert ("Is $3x = 6$ where you want to be?", "forgot-division") == (own.text, own.code)


def test_computed_words_do_not_repeat_themselves() -> None:
    """
    Where the ladder has run out, each wrong answer gets other words, as long as there are any.
    """
    said: list[str] = []
    for tries in range(3):
        said.append(helped(solve(), "100", Seen(tries=tries, said=tuple(map(mark, said)))).text)

    assert 3 == len(set(said))


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


def test_general_words_do_not_repeat_themselves() -> None:
    """
    Who comes back wrong, or asks again, after general words hears others.
    """
    bare = exercise(step(NumberAnswer(value="4"), prompt="How many?"))

    for response in ("100", Stuck()):
        said: list[str] = []
        for _ in range(3):
            said.append(helped(bare, response, Seen(said=tuple(map(mark, said)))).text)
        assert 3 == len(set(said))


def test_words_come_again_where_there_are_no_others() -> None:
    """
    Help is never missing: when all was said, the first is said again.
    """
    bare, said = exercise(step(NumberAnswer(value="4"), prompt="How many?")), list[str]()
    for _ in range(4):
        said.append(helped(bare, "100", Seen(said=tuple(map(mark, said)))).text)

    assert said[0] == said[3]


def test_what_says_how_an_entry_was_taken_is_said_each_time() -> None:
    """
    A true line is called true again, and what this very entry lacks is named again.
    """
    of = solve()
    for response in ("3x = 6", "2+", "6/2 = 2"):
        first = helped(of, response)
        assert first.text == helped(of, response, Seen(said=(mark(first.text),))).text


def test_the_same_mistake_again_gets_the_next_rung() -> None:
    """
    Not the same words twice.
    """
    hint = helped(solve(UNDO), "16/3", Seen(codes=(MistakeCode("added-instead"),), tries=1))

    assert (UNDO.text, HintSource.RUNG, 0) == (hint.text, hint.source, hint.rung)


def test_several_explanations_are_not_spoken_of() -> None:
    """
    "You did X" is only said where X alone gives the answer.
    """
    both = tuple(ExpectedMistake(value="6", code=MistakeCode(code), hint=code) for code in ("added-instead", "guessed"))

    assert HintSource.RUNG == helped(solve(UNDO, mistakes=both), "6").source


def test_a_mistake_without_words_leaves_the_rung() -> None:
    """
    There is nothing to say about it but its name.
    """
    wordless = (ExpectedMistake(value="6", code=MistakeCode("forgot-division")),)

    assert HintSource.RUNG == helped(solve(UNDO, mistakes=wordless), "6").source


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


def test_the_wrong_line_is_pointed_at_first() -> None:
    """
    Once; who comes back wrong gets the next rung.
    """
    of, lines = solve(UNDO, mistakes=()), ("3x + 5 = 11", "3x = 17", "x = 17/3")

    first = helped(of, lines)
    assert (HintSource.LINE, Specificity.STEP) == (first.source, first.specificity)
    assert "line 2" in first.text
    assert HintSource.RUNG == helped(of, lines, Seen(tries=1)).source


def test_a_copying_error_is_sent_back_to_the_task() -> None:
    """
    A wrong first line is compared with the task, not with a line before it.
    """
    assert "first line" in helped(solve(mistakes=()), ("3x + 5 = 12", "x = 7/3")).text


def test_a_wrong_line_comes_with_a_value_that_shows_it() -> None:
    """
    Where there is one that gives nothing away.
    """
    of = exercise(step(ExpressionAnswer(value="2x+6"), prompt="Expand $2(x+3)$.", solution=("2*x + 2*3", "2*x + 6")))

    assert "$x = 2$" in helped(of, ("2(x+3)", "2x + 35")).text


def test_a_rule_that_explains_a_line_speaks_before_the_ladder() -> None:
    """
    In its own words, about the very step, and only once.
    """
    of = solve(UNDO, mistakes=())
    said = helped(of, ("3x = 11 - 5", "3x = 6", "x = 18"))

    assert ("$x$ is multiplied by $3$. Which operation undoes that?", Specificity.MISTAKE) == (
        said.text,
        said.specificity,
    )
    again = helped(of, ("3x = 11 - 5", "3x = 6", "x = 18"), Seen(codes=("rule/multiplies-by-coefficient",), tries=1))
    assert again.text == UNDO.text


def test_numbers_that_the_learner_has_not_seen_are_kept_back() -> None:
    """
    A rule's words that show what is still to be worked out are not said.
    """
    of = exercise(step(NumberAnswer(value="20"), solution=("4*5", "20")), prompt="How many legs have $5$ cats?")

    assert "$4$" in helped(of, ("4*5", "9")).text
    assert "$4$" not in helped(of, ("9",)).text


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


def test_a_check_that_the_learner_can_do_gives_nothing_away() -> None:
    """
    Their own value is put back into the task's equation.
    """
    assert helped(solve(), "17").text.startswith("Put your $17$ in for $x$ in $3 x + 5 = 11$")


def test_a_flipped_sign_is_sent_to_the_signs() -> None:
    """
    A slip is not called a misconception.
    """
    hint = helped(solve(UNDO), "-2")

    assert ("slip/sign", Specificity.MISTAKE) == (hint.code, hint.specificity)
    assert "sign" in hint.text
    assert HintSource.RUNG == helped(solve(UNDO), "-2", Seen(codes=(MistakeCode("slip/sign"),), tries=1)).source


def test_a_digit_out_of_place_is_worked_out_again() -> None:
    """
    Only where the numbers are long enough to tell.
    """
    of = exercise(step(NumberAnswer(value="144"), prompt="What is $12 \\cdot 12$?"))

    assert ("slip/digit", "slip/swap") == (helped(of, "154").code, helped(of, "414").code)


def test_a_rounded_answer_is_said_to_be_rounded() -> None:
    """
    About the rounding, not about the working.
    """
    of = exercise(step(NumberAnswer(value="1/3"), ladder=(UNDO,)))

    assert "rounded" in helped(of, "0.33").text


def test_unequal_sides_are_spoken_of() -> None:
    """
    The equals sign is what is wrong there.
    """
    of = exercise(step(NumberAnswer(value="11"), prompt="What is $3 + 8$?"))

    assert "equals signs" in helped(of, "3 + 7 = 11").text


@pytest.mark.parametrize(
    ("response", "verdict", "said"),
    [
        ("3x + ", Verdict.INVALID, "operator at the end"),
        ("4x", Verdict.INVALID, "letter"),
        ("2 $", Verdict.INVALID, "$"),
        (("3x + 5 = 11", "3x = "), Verdict.INVALID, "Line 2:"),
        ("3x = 6", Verdict.NO_PROGRESS, "letter stands alone"),
        (("3x + 5 = 11",), Verdict.NO_PROGRESS, "undo"),
        ("cos(x) = x", Verdict.UNKNOWN, "costs you nothing"),
    ],
)
def test_each_verdict_has_its_own_words(response: str | tuple[str, ...], verdict: Verdict, said: str) -> None:
    """
    Unreadable at its place, unfinished with a way on, undecided said so.
    """
    of = solve()

    assert verdict == judged(of.steps[0], response)[1].verdict
    assert said in helped(of, response).text


def test_what_could_not_be_read_is_shown_at_its_place() -> None:
    """
    The part itself, where the sentence does not name it.
    """
    of = solve()

    assert helped(of, "3 + * 4").text.endswith("Have a look at this part: `+ *`")
    assert "`" not in helped(of, "7 (2+)").text


def test_a_suggestion_that_is_the_answer_is_kept_back() -> None:
    """
    "Did you mean 3.5?" is not said where 3.5 would tell; the learner's own digits are known.
    """
    of = exercise(step(NumberAnswer(value="3.5")))
    hint = helped(of, "3,5")

    assert Verdict.INVALID == judged(of.steps[0], "3,5")[1].verdict
    assert not leaks(hint.text, NumberAnswer(value="3.5"), given=["3,5"])


@pytest.mark.parametrize(
    ("text", "said"),
    [("6/8", "lowest terms"), ("0.75", "decimal"), ("75%", "percent")],
)
def test_a_missing_form_is_named(text: str, said: str) -> None:
    """
    The value is said to be right; which form is missing is said in plain words.
    """
    hint = helped(exercise(step(NumberAnswer(value="3/4", form="lowest_terms"))), text)

    assert hint.text.startswith("The value is right.")
    assert said in hint.text
    assert HintSource.READING == hint.source


def test_a_form_without_words_of_its_own_is_named_in_general() -> None:
    """
    A reason that is newer than the messages still gets help.
    """
    of = solve()
    response = Final(text="2")
    hint = first_help(of, of.steps[0], response, Judged(verdict=Verdict.WRONG_FORM, reason="new"), None, Seen())

    assert hint.text.startswith("The value is right.")


def test_a_wrong_line_beside_a_right_answer_is_pointed_at() -> None:
    """
    Two errors that cancel are worth a look.
    """
    assert HintSource.LINE == helped(solve(), ("3x + 5 = 11", "3x = 17", "x = 2")).source


def test_a_wrong_line_without_a_telling_value_is_pointed_at_plainly() -> None:
    """
    Numbers have no letters to try.
    """
    of = exercise(step(NumberAnswer(value="11"), prompt="What is $3 + 4 \\cdot 2$?", solution=("3 + 8", "11")))
    hint = helped(of, ("3 + 8", "12"))

    assert "Does it follow from the line before it?" in hint.text


def test_a_true_line_that_does_not_help_gets_a_way_on() -> None:
    """
    From the task where it has one, else in general.
    """
    task = step(NumberAnswer(value="2"), solution=("3*x = 6", "x = 2"), unknowns=("x",))

    assert "no nearer" in helped(exercise(task), ("6x + 3x + 10 = 28",)).text


def test_a_sentence_about_reading_that_would_tell_is_said_in_general() -> None:
    """
    The guard looks at every text, also at one that the reader wrote.
    """
    of = exercise(step(TextAnswer(value="operator")))
    response = Final(text="7 +")
    problem = judged(solve().steps[0], response)[1]

    assert "costs you nothing" in first_help(of, of.steps[0], response, problem, None, Seen()).text


def test_an_invalid_verdict_without_a_problem_still_gets_help() -> None:
    """
    Help is never missing.
    """
    of = solve()

    assert first_help(of, of.steps[0], Stuck(), Judged(verdict=Verdict.INVALID), None, Seen()).text


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


@pytest.mark.parametrize(
    ("answer", "prompt", "said"),
    [
        (
            NumberAnswer(value="3/4"),
            r"Add $\frac{1}{2}$ and $\frac{1}{4}$: $\frac{1}{2} + \frac{1}{4}$.",
            "denominator",
        ),
        (NumberAnswer(value="3/5"), r"What is $\frac{1}{5} + \frac{2}{5}$?", "one size"),
        (NumberAnswer(value="1/8"), r"What is $\frac{1}{2} \cdot \frac{1}{4}$?", "multiply fractions"),
        (NumberAnswer(value="2"), r"What is $\frac{1}{2} \div \frac{1}{4}$?", "reciprocal"),
        (NumberAnswer(value="3/4"), r"Simplify $\frac{6}{8}$.", "divides both"),
        (NumberAnswer(value="-3"), "What is $5 - 8$?", "number line"),
        (NumberAnswer(value="3"), "What is $-5 + 8$?", "number line"),
        (NumberAnswer(value="-40"), r"What is $-5 \cdot 8$?", "sign first"),
        (NumberAnswer(value="-4"), r"What is $-8 \div 2$?", "sign first"),
        (NumberAnswer(value="11"), r"What is $3 + 4 \cdot 2$?", "comes first"),
        (NumberAnswer(value="13"), "What is $5 + 8$?", "Estimate"),
        (NumberAnswer(value="14"), "What is $3x + 2$ for $x = 4$?", "in place of every $x$"),
        (ExpressionAnswer(value="2x+6"), "Expand $2(x + 3)$.", "Try $x"),
        (ExpressionAnswer(value="5x"), "Collect $2x + 3x$.", "Try $x"),
        (EquationAnswer(value="2x + 6 = 14"), "Write $2(x + 3) = 14$ without brackets.", "look at the brackets"),
        (EquationAnswer(value="x + 3 = 7"), "Divide both sides of $2(x + 3) = 14$ by 2.", "one side"),
        (EquationAnswer(value="x = 4"), "Solve $2(x + 3) = 14$.", "one side"),
        (EquationAnswer(value="3x = 6"), "Take 5 from both sides of $3x + 5 = 11$.", "one side"),
        (EquationAnswer(value="3x = 6"), "Three times a number is what?", "two things are equal"),
        (TextAnswer(value="Paris"), "Which city?", "which word"),
    ],
)
def test_words_about_the_step_go_by_what_is_to_be_done(answer: Answer, prompt: str, said: str) -> None:
    """
    Computed from the prompt, where no author has words.
    """
    hint = helped(
        exercise(step(answer, prompt=prompt)), "77x + 1 = 1000" if isinstance(answer, EquationAnswer) else "7770/7"
    )

    assert said.casefold() in hint.text.casefold()


@pytest.mark.parametrize(
    ("answer", "prompt", "expected", "never"),
    [
        (NumberAnswer(value="13"), "What is $5 + 8$?", "drawing", "Which part"),
        (NumberAnswer(value="3"), r"What is $12 \div 4$?", "drawing", "Which part"),
        (NumberAnswer(value="3/4"), r"Write $0.75$ as a fraction.", "worth just as much", "Which part"),
        (NumberAnswer(value="11"), r"What is $3 + 4 \cdot 2$?", "Which part", "drawing"),
        (
            EquationAnswer(value="2x + 6 = 14"),
            "Write $2(x + 3) = 14$ without brackets.",
            "terms in the brackets",
            "undo",
        ),
    ],
)
def test_later_words_fit_what_is_to_be_done_too(answer: Answer, prompt: str, expected: str, never: str) -> None:
    """
    One operation has no parts to begin with, and brackets are opened, not undone.
    """
    of, said = exercise(step(answer, prompt=prompt)), list[str]()
    for _ in range(4):
        said.append(helped(of, Stuck(), Seen(said=tuple(map(mark, said)))).text)

    assert any(expected in text for text in said)
    assert not any(never in text for text in said)


def test_words_about_the_step_go_by_the_solution_where_the_prompt_has_none() -> None:
    """
    The operation is asked about, its numbers are not shown.
    """
    of = exercise(step(NumberAnswer(value="1/4"), prompt="How much is red?", solution=("1/8 + 1/8", "2/8", "1/4")))

    assert "one size" in helped(of, "7").text


def test_a_wrong_option_is_held_against_the_task() -> None:
    """
    Choices get a check, which is general.
    """
    hint = helped(choice(), "c")

    assert (Specificity.GENERIC, True) == (hint.specificity, "option" in hint.text)


def test_words_in_another_language_fall_back_to_english_and_say_so() -> None:
    """
    The hint's language is that of its words, not of the exercise.
    """
    of = exercise(step(NumberAnswer(value="7"), ladder=(Rung(text="Réfléchis."),)), language="fr-CA")

    assert "fr-CA" == helped(of, "8").language
    assert "en" == helped(of, "8", Seen(rungs=(0,))).language


ANSWERS: tuple[Answer, ...] = (
    NumberAnswer(value="2"),
    NumberAnswer(value="1"),
    NumberAnswer(value="3/4", form="lowest_terms"),
    ExpressionAnswer(value="2x+6"),
    ExpressionAnswer(value="x"),
    EquationAnswer(value="3x = 6"),
    TextAnswer(value="answer"),
    TextAnswer(value="look"),
    TextAnswer(value="again"),
    ChoiceAnswer(value="b", choices=(Choice(id="a", text="not yet"), Choice(id="b", text="the task"))),
)
RUNGS: st.SearchStrategy[Help] = st.builds(
    Rung,
    text=st.one_of(
        st.text(max_size=40), st.sampled_from(["So it is 2.", "x = 1", "$2x + 6$", "$x = 2$", "three quarters", "B"])
    ),
)
RESPONSES = st.sampled_from(
    ["", "2", "5", "-2", "6/8", "2+", "x = 5", "2x = 8", "3x = 9", "2x + 3", "a", "idk", "x^2 = 4", "3 = 4", "word"]
)


@given(
    answer=st.sampled_from(ANSWERS),
    ladder=st.lists(RUNGS, max_size=3),
    response=st.one_of(RESPONSES, st.lists(RESPONSES, min_size=1, max_size=3).map(tuple), st.just(Stuck())),
    shown=st.sets(st.integers(0, 3)),
)
def test_help_is_always_there_and_never_a_leak(
    answer: Answer, ladder: list[Help], response: Response | str | tuple[str, ...], shown: set[int]
) -> None:
    """
    Whatever is asked, entered and authored: every verdict but `correct` gets words that the guard lets pass.
    """
    prompt = "Look at $2(x+3)$ and $3x + 5 = 11$."
    of = exercise(step(answer, prompt=prompt, ladder=tuple(ladder), unknowns=("x",)))
    entered, verdict = judged(of.steps[0], response)
    hint = helped(of, response, Seen(rungs=tuple(sorted(shown)), tries=len(shown)))
    texts = (entered.text,) if isinstance(entered, Final) else getattr(entered, "lines", ())

    assert verdict.verdict is not Verdict.CORRECT or hint.text
    assert not leaks(hint.text, answer, given=[prompt, *texts])
