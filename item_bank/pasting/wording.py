"""
Wording: what of a problem is words and what is maths, and what the words ask for.

Strips what people write before and behind a formula, in English, German and
Spanish, and reads the verb out of it: solve, calculate, simplify, expand, factor.
A key that was typed behind the problem is parted from it. What is left may still
not be maths; reading it is `solving`'s.
"""

import re
from itertools import pairwise
from typing import Final, Literal, TypeAlias

import msgspec

from item_bank.algebra.characters import LETTER
from item_bank.answers.answer import Form

__all__ = ["Asks", "Wording", "in_dollars", "without_key", "wording"]

Asks: TypeAlias = Literal["solve", "calculate", "simplify", "expand", "factor"]
"""What the words ask to be done; `calculate` is that for numbers, the others need letters."""

_VERBS: Final[tuple[tuple[Asks, tuple[str, ...]], ...]] = (
    ("expand", ("expand", "multipliz.*\\baus", "multiply out", "remove the brackets", "ausmultipliz", "desarroll")),
    ("factor", ("factor", "faktorisier", "in faktoren", "descomp", r"klammer[et]\b.*\baus", "ausklammer")),
    ("simplify", ("simplif", "reduc", "vereinfach", "kürz", "fass", "collect", "reduzc")),
    ("solve", ("solv", "lös", "resuelv", "resolv", "find", "hall", "bestimm", "despej")),
    (
        "calculate",
        ("calcul", "work out", "evaluat", "comput", "how much", "what is", "was ist", "wie viel", "cuánto", "rechn"),
    ),
    ("calculate", ("berechn",)),
)
"""How the verbs begin that ask for something, in the order in which they are looked for."""
_WITHIN: Final = re.compile(
    r"(?<![\w\\])(?:to|into|in|as|of|is|at|by|from|with|than|if|so|zu|als|von|um|ist|auf|mit|bei|en|de|como|con|si|es)(?![\w(^])"
    rf"|(?<=\d)\s?(?:km|dm|cm|mm|kg|mg|ml|min|kWh)(?!{LETTER}|\()"
)
"""Words of two letters and more, and units behind numbers, that would be read as products of letters."""
_SOLVED_FOR: Final = re.compile(r"\b(?:for|nach|para|value of|despeja)\s+([a-z])\b", re.IGNORECASE)
_KEY: Final = re.compile(
    r"\s*(?:→|⇒|->|=>|(?P<article>\b(?:the|die|das|la|el)\s+)?\b(?:answer|ans|key|solution|lösung|antwort|ergebnis|respuesta|solución)\b\s*[:=])\s*",
    re.IGNORECASE,
)
_NAMES_IT: Final = re.compile(r"[^\d.?!=]*")
"""What stands before an article and a word for the answer where they only name it: "Bestimme die Lösung: 3x = 12"."""
_WORD: Final = rf"{LETTER}{{2,}}"
"""Letters alone: the `²` of `x²` is no letter, or `x²` would be a word and be taken off."""
_NO_WORD: Final = (
    r"(?!(?:sqrt|cbrt|root|abs|log|ln|lg|exp|sin|cos|tan|cot|sec|csc|asin|acos|atan|arcsin|arccos|arctan|pi|gcd|lcm|min|max"
    r"|or|and|mod)\b)"
)
_NO_PRODUCT: Final = r"(?!(?-i:[a-z]{2,3})(?:\s*[+*/=·×<>≤≥]|\s-\s|-(?=\w)))"
"""What stands before a sign is a product of letters, as in "Factor xy + x", and no word."""
_NO_SUMMAND: Final = r"(?<![+*/·×-])(?<![+*/·×-]\s)"
"""So is what stands behind one."""
_JOINED: Final = rf"(?:and|y)\s+(?!(?:if|when|wenn|si)\b)(?={_WORD})"
"""Joins two verbs: "expand and simplify"."""
_LEADING: Final = re.compile(
    rf"[\s¿¡]*(?:(?:{_NO_WORD}{_NO_PRODUCT}|{_JOINED}){_WORD}(?![\w(^])[\s,:;.]*|an?\s+(?={_NO_WORD}{_WORD}(?![\w(^]))|(?<=\w\s)(?:[a-z])\s*(?:[:,]|\b(?:if|when|wenn|si)\b)\s*"
    r"|(?<=\bfor\s)[a-z]\s*[:,]?\s*(?=\S)|(?<=\bnach\s)[a-z]\s*(?:[:,]\s*|(?=(?:auf|um)\b))|(?<=\bdespeja\s)[a-z]\s*(?:[:,]\s*|(?=en\b))|(?<=\bpara\s)[a-z]\s*[:,]\s*)+",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    rf"(?:[\s,;:.?!]+{_NO_SUMMAND}(?:{_NO_WORD}{_WORD})|(?<=\b(?:as|to|in))\s+an?(?=\s)|(?<=\bfor)\s+[a-z]|(?<=\bnach)\s+[a-z]|(?<=\bpara)\s+[a-z])+[\s.,;:!?]*$",
    re.IGNORECASE,
)
_BLANK: Final = re.compile(r"\s*=\s*(?:[?_□…]|\.{3})*[\s?_□…]*$|\s*[?_□…]+\s*$|(?<!\.)\.\s*$")
_QUESTION: Final = re.compile(r"(?<![=\s?_□…])\?\s*$")
_DOLLARS: Final = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+)(?<!\\)\$")


