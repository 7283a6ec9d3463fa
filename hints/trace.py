"""
Traces: how one better hint came about, step by step, or why there is none.

Good for `misstep hints explain`: the lines, the first wrong one, what was
replayed and its rivals, the package before and after the mask, each check's
word, cost and time. Of a learner it holds what a model may see and no more.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from msgspec import UNSET

from hints.misconception.diagnosis import Candidate, Diagnosis
from hints.recipes.sent import FullPackage, ShownLine, TutorTask
from hints.routes.model import CallName, Usage

__all__ = ["Check", "Trace", "TracedCall", "TracedLine", "printed"]


class TracedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line as it was read, and how it stands to the line before; None where nothing is known of that."""

    line: int
    text: str
    relation: str | None = None


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """
    One check's word.

    `code` is empty where it passed. `about` is what was looked at: the claim of
    the first call, or a hint.
    """

    about: Literal["claim", "hint"]
    code: str = ""
    sentence: str = ""
    text: str = ""


class TracedCall(msgspec.Struct, frozen=True, kw_only=True):
    """One question to a model; `outcome` is `reply`, or why there was none."""

    call: CallName
    outcome: str
    route: str = ""
    model: str = ""
    usage: Usage = Usage()
    microdollars: int = 0
    attempts: int = 0
    milliseconds: int = 0


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """
    How one job went.

    Attributes
    ----------
    recipe
        Its hash.
    lines, first_wrong
        What the learner wrote, as read, and where computation found it wrong.
    found
        What computation alone had diagnosed.
    path, error, correct_path
        The student path that a model claimed and that was replayed, its first
        wrong line from 1, and the correct one.
    replayed
        The diagnosis after that; None where the claim added nothing.
    before_mask, after_mask
        What was known for the hint, and what of it a model was sent.
    checks, calls
        In order.
    """

    recipe: str
    lines: tuple[TracedLine, ...] = ()
    first_wrong: int | None = None
    found: Diagnosis | None = None
    path: tuple[TracedLine, ...] = ()
    error: int | None = None
    correct_path: tuple[str, ...] = ()
    replayed: Diagnosis | None = None
    before_mask: FullPackage | None = None
    after_mask: TutorTask | None = None
    checks: tuple[Check, ...] = ()
    calls: tuple[TracedCall, ...] = ()


def printed(trace: Trace) -> str:
    """
    Write a trace for people to read, some thirty lines of text.
    """
    return "\n".join(_lines(trace)) + "\n"


def _lines(trace: Trace) -> Iterator[str]:
    yield f"recipe {trace.recipe[:12]}"
    yield from _working("what was entered", trace.lines, trace.first_wrong)
    yield from _diagnosis("computed", trace.found)
    if trace.path:
        yield from _working("the path that a model claimed, replayed", trace.path, trace.error)
        yield f"the correct path: {' ; '.join(trace.correct_path)}"
    if trace.replayed is not None:
        yield from _diagnosis("after the first call", trace.replayed)
    if trace.before_mask is not None:
        yield from _package("before the mask", trace.before_mask.task)
        yield f"  solution: {' ; '.join(trace.before_mask.solution)}; answer: {trace.before_mask.answer}"
    if trace.after_mask is not None:
        yield from _package("after the mask", trace.after_mask)
    for check in trace.checks:
        said = "passed" if not check.code else f"{check.code}: {check.sentence}" if check.sentence else check.code
        yield f"check of the {check.about}: {said}" + (f"  [{check.text}]" if check.text else "")
    for call in trace.calls:
        where = f"{call.route}/{call.model}" if call.route else "no route"
        yield (
            f"call {call.call}: {call.outcome} from {where}, {call.attempts} requests,"
            f" {call.usage.prompt} + {call.usage.completion} tokens,"
            f" ${call.microdollars / 1_000_000:.6f}, {call.milliseconds} ms"
        )


def _working(title: str, lines: Sequence[TracedLine], wrong: int | None) -> Iterator[str]:
    yield f"{title}:"
    for line in lines:
        relation = f"  ({line.relation})" if line.relation else ""
        yield f"  {line.line}  {line.text}{relation}{'  <- first wrong' if line.line == wrong else ''}"


def _diagnosis(title: str, found: Diagnosis | None) -> Iterator[str]:
    if found is None or not found.candidates:
        yield f"{title}: {'nothing' if found is None else found.kind.value}"
        return
    yield f"{title}: {found.kind.value}"
    for place, one in enumerate(sorted(found.candidates, key=lambda one: -one.probability)):
        yield f"  {'rule ' if place == 0 else 'rival'} {_candidate(one)}"


def _candidate(one: Candidate) -> str:
    idea = f" ({one.misconception})" if one.misconception else ""
    checked = f" [{one.checked}]" if one.checked is not UNSET else ""
    return f"{one.probability:.2f} {one.code}{idea}{checked}: {one.description}"


def _package(title: str, package: TutorTask) -> Iterator[str]:
    yield f"{title}:"
    yield f"  task: {package.exercise} | {package.step}"
    for line in package.lines:
        yield f"  {_shown(line)}"
    if package.picked:
        yield f"  picked: {package.picked}"
    yield f"  mistake: {package.mistake or '-'}; rung {package.rung}, {package.language}, year {package.school_year}"


def _shown(line: ShownLine) -> str:
    return f"{line.text}  ({'written' if line.written else 'presumed'}, {'right' if line.right else 'wrong'})"
