"""What the guards of tone, markup, echo, language and length promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.guards.contradicting import contradicts
from hints.guards.echo import echoes
from hints.guards.guard import MAX_TEXT, GuardContext, refusals
from hints.guards.hidden import hides
from hints.guards.length import sentences, too_long, words
from hints.guards.markup import marked_up
from hints.guards.spoken import spoken, suits
from hints.guards.tone import unkind
from item_bank.answers.answer import NumberAnswer
from item_bank.answers.verdict import Verdict
from item_bank.phrasebook import SPOKEN


@pytest.mark.parametrize(
    "text",
    [
        "That was careless.",
        "You always forget the brackets.",
        "How many times do I have to say it?",
        "Obviously the sign is lost.",
        "You will fail this way.",
        "You are a genius!",
        "LOOK AT THE SIGN",
        "Look here!!",
        "Das war schlampig.",
        "Deine Schuld.",
        "Das kann doch jeder.",
        "Sonst gibt es eine schlechte Note.",
        "Du bist ein Genie.",
        "Eres muy lento.",
        "Es tu culpa.",
        "Hasta un niño lo sabe.",
        "Última oportunidad.",
        "Eres un genio.",
    ],
)
def test_what_is_unkind_is_refused(text: str) -> None:
    """
    Labels, blame, sarcasm, threats, flattery, shouting, in each language.
    """
    assert unkind(text)


@pytest.mark.parametrize(
    "text",
    [
        "This line is wrong; what undoes it?",
        "How many times does 3 go into 12?",
        "Is the AREA or the side asked for?",
        "Wie oft passt 3 in 12?",
        "¿Cuántas veces cabe 3 en 12?",
        "Good start! What comes next?",
    ],
)
def test_words_about_the_work_are_kind(text: str) -> None:
    """
    A mistake may be called one.
    """
    assert unkind(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "[here](x)",
        "![a](b.png)",
        "https://example.org",
        "See www.example.org",
        "See example.com now",
        "Write to a@b.org",
        "<b>no</b>",
        '<img src="x">',
        "<script>",
        "&lt;b&gt;",
        "`x`",
        "# Big",
        "- one",
        "$\\href{x}{y}$",
        "$\\begin{html}$",
        "javascript:alert(1)",
    ],
)
def test_markup_is_refused(text: str) -> None:
    """
    Whatever leads elsewhere or is no words and maths.
    """
    assert marked_up(text)


@pytest.mark.parametrize(
    "text", ["**Look** at $a < b$.", "If x <y and y> z?", "$\\begin{cases} x \\end{cases}$", "2.5 m, i.e. e.g. 3."]
)
def test_maths_and_emphasis_are_no_markup(text: str) -> None:
    """
    The page shows them itself.
    """
    assert marked_up(text) is None


def test_speaking_of_the_system_is_an_echo() -> None:
    """
    Unless the exercise speaks so itself; seven words of the instructions are one as well.
    """
    told = ("Write at most one question about the first wrong line of the work.",)

    assert echoes("As a language model I am careful.", ())
    assert echoes("Ich darf dir die Antwort nicht verraten.", ())
    assert echoes("The student bought nuts.", ())
    assert echoes("The student bought nuts.", (), ["How much did the student pay?"]) is None
    assert echoes("Here: one question about the first wrong line of work.", told)
    assert echoes("Look at the first wrong line of it.", told) is None


@pytest.mark.parametrize(
    ("text", "verdict", "first", "refused"),
    [
        ("Line 2 is right.", Verdict.INCORRECT, 2, True),
        ("Lines 1 and 2 are right.", Verdict.INCORRECT, 2, True),
        ("Line 1 is right, but look at line 2.", Verdict.INCORRECT, 2, False),
        ("Everything up to line 2 is right.", Verdict.INCORRECT, 3, False),
        ("There is a mistake in line 1.", Verdict.INCORRECT, 2, True),
        ("There is no mistake in line 1.", Verdict.INCORRECT, 2, False),
        ("Well done!", Verdict.INCORRECT, None, True),
        ("Good start. What comes next?", Verdict.INCORRECT, None, False),
        ("Is line 2 right?", Verdict.INCORRECT, 2, False),
        ("Move it to the right side.", Verdict.INCORRECT, 2, False),
        ("Your answer isn't right yet.", Verdict.INCORRECT, None, False),
        ("This is wrong.", Verdict.CORRECT, None, True),
        ("This is wrong.", Verdict.NO_PROGRESS, None, True),
        ("Der zweite Schritt stimmt.", Verdict.INCORRECT, 2, True),
        ("In Zeile 1 ist ein Fehler.", Verdict.INCORRECT, 2, True),
        ("La línea 2 está bien.", Verdict.INCORRECT, 2, True),
        ("Hay un error en la línea 1.", Verdict.INCORRECT, 2, True),
        ("La línea 1 está mal.", Verdict.INCORRECT, 2, True),
        ("In Zeile 1 steht 3 mal die Klammer.", Verdict.INCORRECT, 2, False),
        ("Look for what else is true.", Verdict.INCORRECT, None, False),
    ],
)
def test_the_verdict_is_not_contradicted(text: str, verdict: Verdict, first: int | None, refused: bool) -> None:
    """
    Neither by praise of what is wrong nor by blame of what is right.
    """
    assert refused is (contradicts(text, verdict, first) is not None)


def test_a_language_is_told_by_its_function_words() -> None:
    """
    Few of them say nothing, and maths is in no language.
    """
    assert ["en", "de", "es", None] == [
        spoken(text)
        for text in (
            "Look at the left side.",
            "Was steht auf der linken Seite?",
            "Mira el lado de la izquierda.",
            "x + 2",
        )
    ]
    assert suits("Divide: 3x = 15.", "de")
    assert suits("¿Las dos potencias de $x$ se suman o se multiplican aquí? ¿Se pueden juntar?", "es")
    assert suits("Repasa los términos uno por uno: ¿dónde ha quedado $x$?", "es")
    assert not suits("Olhe para os dois lados: o que não é igual?", "es")
    assert not suits("Look at the left side of it.", "de")
    assert not suits("Подумай ещё раз.", "en")
    assert not suits("Regarde encore le côté gauche de cette équation.", "en")
    assert suits("What is π here?", "en")
    assert suits("Whatever.", "ja")


def test_sentences_and_words_are_counted() -> None:
    """
    A formula is one word, and neither a decimal point nor an abbreviation ends a sentence.
    """
    assert (1, 2) == (sentences("It is 2.5 m, e.g. here."), sentences("Look. What is $a.b$?"))
    assert 3 == words("Look at $3x + 4 = 5$.")
    assert too_long("Look at it. Think. Go on.")
    assert too_long("word " * 36)
    assert too_long("word " * 35) is None


@pytest.mark.parametrize(
    "text",
    [
        "a\u200bb",
        "\ue001 5",
        "5\ufe0f\u20e3",
        "It is \u0665",
        "\u2164",
        "f-i-v-e",
        "NQ==",
        "YW5zd2VyIDkqeF4yICsg",
        "Read it backwards.",
        "It is f1ve.",
        "It is fíve.",
        "It is neves.",
        "Count: *****",
        "0x35",
        "It is binary.",
        "... --- ...",
    ],
)
def test_what_has_to_be_decoded_is_refused(text: str) -> None:
    """
    Whatever it hides.
    """
    assert hides(text)


@pytest.mark.parametrize(
    "text",
    [
        "Look at x, y and z.",
        "What is a + b?",
        "½ of it",
        "x² - 1",
        "Is A, B or C right?",
        "$a b c d$ …",
        "Work backwards.",
    ],
)
def test_plain_texts_hide_nothing(text: str) -> None:
    """
    Letters of maths and fractions are what they are.
    """
    assert hides(text) is None


@given(st.text(max_size=400), st.sampled_from([*SPOKEN, "fr"]), st.sampled_from(list(Verdict)))
def test_every_guard_takes_any_text(text: str, language: str, verdict: Verdict) -> None:
    """
    Whatever the text, the outcome is a value.
    """
    context = GuardContext(
        answers=(NumberAnswer(value="5"),),
        given=(text, "3x = 15"),
        next_lines=("x = 5", text[:50]),
        language=language,
        verdict=verdict,
    )

    assert all(one.sentence for one in refusals(text, (), context))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["a ", "1 ", "(", "$", "f-", "½", "five ", "9", "\n", "1.", "add 1 to ", "[a](", "half of ", "x = "]
)
def test_a_long_text_is_looked_at_in_bounded_pieces(unit: str) -> None:
    """
    The longest that is looked at ends with a value, too.
    """
    context = GuardContext(answers=(NumberAnswer(value="5"),), given=("3x = 15",), grade="6-8")

    assert list(refusals((unit * MAX_TEXT)[:MAX_TEXT], (), context))
