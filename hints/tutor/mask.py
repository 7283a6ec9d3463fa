"""
The mask: what a second call may see of what is known.

The key is taken out, every line after the first wrong one, and in what is left
whatever would tell the answer or come to it, as the leak guard sees it: the model
that writes the hint cannot give away what it does not have. Works on texts
alone; nothing here trusts what they say.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec

from hints.guards.leak import leaks
from hints.recipes.sent import FullPackage, Named, ShownLine, TutorTask
from item_bank.algebra.printing import to_latex, to_text
from item_bank.algebra.tree import Relation, Tree
from item_bank.answers.answer import Answer
from item_bank.answers.maths import Maths, read_in
from item_bank.answers.verdict import Problem

__all__ = ["HIDDEN", "mask"]

HIDDEN: Final = "[hidden]"
"""Stands where something was taken out."""
_MATHS: Final = re.compile(r"\$\$?[^$]*\$\$?")
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?\n]*|[.!?\n]+")
_Tells = Callable[[str], bool]


def mask(package: FullPackage, maths: Maths | None, answers: Sequence[Answer], given: Sequence[str]) -> TutorTask:
    """
    Take out of a package what the second call may not see.

    Parameters
    ----------
    package
        What is known.
    maths
        How lines of the step are read; None where it has no lines.
    answers
        What must not be given away: the step's answer and later ones.
    given
        What the learner has before them.

    Returns
    -------
    TutorTask
        In none of whose texts the leak guard finds any of the answers.
    """
    task = package.task

    def tells(text: str) -> bool:
        return any(leaks(text, answer, given=given, language=task.language) for answer in answers)

    return msgspec.structs.replace(
        task,
        exercise=_prose(task.exercise, tells),
        step=_prose(task.step, tells),
        options=tuple(Named(id=_prose(one.id, tells), about=_prose(one.about, tells)) for one in task.options),
        lines=tuple(_line(line, maths, tells) for line in _to_the_error(task.lines)),
        picked=_prose(task.picked, tells),
        mistake=_prose(task.mistake, tells),
        said=tuple(_prose(text, tells) for text in task.said),
    )


def _to_the_error(lines: Sequence[ShownLine]) -> Iterator[ShownLine]:
    """Yield lines up to the first wrong one."""
    for line in lines:
        yield line
        if not line.right:
            return


def _line(line: ShownLine, maths: Maths | None, tells: _Tells) -> ShownLine:
    """Hide the sides of a line that tell, or else all of it."""
    tree = None if maths is None else read_in(maths, line.text, "en")
    if tree is None or isinstance(tree, Problem):
        return msgspec.structs.replace(line, text=_prose(line.text, tells))
    if not _shows(tree, line.text, tells):
        return line
    return msgspec.structs.replace(line, text=_hidden_sides(tree, tells))


def _shows(tree: Tree, text: str, tells: _Tells) -> bool:
    """Say whether a line tells, as it is typed or as it would be set."""
    return tells(text) or tells(f"${to_latex(tree)}$")


def _hidden_sides(tree: Tree, tells: _Tells) -> str:
    """Write a relation with one side hidden, the last that is enough; anything else is hidden whole."""
    if not isinstance(tree, Relation):
        return HIDDEN
    sides = [to_text(side) for side in tree.operands]
    for place in range(len(sides) - 1, -1, -1):
        left = [HIDDEN if at == place else side for at, side in enumerate(sides)]
        text = left[0] + "".join(f" {sign} {side}" for sign, side in zip(tree.operators, left[1:], strict=True))
        if not tells(text) and not any(tells(side) for side in left):
            return text
    return HIDDEN


def _prose(text: str, tells: _Tells) -> str:
    """Hide pieces of maths that tell, then sentences that still do, then all of the text."""
    if not text or not tells(text):
        return text
    without = _MATHS.sub(lambda found: HIDDEN if tells(found[0]) else found[0], text)
    if not tells(without):
        return without
    sentences = _SENTENCE.findall(without)
    kept = " ".join([HIDDEN if tells(one) else one.strip() for one in sentences])
    return HIDDEN if tells(kept) else kept
