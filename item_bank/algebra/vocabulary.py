"""
The vocabulary: a context made ready for scanning.

Decides which runs of letters are one thing (a function, a declared name, `pi`,
a word that joins statements) and which are products of letters. What an item
declares comes before what is built in; a word that may as well be a product is
read as a word only where brackets or spaces show it.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

import msgspec

from item_bank.algebra.characters import FRACTIONS, GREEK, LETTER, SUBSCRIPTS
from item_bank.algebra.context import Context, Format
from item_bank.algebra.functions import ALIASES, FUNCTIONS
from item_bank.algebra.limits import LONGEST_PRODUCT
from item_bank.algebra.numerals import Marks, marks
from item_bank.algebra.tokens import Kind
from item_bank.algebra.words import joining_words

__all__ = ["Vocabulary", "vocabulary"]

Meaning: TypeAlias = tuple[Kind, str]
"""Kind and text of the token that a word becomes."""

INFINITIES = ("oo", "inf", "infinity", "infty")
DEGREES = ("deg", "degree", "degrees")
WITH_BRACKETS = frozenset({"sqrt", "cbrt", "factorial"})
"""Functions that are never a product of letters, though they need brackets."""
IN_QUANTITIES = ("sqrt", "cbrt", "abs", "sin", "cos", "tan", "ln", "log", "exp")
"""Functions that are read beside units; others (`min`, `sec`) are symbols of units themselves."""
SHORT = 2
"""Letters of `re`, `im`, `lg` and `tg`, which are products but before brackets."""
OPENING = r"(?=\s*[(\[{|])"
DECLARED = "(?:)"
"""Matches nothing; stands in the pattern of a function whose letters are all declared as names."""
ALONE = ("(?<![A-Za-zΑ-ω])", "(?![A-Za-zΑ-ω_0-9])")
"""Before and after a word that is no part of a longer run of letters."""
SUBSCRIPTED = rf"{LETTER}(?:_(?:[0-9]+|{LETTER}(?!{LETTER})|\{{\s*[^\W_]+\s*\}})|[{''.join(map(chr, SUBSCRIPTS))}]+)"
PLAIN = r"(?P<plain>[0-9]{1,60}(?![0-9.,'eE(…\\{~\s\u2019\u066b\u066c]))"
"""A numeral that nothing can go on: most are such, and need no look at marks."""
SIGNS = (
    r"(?P<operator>\*\*|\+(?!/-)|[-*/^])|(?P<space>\s+)|(?P<open>[(\[{⌊⌈])|(?P<close>[)\]}⌋⌉])"
    r"|(?P<relation><=>|=/=|<>|[<>!]=|=[<>]|==|[=<>≤≥≠⇒⇔⟺∈])|(?P<separator>[,;](?![0-9]))|(?P<sign>[±∓]|\+/-)"
)
RARER = (
    rf"(?P<letter>{LETTER})|(?P<root>[√∛∜])|(?P<bar>\|)|(?P<superscript>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    rf"|(?P<fraction>[{''.join(FRACTIONS)}])|(?P<percent>%)|(?P<degree>°)|(?P<factorial>!)|(?P<setwise>[∪∩∖])"
    r"|(?P<set>[∅ℝ])|(?P<join>[∨∧])|(?P<infinity>∞)|(?P<subscript>_)|(?P<comma>[,;])|(?P<both>&)"
)


class Vocabulary(msgspec.Struct, frozen=True):
    """
    A context made ready for scanning.

    Attributes
    ----------
    pattern
        Matches one token, its kind in the group that matched.
    words
        Longer runs of letters that are one thing.
    names
        Every declared name by each of its spellings, which are those with and
        without an underscore before digits, and Greek letters in words.
    open
        Matches the words where no name is declared and any letter may be one, so
        that a word has to be told from a product; else None.
    joining
        Words of one letter that join statements.
    """

    pattern: re.Pattern[str]
    words: Mapping[str, Meaning]
    names: Mapping[str, str]
    functions: frozenset[str]
    constants: frozenset[str]
    open: re.Pattern[str] | None
    joining: Mapping[str, str]
    marks: Marks
    exponents: frozenset[str]
    several: bool
    units: bool

    def letter(self, letter: str) -> Meaning | None:
        """
        Return what one letter stands for; None where it stands for nothing.
        """
        name = self.names.get(letter)
        if name is not None:
            return "name", name
        if letter in self.functions:
            return "function", letter
        if letter == "π":
            return "constant", "pi"
        if letter in self.constants:
            return "constant", letter
        if self.open is not None and ((letter.isascii() and letter.isalpha()) or "Α" <= letter <= "ω"):
            return "name", letter
        return None

    def name(self, stem: str, lowered: str) -> str | None:
        """
        Return the name of a letter with a subscript; None where there is no such name.
        """
        name = self.names.get(f"{stem}_{lowered}")
        if name is None and self.open is not None and len(stem) == 1 and (lowered.isdecimal() or len(lowered) == 1):
            return f"{stem}_{lowered}"
        return name


@lru_cache(maxsize=512)
def vocabulary(context: Context, written: Format) -> Vocabulary:
    """
    Make a context ready for scanning.

    Parameters
    ----------
    context
        What an item declares.
    written
        How the text is written; in LaTeX a backslash begins a command.
    """
    declared = (*context.unknowns, *context.names)
    names = _spelt(declared)
    habit = marks(context.locale)
    joining = {} if context.units else joining_words(context.locale)
    words: dict[str, Meaning] = {}
    matched = _quantities(words) if context.units else _expressions(words, context, joining)
    declared_words = {spelling: name for spelling, name in names.items() if len(spelling) > 1}
    words.update({spelling: ("name", name) for spelling, name in declared_words.items()})
    for function in context.functions:
        words[function] = ("function", ALIASES.get(function, function))
    matched.update(
        {word: re.escape(word) + ("(?![0-9])" if word[-1].isdecimal() else "") for word in declared_words},
        **{word: re.escape(word) for word in context.functions if len(word) > 1},
    )
    lowered = _alternatives(word for word in matched if "_" in word or any(map(str.isdecimal, word)))
    longest_first = sorted(matched, key=lambda word: (-len(word), word))
    # one look at the neighbours of all words that stand alone, since a pattern is made for each item
    alone = [word for word in longest_first if matched[word] == word.join(ALONE)] + unbracketed(matched, words)
    others = [matched[word] for word in longest_first if matched[word] != word.join(ALONE)]
    word = "|".join(["|".join(alone).join(("(?:", ")")).join(ALONE), *others]) if alone else "|".join(others) or "(?!)"
    number = rf"[0-9]|[.{habit.decimal}\u066b](?=[0-9(])"
    single = rf"(?<!{LETTER}){LETTER}(?!{LETTER}|[_0-9₀-₉])"
    letters = (
        rf"(?P<unit>°\s?[CFK](?!{LETTER})|[℃℉$€£¥₹]|{LETTER}+)"
        if context.units
        else rf"(?P<lowered>{lowered})|(?P<subscripted>{SUBSCRIPTED})"
    )
    command = r"(?P<command>\\(?:[A-Za-z]+|.)?|&|~)" if written == "latex" else r"(?P<without>\\)"
    known = f"(?P<known>{word})|{letters}" if context.units else f"{letters}|(?P<known>{word})"
    first = PLAIN if context.units else rf"{PLAIN}|(?P<single>{single})"
    return Vocabulary(
        pattern=re.compile(rf"{first}|{SIGNS}|(?P<number>{number})|{command}|{known}|{RARER}"),
        words=words,
        names=names,
        functions=frozenset({name for name in context.functions if len(name) == 1}),
        constants=frozenset() if context.units else frozenset({*context.constants} - {*names}),
        open=None if declared or context.units else re.compile(word),
        joining={word: join for word, join in joining.items() if len(word) == 1},
        marks=habit,
        exponents=frozenset({"e", "E"} - {*names}),
        several=context.expects == "several",
        units=context.units,
    )


def _expressions(words: dict[str, Meaning], context: Context, joining: Mapping[str, str]) -> dict[str, str]:
    """
    Fill in the built-in words of expressions; return the pattern of each.

    A word whose letters are all declared is a product of them, but for a
    function of three letters or more with brackets after it.
    """
    declared = {*context.unknowns, *context.names}
    matched = {
        spelling: pattern
        for word in (*FUNCTIONS, *ALIASES, *WITH_BRACKETS - {"sqrt"})
        for spelling in (word, word.capitalize())
        if (pattern := _function_pattern(word, spelling, product=declared.issuperset(spelling)))
    }
    words.update({spelling: ("function", ALIASES.get(low := spelling.lower(), low)) for spelling in matched})
    for word in ("nthRoot", "NthRoot"):
        words[word] = ("function", "root")
    alone: dict[str, Meaning] = {"Pi": ("constant", "pi")}
    alone.update(dict.fromkeys(INFINITIES, ("constant", "oo")))
    alone.update({word: ("word", join) for word, join in joining.items() if len(word) > 1})
    if not declared:
        alone.update({word: ("name", letter) for word, letter in GREEK.items() if word != "Pi"})
    alone = {word: meaning for word, meaning in alone.items() if not declared.issuperset(word)}
    alone.update({word: ("degree", word) for word in DEGREES}, union=("setwise", "union"))
    words.update(alone)
    matched.update({word: word.join(ALONE) for word in alone})
    if not declared.issuperset("pi"):
        words["pi"] = ("constant", "pi")
        matched["pi"] = "pi"
    words["in"] = ("relation", "in")
    matched["in"] = r"(?<=\s)in(?=\s*(?:[\[(\]{ℝ∅]|R\s*(?:$|[\\∖])))"
    return matched


def _function_pattern(word: str, spelling: str, *, product: bool) -> str:
    """
    Return the pattern of a function; empty where its letters are a product.
    """
    if word == "ln" or len(word) > SHORT:
        if product:
            return spelling + DECLARED + OPENING if len(word) > SHORT else ""
        if word in WITH_BRACKETS or (word in FUNCTIONS and FUNCTIONS[word].bare) or _bare_alias(word):
            return spelling
        return spelling + OPENING
    return "" if product else spelling + OPENING


def unbracketed(matched: Mapping[str, str], words: Mapping[str, Meaning]) -> list[str]:
    """
    Return the functions that need brackets and would be read as products without: alone they are asked about.

    Not those whose letters are declared, nor what stands beside units.
    """
    return [
        word
        for word in sorted(matched, key=lambda word: (-len(word), word))
        if matched[word] == word + OPENING and len(word) > SHORT and "in" in matched and _needs_brackets(words[word][1])
    ]


def _needs_brackets(name: str) -> bool:
    """
    Say whether a function never stands before its argument without brackets.
    """
    return name in FUNCTIONS and not FUNCTIONS[name].bare


def _bare_alias(word: str) -> bool:
    """
    Say whether a word is another spelling of a function that needs no brackets.
    """
    return word in ALIASES and FUNCTIONS[ALIASES[word]].bare


def _quantities(words: dict[str, Meaning]) -> dict[str, str]:
    """
    Fill in the words that are read beside units; return the pattern of each.
    """
    words.update({word: ("function", word) for word in IN_QUANTITIES}, pi=("constant", "pi"), per=("operator", "/"))
    return {**{word: word + OPENING for word in IN_QUANTITIES}, "pi": "pi".join(ALONE), "per": "per".join(ALONE)}


def _spelt(declared: Iterable[str]) -> dict[str, str]:
    """
    Return declared names by each of their spellings; one that is itself declared stays its own.
    """
    spelt: dict[str, str] = {}
    letters = {letter: word for word, letter in GREEK.items()}
    for name in declared:
        stem = name.rstrip("0123456789")
        digits = name[len(stem) :]
        joined = stem.removesuffix("_")
        if digits and joined:
            for one in {joined, GREEK.get(joined, joined), letters.get(joined, joined)}:
                spelt.update({f"{one}{digits}": name, f"{one}_{digits}": name})
        spelt[GREEK.get(name) or letters.get(name) or name] = name
    spelt.update({name: name for name in declared})
    return spelt


def _alternatives(words: Iterable[str]) -> str:
    """
    Return the pattern of words with digits or underscores in them, the longest first.
    """
    return (
        "|".join(f"{re.escape(word)}(?![0-9])" for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
    )


LONG_RUN = re.compile(f"{LETTER}{{3,}}")
TOO_LONG = re.compile(f"{LETTER}{{{LONGEST_PRODUCT + 1},}}|\x00{LETTER}{{3,}}|{LETTER}{{3,}}\x00")
RUN = re.compile(f"{LETTER}+")


def stray_word(text: str, known: Vocabulary) -> tuple[int, int] | None:
    """
    Find a run of letters too long to be a product, where any letter may be a name.

    Returns
    -------
    tuple[int, int] | None
        Where it stands. Beside a function in the same run two letters are a
        product still, three are a word: `xsinx`, but not `second`.
    """
    if known.open is None or all(run in known.words for run in LONG_RUN.findall(text)):
        return None

    def hidden(word: re.Match[str]) -> str:
        kind, _ = known.words[word[0]]
        return ("\x00" if kind == "function" else " ") * len(word[0])

    found = TOO_LONG.search(known.open.sub(hidden, text))
    if found is None:
        return None
    middle = found.start() + 1
    run = next(run for run in RUN.finditer(text) if run.start() <= middle < run.end())
    return run.span()
