"""
Solutions: whether a step's lines follow from one another, down to the key.

Looks at one filled step. Each line has to be maths, each follow from the line
before, and the last be the answer. Lines that cannot be read part a solution
into stretches, which are looked at by themselves; and where the answer is not
known, the stretches are all that can be.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from item_bank.answers.answer import Answer, ChoiceAnswer, EquationAnswer, ExpressionAnswer, TextAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import Key, KeyFault, compile_key
from item_bank.answers.response import MAX_LINES, Working
from item_bank.answers.verdict import Judged, Relation, Verdict
from item_bank.check.intact import Intact
from item_bank.check.keys import SECRET
from item_bank.check.tally import Tally
from item_bank.draw import Draw
from item_bank.finding import Code, Path, quoted
from item_bank.variant import VariantStep

__all__ = ["Solution"]

_ANY: Final = ExpressionAnswer(value="0")
"""An answer beside which any line of maths can be read."""

_FOLLOWS: Final = frozenset({None, Relation.SAME})


class Solution:
    """
    The solution of one filled step.

    `ends` says whether its end can be held against the answer; `path` is the
    step's.
    """

    def __init__(self, step: VariantStep, path: Path, intact: Intact, *, ends: bool) -> None:
        self._lines = step.solution
        self._answer = step.answer
        self._unknowns = step.unknowns
        self._path = (*path, "solution")
        self._intact = intact
        self._ends = ends
        unread = intact.gone(*path, "answer")
        self._is_maths = unread or not isinstance(step.answer, ChoiceAnswer | TextAnswer)
        self._whole = intact(*path, "answer") and intact(*self._path)
        self._readable = intact(*path, "unknowns") and intact("unknowns")

    def check(self, draw: Draw, tallies: dict[Path, Tally]) -> None:
        """
        Count what is wrong in one draw.
        """
        if not (self._lines and self._is_maths and self._readable):
            return
        for at, code, says in self._found():
            tallies.setdefault((*self._path, *at), Tally()).add(code, says, draw)

    def _found(self) -> Iterator[tuple[Path, Code, str]]:
        if len(self._lines) > MAX_LINES:
            yield (), Code.BAD_SOLUTION_LINE, f"There are {len(self._lines)} lines; {MAX_LINES} are read"
            return
        last = len(self._lines) - 1
        key = self._key(self._answer, self._lines) if self._whole else None
        if key is None:
            broken = list(self._in_stretches())
            key = self._key(self._answer, ()) if self._ends and self._is_line(last) else None
            judged = None if key is None else judge(key, Working(lines=self._lines[last:]))
        else:
            judged = judge(key, Working(lines=self._lines))
            broken = list(self._broken(judged, 0))
        yield from broken
        if self._ends and not broken and judged is not None and judged.verdict is not Verdict.CORRECT:
            written, right = quoted(self._lines[last]), quoted(self._answer.value)
            says = f"The last line, {written}, is not the answer {right} in the asked form"
            yield (last,), Code.SOLUTION_MISSES_KEY, says

    def _in_stretches(self) -> Iterator[tuple[Path, Code, str]]:
        stretch: list[str] = []
        for place in range(len(self._lines) + 1):
            if place < len(self._lines) and self._is_line(place):
                stretch.append(self._lines[place])
                continue
            yield from self._stretch(stretch, place - len(stretch))
            stretch = []
            if place < len(self._lines) and self._intact(*self._path, place):
                says = self._unreadable(place)
                yield (place,), Code.BAD_SOLUTION_LINE, says

    def _stretch(self, lines: Sequence[str], start: int) -> Iterator[tuple[Path, Code, str]]:
        """
        Follow lines that are not held against an answer.
        """
        key = self._key(_stand_in(lines[0]), lines) if lines else None
        if key is not None:
            yield from self._broken(judge(key, Working(lines=tuple(lines))), start)

    def _broken(self, judged: Judged, start: int) -> Iterator[tuple[Path, Code, str]]:
        """
        Yield the lines that do not follow; one that goes back to before such a line does.
        """
        left: list[str] = []
        for line in judged.lines:
            place = start + line.line - 1
            written = self._lines[place]
            if line.problem is not None:
                says = f"{quoted(written)} cannot be read: {line.problem.sentence}"
                yield (place,), Code.BAD_SOLUTION_LINE, says
            elif line.relation not in _FOLLOWS and not any(self._same(before, written) for before in left):
                if place:
                    left.append(self._lines[place - 1])
                says = f"{quoted(written)} does not follow from the line before ({line.relation})"
                yield (place,), Code.SOLUTION_BREAKS, says

    def _same(self, one: str, other: str) -> bool:
        key = self._key(_stand_in(one), (one, other))
        if key is None:
            return False
        return all(line.relation is Relation.SAME for line in judge(key, Working(lines=(one, other))).lines)

    def _is_line(self, place: int) -> bool:
        if not self._intact(*self._path, place):
            return False
        return self._key(_ANY, (self._lines[place],)) is not None

    def _unreadable(self, place: int) -> str:
        # The lines before stand in for themselves, so that the sentence counts to this one.
        before = (_ANY.value,) * place
        fault = self._compiled(_ANY, (*before, self._lines[place]))
        return fault.sentence if isinstance(fault, KeyFault) else ""

    def _key(self, answer: Answer, lines: Sequence[str]) -> Key | None:
        key = self._compiled(answer, lines)
        return None if isinstance(key, KeyFault) else key

    def _compiled(self, answer: Answer, lines: Sequence[str]) -> Key | KeyFault:
        return compile_key(answer, unknowns=self._unknowns, solution=tuple(lines), secret=SECRET, subject="check")


def _stand_in(line: str) -> Answer:
    return EquationAnswer(value=line) if "=" in line else ExpressionAnswer(value=line)
