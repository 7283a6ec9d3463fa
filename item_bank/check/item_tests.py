"""
Item tests: responses that an author wants judged in a certain way.

Each is judged in the draw it names, by the same key that a learner's would be.
What is expected is a verdict, or the code of the mistake the response shows.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from item_bank.answers.answer import ChoiceAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import fingerprint
from item_bank.answers.response import MAX_LINES, MAX_TEXT, Response, Working
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Judged, Verdict
from item_bank.check.intact import Intact, blanked
from item_bank.check.keys import SECRET
from item_bank.check.parts import mistake_path, step_path
from item_bank.draw import Draw, Space
from item_bank.exercise import BrokenKey, ExerciseStep, compile_step
from item_bank.fill import NotFilled, fill_variant
from item_bank.finding import Code, Path, Severity, quoted
from item_bank.ids import ReleaseId
from item_bank.native.piece import Findings, similar, valid_id
from item_bank.native.source import ItemSource, ItemTest
from item_bank.template import ItemTemplate, StepTemplate

__all__ = ["CONSTANT", "check_tests"]

CONSTANT: Final = Draw(numbers={}, words={})
"""The draw of an item without parameters, or of what depends on none."""

_BESIDE: Final = frozenset({Code.UNKNOWN_MISTAKE, Code.UNKNOWN_ASSET, Code.HINT_LEAKS})
"""Errors of a step that change nothing about how a response is judged."""

_VERDICTS: Final = tuple(verdict.value for verdict in Verdict)


def check_tests(item: ItemSource, among: Space | None, intact: Intact, found: Findings) -> None:
    """
    Run an item's own tests.

    Parameters
    ----------
    item
        The item.
    among
        Its draws; None where they cannot be listed. A test is then run where
        its step depends on no parameter.
    intact
        What of the item can be looked at. What a test says of the rest is
        looked at, but the test is not run.
    found
        The item's findings so far, which takes the tests'.
    """
    wrong = [one.path for one in found.all if one.severity is Severity.ERROR and one.code not in _BESIDE]
    bare = blanked(item.template, intact)
    for test in item.tests:
        place = _written(test, item, intact, found)
        draw = _draw(test, item, among, intact, found)
        if place is None or draw is None or not intact("tests", test.place):
            continue
        step = item.template.steps[place]
        shown = [at for at, mistake in enumerate(step.mistakes) if mistake.code == test.expect]
        needed = [
            (*step_path(place), "answer"),
            (*step_path(place), "unknowns"),
            *(mistake_path(step, place, at) for at in shown),
        ]
        if all(intact(*path) for path in needed) and not any(_within(one, needed) for one in wrong):
            _run(test, bare, place, draw, found)


def _within(path: Path, places: Sequence[Path]) -> bool:
    return any(path[: len(place)] == place for place in places)


def _written(test: ItemTest, item: ItemSource, intact: Intact, found: Findings) -> int | None:
    """
    Find a test's step; None, and findings, where what the test says cannot be.
    """
    path = ("tests", test.place)
    if len(test.lines) > MAX_LINES or any(len(line) > MAX_TEXT for line in test.lines):
        found.add(Code.BAD_TEST, path, "This response is longer than any that is taken.", "Shorten it.")
        return None
    steps = item.template.steps
    ids = [step.id for step in steps]
    if test.step not in ids:
        if intact(*path, "step") and _knows_steps(ids, intact):
            says = f"The item has no step {quoted(test.step)}."
            found.add(Code.BAD_TEST, (*path, "step"), says, similar(test.step, ids))
        return None
    place = ids.index(test.step)
    known = list(dict.fromkeys((*_VERDICTS, *(mistake.code for mistake in steps[place].mistakes))))
    if test.expect not in known:
        if intact(*path, "expect") and _knows_mistakes(steps[place], place, intact):
            says = f"{quoted(test.expect)} is neither a verdict nor a mistake of this step."
            found.add(Code.BAD_TEST, (*path, "expect"), says, similar(test.expect, known))
        return None
    return place


def _knows_steps(ids: Sequence[str], intact: Intact) -> bool:
    """
    Say whether nothing is wrong with the ids of an item's steps.
    """
    unread = intact.gone("steps") or any(intact.gone(*step_path(at), "id") for at in range(len(ids)))
    return not unread and len(set(ids)) == len(ids) and all(map(valid_id, ids))


def _knows_mistakes(step: StepTemplate, place: int, intact: Intact) -> bool:
    places = [step_path(place), (*step_path(place), "mistakes"), (*step_path(place), "answer", "choices")]
    if any(intact.gone(*path) for path in places):
        return False
    choices = len(step.answer.choices) if isinstance(step.answer, ChoiceAnswer) else 0
    listed = [(*places[1], at) for at in range(len(step.mistakes))] + [(*places[2], at) for at in range(choices)]
    return not any(intact.gone(*path, "code") for path in listed)


def _draw(test: ItemTest, item: ItemSource, among: Space | None, intact: Intact, found: Findings) -> Draw | None:
    """
    Find a test's draw; None, and a finding, where the item has no such draw.
    """
    path = ("tests", test.place, "draw")
    if among is None or not intact(*path):
        return CONSTANT if among is None else None
    rank = among.rank(test.draw)
    if isinstance(rank, str):
        found.add(Code.BAD_TEST, path, rank, "Name each parameter with one of its values.")
        return None
    draw = among.draw(rank)
    if isinstance(draw, Draw) and among.valid(draw) is True:
        return draw
    if any(one.code is Code.UNDEFINED_VALUE and one.path[:1] != ("steps",) for one in found.all):
        return None  # found and said by `params`
    broken = [text for text, holds in zip(item.template.where, among.conditions(draw), strict=True) if not holds]
    says = f"This draw does not meet {quoted(broken[0])}." if broken else "This draw has a value that is not defined."
    found.add(Code.BAD_TEST, path, says, "Choose a draw that meets the conditions.")
    return None


def _run(test: ItemTest, template: ItemTemplate, place: int, draw: Draw, found: Findings) -> None:
    path = ("tests", test.place)
    # The other steps may have no value in this draw, and are not asked.
    alone = msgspec.structs.replace(template, prompt="", title="", steps=(_asked(template.steps[place]),))
    try:
        variant = fill_variant(alone, draw, release=ReleaseId("check"), index=0)
        step = compile_step(variant.steps[0], secret=SECRET, subject="check")
    except NotFilled as problem:
        if not any(one.code is Code.UNDEFINED_VALUE for one in found.all):
            says = f"In this draw {quoted(problem.why.text)} has no value."
            found.add(Code.BAD_TEST, (*path, "draw"), says, "Choose a draw that meets the conditions.")
        return
    except BrokenKey:
        return  # found and said by `drawn` and `opened`
    response: Response = Working(lines=test.lines) if test.working else FinalResponse(text=test.lines[0])
    judged = judge(step.key, response)
    came = _came(step, test, judged)
    if test.expect not in came:
        reason = f" ({judged.reason})" if judged.reason else ""
        written = quoted(" / ".join(test.lines))
        says = f"{written} was expected to be {quoted(test.expect)} and is {' and '.join(came)}{reason}."
        found.add(Code.TEST_FAILED, path, says, "Correct the test, the answer or the mistake.")


def _asked(step: StepTemplate) -> StepTemplate:
    mistakes = tuple(msgspec.structs.replace(mistake, hint=None) for mistake in step.mistakes)
    return msgspec.structs.replace(step, prompt="", help=(), mistakes=mistakes)


def _came(step: ExerciseStep, test: ItemTest, judged: Judged) -> list[str]:
    """
    List what a response may be called: its verdict, and its mistake's code where it shows one.
    """
    if judged.verdict is not Verdict.INCORRECT or not test.lines:
        return [judged.verdict.value]
    shown = fingerprint(step.key, test.lines[-1])
    mistake = step.mistakes.get(shown) if shown is not None else None
    return [judged.verdict.value] if mistake is None else [judged.verdict.value, mistake.code]
