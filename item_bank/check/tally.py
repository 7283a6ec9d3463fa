"""
Tallies: the same finding in many draws, said once.

Counts in how many of the draws something is wrong and keeps the first as the
example. How draws are written in sentences is `params`'s.
"""

from item_bank.check.params import shown
from item_bank.counted import counted
from item_bank.draw import Draw
from item_bank.finding import Code, Path
from item_bank.native.piece import Findings

__all__ = ["FIXES", "Tally"]

FIXES = {
    Code.UNDEFINED_VALUE: "Add a condition under where that excludes these draws.",
    Code.BAD_ANSWER: "Correct the answer's value, or its kind.",
    Code.BAD_CHOICES: "Change one of the two, or exclude these draws under where.",
    Code.KEY_NOT_CORRECT: "Correct the answer's value, its form, or its kind.",
    Code.UGLY_DRAW: "Exclude these draws under where, or choose parameters from the answer backwards.",
    Code.BAD_FIGURE: "Correct the figure, or exclude these draws under where.",
    Code.BAD_FOLLOWS: "Write the step's answer with prev for the answer of the step before.",
    Code.BAD_MISTAKE: "Write the wrong answer as the step's kind of answer.",
    Code.MISTAKE_IS_RIGHT: "Exclude these draws under where, or correct the formula.",
    Code.MISTAKES_COLLIDE: "Exclude these draws under where, or delete one of the two.",
    Code.BAD_SOLUTION_LINE: "Write it as typed maths, with @{...} for the parameters.",
    Code.SOLUTION_BREAKS: "Correct the line, or put the one between in.",
    Code.SOLUTION_MISSES_KEY: "End with the step's answer.",
    Code.HINT_FALSE: "Correct it, or ask it as a question.",
    Code.HINT_UNKIND: "Say what to look at in the work; leave the person out.",
    Code.HINT_LEAKS: "Say it without the answer, or mark it with reveals: true.",
}
"""What to do about a finding that depends on the draw."""


class Tally:
    """How often each code came up at one place of a file."""

    def __init__(self) -> None:
        self._counts: dict[Code, int] = {}
        self._first: dict[Code, tuple[str, Draw]] = {}
        self._last: dict[Code, Draw] = {}

    def add(self, code: Code, says: str, draw: Draw) -> None:
        """
        Count one draw; `says` is a sentence without its end, kept from the first.

        A mistake of the item's may come up at several steps of one draw, which counts once.
        """
        if self._last.get(code) is draw:
            return
        self._last[code] = draw
        self._counts[code] = self._counts.get(code, 0) + 1
        self._first.setdefault(code, (says.rstrip(". "), draw))

    def has(self, code: Code) -> bool:
        """Say whether a code came up."""
        return code in self._counts

    def report(self, path: Path, draws: int, found: Findings) -> None:
        """
        Make a finding of each code that came up in the draws looked at.
        """
        for code, count in self._counts.items():
            says, draw = self._first[code]
            if draw.numbers:
                says = f"{says} in {count:,} of {counted(draws, 'draw')}, e.g. {shown(draw.numbers)}"
            found.add(code, path, f"{says}.", FIXES[code])
