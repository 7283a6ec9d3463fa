"""
Proven: whether lines that were found equal at many places are equal for certain.

Most equalities of a bank are exact. One between lines with roots, powers or
angles may rest on numbers alone; this asks for its proof, in one draw of each
item, and says which lines are left without one. Whoever proves is handed in.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import TypeAlias

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.evidence import Evidence
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Relation, Tree
from item_bank.answers.key import compile_key
from item_bank.answers.maths_key import MathsKey
from item_bank.check.intact import Intact, blanked
from item_bank.check.keys import SECRET
from item_bank.check.parts import step_path
from item_bank.draw import Draw
from item_bank.fill import NotFilled, fill_variant
from item_bank.finding import Code, Path, quoted
from item_bank.ids import ReleaseId
from item_bank.native.piece import Findings
from item_bank.template import ItemTemplate
from item_bank.variant import VariantStep

__all__ = ["Proves", "check_proven"]

Proves: TypeAlias = Callable[[Tree, Tree, Setting], bool | None]
"""Says whether two expressions are proven to be the same (True), or not to be (False); None where neither is."""


def check_proven(template: ItemTemplate, draw: Draw, proves: Proves, intact: Intact, found: Findings) -> None:
    """
    Ask for the proofs that an item's solution lines lack in one draw.
    """
    try:
        variant = fill_variant(blanked(template, intact), draw, release=ReleaseId("check"), index=0)
    except NotFilled:
        return
    for place, step in enumerate(variant.steps):
        path = (*step_path(place), "solution")
        if intact(*path) and intact(*step_path(place), "answer"):
            _check_lines(step, path, proves, found)


def _check_lines(step: VariantStep, path: Path, proves: Proves, found: Findings) -> None:
    """Ask for the proof of each line that rests on numbers alone."""
    key = compile_key(step.answer, unknowns=step.unknowns, solution=step.solution, secret=SECRET, subject="check")
    if not isinstance(key, MathsKey):
        return
    for place, (before, after) in enumerate(pairwise(key.maths.solution), start=1):
        if isinstance(before, Relation) or isinstance(after, Relation):
            continue
        compared = compare(before, after, key.maths.points, key.maths.setting)
        if compared.sameness is not Sameness.SAME or compared.evidence is not Evidence.NUMERIC:
            continue
        match proves(before, after, key.maths.setting):
            case True:
                pass
            case False:
                says = f"{quoted(step.solution[place])} is not equal to the line before, though it nearly is."
                found.add(Code.SOLUTION_BREAKS, (*path, place), says, "Correct the line.")
            case None:
                says = f"That {quoted(step.solution[place])} equals the line before is likely, and could not be proven."
                found.add(
                    Code.SOLUTION_UNPROVEN, (*path, place), says, "Look at the line once more, or write it simpler."
                )
