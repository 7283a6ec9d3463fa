"""What first help promises: words each time, others than before where there are any, and never a leak."""

from hypothesis import given
from hypothesis import strategies as st

from hints.guards.leak import leaks
from hints.hint import Specificity, mark
from hints.tutor.first_help import Seen
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
from item_bank.answers.verdict import Verdict
from item_bank.variant import Help, Rung
from tests.hints.builders import choice, exercise, judged, solve, step
from tests.hints.tutor.helping import helped


def test_computed_words_do_not_repeat_themselves() -> None:
    """
    Where the ladder has run out, each wrong answer gets other words, as long as there are any.
    """
    said: list[str] = []
    for tries in range(3):
        said.append(helped(solve(), "100", Seen(tries=tries, said=tuple(map(mark, said)))).text)

    assert 3 == len(set(said))


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
