"""What the leak guard promises."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.guards.leak import leaks
from item_bank.answers.answer import (
    Answer,
    Choice,
    ChoiceAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    NumberAnswer,
    SolutionsAnswer,
    TextAnswer,
    TupleAnswer,
)
from tests.parts import evaluation_data

FIVE, THREE_QUARTERS, TWO = NumberAnswer(value="5"), NumberAnswer(value="3/4"), NumberAnswer(value="2")
SOLVE, ADD = "Solve $3(x+2)=21$.", r"Add $\frac{1}{2}$ and $\frac{1}{4}$."
PRIMES = ChoiceAnswer(
    value="b",
    choices=tuple(Choice(id=name, text=text) for name, text in zip("abcd", ("4", "7", "9", "15"), strict=True)),
)
KINDS = ChoiceAnswer(
    value="b",
    choices=(
        Choice(id="a", text="add the denominators"),
        Choice(id="b", text="keep the denominator"),
        Choice(id="c", text="true"),
    ),
)
TRUE = ChoiceAnswer(value="a", choices=(Choice(id="a", text="true"), Choice(id="b", text="false")))
EXPAND, EQUATION = ExpressionAnswer(value="2x+6"), EquationAnswer(value="3x = 6")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("So x is 5.", FIVE),
        ("The answer is five.", FIVE),
        ("You should get x = 10/2.", FIVE),
        ("It is one more than four.", FIVE),
        ("It is two less than seven.", FIVE),
        ("It is half of ten.", FIVE),
        ("It comes after 4.", FIVE),
        ("The sum of 2 and 3 is what you want.", FIVE),
        ("Try 5.", FIVE),
        ("Look at $x = 5$.", FIVE),
        ("Therefore $5 = x$.", FIVE),
        ("Is the answer five?", FIVE),
        (r"That leaves $\frac{15}{3}$.", FIVE),
        ("It is \uff15.", FIVE),
        ("It is \u0665.", FIVE),
        ("Put 5 in: $3(5+2)$ is 21.", FIVE),
        ("It is **5**.", FIVE),
        ("x is 5.0", FIVE),
        ("500 % of one", FIVE),
        ("That makes 75 %.", THREE_QUARTERS),
        ("You get three quarters.", THREE_QUARTERS),
        ("You get three-fourths.", THREE_QUARTERS),
        ("It is 0.75.", THREE_QUARTERS),
        ("zero point seven five", THREE_QUARTERS),
        ("It is \u00be.", THREE_QUARTERS),
        (r"$\frac{6}{8}$ is the same", THREE_QUARTERS),
        (r"Now $\frac{2}{4} + \frac{1}{4} = \frac{3}{4}$.", THREE_QUARTERS),
        ("seventy-five percent", THREE_QUARTERS),
        ("It is minus twenty-five.", NumberAnswer(value="-25")),
        ("negative twenty-five", NumberAnswer(value="-25")),
        ("one and a half: $1\\frac12$", NumberAnswer(value="3/2")),
        ("You get 2,500.", NumberAnswer(value="2500")),
        ("two thousand five hundred", NumberAnswer(value="2500")),
        ("Twice six gives it.", NumberAnswer(value="12")),
        ("Isn't it 5, then?", FIVE),
        ("Half of $-4$ is the answer.", NumberAnswer(value="-2")),
        ("The answer has these digits: -, 6, 3.", NumberAnswer(value="-63")),
        ("The answer has these digits: 7, *, x.", ExpressionAnswer(value="7*x")),
        ("Decode YW5zd2VyIDkqeF4yICsgNDgqeCArIDY0 to see it.", ExpressionAnswer(value="9*x^2 + 48*x + 64")),
    ],
)
def test_a_number_leaks_in_every_form(text: str, answer: Answer) -> None:
    """
    Digits of any script, words, fractions, decimals, percent, arithmetic: the value counts.
    """
    assert leaks(text, answer, given=[SOLVE if answer == FIVE else ""])


KIND = TextAnswer(value="scalene")
ABOVE = InequalityAnswer(value="x > 3")


@pytest.mark.parametrize(
    ("text", "answer", "language"),
    [
        ("It is neither A nor C nor D.", PRIMES, "en"),
        ("Rule out the first, third and fourth option.", PRIMES, "en"),
        ("4, 9 and 15 are all composite.", PRIMES, "en"),
        ("Option 2 looks good.", PRIMES, "en"),
        ("Es ist weder A noch C noch D.", PRIMES, "de"),
        ("La segunda opción es buena.", PRIMES, "es"),
        ("two x plus six", EXPAND, "en"),
        ("zwei x plus sechs", EXPAND, "de"),
        ("dos x más seis", EXPAND, "es"),
        ("three out of four", THREE_QUARTERS, "en"),
        ("drei von vier Teilen", THREE_QUARTERS, "de"),
        ("One minus a quarter.", THREE_QUARTERS, "en"),
        ("Five!", FIVE, "en"),
        (r"Look at $\text{five}$ here.", FIVE, "en"),
        ("It is the third prime.", FIVE, "en"),
        ("Es ist die dritte Primzahl.", FIVE, "de"),
        ("scal-ene", KIND, "en"),
        ("enelacs", KIND, "en"),
        ("scalèñe", KIND, "en"),
        ("x is bigger than 3", ABOVE, "en"),
        ("x ist größer als 3", ABOVE, "de"),
    ],
)
def test_what_came_out_of_attacking_the_guard_leaks(text: str, answer: Answer, language: str) -> None:
    """
    What is left of options, expressions in words, parts of a whole, words drawn apart, relations in words.
    """
    assert leaks(text, answer, given=["Add or expand $2(x+3)$ or solve $2x > 6$.", "x < 3"], language=language)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Compare A and C.", PRIMES),
        ("What divides 4, 9 or 7?", PRIMES),
        ("Is x bigger than 3?", ABOVE),
        ("Look at the sides of the triangle in the scale plan.", KIND),
        ("What do you add to x?", EXPAND),
        ("Which two of the four parts are shaded?", THREE_QUARTERS),
    ],
)
def test_what_only_looks_like_it_does_not(text: str, answer: Answer) -> None:
    """
    Some of the options, a question, words that have other letters between.
    """
    assert not leaks(text, answer, given=["Solve $2x > 6$.", "x < 3"])


@pytest.mark.parametrize(
    ("text", "answer", "given_text"),
    [
        ("Look at line 2: what should 3 multiply inside the brackets?", FIVE, SOLVE),
        ("Look at line 5 again.", FIVE, SOLVE),
        ("Try the number 4 first: is 3(4+2) equal to 21?", FIVE, SOLVE),
        ("3 times 2 is 6, so check the constant on the left.", FIVE, SOLVE),
        ("You have 3x + 2 on the left. Does the 3 reach the 2?", FIVE, SOLVE),
        ("Does the 3 reach the 2?", TWO, SOLVE),
        ("There are two things to do.", TWO, "Solve $x + 1 = 3$."),
        ("One of the two sides is wrong.", NumberAnswer(value="1"), ""),
        ("Which one is larger?", NumberAnswer(value="1"), ""),
        ("Look at $x^2$.", TWO, ""),
        ("Look at the $2x$.", TWO, ""),
        ("Which denominator do halves and quarters share?", THREE_QUARTERS, ADD),
        (r"Look at $\frac{1}{2} + \frac{1}{4}$ again.", THREE_QUARTERS, ADD),
        ("What is 15 divided by 3?", FIVE, "Solve $3x = 15$."),
        ("Divide 15 by 3.", FIVE, "Solve $3x = 15$."),
        ("Look at $10/2$ again.", FIVE, "What is $10/2$?"),
        ("Subtract 5 first.", FIVE, "Solve $3x + 5 = 20$."),
        ("Is 5 right? Check it.", FIVE, "You wrote 5."),
        ("Does $3x + 5 = 20$ hold?", NumberAnswer(value="20"), "Solve $3x + 5 = 20$."),
        ("It costs $5 and $6 there.", NumberAnswer(value="7"), ""),
        ("", FIVE, ""),
    ],
)
def test_what_is_given_or_only_counted_is_no_leak(text: str, answer: Answer, given_text: str) -> None:
    """
    Quoting the task, numbering lines, counting sides, and coefficients give nothing away.
    """
    assert not leaks(text, answer, given=[given_text])


@pytest.mark.parametrize(
    "text",
    [
        "So x is 5.",
        "You get 5.",
        "$x = 5$",
        "The answer: 5",
        "it gives us 5",
        "5 is right.",
        "Take $5$ times one, and you have the answer.",
    ],
)
def test_a_given_number_leaks_where_it_is_asserted(text: str) -> None:
    """
    That 5 stands in the task does not allow saying that x is 5.
    """
    assert leaks(text, FIVE, given=["Solve $3x + 5 = 20$."])


@pytest.mark.parametrize(
    "text",
    [
        "It is $2x + 6$.",
        "You get 2x+6",
        "$6 + 2x$",
        r"$2\cdot x + 2\cdot 3$",
        "$2(x+3) = 2x + 6$",
        "$y = 2x + 6$ then",
    ],
)
def test_an_equal_expression_leaks(text: str) -> None:
    """
    The key and every line that equals it, unless it is the task itself.
    """
    assert leaks(text, EXPAND, given=["Expand $2(x+3)$."])


@pytest.mark.parametrize(
    "text", ["Look at $2(x+3)$.", "What does the 2 multiply?", "$2x + 3$ is not it.", "Take the $x$."]
)
def test_parts_of_the_task_are_no_expression_leak(text: str) -> None:
    """
    The task quoted, wrong expressions and single letters say nothing.
    """
    assert not leaks(text, EXPAND, given=["Expand $2(x+3)$."])


def test_an_expression_that_is_a_letter_or_a_number_leaks_where_it_is_asserted() -> None:
    """
    Letters stand everywhere; only "it is x" tells.
    """
    assert leaks("It simplifies to x.", ExpressionAnswer(value="x"), given=["Simplify $2x - x$."])
    assert not leaks("Look at the x again.", ExpressionAnswer(value="x"), given=["Simplify $2x - x$."])
    assert leaks("It is 7.", ExpressionAnswer(value="7"), given=["Simplify $x - x + 7$."])


@pytest.mark.parametrize(("text", "value"), [("$GCF = x$", "x"), (r"$\text{GCF} = 5$", "5"), ("$area = 12$", "12")])
def test_what_a_name_stands_for_is_asserted(text: str, value: str) -> None:
    """
    A word before the equals sign names the answer, though it reads as a product of letters.
    """
    answer = ExpressionAnswer(value="x") if value == "x" else NumberAnswer(value=value)

    assert leaks(text, answer, given=["$3x$, $10x^2$", "Is it 5 or 12?"])
    assert not leaks("$10x^2 = 5 x x$, $5xx = 12y$", ExpressionAnswer(value="x"), given=["$3x$, $10x^2$"])


def test_an_equation_leaks_as_simple_as_it_is() -> None:
    """
    The key and simpler forms leak; the task, and longer lines on the way, do not.
    """
    given_text = ["Solve $3x + 5 = 11$."]

    assert leaks("You get $3x = 6$.", EQUATION, given=given_text)
    assert leaks("so 6 = 3x", EQUATION, given=given_text)
    assert leaks("and x = 2", EQUATION, given=given_text)
    assert not leaks("Look at $3x + 5 = 11$.", EQUATION, given=given_text)
    assert not leaks("Write $3x + 5 - 5 = 11 - 5$.", EQUATION, given=given_text)
    assert not leaks("Not $3x = 16$.", EQUATION, given=given_text)
    assert not leaks("Look at $3x = 6$ again.", EQUATION, given=["You wrote $3x = 6$."])


@pytest.mark.parametrize(
    "text",
    [
        "Choice B fits best.",
        "It is the seven.",
        "The answer is B.",
        "Pick (b).",
        "option b",
        "B is right.",
        "It is 7.",
        "B.",
        "It is the second option.",
        "The second one is right.",
        "Pick the 2nd choice.",
    ],
)
def test_the_right_option_leaks_by_letter_and_by_number(text: str) -> None:
    """
    An option called the right one, whichever way.
    """
    assert leaks(text, PRIMES, given=["Which is a prime?"])


@pytest.mark.parametrize(
    "text",
    [
        "Test each one: does a number other than 1 divide it?",
        "Choose a number and test it.",
        "Is 9 divisible by 3?",
        "Choice C is wrong: 9 is 3 times 3.",
        "Be careful.",
        "Can 7 be divided?",
        "The second option has two digits: what divides it?",
        "It is not the second one that matters.",
    ],
)
def test_other_options_and_everyday_words_are_no_choice_leak(text: str) -> None:
    """
    "Choose a number" names no option.
    """
    assert not leaks(text, PRIMES, given=["Which is a prime?"])


def test_the_right_options_words_leak() -> None:
    """
    Long words by being said, everyday ones by being asserted.
    """
    assert leaks("You have to keep the denominator.", KINDS, given=[])
    assert not leaks("What happens to the denominator?", KINDS, given=[])
    assert leaks("The statement is true.", TRUE, given=[])
    assert not leaks("Is it true?", TRUE, given=[])
    assert not leaks("When would it be false, and when true?", TRUE, given=[])
    assert not leaks("Check it.", ChoiceAnswer(value="b"), given=[])


def test_a_text_answer_leaks_by_its_words() -> None:
    """
    Any accepted spelling; a word of the task only where it is asserted.
    """
    paris = TextAnswer(value="Paris", accept=("City of Light",))

    assert leaks("Think of paris.", paris, given=[])
    assert leaks("They call it the city  of light.", paris, given=[])
    assert not leaks("Think of Rome.", paris, given=[])
    assert not leaks("Is Paris larger?", paris, given=["Rome or Paris?"])
    assert leaks("It is Paris.", paris, given=["Rome or Paris?"])
    assert not leaks("Anything.", TextAnswer(value="?!"), given=[])


def test_a_key_that_cannot_be_compiled_is_guarded_by_its_text() -> None:
    """
    Better a plain look than none.
    """
    assert leaks("It is (2,3).", NumberAnswer(value="(2,3)"), given=[])
    assert not leaks("It is there.", NumberAnswer(value="(2,3)"), given=[])


@given(st.integers(13, 999), st.sampled_from(["It is {}.", "You get {}", "x = {}", "Take {} now.", "({})", "**{}**"]))
def test_a_number_that_is_not_given_always_leaks(number: int, frame: str) -> None:
    """
    In any frame, in digits.
    """
    assert leaks(frame.format(number), NumberAnswer(value=str(number)), given=["Solve it."])


@given(st.text(max_size=200), st.sampled_from([FIVE, EXPAND, EQUATION, PRIMES, TRUE, TextAnswer(value="Paris")]))
def test_the_guard_takes_any_text(text: str, answer: Answer) -> None:
    """
    Whatever the text, there is an answer, and a text that is given itself is looked at all the same.
    """
    assert leaks(text, answer, given=[text]) in {True, False}
    assert leaks(f"{text}\nThe answer is {answer.value}.", answer, given=[]) is True


def _answer(key: str) -> Answer:
    """Write the key of an example as an answer."""
    return PRIMES if key == "B" else NumberAnswer(value=key.rpartition("=")[2])


def test_the_examples_of_what_a_leak_is_agree() -> None:
    """
    Every example, where these are at hand, is called as it says.
    """
    path = evaluation_data("..", "contract", "hints_check.jsonl")
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    differing = [
        case["id"]
        for case in cases
        if leaks(case["hint"], _answer(case["key"]), given=[case["problem"]]) is not case["expect"]["leaks"]
    ]

    assert [] == differing


@pytest.mark.slow
def test_recall_and_false_alarms_on_labelled_replies() -> None:
    """
    Of tutors' replies that people labelled, nearly all that reveal the right answer are caught, and few others.
    """
    path = evaluation_data("hint_leaks", "mrbench_third.jsonl")
    caught = revealing = alarms = innocent = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        leak = leaks(case["hint"], NumberAnswer(value=case["key"].replace(",", "")), given=[case["history"]])
        if case["reveals"] == "yes-correct":
            revealing, caught = revealing + 1, caught + leak
        elif case["reveals"] == "no":
            innocent, alarms = innocent + 1, alarms + leak

    assert caught / revealing >= 0.95
    assert alarms / innocent <= 0.03


@pytest.mark.parametrize(
    ("text", "worth", "equation"),
    [
        (r"Check whether $9\left(-6\right)$ equals $8\left(-6\right)-6$.", "-6", "9y = 8y - 6"),
        (r"Check whether $5\times5-9$ equals $16$.", "5", "5x - 9 = 16"),
        (r"Check whether $28\frac{3}{4}$ equals $21$.", "28", r"\frac{3}{4}x = 21"),
        (r"Check whether $28\frac{3}{4}$ equals $21$.", "3/4", "28x = 21"),
    ],
)
def test_the_answer_put_in_for_the_letter_leaks(text: str, worth: str, equation: str) -> None:
    """
    Checking the solution before the learner has it tells it, and putting another number in does not.
    """
    assert leaks(text, NumberAnswer(value=worth), given=[f"Solve ${equation}$."])
    assert not leaks("Check $5(3) - 9 = 6$.", NumberAnswer(value="5"), given=["Solve $5x - 9 = 16$."])


def test_a_fraction_leaks_as_it_is_spelled_where_its_decimal_is_given() -> None:
    """
    Writing 7.31 as a fraction is the task, so the fraction is the answer and the decimal is not.
    """
    task, key = "Write $7.31$ as a fraction.", NumberAnswer(value="731/100")

    assert leaks('Is "7 and 31/100" the same as "731/100"?', key, given=[task])
    assert not leaks("How many hundredths are in $7.31$?", key, given=[task])


FACTORED, WORKED = ExpressionAnswer(value="5*x*(4x+9)"), ("Write $20x^2+45x$ as a product.", "5*x*(4x+9)", "5x*4x+9")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Look at the task. The answer is $5*x*(4x+9)$.", "en"),
        ("The answer comes next. It is $5x(4x+9)$.", "en"),
        ("Could it be that the answer is $5x(4x+9)$, not what stands there?", "en"),
        ("The answer to this exercise would be: $5x(4x+9)$.", "en"),
        ("Check your last line: you should get $= 5x(4x+9)$.", "en"),
        ("$5x(4x+9)$ was already right.", "en"),
        ("Your first line, $5x(4x+9)$, is what you need.", "en"),
        ("You were done with $5x(4x+9)$.", "en"),
        ("Write $5x(4x+9)$ again.", "en"),
        ("Stop at $5x(4x+9)$.", "en"),
        ("Take $5x(4x+9)$ times one, and you have the answer.", "en"),
        ("The next line is $5x(4x+9)$. Write that down.", "en"),
        ("Die Antwort ist $5x(4x+9)$.", "de"),
        ("Nimm $5x(4x+9)$ mal eins, und du hast die Lösung.", "de"),
        ("Könnte es sein, dass die Lösung einfach $5x(4x+9)$ ist? Die Lösung lautet $5x(4x+9)$.", "de"),
        ("Deine Zeile $5x(4x+9)$ war schon richtig.", "de"),
        ("La respuesta es $5x(4x+9)$.", "es"),
        ("Tu línea $5x(4x+9)$ ya está bien; la línea $5x(4x+9)$ es correcta.", "es"),
    ],
)
def test_a_line_of_the_learners_own_leaks_where_it_is_called_the_answer(text: str, language: str) -> None:
    """
    Whoever had the answer and left it is not told that they did.
    """
    assert leaks(text, FACTORED, given=WORKED, language=language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You turned $5x(4x+9)$ into $5x*4x+9$: what does the $5x$ multiply?", "en"),
        ("Is $5x(4x+9)$ right? Multiply it out.", "en"),
        ("Line 1 was $5x(4x+9)$, so what happened to the bracket?", "en"),
        ("How does $5x*4x+9$ follow from $5x(4x+9)$?", "en"),
        ("The result of your multiplication is not $5x(4x+9)$ any more.", "en"),
        ("Multiply out: is the result $20x^2+45x$?", "en"),
        ("The expression is $20x^2+45x$; what do both parts share?", "en"),
        ("Aus $5x(4x+9)$ hast du $5x*4x+9$ gemacht: was multipliziert $5x$?", "de"),
        ("Ist $5x(4x+9)$ richtig? Multipliziere aus.", "de"),
        ("¿Cómo sale $5x*4x+9$ de $5x(4x+9)$?", "es"),
    ],
)
def test_a_line_of_the_learners_own_may_be_asked_about(text: str, language: str) -> None:
    """
    Quoting it, asking about it, and naming the task that equals it give nothing away.
    """
    factored = msgspec.structs.replace(FACTORED, form="factored")
    assert not leaks(text, factored, given=WORKED, language=language)


@pytest.mark.parametrize(
    ("answer", "own"),
    [
        (FIVE, "x = 5"),
        (EQUATION, "3x = 6"),
        (TupleAnswer(value="(2, 3)"), "(2, 3)"),
        (SolutionsAnswer(value="x = 2 or x = 3"), "x = 2 or x = 3"),
    ],
)
def test_known_answers_of_all_kinds_leak_where_they_are_called_so(answer: Answer, own: str) -> None:
    """
    Numbers put to a letter, equations and answers of several parts, too.
    """
    assert leaks(f"The answer is ${own}$.", answer, given=["Solve it.", own])
    assert leaks(f"${own}$ is right.", answer, given=["Solve it.", own])
    assert not leaks(f"What did you do after ${own}$?", answer, given=["Solve it.", own])
