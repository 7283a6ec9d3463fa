"""
Markup: links, addresses, HTML, code and pictures, which no hint has.

A hint is words and maths. Whatever leads a learner elsewhere, loads something or
runs something is refused by its look; emphasis and maths between dollar signs
are the page's own and pass.
"""

import re
from typing import Final

__all__ = ["marked_up"]

_MATHS: Final = re.compile(r"\$[^$]*\$")
_DOMAINS: Final = "com|org|net|edu|gov|io|ai|dev|app|info|biz|tv|ly|gl|co|uk|de|ch|fr|nl|pl|eu|ru|cn"
_KINDS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE | re.MULTILINE), says)
    for pattern, says in (
        (r"!\[[^\]]{0,200}\]\s?[(\[]", "a picture"),
        (r"\[[^\]]{0,200}\]\s?(?:\([^)]{0,400}\)|\[[^\]]{0,100}\])", "a link"),
        (r"^\s{0,3}\[[^\]]{1,100}\]:\s", "a link"),
        (r"\b(?:[a-z][a-z0-9+.-]{1,20}://|(?:javascript|data|mailto|tel|vbscript|file):\S)", "an address"),
        (r"\bwww\d?\.\S", "an address"),
        (rf"(?<![\w.])(?:[a-z0-9-]{{2,63}}\.){{1,4}}(?:{_DOMAINS})(?![\w.-])", "an address"),
        (r"(?<![\w.])(?:[a-z0-9-]{2,63}\.){1,4}[a-z]{2,6}/\w", "an address"),
        (r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}", "an address"),
        (r"(?<!\w)@[a-z_][\w.]{2,}", "an address"),
        (r"</?[a-z!][a-z0-9-]{0,20}(?:\s+[a-z-]{1,30}\s*=[^<>]{0,400}|\s*/?)>|<!--|<\?", "HTML"),
        (r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}[0-9]{0,2});", "HTML"),
        (r"`", "code"),
        (r"~~~", "code"),
        (r"^\s{0,3}#{1,6}\s", "a heading"),
        (r"^\s*\|.*\|\s*$", "a table"),
        (r"^\s{0,3}(?:[-*+]\s|\d{1,3}[.)]\s)", "a list"),
        (r"^\s{0,3}>\s", "a quotation"),
    )
)
_LATEX: Final = re.compile(
    r"\\(?:(?:href|url|html\w*|class|style|cssId|id|data|include\w*|input|def|edef|gdef|let|newcommand|renewcommand|require"
    r"|catcode|write|read|openin|openout|csname|unicode|bbox|color|colorbox|textcolor|tip|texttip|toggle|mathtip"
    r"|verb)(?![A-Za-z])|begin\s*\{(?!cases|[pbvBV]?matrix|aligned|array))",
    re.IGNORECASE,
)


def marked_up(text: str) -> str | None:
    """
    Say what markup a text has that no hint has; None where it has none.
    """
    if found := _LATEX.search(text):
        return f"It has the command {found[0]}, which no hint needs."
    prose = _MATHS.sub(" x ", text)
    says = next((says for pattern, says in _KINDS if pattern.search(prose)), None)
    return None if says is None else f"It has {says}; a hint is words and maths."
