"""
Wording: a judgement's sentences in the learner's language.

Reading and judging speak English and name what they quote of a text; here both
become one sentence of another language. Codes, places and verdicts stay.
"""

from pathlib import Path

import msgspec

from item_bank.answers.verdict import Judged, Problem
from item_bank.phrasebook import phrasebook

__all__ = ["Reported", "worded", "worded_problem"]

_HERE = Path(__file__).parents[1]


class Reported(Problem, frozen=True, kw_only=True):
    """A problem on its way out, with the parts of its sentence by name."""

    parts: tuple[tuple[str, str], ...] = ()


def worded(judged: Judged, language: str) -> Judged:
    """
    Say a judgement's problems in a language (BCP 47), in English where the engine does not speak it.
    """
    if judged.problem is None and all(line.problem is None for line in judged.lines):
        return judged
    lines = tuple(
        line if line.problem is None else msgspec.structs.replace(line, problem=worded_problem(line.problem, language))
        for line in judged.lines
    )
    problem = None if judged.problem is None else worded_problem(judged.problem, language)
    return msgspec.structs.replace(judged, problem=problem, lines=lines)


def worded_problem(problem: Problem, language: str) -> Problem:
    """
    Say one problem in a language.
    """
    parts = dict(problem.parts) if isinstance(problem, Reported) else {}
    code = f"{problem.code}_meant" if "meant" in parts else problem.code
    text = phrasebook(_HERE, language, "problems").get(code)
    sentence = problem.sentence if text is None else text.format_map(parts)
    return Problem(code=problem.code, start=problem.start, end=problem.end, sentence=sentence)
