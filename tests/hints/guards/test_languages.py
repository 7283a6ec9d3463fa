"""What the guards promise of hints in German and Spanish."""

import pytest

from hints.guards.leak import leaks
from hints.guards.plain import plain
from hints.tutor.messages import MESSAGES, message
from item_bank.answers.answer import Choice, ChoiceAnswer, NumberAnswer, TextAnswer
from tests.hints.tutor.test_messages import parts

WORDS = {
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidós",
}
LARGE = {
    "de": {
        "siebenunddreißig": 37,
        "hundert": 100,
        "hundertfünfundzwanzig": 125,
        "neunhundertneunundneunzig": 999,
        "tausendeins": 1001,
        "zweitausendvierunddreißig": 2034,
    },
    "es": {
        "treinta y siete": 37,
        "cien": 100,
        "ciento veinticinco": 125,
        "novecientos noventa y nueve": 999,
        "mil uno": 1001,
        "dos mil treinta y cuatro": 2034,
    },
}
FRACTIONS = {
    "de": {
        "drei Viertel": "3/4",
        "ein Drittel": "1/3",
        "zwei Fünftel": "2/5",
        "anderthalb": "3/2",
        "zweieinhalb": "5/2",
    },
    "es": {"tres cuartos": "3/4", "un tercio": "1/3", "dos quintos": "2/5", "un medio": "1/2", "siete décimos": "7/10"},
}
SAYS = {"de": "Die Antwort ist {}.", "es": "La respuesta es {}."}


@pytest.mark.parametrize("language", ["de", "es"])
def test_numbers_in_words_give_the_answer_away(language: str) -> None:
    """
    Small and large ones and fractions, where they are said to be the answer; no other number does.
    """
    numbers = {word: str(worth) for worth, word in enumerate(WORDS[language].split())}
    numbers |= {word: str(worth) for word, worth in LARGE[language].items()} | FRACTIONS[language]
    for word, worth in numbers.items():
        said = SAYS[language].format(word)
        assert leaks(said, NumberAnswer(value=worth), given=[], language=language), word
        assert not leaks(said, NumberAnswer(value="-77"), given=[], language=language), word


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("de", "Zusammen sind es 3,5 Liter.", "3.5"),
        ("de", "Das ergibt $3.5$.", "3.5"),
        ("de", "Es sind 1.250 Meter.", "1250"),
        ("de", "Rechne: drei Komma fünf", "3.5"),
        ("de", "Die Lösung ist eins mehr als vier.", "5"),
        ("de", "Das ist die Hälfte von acht.", "4"),
        ("de", "Also sind es fünf.", "5"),
        ("de", "Du erhältst achtzig Prozent.", "80/100"),
        ("de", "Das ergibt minus sieben.", "-7"),
        ("es", "En total son 3,5 litros.", "3.5"),
        ("es", "Da tres coma cinco.", "3.5"),
        ("es", "La solución es uno más que cuatro.", "5"),
        ("es", "Es la mitad de ocho.", "4"),
        ("es", "Entonces te quedan cinco.", "5"),
        ("es", "Obtienes el ochenta por ciento.", "80/100"),
        ("es", "Da menos siete.", "-7"),
    ],
)
def test_an_answer_said_in_another_way_is_given_away_too(language: str, text: str, answer: str) -> None:
    """
    Decimal commas, phrases of arithmetic, per cent, negative numbers.
    """
    assert leaks(text, NumberAnswer(value=answer), given=[], language=language)


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("de", "Schau dir eine Zahl nach der anderen an.", "1"),
        ("de", "Zeile 2 folgt nicht aus der Zeile davor.", "2"),
        ("de", "Was machst du auf beiden Seiten? Es sind zwei Seiten.", "2"),
        ("de", "Wie viele Achtel sind ein Ganzes?", "8"),
        ("de", "Welche Zahl liegt vor $5$?", "4"),
        ("de", "Ist es 3,5 oder 4,5?", "45"),
        ("es", "Mira una fracción y luego otra.", "1"),
        ("es", "La línea 2 no se sigue de la anterior.", "2"),
        ("es", "¿Qué haces en los dos lados?", "2"),
        ("es", "Un número y una letra.", "1"),
    ],
)
def test_a_hint_that_gives_nothing_away_is_let_pass(language: str, text: str, answer: str) -> None:
    """
    Articles are no numbers, lines and sides are only counted.
    """
    assert not leaks(text, NumberAnswer(value=answer), given=["$5$ 3,5 4,5"], language=language)


def test_options_and_words_are_looked_for_in_the_language() -> None:
    """
    An option by its letter, an answer by its word.
    """
    pick = ChoiceAnswer(value="b", choices=(Choice(id="a", text="größer"), Choice(id="b", text="kleiner")))
    assert leaks("Die richtige Antwort ist B.", pick, given=[], language="de")
    assert leaks("Wähle Option b.", pick, given=[], language="de")
    assert leaks("Elige la opción B.", pick, given=[], language="es")
    assert leaks("Das Wort ist Zähler.", TextAnswer(value="Zähler"), given=[], language="de")
    assert not leaks("Wähle zuerst eine Zahl.", pick, given=[], language="de")


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_engines_own_words_give_no_small_number_away(language: str) -> None:
    """
    No message is an answer, and none has digits of its own.
    """
    for code, english in MESSAGES.items():
        said = message(code, language, **parts(english))
        assert language == said.language
        assert not any(c.isdigit() for c in said.text), code
        for value in ("1", "2"):
            assert not leaks(said.text, NumberAnswer(value=value), given=[], language=language), code


def test_maths_keeps_its_point_and_prose_its_comma() -> None:
    """
    Between dollar signs a point is decimal in every language, outside as the language has it.
    """
    assert "1.5" in plain("Nimm $1.5$ Liter", "de")
    assert "2.5" in plain("Nimm 2,5 Liter", "de")
    assert "1250" in plain("Nimm 1.250 Liter", "de")
    assert "1250" in plain("Take 1,250 litres", "en")
