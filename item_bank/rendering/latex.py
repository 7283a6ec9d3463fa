"""
The LaTeX that we render: which commands, how long, how deep.

Decided before any converter sees it, because the converter knows macros, colours,
widths and styles that a text of ours has no use for and a hostile one has.
Small repairs of what authors type (a bare percent sign, a Unicode minus) stand
here as well. Turning LaTeX into MathML is `mathml`'s.
"""

import re

__all__ = ["MAX_DEPTH", "MAX_LATEX", "MAX_TOKENS", "commands_known", "mended"]

MAX_LATEX = 2_000
"""Characters in one formula; the longest of a 3,846-problem bank has 412."""
MAX_TOKENS = 800
MAX_DEPTH = 40
"""Nested braces, brackets and environments; the converter recurses about five frames a level."""

STRUCTURES = frozenset(
    re.findall(
        r"\S+",
        r"""
    \frac \dfrac \tfrac \cfrac \binom \sqrt \left \right \middle \begin \end \not \limits
    \text \textbf \textit \textrm \mathrm \mathbf \mathit \mathsf \mathbb \mathcal \operatorname
    \overline \underline \bar \hat \vec \tilde \overrightarrow \overleftrightarrow \overbrace \underbrace
    \overset \underset \stackrel \boxed \cancel \bcancel \xcancel \pmod \bmod \mod \substack \hline \cr
    \displaystyle \textstyle \big \Big \bigg \Bigg \bigl \bigr \Bigl \Bigr \biggl \biggr \lim \max \min \gcd \det
    \quad \qquad \space \thinspace \; \: \, \! \> \\
        """,
    )
)
ENVIRONMENTS = frozenset(
    {"align", "align*", "array", "cases", "smallmatrix", "split", "substack"}
    | {"matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix"}
)
TAKES_AN_ARGUMENT = STRUCTURES | {"^", "_"}
OPENS = frozenset({"{", r"\left", r"\begin"})
CLOSES = frozenset({"}", r"\right", r"\end"})

TOKEN = re.compile(r"\\[a-zA-Z]+|\\[^a-zA-Z]|\\$|\S", re.DOTALL)
ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{([^{}]*)\}")
BARE_PERCENT = re.compile(r"(?<!\\)%")
DIGITS_THEN_LETTERS = re.compile(r"(?<=\d)(?=\s*(?:in|mm|cm|pt|em|ex|pc|bp|dd|cc|sp|mu))")

SIGNS = str.maketrans(
    {
        "\N{MINUS SIGN}": "-",
        "\N{EN DASH}": "-",
        "\N{MULTIPLICATION SIGN}": r"\times ",
        "÷": r"\div ",
        "·": r"\cdot ",
        "≤": r"\leq ",
        "≥": r"\geq ",
        "≠": r"\neq ",
        "±": r"\pm ",
        "∞": r"\infty ",
        "≈": r"\approx ",
        "π": r"\pi ",
        "°": r"^{\circ}",
        "…": r"\ldots ",
        "²": "^2",
        "³": "^3",
        "\u00a0": " ",
        "\u200b": "",
    }
)


def mended(latex: str) -> str:
    """
    Mend what authors type and TeX would misread, without changing what it says.

    Unicode signs become commands; a bare percent sign, which begins a comment
    in TeX, is escaped; `3pt` is kept from being read as a length.
    """
    signed = latex.translate(SIGNS)
    return DIGITS_THEN_LETTERS.sub("{}", BARE_PERCENT.sub(r"\\%", signed))


def within_limits(latex: str) -> bool:
    """
    Say whether a formula is short, shallow and balanced enough to be converted.
    """
    if not latex.strip() or len(latex) > MAX_LATEX:
        return False
    depth = pending = 0
    for count, match in enumerate(TOKEN.finditer(latex)):
        sign = match.group()
        # A command or script sign takes the next token as its argument: a chain of them nests without braces.
        pending = pending + 1 if sign in TAKES_AN_ARGUMENT else 0
        if sign in OPENS:
            depth += 1
        elif sign in CLOSES:
            depth -= 1
        if depth < 0 or depth + pending > MAX_DEPTH or count >= MAX_TOKENS:
            return False
    return depth == 0


def commands_known(latex: str) -> bool:
    """
    Say whether a formula keeps the limits and holds known commands and environments only.
    """
    if not within_limits(latex):
        return False
    from latex2mathml.commands import FUNCTIONS  # noqa: PLC0415 - lazy: most commands of the CLI render nothing
    from latex2mathml.symbols_parser import convert_symbol  # noqa: PLC0415 - lazy, as above

    commands = {sign for sign in TOKEN.findall(latex) if sign[0] == "\\"} - STRUCTURES
    known = all(name in FUNCTIONS or name == "\\ " or convert_symbol(name) is not None for name in commands)
    return known and all(name in ENVIRONMENTS for name in ENVIRONMENT.findall(latex))