_NAMED: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(rf"^(?:{verb})\s+(.+?)\s+(?:{joint})\s+(.+)$", re.IGNORECASE), made)
    for verb, joint, made in (
        ("add|addiere|suma", "and|to|und|y", r"(\1) + (\2)"),
        ("subtract|subtrahiere|resta", "from|von|de", r"(\2) - (\1)"),
        ("multiply|multipliziere|multiplica", "by|and|with|mit|und|por", r"(\1) * (\2)"),
        ("divide|dividiere", "by|durch|entre|por", r"(\1) / (\2)"),
    )
)
"""Operations that are named instead of written, and how they are written."""
_PERCENT_OF: Final = re.compile(r"%\s*(?:of|von|de)\s+(?=[\d(])", re.IGNORECASE)
_FRACTION_OF: Final = re.compile(r"(?<![\w/.,)])(\d+)\s*/\s*(\d+)\s+(?:of|von|de)\s+(?=[\d(])", re.IGNORECASE)
_DIVIDED: Final = re.compile(r"(?<=[\d)\w])\s*[:÷]\s*(?=[-\d(\w])")
_TYPED_FRACTION: Final = re.compile(r"(?<![\w/.,)])(\d+)\s*/\s*(\d+)(?![\w/.,(])")
_ALONE: Final = re.compile(r"\((\d+(?:[.,]\d+)?|[a-z])\)")


_DELIMITERS: Final = re.compile(r"(?<!\\)\\[()\[\]]|\$\$")
_JOINT: Final = re.compile(r"\s*[,;]?\s*(?:and|und|y)?\s*", re.IGNORECASE)
_PARTING: Final = (re.compile(r"\s*(?:;|,\s|\n)\s*"), re.compile(r"\s*,\s*"))
"""What stands between the equations of a system; a comma without a space may be a decimal's."""
_NUMBER_OF_EQUATION: Final = re.compile(r"^\s*(?:\(?I{1,3}\s*[:)]|\([1-3]\)|[1-3]:)\s*")
_LETTER_ALONE: Final = re.compile(r"(?<![^\W\d_])[a-z](?![^\W\d_])")
_FUNCTION: Final = re.compile(r"(?<![^\W\d_])[f-h]\s*\(")
_ASKED_AGAIN: Final = re.compile(r"(?<=\S)\s*[,;]\s*([a-z])$")


_FORM_NAMES: Final[tuple[tuple[Form, tuple[str, ...]], ...]] = (
    ("mixed", ("mixed number", "gemischte", "número mixto")),
    ("scientific", ("scientific notation", "standard form", "wissenschaftlich", "notación científica")),
    ("decimal", (r"(?:as|to|into) an? (?:\w+ )?decimal", "(?:als|in) (?:eine[nr]? )?(?:dezimal|kommazahl)")),
    ("decimal", (r"(?:como|en) (?:un |número |forma )*decimal",)),
    (
        "percent",
        ("(?:as|to|into) an? percent", "(?:als|in) prozent", "(?:como|en) (?:un )?(?:porcentaje|tanto por)"),
    ),
    ("same", ("improper fraction", r"unechte\w* br[uü]ch", "fracción impropia")),
    ("lowest_terms", (r"(?:as|to|into) an? (?:\w+ )?fraction", r"(?:als|in) (?:einen )?(?:\w+ )?bruch")),
    ("lowest_terms", ("(?:como|en) (?:una )?fracción",)),
)
"""How words name the way in which a number is to be written; a mixed number is in lowest terms too."""
_FORMS: Final = tuple((form, re.compile(rf"\b(?:{'|'.join(names)})", re.IGNORECASE)) for form, names in _FORM_NAMES)


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """
    One problem, taken apart.

    Attributes
    ----------
    maths
        What is left when words are taken off; empty where nothing is.
    latex
        Whether `maths` stood between dollar signs.
    before, behind
        The words before and behind it.
    asks
        What the words ask for; None where they do not say.
    unknown
        The letter that they name: "solve for y".
    form
        How a number is to be written: "as a decimal"; None where they do not say.
    key
        What was typed as the answer; None where nothing was.
    within
        A word of a language that stands within the maths, where it would be
        read as a product of letters; None where none does.
    question
        Whether it ends in a question mark that is no blank.
    above
        What was said of it and others.
    """

    maths: str
    latex: bool = False
    before: str = ""
    behind: str = ""
    asks: Asks | None = None
    unknown: str | None = None
    form: Form | None = None
    key: str | None = None
    within: str | None = None
    question: bool = False
    above: str = ""

    @property
    def said(self) -> str:
        """
        All words: those above, before and behind the maths.
        """
        return f"{self.above} {self.before} {self.behind}"


def in_dollars(text: str) -> str:
    """
    Put the formulas of a text between dollar signs that stand between other signs of LaTeX.
    """
    return _DELIMITERS.sub("$", text)


