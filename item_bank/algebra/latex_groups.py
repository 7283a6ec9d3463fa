r"""
Groups of LaTeX: braces that are not seen, arguments, scripts and numerals.

What a command's arguments are, how far a script reaches, and which marks inside
braces belong to a number. Follows what is seen: a script takes one character
unless braces hold it together, so that `x^10` is asked about, and so are digits
with nothing but spaces between them. Which commands there are is `latex`'s.
"""

import re
from abc import abstractmethod

from item_bank.algebra.characters import LETTER
from item_bank.algebra.context import Context, Format
from item_bank.algebra.latex_commands import LETTERS, TOKENS
from item_bank.algebra.numerals import read_numeral
from item_bank.algebra.tokens import BARRED, BEGIN, END, Stop, Token
from item_bank.algebra.typed import KINDS, Scanner
from item_bank.algebra.unreadable import Unreadable, unreadable

__all__ = ["SPACES", "LatexGroups"]

SPACES = re.compile(r"(?:\s|\\[,;:! ]|~)*")
DEGREE = re.compile(r"\s*(?:\{\s*(?:\\circ|\\degree|°)\s*\}|\\circ(?![A-Za-z])|°)")
DEGREES_OF = re.compile(r"\s*(?:([CFK])(?![A-Za-z])|\\(?:text|mathrm)\{\s*([CFK])\s*\})")
PERIOD = re.compile(
    r"(\{?[.,]\}?)?([0-9]*)(?:\\(?:overline|bar)\s*(?:\{\s*([0-9]+)\s*\}|([0-9]))"
    r"|\\dot\s*(?:\{\s*([0-9])\s*\}|([0-9]))(?:([0-9]*)\\dot\s*(?:\{\s*([0-9])\s*\}|([0-9])))?)"
)
GLUED = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?:(?:\{\s*[.,]\s*\}|,\\!|\\[,;: ]|~)[0-9]+)+(?:[.,][0-9]+)?")
PARTS = re.compile(r"\{\s*([.,])\s*\}|(,)\\!|(\\[,;: ]|~)|(.)")
EMPTY_GROUP = re.compile(r"\s*\}")
EMPTY_BRACES = re.compile(r"\{\s*\}")
ONE_CHARACTER = re.compile(rf"[0-9]|{LETTER}|\\[A-Za-z]+")
STATEMENT = re.compile(
    r"\s*(?:\\[A-Za-z]+|[A-Za-z])\s*(?:_\s*(?:\{\s*\w+\s*\}|\w))?\s*"
    r"(?:[=<>≤≥≠∈]|\\(?:le|ge|ne|lt|gt|leq|geq|neq|leqslant|geqslant|in)(?![A-Za-z]))"
)
"""The begin of a statement about a letter."""
ENDED = (
    "number",
    "fraction",
    "scientific",
    "repeating",
    "name",
    "constant",
    "close",
    "superscript",
    "percent",
    "degree",
)
"""Kinds of token that may end a statement."""


