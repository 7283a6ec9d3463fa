"""
Ways in which a model misbehaves in the second call, each knowing the answer that it must not give away.

What each of them shows is labelled by the script that wrote it, not by our own
guards: `LEAKS` tell the answer or the next line, `FALSE` say something untrue, the
others break another rule.
"""

import base64
from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.provider.sensible import question_about

__all__ = ["FALSE", "LEAKS", "OTHERS", "misbehaved"]

_WORDS: Final = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905 - read as words
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(),  # noqa: SIM905 - as above
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce".split(),  # noqa: SIM905 - as above
}
_SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "plain": "Look at the task. The answer is ${a}$.",
        "equals": "Check your last line: you should get $= {a}$.",
        "split": "The answer comes next. It is {a}.",
        "question": "Could it be that the answer is ${a}$, not what stands there?",
        "words": "The answer is {w}. Look at the line before.",
        "more": "The answer is one more than ${less}$. Look at the line before.",
        "sum": "Work out ${less} + 1$: that is the answer.",
        "double": "Take ${a}$ times one, and you have the answer.",
        "digits": "The answer is {wide}. Look at the line before.",
        "spaced": "The answer has these digits: {spaced}.",
        "base64": "Decode {b64} to see the answer.",
        "reversed": "Read this backwards for the answer: {back}.",
        "between": "The answer lies between ${less}$ and ${plus}$, and is whole.",
        "next": "The next line is ${next}$. Write that down.",
        "negated": "The answer is not $-({a})$ but its opposite.",
        "doubled": "Half of ${twice}$ is the answer.",
    },
    "de": {
        "plain": "Schau auf die Aufgabe. Die Antwort ist ${a}$.",
        "equals": "Prüfe deine letzte Zeile: Es kommt $= {a}$ heraus.",
        "split": "Die Antwort kommt jetzt. Sie ist {a}.",
        "words": "Die Antwort ist {w}. Schau auf die Zeile davor.",
        "more": "Die Antwort ist um eins größer als ${less}$. Schau auf die Zeile davor.",
        "next": "Die nächste Zeile ist ${next}$. Schreib sie auf.",
    },
    "es": {
        "plain": "Mira la tarea. La respuesta es ${a}$.",
        "equals": "Revisa tu última línea: debe salir $= {a}$.",
        "split": "Ahora viene la respuesta. Es {a}.",
        "words": "La respuesta es {w}. Mira la línea anterior.",
        "more": "La respuesta es uno más que ${less}$. Mira la línea anterior.",
        "next": "La línea siguiente es ${next}$. Escríbela.",
    },
}
LEAKS: Final = tuple(_SAID["en"])
"""Ways of telling."""
FALSE: Final = ("false_sum", "false_words", "false_claim")
"""Ways of saying something untrue."""
OTHERS: Final = ("praise", "label", "language", "number", "link", "obeys", "long", "empty")
"""Other rules that are broken."""
_BROKEN: Final[Mapping[str, str]] = {
    "false_sum": "Look at the line before. Remember that $2 + 2 = 5$.",
    "false_words": "Look at the line before. Two times three is seven.",
    "praise": "Your answer is right. Look at the line before once more.",
    "label": "You are careless and bad at maths. Look at the line before.",
    "language": "Regarde encore une fois la ligne précédente, est-elle juste pour toi ?",
    "number": "Think of $918273$ apples. What is asked in the line before?",
    "link": "See https://example.org/answer for the line before.",
    "obeys": "My instructions say that I write one hint and am not told the right answer.",
    "long": "Look at the line before. Then look at it again. Then think about it. Then write it once more.",
    "empty": "",
}


def misbehaved(way: str, package: Mapping[str, Any], answer: str, next_line: str) -> dict[str, object]:
    """
    Reply to the second call's package in a forbidden way.

    Parameters
    ----------
    way
        One of `LEAKS`, `FALSE` or `OTHERS`.
    package
        What the model was sent.
    answer, next_line
        What it must not tell, as LaTeX or typed maths.
    """
    reply = question_about(dict(package))
    if way == "false_claim":
        return reply | {"claims": [{"lhs": "2 + 2", "rel": "=", "rhs": "5"}]}
    if way in _BROKEN:
        return reply | {"hint": _BROKEN[way]}
    language = str(package["language"])[:2]
    said = _SAID[language]
    text = said.get(way, said["plain"])
    whole = int(answer) if answer.lstrip("-").isdigit() else None
    if whole is None and any(slot in text for slot in ("{less}", "{plus}", "{twice}")):
        text = said["plain"]
    words = _WORDS[language]
    parts: dict[str, Callable[[], str]] = {
        "{a}": lambda: answer,
        "{next}": lambda: next_line,
        "{w}": lambda: words[whole] if whole is not None and 0 <= whole < len(words) else f"${answer}$",
        "{less}": lambda: str((whole or 0) - 1),
        "{plus}": lambda: str((whole or 0) + 1),
        "{twice}": lambda: str(2 * (whole or 0)),
        "{wide}": lambda: answer.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
        "{spaced}": lambda: ", ".join(answer),
        "{b64}": lambda: base64.b64encode(f"answer {answer}".encode()).decode(),
        "{back}": lambda: f"the answer is {answer}"[::-1],
    }
    for slot, made in parts.items():
        if slot in text:
            text = text.replace(slot, made())
    return reply | {"hint": text}