def in_one_line(text: str) -> str:
    """
    Write a problem in one line: it is given alone, and lines there would be problems of their own.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or r"\begin" in text:
        return " ".join(lines)
    joined = lines[0]
    for before, line in pairwise(lines):
        equations = "=" in before and "=" in line and not before.endswith((",", ";"))
        joined += f"{'; ' if equations else ' '}{line}"
    return joined


def wording(text: str, above: str = "") -> Wording:
    """
    Take a problem apart.

    Parameters
    ----------
    text
        The problem without its number.
    above
        What was said of it and others; its own words outrank that.
    """
    problem, key = _with_key(text)
    shown = list(_DOLLARS.finditer(problem))
    if len(shown) > 1 and all(_JOINT.fullmatch(problem[a.end() : b.start()]) for a, b in pairwise(shown)):
        joined = r" \text{ and } ".join(found[1] for found in shown)
        problem = f"{problem[: shown[0].start()]}${joined}${problem[shown[-1].end() :]}"
        shown = list(_DOLLARS.finditer(problem))
    if len(shown) == 1:
        (found,) = shown
        before, maths, behind = problem[: found.start()], found[1], problem[found.end() :]
        behind = _BLANK.sub("", behind)
        maths = re.sub(r"\s*=\s*$", "", maths)
    elif (named := _named(_BLANK.sub("", problem.strip()))) is not None:
        before, maths, behind = problem.strip().split()[0], named, ""
    else:
        leading = _LEADING.match(problem)
        before = leading[0] if leading else ""
        rest = _BLANK.sub("", problem[len(before) :])
        trailing = _TRAILING.search(rest)
        behind = rest[trailing.start() :] if trailing else ""
        maths = _BLANK.sub("", rest[: trailing.start()] if trailing else rest)
    words = f"{before} {behind}"
    letter = _SOLVED_FOR.search(words) or _SOLVED_FOR.search(above)
    return Wording(
        maths=_as_typed(maths.strip(" ,;:\t\n"), latex=len(shown) == 1),
        latex=len(shown) == 1,
        before=before.strip(),
        behind=behind.strip().rstrip(" ."),
        asks=_asked(words) or _asked(above),
        unknown=letter[1] if letter else None,
        form=next((form for form, named in _FORMS if named.search(f"{above} {words}")), None),
        key=key,
        within=None if len(shown) == 1 else _within(maths),
        question=_QUESTION.search(problem) is not None,
        above=above,
    )


def _as_typed(maths: str, *, latex: bool) -> str:
    """
    Write what people write in homework as our grammar has it: `20% of 80`, `3/4 of 20`, `7/8 : 1/4`.

    Beside a sign for dividing, a stroke is a fraction's, and binds tighter.
    """
    maths = _as_system(maths, r" \text{ and } " if latex else " and ")
    if latex:
        return maths
    maths = _FRACTION_OF.sub(r"\1/\2 * ", _PERCENT_OF.sub("% * ", maths))
    if _DIVIDED.search(maths):
        maths = _DIVIDED.sub(" / ", _TYPED_FRACTION.sub(r"(\1/\2)", maths))
    return maths


def _within(maths: str) -> str | None:
    """
    Return the first word of a language that stands within what is left: "2.5 km to m" is no product.
    """
    found = _WITHIN.search(_as_typed(maths, latex=False))
    return None if found is None else found[0]


def _as_system(maths: str, joint: str) -> str:
    """
    Join the equations of a system that are parted by commas, semicolons or lines, and take their numbers off.
    """
    maths = _ASKED_AGAIN.sub("", maths) if "=" in maths else maths
    for parting in _PARTING:
        parts = [_NUMBER_OF_EQUATION.sub("", part) for part in parting.split(maths.strip())]
        letters = set(_LETTER_ALONE.findall(maths))
        if (
            _FUNCTION.search(maths) is None
            and len(parts) > 1
            and len(letters) > 1
            and all(part.count("=") == 1 for part in parts)
        ):
            return joint.join(parts)
    return maths


def _named(problem: str) -> str | None:
    """
    Write an operation that is named: "Add 1/2 and 1/4" asks for `(1/2) + (1/4)`.
    """
    for pattern, made in _NAMED:
        if pattern.match(problem):
            return _ALONE.sub(r"\1", pattern.sub(made, problem))
    return None


def without_key(text: str) -> str:
    """
    Return a problem without the key that was typed behind it.
    """
    return _with_key(text)[0].rstrip(" :=,")


def _with_key(text: str) -> tuple[str, str | None]:
    """
    Part the typed key from a problem: behind the last arrow or the word for an answer.
    """
    found = None
    for one in _KEY.finditer(text):
        if one["article"] is None or _NAMES_IT.fullmatch(text[: one.start()]) is None:
            found = one
    if found is None or not text[: found.start()].strip() or not text[found.end() :].strip():
        return text, None
    return text[: found.start()], text[found.end() :].strip(" .")


def _asked(words: str) -> Asks | None:
    for asks, verbs in _VERBS:
        if re.search(rf"\b(?:{'|'.join(verbs)})", words, re.IGNORECASE):
            return asks
    return None
