r"""
Typed maths from OATutor's answers.

An answer there is LaTeX between double dollars (`$$\frac{2x-3}{x-5}$$`), typed
maths (`(x-7/2)**2`), or both by turns. Here it becomes typed maths of our
grammar, or the reason why it cannot. Whether the result can be read and judged
is the engine's to say.
"""

import re

import msgspec

from item_bank.importers.oatutor.signs import PLAIN, SPACING, WORDED

__all__ = ["NotTyped", "to_typed"]

MAX_ANSWER = 500
"""Characters; the longest answer that is one expression has 120."""

SIGN = re.compile(r"\\[A-Za-z]+|\\.|\*\*|\d+(?:\.\d+)?|\.\d+|[A-Za-z]|\s+|.", re.DOTALL)
MONEY = re.compile(r"(?:^|[^\\$])\$(?:$|[^$])|\\\$")
MATRIX = re.compile(
    r"(?:\\left\s*[\[(]\s*)?\\begin\{(?:[bp]?matrix|array)\}(?:\{[lcr|\s]*\})?(.*)\\end\{(?:[bp]?matrix|array)\}"
    r"(?:\s*\\right\s*[\])])?",
    re.DOTALL,
)
CAS_MATRIX = re.compile(r"mat\((\{.*\})\)", re.DOTALL)
CAS_ROW = re.compile(r"\}\s*,\s*\{")
OVER_LETTER = re.compile(r"\\(?:hat|vec|overrightarrow)\s*\{?\s*(?:\\mathbf\s*)?\{?\s*([a-zA-Z])\s*\}?\s*\}?")
"""An arrow or a hat over a letter, as vectors have it; a bar is a mean's, and no other letter stands for that."""
OVERLINED = re.compile(r"(\d*\.\d*)\\(?:overline|bar)\s*\{\s*(\d+)\s*\}")
REALS = re.compile(r"\\(?:mathbb|Bbb|mathbf)\s*\{?\s*R\s*\}?|\\R(?![A-Za-z])")
GROUPED = re.compile(r"(?<![\d,.{])\d{1,3}(?:\{,\}\d{3})+(?!\d)")
HALF_BRACKETED = re.compile(
    r"/\s*(?:\d+\s*(?!(?:sqrt|root|pi)\b)[A-Za-z(]"
    r"|(?!(?:ln|log|sin|cos|tan|sec|csc|cot|sqrt|root|pi|exp|abs|arc\w+)\b)[A-Za-z]\s*[A-Za-z(]"
    r"|\([^()]*\)\s*[A-Za-z0-9(])"
)
"""A fraction whose denominator goes on after a product without brackets: `5/2r(r+2)`."""


class NotTyped(msgspec.Struct, frozen=True):
    """Why an answer is no typed maths of ours; `reason` is a code of `reasons`."""

    reason: str


def to_typed(answer: str) -> str | NotTyped:
    r"""
    Turn one answer into typed maths.

    Parameters
    ----------
    answer
        The answer as it stands in the file.

    Returns
    -------
    str | NotTyped
        Fractions become `(a)/(b)`, `**` and `^{...}` become `^` with brackets,
        braces go. An answer in which `/` is followed by a product without
        brackets (`5/2r(r+2)`) is refused: there, authors and grammars differ.
    """
    if len(answer) > MAX_ANSWER:
        return NotTyped("too_long")
    source = answer.replace("$$", " ").strip()
    if MONEY.search(source):
        return NotTyped("units")
    source = GROUPED.sub(lambda found: found[0].replace("{,}", ""), REALS.sub(" R ", source))
    source = OVERLINED.sub(r"\1(\2)", source)
    source = OVER_LETTER.sub(r" \1 ", source)
    matrix = MATRIX.fullmatch(source) or CAS_MATRIX.fullmatch(source)
    if matrix is not None:
        return _matrix(matrix[1])
    if HALF_BRACKETED.search(source.replace("\N{MINUS SIGN}", "-")):
        return NotTyped("ambiguous_fraction")
    if "\\" not in source and "$$" not in answer and source.startswith("{"):
        # braces of typed maths are a set's, those of LaTeX group
        inside = _Translation(SIGN.findall(source.strip("{} "))).run()
        return inside if isinstance(inside, NotTyped) else f"{{{inside}}}"
    return _Translation(SIGN.findall(source)).run()


def _matrix(entries: str) -> str | NotTyped:
    r"""
    Turn the entries of a matrix into typed rows: `1 & 2 \\ 3 & 4`, or `{1, 2}, {3, 4}`.
    """
    rows = CAS_ROW.split(entries.strip("{}")) if entries.startswith("{") else entries.strip().split(r"\\")
    mark = "," if entries.startswith("{") else "&"
    typed: list[str] = []
    for row in rows:
        cells = [_Translation(SIGN.findall(cell)).run() for cell in row.split(mark)]
        if any(isinstance(cell, NotTyped) for cell in cells):
            return NotTyped("unreadable_latex")
        typed.append(f"[{', '.join(map(str, cells))}]")
    return f"[{', '.join(typed)}]"


