r"""
Typed maths from OATutor's answers.

An answer there is LaTeX between double dollars (`$$\frac{2x-3}{x-5}$$`), typed
maths (`(x-7/2)**2`), or both by turns. Here it becomes typed maths of our
grammar, or the reason why it is of no kind that we have. Whether the result can
be read and judged is the engine's to say.
"""

import re

import msgspec

__all__ = ["NotTyped", "to_typed"]

MAX_ANSWER = 500
"""Characters; the longest answer that is one expression has 120."""

SIGN = re.compile(r"\\[A-Za-z]+|\\.|\*\*|\d+(?:\.\d+)?|\.\d+|[A-Za-z]|\s+|.", re.DOTALL)
SPACING = frozenset({"\\,", "\\;", "\\:", "\\!", "\\ ", "\\quad", "\\displaystyle"})
PLAIN = {
    r"\times": "*",
    r"\cdot": "*",
    r"\div": "/",
    r"\pi": "pi ",
    r"\left": "",
    r"\right": "",
    r"\%": "%",
    "**": "^",
    "\N{MINUS SIGN}": "-",
}
OTHER_KINDS = (
    ("matrix", re.compile(r"\\begin|\bmat\(")),
    ("logarithm", re.compile(r"\\log|\\ln|\blog\b|\bln\b")),
    ("trigonometry", re.compile(r"\\(?:sin|cos|tan|sec|csc|cot)|\b(?:sin|cos|tan)\b")),
    ("plus_minus", re.compile(r"\\pm|[\u00b1~]")),
    ("interval", re.compile(r"\\infty|\\cup|\binf\b")),
    ("inequality", re.compile(r"\\(?:leq?|geq?|neq?|lt|gt)(?![A-Za-z])|[<>\u2264\u2265]")),
    ("absolute_value", re.compile(r"\|")),
    ("root", re.compile(r"\\sqrt|\bsqrt\b|\u221a")),
    ("units", re.compile(r"\\circ|\u00b0|\\text|(?:^|[^\\$])\$(?:$|[^$])|\\\$")),
    ("list", re.compile(r",|;|\bor\b|\band\b|&")),
    ("subscript", re.compile(r"_")),
)
"""Signs of kinds that we do not have yet, the telling ones first."""
FRACTIONAL_EXPONENT = re.compile(r"\^\s*\{?\s*(?:\\left)?\(?\s*-?\s*\(*\s*(?:\\frac|\d+(?:\.\d+)?\s*/)")
DECIMAL_EXPONENT = re.compile(r"\^\s*\{?\(?-?\d*\.\d")
NAME_OF_TWO = re.compile(r"\s*(?:[A-Za-z]{2,}|[A-Za-z]\s*\(\s*[A-Za-z]\s*\))\s*=")
HALF_BRACKETED = re.compile(r"/\s*(?:\d+\s*[A-Za-z(]|[A-Za-z]\s*[A-Za-z(]|\([^()]*\)\s*[A-Za-z0-9(])")


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
    for reason, sign in OTHER_KINDS:
        if sign.search(source):
            return NotTyped(reason)
    if FRACTIONAL_EXPONENT.search(source.replace("**", "^")) or DECIMAL_EXPONENT.search(source.replace("**", "^")):
        return NotTyped("root")
    if NAME_OF_TWO.match(source):
        return NotTyped("function_or_sequence")
    if HALF_BRACKETED.search(source.replace("\N{MINUS SIGN}", "-")):
        return NotTyped("ambiguous_fraction")
    return _Translation(SIGN.findall(source)).run()


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
            return f"(({self._argument()})/({self._argument()}))"
        if sign in {"^", "**"}:
            return f"^({self._argument()})"
        if sign == "{":
            inside = self._until("}")
            # `{pq}^3` shows as `pq^3`, and is what the source's tools make of it: the exponent is the last factor's.
            return inside if self._next() in {"^", "**"} else f"({inside})"
        if sign in PLAIN:
            return PLAIN[sign]
        if sign == "}" or sign.startswith("\\"):
            raise _Broken
        return sign

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


class _Broken(Exception):
    """The LaTeX is not well formed, or holds a command without a typed form."""
