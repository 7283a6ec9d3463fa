r"""
Texts: OATutor's prose and formulas in our small Markdown.

There `$$` is around formulas, a lone `$` is a dollar, `\n` is two characters,
`##figure1.gif##` is a picture and `**` a power. Here `$` is around formulas and
`\$` is a dollar. What is broken in a known way is mended, and every mend noted;
nothing is invented.
"""

import html
import re
from collections.abc import Mapping

import msgspec

__all__ = ["Cleaned", "clean", "on_one_line"]

MAX_TEXT = 5_000
"""Characters of a text; the longest of the algebra courses has 709, and what is far beyond is no step's."""

FIGURE = re.compile(r"##\s*([A-Za-z0-9_.\-]+\.[A-Za-z]{3,4})\s*(?:##)?")
ADDRESS = re.compile(r"https?://[^\s#]+")
TAG = re.compile(
    r"</?(?:b|i|u|em|strong|p|br|div|span|sub|sup|a|img|ul|ol|li|table|tr|td|th)\b[^<>]*/?>", re.IGNORECASE
)
LINE_TAG = re.compile(r"<\s*(?:br|/p|/div|/li|/tr)\b[^<>]*>", re.IGNORECASE)
POWER_OF_FORMULAS = re.compile(r"\$\$([^$]+)\$\$\s*\*\*\s*\$\$([^$]+)\$\$")
ESCAPED = re.compile(r"[\\$]|!(?=\[)")
TIMES = re.compile(r"(?<=\s)\*(?=\s)")
BLANK_FORMULA = re.compile(r"\s*(_{3,})\s*")
WORD_FORMULA = re.compile(r"\s*[A-Za-z]+(?:[\s-]+[A-Za-z]+)*[\s.,]*")
LONG_WORD = re.compile(r"[A-Za-z]{4,}|[A-Za-z]{2,}-[A-Za-z]{2,}-[A-Za-z]{2,}")
"""What tells words from a product of letters: a long word, or three joined by hyphens (`one-to-one`)."""
CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What no reader sees and YAML or a terminal would stumble over, the signs that turn text round included."""
OPERATOR_NAME = re.compile(r"\\operatorname\{(?=[^A-Za-z])")
NUMBER_OPERATOR = re.compile(r"\\operatorname\{([0-9.,]+)\}")
COMMAND_OR_WORD = re.compile(
    r"\\(?:text|operatorname|begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+|([A-Za-z]{4,}|GCF|LCM|LCD)(\s*)"
)
GROUPED_NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
ESCAPE_OR_DOLLAR = re.compile(r"\\.|\\$|\$", re.DOTALL)
SPACES = re.compile(r"[ \t]+")
VOWEL = re.compile(r"[aeiouyAEIOUY]")

ALT = "Figure for this problem"
"""The words for a picture: the layout has none of its own."""


class Cleaned(msgspec.Struct, frozen=True, kw_only=True):
    """
    A text in our Markdown.

    `unusable` is the code of `reasons` for a text that cannot be shown;
    `figures` are the pictures it shows, `missing` those it names and the
    problem does not have; `mended` are codes of what was repaired.
    """

    text: str
    unusable: str | None = None
    figures: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()


def clean(raw: str, assets: Mapping[str, str]) -> Cleaned:
    """
    Bring one text into our Markdown.

    Parameters
    ----------
    raw
        The text as it stands in the file.
    assets
        From a figure's file name to the name of the bank asset it becomes;
        figures that are not in it are missing.
    """
    cleaning = _Cleaning(assets)
    text = cleaning.run(raw) if len(raw) <= MAX_TEXT else ""
    return Cleaned(
        text=text,
        unusable=_unusable(raw, text),
        figures=tuple(dict.fromkeys(cleaning.figures)),
        missing=tuple(dict.fromkeys(cleaning.missing)),
        mended=tuple(dict.fromkeys(cleaning.mended)),
    )


def _unusable(raw: str, text: str) -> str | None:
    """
    Say why a text cannot be shown, by a code of `reasons`, given as it stands and cleaned.
    """
    if len(raw) > MAX_TEXT:
        return "too_long"
    return "variables" if "@{" in text else None


def on_one_line(raw: str, most: int) -> str:
    """
    Bring a name onto one line of visible characters, cut where it is too long.
    """
    line = " ".join(CONTROL.sub(" ", raw).split())
    return line if len(line) <= most else f"{line[: most - 1]}\N{HORIZONTAL ELLIPSIS}"


class _Cleaning:
    """One text's cleaning, with what was found on the way."""

    def __init__(self, assets: Mapping[str, str]) -> None:
        self.assets = assets
        self.figures: list[str] = []
        self.missing: list[str] = []
        self.mended: list[str] = []

    def run(self, raw: str) -> str:
        """
        Clean a text, piece by piece.
        """
        parts = self._parts(POWER_OF_FORMULAS.sub(r"$${\1}^{\2}$$", CONTROL.sub(" ", raw)))
        pieces = [self._formula(part) if place % 2 else self._prose(part) for place, part in enumerate(parts)]
        lines = (SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
        return "\n".join(line for line in lines if line)

    def _parts(self, raw: str) -> list[str]:
        """
        Cut at the double dollars into prose and formulas by turns, each formula with balanced braces.
        """
        cut = raw.split("$$")
        if len(cut) % 2 == 0:
            self.mended.append("odd_dollars")
            cut[-2:] = ["".join(cut[-2:])]
        parts = [cut[0]]
        place = 1
        while place < len(cut):
            formula, after = cut[place], cut[place + 1]
            place += 2
            # `\frac{\pi}{12$$} + $$n\pi$$`: the formula was closed inside a brace, and goes on.
            while _open_braces(formula) > 0 and place < len(cut):
                self.mended.append("formula_closed_in_brace")
                formula, after = formula + after + cut[place], cut[place + 1]
                place += 2
            parts += [formula, after]
        return parts

    def _prose(self, raw: str) -> str:
        """
        Clean what stands between formulas.
        """
        text = raw.replace("\\n", "\n").replace("\u200b", "")
        if ADDRESS.search(text):
            self.mended.append("address_removed")
            text = ADDRESS.sub("", text)
        if TAG.search(text):
            self.mended.append("html_removed")
            text = html.unescape(TAG.sub("", LINE_TAG.sub("\n", text)))
        out: list[str] = []
        place = 0
        for match in FIGURE.finditer(text):
            out += [_plain(text[place : match.start()]), self._figure(match.group(1))]
            place = match.end()
        return "".join([*out, _plain(text[place:])])

    def _figure(self, name: str) -> str:
        """
        Show a picture on a line of its own, or note that it is missing.
        """
        asset = self.assets.get(name)
        if asset is None:
            self.missing.append(name)
            return "\n"
        self.figures.append(name)
        return f"\n![{ALT}]({asset})\n"

    def _formula(self, raw: str) -> str:
        """
        Clean a formula, or say that it was none.
        """
        if not raw.strip():
            return ""
        if blank := BLANK_FORMULA.fullmatch(raw):
            return f" {blank.group(1)} "
        if WORD_FORMULA.fullmatch(raw) and LONG_WORD.search(raw) and VOWEL.search(raw):
            self.mended.append("words_in_formula")
            return raw
        if _open_braces(raw) != 0:
            self.mended.append("unbalanced_braces")
            return _plain(raw)
        latex = NUMBER_OPERATOR.sub(r"\1", raw.replace("\\n", " ") if "\\ne" not in raw else raw)
        latex = OPERATOR_NAME.sub("{", latex).replace("**", "^").replace("*", r"\cdot ")
        latex = COMMAND_OR_WORD.sub(_worded, latex)
        latex = GROUPED_NUMBER.sub(_grouped, latex)
        latex = ESCAPE_OR_DOLLAR.sub(_escaped, latex.strip()).strip()
        return f"${latex}$" if latex else ""


def _plain(text: str) -> str:
    r"""
    Write prose so that it reads as itself: `\$5`, powers as `^`, no accidental picture.
    """
    powers = TIMES.sub("\N{MULTIPLICATION SIGN}", text.replace(" ** ", "^").replace("**", "^"))
    return ESCAPED.sub(lambda match: "\\" + match.group(), powers)


def _escaped(match: re.Match[str]) -> str:
    """
    Escape a dollar inside a formula, and drop a backslash that would escape the one after it.
    """
    sign = match.group()
    return "\\$" if sign == "$" else "" if sign == "\\" else sign


def _open_braces(latex: str) -> int:
    """
    Count the braces that a formula opens and does not close.
    """
    bare = latex.replace("\\{", "").replace("\\}", "")
    return bare.count("{") - bare.count("}")


def _worded(match: re.Match[str]) -> str:
    r"""
    Set a word inside a formula as a word: `GCF=8` is not a product.
    """
    word = match.group(1)
    if word is None or not (VOWEL.search(word) or word.isupper()):
        return match.group()
    return rf"\text{{{word}{' ' if match.group(2) else ''}}}"


def _grouped(match: re.Match[str]) -> str:
    """
    Keep `17,200` together, but not the coordinates `(5,420)`.
    """
    number, whole = match.group(), match.string
    before, after = whole[: match.start()].rstrip()[-1:], whole[match.end() :].lstrip()[:1]
    return number if before == "(" and after == ")" else number.replace(",", "{,}")