class _Translation:
    """One pass over the signs of an answer."""

    def __init__(self, signs: list[str]) -> None:
        self.signs = [sign for sign in signs if sign not in SPACING]
        self.place = 0

    def run(self) -> str | NotTyped:
        """
        Translate all signs.
        """
        try:
            text = self._until("")
        except _Broken:
            return NotTyped("unreadable_latex")
        return " ".join(text.split())

    def _until(self, end: str) -> str:
        """
        Translate up to the sign that ends a group.
        """
        out: list[str] = []
        while self.place < len(self.signs):
            sign = self.signs[self.place]
            if sign == end:
                self.place += 1
                return "".join(out)
            out.append(self._one())
        if end:
            raise _Broken
        return "".join(out)

    def _one(self) -> str:
        """
        Translate one sign, with its arguments.
        """
        sign = self.signs[self.place]
        self.place += 1
        if sign in {r"\frac", r"\dfrac", r"\tfrac"}:
            self._part_digits()
            return f"(({self._argument()})/({self._argument()}))"
        if sign in {"^", "**"}:
            exponent = self._argument()
            return exponent if exponent.strip() == "°" else f"^({exponent})"
        if sign in WORDED:
            return f" {self._words()} "
        if sign == "_":
            return f"_{self._index()}"
        if sign == r"\sqrt":
            return self._root()
        if sign == "{":
            inside = self._until("}")
            # `{pq}^3` shows as `pq^3`, and is what the source's tools make of it: the exponent is the last factor's.
            return inside if self._next() in {"^", "**"} or _is_bracket(inside) else f"({inside})"
        if sign in PLAIN:
            return PLAIN[sign]
        if sign == "}" or sign.startswith("\\"):
            raise _Broken
        return sign

    def _part_digits(self) -> None:
        r"""
        Part the two digits of `\frac12`, which are an argument each.
        """
        following = self.signs[self.place] if self.place < len(self.signs) else ""
        if len(following) == len("12") and following.isdigit():
            self.signs[self.place : self.place + 1] = list(following)

    def _words(self) -> str:
        """
        Take the argument of a text as it stands.
        """
        while self.place < len(self.signs) and self.signs[self.place].isspace():
            self.place += 1
        if self.place >= len(self.signs) or self.signs[self.place] != "{":
            raise _Broken
        end = self.signs.index("}", self.place) if "}" in self.signs[self.place :] else 0
        words = "".join(self.signs[self.place + 1 : end])
        if not end or not words.isascii() or set(words) & set("\\${"):
            raise _Broken
        self.place = end + 1
        return words

    def _index(self) -> str:
        """
        Translate what is lowered: the digits of a name's or a logarithm's index.
        """
        index = self._argument()
        if not index.isalnum():
            raise _Broken
        # a letter after it would belong to the index: `v_0t`
        return f"{index} "

    def _root(self) -> str:
        """
        Translate a root with its index, if it has one.
        """
        if self._next() != "[":
            return f" sqrt({self._argument()})"
        self.place = self.signs.index("[", self.place) + 1
        index = self._until("]")
        return f" root({self._argument()}, {index})"

    def _next(self) -> str:
        """
        Look at the sign that comes after spaces; the empty text at the end.
        """
        return next((sign for sign in self.signs[self.place :] if not sign.isspace()), "")

    def _argument(self) -> str:
        """
        Translate one argument: a group, or the next sign.
        """
        while self.place < len(self.signs) and self.signs[self.place].isspace():
            self.place += 1
        if self.place >= len(self.signs):
            raise _Broken
        if self.signs[self.place] == "{":
            self.place += 1
            return self._until("}")
        if self.signs[self.place] == "-":
            self.place += 1
            return f"-{self._argument()}"
        if self.signs[self.place] in {"(", r"\left"}:
            return self._bracket()
        return self._one()

    def _bracket(self) -> str:
        r"""
        Translate a round bracket with what is in it, `\left(` or `(`.
        """
        if self.signs[self.place] == r"\left":
            self.place += 1
        if self.place >= len(self.signs) or self.signs[self.place] != "(":
            raise _Broken
        self.place += 1
        out = ["("]
        depth = 1
        while depth:
            if self.place >= len(self.signs):
                raise _Broken
            sign = self.signs[self.place]
            depth += (sign == "(") - (sign == ")")
            out.append(self._one())
        return "".join(out)


def _is_bracket(text: str) -> bool:
    """
    Say whether a text is one bracket from its first sign to its last.
    """
    plain = text.strip()
    depth = 0
    for place, sign in enumerate(plain):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return sign == ")" and place == len(plain) - 1
    return False


class _Broken(Exception):
    """The LaTeX is not well formed, or holds a command without a typed form."""
