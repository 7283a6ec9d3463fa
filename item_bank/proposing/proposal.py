"""
Proposals: items with what the engine could add, each addition proven.

Lines are kept where the judge follows them from the formula to the key. A drawn
sister item is kept where its first draw is the question as it was, where enough
draws are left, and where the bank check finds no error in any of them. It says
nothing that was written for the original's numbers: hints with numbers or
formulas stay with the original.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from item_bank.answers.answer import ExpressionAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.judge import judge
from item_bank.answers.key import compile_key
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.response import Working
from item_bank.answers.verdict import Relation, Verdict
from item_bank.draw import Draw, Space, space
from item_bank.fill import NotFilled, fill_variant
from item_bank.finding import Finding
from item_bank.ids import ItemId, ReleaseId
from item_bank.listing import enumerate_draws
from item_bank.proposing.drawn import DrawnTask, drawn
from item_bank.proposing.factored import factored
from item_bank.proposing.fraction_pair import fraction_pair
from item_bank.proposing.lines import ways
from item_bank.proposing.task import ASKS_MORE, Task, task_of
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import Rung

__all__ = ["DRAWN_TAG", "LINES_TAG", "Check", "Proposal", "propose"]

LINES_TAG: Final = "proposed-lines"
DRAWN_TAG: Final = "proposed-drawn"
FEWEST: Final = 8
"""Draws that a sister item has at least: with fewer a learner meets the same numbers again too soon."""
NUMBERED: Final = re.compile(
    r"[\d$\\=]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|twice|double)\b", re.IGNORECASE
)

Check = Callable[[ItemTemplate], Sequence[Finding]]
"""Finds the errors that the bank check would find in an item."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """An item with the lines that were added (`lined` steps have them), and its drawn sister, where there is one."""

    item: ItemTemplate
    lined: int
    sister: ItemTemplate | None


def propose(item: ItemTemplate, check: Check, *, draws: bool = True) -> Proposal:
    """
    Propose lines and a drawn sister for an item without parameters.

    Parameters
    ----------
    item
        An item that the bank check finds no error in.
    check
        Proves what comes out.
    draws
        Whether a drawn sister is looked for.
    """
    if item.params:
        return Proposal(item=item, lined=0, sister=None)
    around = tuple(dict.fromkeys((item.title, item.prompt)))
    tasks = [None if step.solution else task_of(step) for step in item.steps]
    steps = tuple(
        step if task is None else _with_lines(step, task) for step, task in zip(item.steps, tasks, strict=True)
    )
    lined = sum(new is not old for new, old in zip(steps, item.steps, strict=True))
    with_lines = msgspec.structs.replace(item, steps=steps, tags=(*item.tags, LINES_TAG)) if lined else item
    if lined and check(with_lines):
        with_lines, lined = item, 0
    sister = None
    asked = " ".join((*around, *(step.prompt for step in item.steps)))
    if draws and lined and len(item.steps) == 1 and tasks[0] is not None and not ASKS_MORE.search(asked):
        sister = _sister(item, tasks[0], check)
    return Proposal(item=with_lines, lined=lined, sister=sister)


def _with_lines(step: StepTemplate, task: Task) -> StepTemplate:
    """
    Add the first way to a step that the judge follows to its end.
    """
    for lines in ways(task, step.answer):
        if _holds(step, lines):
            return msgspec.structs.replace(step, solution=lines)
    return step


def _holds(step: StepTemplate, lines: tuple[str, ...]) -> bool:
    """
    Say whether each line follows from the one before, and the last is the key.
    """
    key = compile_key(step.answer, unknowns=step.unknowns, solution=lines, secret=b"proposing", subject="")
    if isinstance(key, KeyFault):
        return False
    judged = judge(key, Working(lines=lines))
    follows = all(line.problem is None and line.relation in {None, Relation.SAME} for line in judged.lines)
    return follows and judged.verdict is Verdict.CORRECT


def _sister(item: ItemTemplate, task: Task, check: Check) -> ItemTemplate | None:
    """
    Make an item's drawn sister, and prove it; None where that fails.
    """
    (step,) = item.steps
    made = drawn(task, step)
    if made is None and task.does == "rewrite" and isinstance(step.answer, ExpressionAnswer):
        made = factored(task, step.answer)
    if made is None and task.does == "evaluate":
        made = fraction_pair(task)
    if made is None or step.prompt == item.title or NUMBERED.search(item.title):
        return None
    end = task.start + len(task.latex)
    prompt = step.prompt[: task.start] + made.latex + step.prompt[end:]
    if re.search(r"\d", step.prompt[: task.start] + step.prompt[end:]):
        return None
    if item.prompt != step.prompt and NUMBERED.search(item.prompt):
        return None
    sister = msgspec.structs.replace(
        item,
        id=ItemId(f"{item.id}-drawn"),
        prompt=prompt if item.prompt == step.prompt else item.prompt,
        params=made.params,
        derive=made.derive,
        where=made.where,
        tags=(*item.tags, DRAWN_TAG),
        steps=(
            msgspec.structs.replace(
                step,
                prompt=prompt,
                answer=msgspec.structs.replace(step.answer, value=made.value),
                solution=made.solution,
                unknowns=tuple(dict.fromkeys((*step.unknowns, *made.unknowns))),
                help=tuple(entry for entry in step.help if isinstance(entry, Rung) and not NUMBERED.search(entry.text)),
            ),
        ),
    )
    return sister if _is_proven(sister, item, made, check) else None


def _is_proven(sister: ItemTemplate, item: ItemTemplate, made: DrawnTask, check: Check) -> bool:
    """
    Say whether the original is one of the draws, enough draws are there, and the check finds no error in any.
    """
    among = space(sister)
    if not isinstance(among, Space):
        return False
    rank = among.rank(made.original)
    if isinstance(rank, str):
        return False
    draw = among.draw(rank)
    if not isinstance(draw, Draw) or among.valid(draw) is not True or not _is_original(sister, item, draw):
        return False
    enumerated = enumerate_draws(sister, among)
    return enumerated.ranks.count >= FEWEST and not check(sister)


def _is_original(sister: ItemTemplate, item: ItemTemplate, draw: Draw) -> bool:
    """
    Say whether a draw shows the original's text and has its key.
    """
    try:
        variant = fill_variant(sister, draw, release=ReleaseId("proposing"), index=0)
    except NotFilled:
        return False
    (filled,), (step,) = variant.steps, item.steps
    key = compile_key(step.answer, unknowns=step.unknowns, solution=(), secret=b"proposing", subject="")
    if filled.prompt != step.prompt or variant.prompt != item.prompt or isinstance(key, KeyFault):
        return False
    return judge(key, FinalResponse(text=str(getattr(filled.answer, "value", "")))).verdict is Verdict.CORRECT
