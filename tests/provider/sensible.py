"""
A sensible model: what it says of generated cases and of the packages made of them.

To the first call it tells how the case came about, by its label; to the second it
asks about the wrong line, in the package's language. How it may misbehave is in
`misbehaving`.
"""

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from hints.evaluation.cases import Case
from item_bank.algebra.context import Context
from item_bank.algebra.printing import to_latex
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.judge import judge
from item_bank.answers.response import Working
from item_bank.answers.verdict import Relation
from item_bank.bank import Bank
from tests.provider.asked import Asked

__all__ = ["Sensible", "message_of", "question_about"]

WRONG = (Relation.DIFFERENT, Relation.LOST, Relation.GAINED)
ASKED = {
    "en": (
        "Look at {line} once more. What leads to it from the line before?",
        "What is asked here, in your own words?",
    ),
    "de": (
        "Schau dir {line} noch einmal an. Wie kommt man von der Zeile davor dorthin?",
        "Wonach ist hier gefragt, in deinen eigenen Worten?",
    ),
    "es": (
        "Mira otra vez {line}. ¿Cómo se llega hasta ahí desde la línea anterior?",
        "¿Qué se pregunta aquí, con tus propias palabras?",
    ),
}


class Sensible:
    """
    A responder for the scripted provider.

    Parameters
    ----------
    bank, cases
        What it knows of; of anything else it says that it was a guess.
    """

    def __init__(self, bank: Bank, cases: Iterable[Case]) -> None:
        self._claims: dict[tuple[str, str, tuple[str, ...]], dict[str, object]] = {}
        for case in cases:
            exercise = bank.open(case.item, case.variant, case.language)
            step = exercise.step(case.step)
            assert step is not None
            entered = judge(step.key, case.response)
            learner = tuple(line.read for line in entered.lines) or (entered.read,)
            key = (exercise.variant.prompt, step.step.prompt, tuple(one or "" for one in learner))
            followed = judge(step.key, Working(lines=case.path)).lines
            self._claims[key] = {
                "student_path": [
                    {"line": text, "is": "mistake" if line.relation in WRONG else "ok"}
                    for text, line in zip(case.path, followed, strict=True)
                ],
                "first_error_line": case.error,
                "idea": case.misconception or "other",
                "why": "As the case was made.",
                "correct_path": list(step.step.solution),
                "quote": "",
                "confidence": 80,
            }

    def __call__(self, asked: Asked) -> str:
        """Reply to a request."""
        message = message_of(asked)
        return json.dumps(self.reply(message), ensure_ascii=False)

    def reply(self, message: dict[str, Any]) -> dict[str, object]:
        """
        Reply to a message of either call, or of the control's.
        """
        if "diagnosis" in message:
            return self.claim(message["diagnosis"]) | question_about({**message, "lines": []})
        return self.claim(message) if "solution" in message else question_about(message)

    def claim(self, task: dict[str, Any]) -> dict[str, object]:
        """
        Tell how an answer came about.
        """
        known = self._claims.get((task["exercise"], task["step"], tuple(task["learner"])))
        if known is None:
            return {
                "student_path": [],
                "first_error_line": 0,
                "idea": "guess",
                "why": "",
                "correct_path": [],
                "quote": "",
                "confidence": 30,
            }
        offered = {one["id"] for one in task["ideas"]}
        return known if known["idea"] in offered else known | {"idea": "other"}


def question_about(package: dict[str, Any]) -> dict[str, object]:
    """
    Ask about the wrong line of a package, or about the task where it has no line that may be quoted.
    """
    about_line, about_task = ASKED[package["language"][:2]]
    lines = package["lines"]
    wrong = lines[-1] if lines else None
    shown = None if wrong is None or not wrong["written"] else _latex(wrong["text"])
    return {
        "hint": about_task if shown is None else about_line.replace("{line}", shown),
        "line": 0 if shown is None else len(lines),
        "move": "ask_about_step",
        "claims": [],
        "language": package["language"],
    }


def _latex(text: str) -> str | None:
    """Write a typed line as maths; None where it is none, or partly hidden."""
    tree = read(text, Context())
    return None if isinstance(tree, Unreadable) else f"${to_latex(tree)}$"


def message_of(asked: Asked) -> dict[str, Any]:
    """
    Return the message that a request carries, without what was said of an earlier reply to it.
    """
    text = asked.said("user")
    message, _ = json.JSONDecoder().raw_decode(text[text.index("{") :])
    found = msgspec.convert(message, dict[str, Any])
    task: dict[str, Any] = found.get("task", found)
    return task