class LatexGroups(Scanner):
    """
    The tokens found so far.

    `groups` holds what closes each open group, and how many arguments are due
    after it.
    """

    written: Format = "latex"

    def __init__(self, text: str, context: Context) -> None:
        """
        Stand at the beginning of a text whose characters are settled.
        """
        super().__init__(text, context)
        self.groups: list[tuple[str, int]] = []

    @abstractmethod
    def command(self, written: str, start: int) -> None:
        """
        Add the tokens of a command.
        """

    def add(self, kind: str, text: str, start: int) -> None:
        """
        Add a token that ends where the place stands.
        """
        self.tokens.append(Token(KINDS[kind], text, start, self.place))

    def gap(self, start: int) -> None:
        """
        Add the token between two statements that have a gap between them: `x = 2` and `x = 3` are not the product 2x.
        """
        ended = bool(self.tokens) and self.tokens[-1].kind in ENDED
        if self.known.several and ended and STATEMENT.match(self.text, self.place, self.stop) is not None:
            self.add("separator", ",", start)

    def number(self, start: int) -> Token:
        """
        Return the token of a numeral, with the digits that repeat.
        """
        before = self.tokens[-1] if self.tokens else None
        if before is not None and before.kind in ("number", "scientific") and self.text[before.end : start].isspace():
            raise Stop(unreadable("missing_operator", before.start, start + 1))
        glued = GLUED.match(self.text, start, self.stop)
        token = super().number(start) if glued is None else self.glued(glued)
        if "\\" not in self.text[token.end : token.end + 5]:
            return token
        period = PERIOD.match(self.text, token.end, self.stop)
        if token.kind != "number" or period is None:
            return token
        mark, digits, line, digit, first, first_digit, middle, last, last_digit = period.groups()
        repeated = (line or digit or "") + (first or first_digit or "") + (middle or "") + (last or last_digit or "")
        written = token.text + (f".{digits}" if mark else "")
        if "." not in written or (digits and not mark):
            return token
        if mark and "." in token.text:
            what = f"{self.text[start : token.end]}{mark.strip('{}')}{digits}({repeated})"
            raise Stop(unreadable("two_decimal_marks", start, period.end(), what=what))
        if mark and mark.strip("{}") != self.known.marks.decimal:
            code = "decimal_comma" if "," in mark else "decimal_point"
            meant = f"{token.text}{self.known.marks.decimal}"
            raise Stop(unreadable(code, start, period.end(), suggestion=f"{meant}{digits}({repeated})"))
        repeating = self.repeating(written, repeated, start, period.end())
        return Token("repeating", f"{repeating.text}{BARRED}", start, period.end())

    def glued(self, run: re.Match[str]) -> Token:
        """
        Return the token of a numeral whose marks are kept from parting it, `1{,}000`.
        """
        compact, ends = "", [run.start()]
        for part in PARTS.finditer(run[0]):
            compact += part[1] or part[2] or ("\N{THIN SPACE}" if part[3] else part[4])
            ends.append(run.start() + part.end())
        numeral = read_numeral(compact, 0, self.known.marks)
        if isinstance(numeral, Unreadable):
            raise Stop(_at(numeral, run.start(), run.end()))
        self.place = ends[numeral.end]
        return Token("number", numeral.text, run.start(), self.place)

    def bracket(self, kind: str, written: str, start: int) -> None:
        """
        Add the token of a bracket, or of a brace that is not seen.
        """
        closes, due = self.groups[-1] if self.groups else ("", 0)
        if written == "{":
            empty = EMPTY_GROUP.match(self.text, self.place, self.stop)
            if empty is not None:
                self.place = empty.end()
                return
            self.begin(start, 0)
        elif written in ("}", "]") and written == closes:
            self.groups.pop()
            self.add("close", END, start)
            if due:
                self.expect(due)
        elif written == "}":
            raise Stop(unreadable("unopened_bracket", start, self.place))
        else:
            self.take(kind, written, start)

    def begin(self, start: int, due: int, closes: str = "}") -> None:
        """
        Open a group of which nothing is seen.
        """
        self.add("open", BEGIN, start)
        self.brackets.append((False, self.place))
        self.groups.append((closes, due))

    def expect(self, due: int) -> None:
        """
        Read arguments of a command: groups in braces, or single characters.
        """
        while due:
            due -= 1
            space = SPACES.match(self.text, self.place, self.stop)
            start = space.end() if space is not None else self.place
            if self.text.startswith("{", start) and start < self.stop:
                empty = EMPTY_BRACES.match(self.text, start, self.stop)
                if empty is not None:
                    raise Stop(unreadable("empty_place", start, empty.end()))
                self.place = start + 1
                self.begin(start, due)
                return
            one = ONE_CHARACTER.match(self.text, start, self.stop)
            if one is None:
                raise Stop(unreadable("empty_place", self.place, self.place))
            self.place = start
            self.add("open", BEGIN, start)
            self.place = one.end()
            self.single(one[0], start)
            self.tokens.append(Token("close", END, self.place, self.place))

    def single(self, written: str, start: int) -> None:
        """
        Add the token of an argument of one character or command.
        """
        if written.isdecimal():
            self.add("number", written, start)
        elif self.known.units and not written.startswith("\\"):
            self.add("name", written, start)
        elif not written.startswith("\\"):
            self.tokens.append(self.letter(written, start))
        elif written[1:] in LETTERS or written[1:] == "pi" or TOKENS.get(written[1:], ("",))[0] == "constant":
            self.command(written, start)
        else:
            raise Stop(unreadable("script_braces", start, self.place, what=written))

    def raised(self, start: int) -> None:
        """
        Add the token of a power sign, or of degrees.
        """
        degree = DEGREE.match(self.text, self.place, self.stop)
        if degree is not None:
            self.place = degree.end()
            self.degree(start)
            return
        self.add("operator", "^", start)
        self.script(start)

    def lowered(self, start: int) -> None:
        """
        Add the token before the base of a logarithm.
        """
        if not self.tokens or self.tokens[-1].kind != "function":
            raise Stop(unreadable("subscript", start, self.place))
        self.add("subscript", "_", start)
        self.script(start)

    def script(self, start: int) -> None:
        """
        Read what is raised or lowered: a group, or one character.
        """
        text = self.text
        space = SPACES.match(text, self.place, self.stop)
        place = space.end() if space is not None else self.place
        if text.startswith("{", place):
            self.place = place
            self.expect(1)
        elif text[place : place + 2].isdecimal() and len(text[place : min(place + 2, self.stop)]) > 1:
            what = text[start : place + 2]
            raise Stop(unreadable("script_braces", start, place + 2, what=what))
        elif text[place : place + 1].isdecimal():
            self.place = place
            self.expect(1)

    def degree(self, start: int) -> None:
        """
        Add the token of a degree sign, or of a degree of temperature among units.
        """
        scale = DEGREES_OF.match(self.text, self.place, self.stop) if self.known.units else None
        if scale is None:
            self.add("degree", "°", start)
            return
        self.place = scale.end()
        self.add("name", f"°{scale[1] or scale[2]}", start)


def _at(reason: Unreadable, start: int, end: int) -> Unreadable:
    """
    Return the same outcome for another place.
    """
    return Unreadable(code=reason.code, start=start, end=end, sentence=reason.sentence, parts=reason.parts)
