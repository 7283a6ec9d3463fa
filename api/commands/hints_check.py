"""
`misstep hints check`: whether hints give something away or say something false.

Reads one case a line: a problem (or the turns of a dialogue), its key and a hint.
Writes for each what the guards say that every hint has to pass. A line that
cannot be looked at gets an error; it never stops the others.
"""

import argparse
import sys
from typing import BinaryIO, Final

import msgspec

from api.json_lines import NO_JSON, Failed, failure, kept, reply_to_lines
from hints.guards.context import Claim, GuardContext, Reveals
from hints.guards.guard import MAX_TEXT, RefusalCode, refusals
from hints.guards.keyed import answers_of
from hints.guards.spoken import spoken
from item_bank.answers.verdict import Verdict
from item_bank.phrasebook import ENGLISH, SPOKEN
from item_bank.template import Grades

__all__ = ["check_line", "configure", "run", "run_lines"]

MAX_KEY: Final = 400
"""Characters of a key; the longest of an item is far below."""


class _Turn(msgspec.Struct, frozen=True):
    """One turn of a dialogue, whoever's: its words stand in `text` or `content`."""

    text: str = ""
    content: str = ""


class _Case(msgspec.Struct, frozen=True, kw_only=True):
    """
    One line.

    `problem` is what the learner has before them. The rest narrows what the
    guards hold a hint against, and may be left out: the language is then told
    from the hint's own words.
    """

    id: msgspec.Raw
    problem: str | tuple[str | _Turn, ...]
    key: str | int | float
    hint: str
    language: str | None = None
    grade: Grades | None = None
    verdict: Verdict = Verdict.INCORRECT
    first_wrong: int | None = None
    next_lines: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    reveals: Reveals = "nothing"


class _Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What the guards say: every code once, in order, and each refusal in words."""

    id: msgspec.Raw
    leaks: bool
    false_claims: int
    codes: tuple[RefusalCode, ...]
    says: tuple[str, ...]


_case: Final = msgspec.json.Decoder(_Case)


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare nothing; cases come on standard input.
    """
    parser.epilog = (
        'One case a line: {"id": 1, "problem": "Solve 3(x+2)=21.", "key": "x=5", "hint": "So x is 5."};'
        " `problem` may be a list of turns."
    )


def run(arguments: argparse.Namespace) -> int:
    """
    Check standard input.
    """
    del arguments
    return run_lines(sys.stdin.buffer, sys.stdout.buffer)


def run_lines(stdin: BinaryIO, stdout: BinaryIO) -> int:
    """
    Check all lines of a stream; 0 if every line could be looked at, else 1.
    """
    return reply_to_lines(stdin, stdout, check_line)


def check_line(line: bytes) -> _Checked | Failed:
    """
    Check the hint of one line.
    """
    try:
        line.decode()
        case = _case.decode(line)
    except NO_JSON as reason:
        return failure(line, "bad_line", f"This is no case: {reason}.")
    key = str(case.key)
    if not key.strip() or len(key) > MAX_KEY:
        return failure(case.id, "bad_key", f"A key has 1 to {MAX_KEY} characters.")
    if len(case.hint) > MAX_TEXT:
        return failure(case.id, "hint_too_long", f"A hint has at most {MAX_TEXT} characters.")
    language = case.language or _language(case.hint)
    given = tuple(_texts(case.problem))
    context = GuardContext(
        answers=answers_of(key, given, language),
        next_lines=case.next_lines,
        given=given,
        language=language,
        grade=case.grade,
        verdict=case.verdict,
        first_wrong=case.first_wrong,
        reveals=case.reveals,
    )
    found = tuple(refusals(case.hint, case.claims, context))
    codes = [one.code for one in found]
    return _Checked(
        id=kept(case.id),
        leaks=RefusalCode.LEAK in codes,
        false_claims=codes.count(RefusalCode.FALSE_CLAIM),
        codes=tuple(dict.fromkeys(codes)),
        says=tuple(one.sentence for one in found),
    )


def _texts(problem: str | tuple[str | _Turn, ...]) -> list[str]:
    """Return what the learner has before them, text by text."""
    if isinstance(problem, str):
        return [problem]
    return [turn if isinstance(turn, str) else turn.text or turn.content for turn in problem]


def _language(hint: str) -> str:
    """Tell the language of a hint, of those that the guards know."""
    found = spoken(hint)
    return found if found in SPOKEN else ENGLISH
