"""
`misstep grade`: verdicts on JSON lines.

Reads one case a line, writes one verdict a line, in order and as they come, so
that a term's answers can be graded anew in one pipe. A line that cannot be
graded gets an error that says why; it never stops the others. Points of
comparison are drawn for each run: verdicts do not depend on them.
"""

import argparse
import secrets
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import BinaryIO, Final, get_args

import msgspec

from api.json_lines import MAX_LINE, NO_ID, NO_JSON, Failed, failure, kept, reply_to_lines
from item_bank.algebra.context import Format
from item_bank.algebra.reading import TOKENIZERS
from item_bank.algebra.setting import Angle, Domain
from item_bank.answers.answer import KINDS, Answer, Form, MathsAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import Declared, Key, KeyFault, compile_key
from item_bank.answers.response import MAX_TEXT
from item_bank.answers.response import Final as FinalAnswer
from item_bank.answers.verdict import Evidence, Judged, Problem, Verdict

__all__ = ["MAX_KEYS", "MAX_LINE", "configure", "grade", "run"]

MAX_KEYS: Final = 4_096
"""Keys kept ready at a time; a term's answers come item by item."""

CREDIT: Final = {Verdict.CORRECT: 1.0, Verdict.INCORRECT: 0.0, Verdict.WRONG_FORM: 0.0}
"""What a graded verdict earns; the others are not graded, and earn null."""


class _Context(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the author declares about an answer; the answer's own options win."""

    unknowns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    domain: Domain | None = None
    angle: Angle = "radians"
    solution: tuple[str, ...] = ()


class _Case(msgspec.Struct, frozen=True, kw_only=True):
    """
    One line.

    The answer is kept raw at first, so that its kind can be named where it is
    not known.
    """

    id: msgspec.Raw
    answer: msgspec.Raw
    response: str
    format: str = "text"
    locale: str = "en"
    context: _Context = _Context()


class _Kind(msgspec.Struct, frozen=True):
    """The parts of an answer that may be unknown."""

    kind: str
    form: str = "any"


class _Graded(msgspec.Struct, frozen=True, kw_only=True):
    """One verdict."""

    id: msgspec.Raw
    verdict: Verdict
    credit: float | None
    reason: str | None
    read: str | None
    problem: Problem | None
    counterexample: str | None
    evidence: Evidence | None


_FORMS: Final = frozenset(get_args(Form))
_case = msgspec.json.Decoder(_Case)
_kind = msgspec.json.Decoder(_Kind)
_answer = msgspec.json.Decoder(Answer, strict=False)  # numbers in options may be strings
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])
FORMATS: Final[Mapping[str, Format]] = MappingProxyType({written: written for written in TOKENIZERS})


class _Keys:
    """Keys made ready, by the bytes of answer and context."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._keys: dict[tuple[bytes, _Context], Key | KeyFault] = {}

    def key(self, written: bytes, answer: Answer, context: _Context) -> Key | KeyFault:
        """
        Return the key of an answer, compiled once as long as it is kept.
        """
        found = self._keys.get((written, context))
        if found is None:
            if len(self._keys) >= MAX_KEYS:
                self._keys.clear()
            found = compile_key(
                answer,
                unknowns=(),
                solution=context.solution,
                secret=self._secret,
                subject="grade",
                declared=_declared(answer, context),
            )
            self._keys[written, context] = found
        return found


def _declared(answer: Answer, context: _Context) -> Declared:
    """
    Return what is declared beside an answer.

    Where it has unknowns of its own, those of the context are names that may occur.
    """
    own = isinstance(answer, MathsAnswer) and bool(answer.unknowns)
    return Declared(
        unknowns=() if own else context.unknowns,
        names=(*context.names, *(context.unknowns if own else ())),
        functions=context.functions,
        domain=context.domain,
        angle=context.angle,
    )


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare no flags: cases come on standard input.
    """
    parser.epilog = (
        'One case a line: {"id": "1", "answer": {"kind": "number", "value": "3/4"}, "response": "6/8"};'
        ' "format": "latex", "locale" and "context": {"unknowns": ["x"]} where they are needed.'
    )


def run(_arguments: argparse.Namespace) -> int:
    """
    Grade standard input.
    """
    return grade(sys.stdin.buffer, sys.stdout.buffer)


def grade(stdin: BinaryIO, stdout: BinaryIO) -> int:
    """
    Grade all lines of a stream.

    Parameters
    ----------
    stdin
        JSON lines: `id, answer, response`, and if need be `format, locale,
        context`. Blank lines are passed over.
    stdout
        Where one JSON line is written for each, and flushed before the next is
        read.

    Returns
    -------
    int
        0 if every line was graded, 1 if one was not.
    """
    keys = _Keys()
    return reply_to_lines(stdin, stdout, lambda line: _grade(line, keys))


def _grade(line: bytes, keys: _Keys) -> _Graded | Failed:
    """Grade one line."""
    try:
        line.decode()  # what is kept raw is not looked at, and an id goes out as it came
        case = _case.decode(line)
    except NO_JSON as reason:
        return failure(line, "bad_line", f"This is no case: {reason}.")
    trouble = _unknown(case)
    if trouble is not None:
        return failure(case.id, *trouble)
    try:
        answer = _answer.decode(_with_text(case.answer))
    except msgspec.ValidationError as reason:
        return failure(case.id, "unknown_option", f"The answer has something that is not known: {reason}.")
    key = keys.key(bytes(case.answer), answer, case.context)
    if isinstance(key, KeyFault):
        return failure(case.id, key.code, key.sentence)
    judged = judge(key, FinalAnswer(text=case.response, format=FORMATS[case.format]), locale=case.locale)
    return _graded(case.id, judged)


def _with_text(answer: msgspec.Raw) -> bytes:
    """Put quotes round a value that is a number: `"value": 4` is the text 4, with the digits as written."""
    fields = _fields.decode(answer)
    value = bytes(fields.get("value", NO_ID)).strip()
    if not value[:1].isdigit() and value[:1] != b"-":
        return bytes(answer)
    return msgspec.json.encode(fields | {"value": msgspec.Raw(b'"' + value + b'"')})


def _unknown(case: _Case) -> tuple[str, str] | None:
    """Say which part of a case names something that is not known (yet): a code and a sentence."""
    try:
        answer = _kind.decode(case.answer)
    except NO_JSON as reason:
        return "bad_answer", f"This is no answer: {reason}."
    if answer.kind not in KINDS:
        return "unknown_kind", f"The kind {answer.kind!r} is not known."
    if answer.form not in _FORMS:
        return "unknown_form", f"The form {answer.form!r} is not known."
    if case.format not in FORMATS:
        return "unknown_format", f"The format {case.format!r} is not known."
    if len(case.response) > MAX_TEXT:
        return "response_too_long", f"A response has at most {MAX_TEXT} characters."
    return None


def _graded(identifier: msgspec.Raw, judged: Judged) -> _Graded:
    """Write a verdict."""
    return _Graded(
        id=kept(identifier),
        verdict=judged.verdict,
        credit=CREDIT.get(judged.verdict) if judged.credit is None else judged.credit,
        reason=judged.reason,
        read=judged.read,
        problem=judged.problem,
        counterexample=judged.counterexample,
        evidence=judged.evidence,
    )
