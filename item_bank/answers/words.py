"""
Words: when two written answers are the same words, and when they ask for help.

Case, white space, typographic quotes and dashes, full-width letters, invisible
characters and a closing full stop never decide an answer. Spelling does.
"""

import re
import unicodedata

__all__ = ["NO_WORDS", "STUCK", "asks_for_help", "fold", "is_blank", "without_latex"]

_TYPOGRAPHY = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u2032": "'",
        "`": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2033": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
    }
)
"""What keyboards and word processors put for a plain quote, apostrophe or hyphen."""

_INVISIBLE = frozenset({"Cf", "Cc"})
"""Unicode categories of characters that nobody sees: format marks (zero-width, bidi) and controls."""

_SET_UPRIGHT = re.compile(
    r"\\(?:text|textrm|textnormal|textit|textbf|mbox|operatorname|mathrm|mathit|mathbf|mathsf|boxed)\s*\{([^{}\\]*)\}"
)
"""Commands that set words in LaTeX; their argument is what was written."""
_ARROW = re.compile(r"\\(?:to|rightarrow|longrightarrow|Rightarrow)(?![A-Za-z])")
_SPACE = re.compile(r"\\(?:[ ,;:!]|quad|qquad)|~")
_DOLLARS = re.compile(r"\s*\${1,2}([^$]+)\${1,2}\s*")
"""Stand round all of a text that is LaTeX."""
_MOST_NESTED = 3
"""Commands round a word: `\\boxed{\\text{b}}` has two."""

STUCK = frozenset(
    "".join(phrase.split())
    for phrase in (
        "?",
        "??",
        "???",
        "...",
        "help",
        "help me",
        "help please",
        "please help",
        "hint",
        "hint please",
        "stuck",
        "i'm stuck",
        "im stuck",
        "i am stuck",
        "idk",
        "i dk",
        "dk",
        "dunno",
        "i dunno",
        "i don't know",
        "i dont know",
        "i do not know",
        "don't know",
        "dont know",
        "no idea",
        "i have no idea",
        "no clue",
        "not sure",
        "i'm not sure",
        "im not sure",
        "i can't",
        "i cant",
        "skip",
        "pass",
        "i don't understand",
        "i dont understand",
        "i don't get it",
        "i dont get it",
    )
)
"""What learners type who mean "I'm stuck", as `fold` leaves it; nothing here reads as mathematics."""


NO_WORDS = re.compile(r"[0-9()+*/=^]")
"""What stays as it is in `fold` and stands in no plea for help, but in most answers."""


def fold(text: str) -> str:
    """
    Bring words to the form in which they are compared.

    White space goes altogether ("New  York" and "new york" are one answer), and
    so does a single full stop at the end.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY)).casefold().translate(_TYPOGRAPHY)
    seen = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in _INVISIBLE)
    return seen[:-1] if seen.endswith(".") and not seen.endswith("..") else seen


def without_latex(text: str) -> str:
    r"""
    Return the words that a maths field hands over as LaTeX: `b` for `\text{b}`.

    Commands that set no words are left as they are.
    """
    wrapped = _DOLLARS.fullmatch(text)
    plain = _SPACE.sub(" ", _ARROW.sub("\N{RIGHTWARDS ARROW}", text if wrapped is None else wrapped[1]))
    for _ in range(_MOST_NESTED):
        plain = _SET_UPRIGHT.sub(r"\1", plain)
    return plain


def is_blank(text: str) -> bool:
    """
    Say whether nothing visible was entered.
    """
    return not fold(text)


def asks_for_help(text: str) -> bool:
    """
    Say whether a text is blank, or nothing but a request for help.
    """
    if NO_WORDS.search(text) is not None:
        return False
    folded = fold(text).rstrip("!")
    return not folded or folded in STUCK
