"""
The tokenizer for typed text, ASCII and unicode.

Settles where numbers, names and words end, and which characters cannot be read
at all; the vocabulary says which runs of letters are names, `characters` which
characters mean the same. What the tokens mean together is the grammar's.
"""

import re
from typing import get_args

from item_bank.algebra.bars import angled, resolve
from item_bank.algebra.characters import MONEY, SPELLING, SUBSCRIPTS, SUPERSCRIPTS, same_characters
from item_bank.algebra.context import Context, Format
from item_bank.algebra.limits import MAX_DIGITS, MAX_EXPONENT, MAX_TOKENS
from item_bank.algebra.numerals import read_numeral
from item_bank.algebra.tokens import Kind, Stop, Token
from item_bank.algebra.unit_words import unit_tokens
from item_bank.algebra.unreadable import Unreadable, unreadable
from item_bank.algebra.vocabulary import RUN, Meaning, Vocabulary, stray_word, vocabulary
from item_bank.algebra.words import phrase

__all__ = ["Scanner", "tokenize"]

SHORTEST_WORD = 3
"""Undeclared letters in one run that make it a word, not unknown names."""
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
E_NOTATION = re.compile(r"[eE]([-+]?)([0-9]+)")
PERIOD = re.compile(r"\(([0-9]+)\)")
SPACED_SEPARATOR = re.compile(r",\s|;")
INSIDE = re.compile(r"[^()\[\]{}]*")
REALS = re.compile(r"R\s*(?:$|[\\∖]\s*\{|\.\s*$)")
"""The letter by itself, or without some numbers."""
SET_SIGN = re.compile(r"\s*[\[({\]ℝ∅]")
JOINED = re.compile(r"\s+(?:[-+]?\s*[0-9]|\w+\s*[=<>≤≥≠∈])")


def tokenize(text: str, context: Context) -> list[Token]:
    """
    Part typed text into tokens, the last of which is `end`.

    Parameters
    ----------
    text
        At most `MAX_CHARACTERS` long.
    context
        The names, functions and locale to read by.

    Raises
    ------
    Stop
        With what could not be read. One full stop at the end is passed over.
    """
    said = phrase(text) if text.lstrip()[:2].isalpha() else None
    if said is not None:
        return [Token("set", said, 0, len(text)), Token("end", "", len(text), len(text))]
    scanner = Scanner(same_characters(text), context)
    scanner.scan()
    return scanner.finish()


class Scanner:
    """The tokens found so far in a text, whose characters are settled, and the place reached."""

    written: Format = "text"

    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.known: Vocabulary = vocabulary(context, self.written)
        self.tokens: list[Token] = []
        self.brackets: list[tuple[bool, int]] = []
        self.has_bars = False
        self.place = 0
        stop = len(text.rstrip())
        if text.endswith(".", 0, stop) and not text.endswith("..", 0, stop):
            stop -= 1
        self.stop = stop

    def finish(self) -> list[Token]:
        """
        Return all tokens, the end among them.
        """
        tokens = self.tokens
        if len(tokens) > MAX_TOKENS:
            raise Stop(unreadable("too_many_parts", tokens[MAX_TOKENS].start, self.stop))
        if self.has_bars:
            tokens = resolve(tokens, several=self.known.several)
        if self.known.several and tokens and tokens[-1].text == ">":
            tokens = angled(tokens)
        tokens.append(Token("end", "", self.stop, self.stop))
        return tokens

    def scan(self) -> None:
        """
        Part all of the text.
        """
        stray = stray_word(self.text, self.known)
        if stray is not None:
            raise Stop(unreadable("word", *stray, what=self.text[slice(*stray)]))
        match_at, text, stop, tokens = self.known.pattern.match, self.text, self.stop, self.tokens
        while self.place < stop:
            start = self.place
            match = match_at(text, start, stop)
            if match is None:
                raise Stop(self.unknown_character(start))
            kind = match.lastgroup or ""
            self.place = match.end()
            if kind == "plain":
                tokens.append(Token("number", match[0], start, self.place))
            elif kind == "operator":
                tokens.append(Token("operator", "^" if match[0] == "**" else match[0], start, self.place))
            elif kind == "single":
                tokens.append(self.letter(match[0], start))
            elif kind == "number":
                tokens.append(self.number(start))
            elif kind != "space":
                self.take(kind, match[0], start)

    def take(self, kind: str, written: str, start: int) -> None:  # noqa: C901, PLR0912 - one branch a kind
        """
        Add the token of what was matched, for all but the commonest kinds.
        """
        tokens = self.tokens
        match kind:
            case "open":
                self.brackets.append((bool(tokens) and tokens[-1].kind == "function", self.place))
            case "close" if self.brackets:
                self.brackets.pop()
            case "letter":
                tokens.append(self.letter(written, start))
                return
            case "known" | "lowered":
                kind, written = self.known.words[written]
            case "subscripted":
                stem, _, lowered = written.partition("_")
                if not lowered:
                    stem, lowered = written[0], written[1:].translate(SUBSCRIPTS)
                self.add_subscripted(stem, lowered.strip("{} "), start)
                return
            case "unit":
                found, self.place = unit_tokens(self.text, start, self.place)
                tokens += found
                return
            case "superscript":
                written = written.translate(SUPERSCRIPTS)
            case "comma":
                kind = "separator"
            case "join":
                kind = "word"
            case "infinity":
                kind, written = "constant", "oo"
            case "relation" if written == "!=" and self.follows_value(start):
                # 5!=120 says that a factorial is 120, or that 5 is not
                raise Stop(unreadable("factorial_or_unequal", start, self.place))
            case "bar":
                self.has_bars = True
            case "subscript" if not tokens or tokens[-1].kind != "function":
                raise Stop(unreadable("subscript", start, self.place))
            case "without" | "both":
                if not tokens or tokens[-1].kind not in ("close", "set"):
                    raise Stop(self.unknown_character(start))
                kind, written = "setwise", "without" if kind == "without" else "intersection"
            case _:
                pass
        tokens.append(Token(KINDS[kind], SPELLING.get(written, written), start, self.place))

    def follows_value(self, start: int) -> bool:
        """
        Say whether a number or a bracket without names stands right before a place, and nothing more on its side.
        """
        side: list[Kind] = []
        for token in reversed(self.tokens):
            if token.kind in ("relation", "separator", "word"):
                break
            side.append(token.kind)
        right_before = bool(self.tokens) and self.tokens[-1].end == start
        return right_before and (side == ["number"] or (side[:1] == ["close"] and "name" not in side))

    def number(self, start: int) -> Token:
        """
        Return the token of the numeral at a place, with its exponent of ten or its period.
        """
        text, known = self.text, self.known
        written, end = self.numeral(start)
        self.place = end
        following = text[end : end + 1]
        if following in known.exponents:
            exponent = E_NOTATION.match(text, end)
            if exponent is not None:
                return self.scientific(written, start, exponent)
        elif following == "(" and "." in written:
            period = PERIOD.match(text, end)
            if period is not None:
                return self.repeating(written, period[1], start, period.end())
        elif following == known.marks.decimal and "." not in written:
            period = PERIOD.match(text, end + 1)
            if period is not None:
                return self.repeating(f"{written}.", period[1], start, period.end())
        if following == "…" or text.startswith("..", end):
            raise Stop(unreadable("ellipsis", start, min(end + 3, len(text))))
        return Token("number", written, start, end)

    def numeral(self, start: int) -> tuple[str, int]:
        """
        Return the digits of the numeral at a place, and where it ends; no digits where a period follows the mark.
        """
        text, marks = self.text, self.known.marks
        if not text[start].isdecimal() and text[start + 1] == "(":
            if PERIOD.match(text, start + 1) is None or text[start] != marks.decimal:
                raise Stop(self.unknown_character(start))
            return "", start
        numeral = read_numeral(text, start, marks, self.list_commas(start))
        if isinstance(numeral, Unreadable):
            raise Stop(numeral)
        return numeral.text, numeral.end

    def list_commas(self, start: int) -> str:
        """
        Return the marks that part numbers at this place, and so are no part of one.

        Among arguments a comma does. Where several answers may be given it does
        too, unless the digits stand in groups of three: `1,500` is a number with
        a group mark beside separators that have a space, two numbers in
        brackets without such, and else asked about.
        """
        known = self.known
        if known.marks.decimal != "." or not (known.several or self.brackets):
            return ""
        in_call, inside = self.brackets[-1] if self.brackets else (False, 0)
        if in_call:
            return ","
        if not known.several:
            return ""
        run = known.marks.run.match(self.text, start)
        if run is None or "," not in run[0] or known.marks.grouped.fullmatch(run[0]) is None:
            return ","
        level = INSIDE.match(self.text, inside)
        spaced = SPACED_SEPARATOR.search(level[0] if level is not None else "")
        if inside and spaced is None:
            return ","
        if inside or spaced is None:
            apart = run[0].replace(",", ", ")
            whole = run[0].replace(",", "")
            raise Stop(unreadable("group_or_list", start, run.end(), number=whole, numbers=apart))
        return ""

    def scientific(self, mantissa: str, start: int, exponent: re.Match[str]) -> Token:
        """
        Return the token of a number in e-notation, where no letter can be meant.
        """
        sign, digits = exponent[1], exponent[2].lstrip("0") or "0"
        known, end = self.known, exponent.end()
        clear = "." in mantissa or exponent[0][0] == "E"
        if not known.units and not clear and (known.open is None or (sign and mantissa != "1")):
            # 2e-3 may be 2e - 3; beside declared names a letter is more likely a letter
            raise Stop(unreadable("e_notation", start, end, what=self.text[start:end]))
        if len(digits) > len(str(MAX_EXPONENT)) or int(digits) > MAX_EXPONENT:
            raise Stop(unreadable("exponent_too_large", start, end))
        self.place = end
        return Token("scientific", f"{mantissa}e{'-' if sign == '-' else ''}{digits}", start, end)

    def repeating(self, written: str, period: str, start: int, end: int) -> Token:
        """
        Return the token of a repeating decimal.
        """
        if len(period) > MAX_DIGITS:
            raise Stop(unreadable("number_too_long", start, end))
        self.place = end
        return Token("repeating", f"{written}({period})", start, end)

    def letter(self, letter: str, place: int) -> Token:
        """
        Return the token of one letter that is not part of a longer name.
        """
        meaning = self.known.letter(letter)
        if letter in "URu" or letter in self.known.joining:
            meaning = self.word_of_one_letter(letter, place) or meaning
        if meaning is None:
            raise Stop(self.unknown_letter(letter, place))
        return Token(*meaning, place, place + 1)

    def word_of_one_letter(self, letter: str, place: int) -> Meaning | None:
        """
        Return what a letter stands for as a word, where its neighbours show that it is one.
        """
        known = self.known
        before = self.tokens[-1] if self.tokens else None
        if letter == "R" and letter not in known.names and known.several and REALS.match(self.text, place):
            return ("set", "reals") if before is None or before.text in ("in", "=") else None
        if before is None:
            return None
        if letter in "Uu" and letter not in known.names:
            between = (before.kind in ("close", "set") or before.text == "[") and SET_SIGN.match(self.text, place + 1)
            return ("setwise", "union") if between else None
        if letter == "R" and letter not in known.names:
            return ("set", "reals") if before.text == "in" else None
        spaced = self.text[place - 1].isspace() and JOINED.match(self.text, place + 1)
        return ("word", known.joining[letter]) if spaced and letter in known.joining else None

    def add_subscripted(self, stem: str, lowered: str, start: int) -> None:
        """
        Add the token of a name with a subscript.
        """
        name = self.known.name(stem, lowered)
        if name is None:
            raise Stop(unreadable("unknown_name", start, self.place, what=self.text[start : self.place]))
        self.tokens.append(Token("name", name, start, self.place))

    def unknown_letter(self, letter: str, place: int) -> Unreadable:
        """
        Say what is wrong with a letter that stands for nothing here.
        """
        names = self.known.names
        run = next(run for run in RUN.finditer(self.text) if run.start() <= place < run.end())
        other = letter.swapcase()
        if sum(one not in names for one in run[0]) >= SHORTEST_WORD:
            return unreadable("word", run.start(), run.end(), what=run[0])
        if other in names:
            return unreadable("wrong_case", place, place + 1, what=letter, suggestion=other)
        return unreadable("unknown_name", place, place + 1, what=letter)

    def unknown_character(self, place: int) -> Unreadable:
        """
        Say which character cannot be read.
        """
        character = self.text[place]
        if self.text.startswith("..", place):
            return unreadable("ellipsis", place, place + 2)
        code = "money" if character in MONEY else "colon" if character == ":" else "unknown_character"
        if code == "colon" and self.text.rfind("{", 0, place) > self.text.rfind("}", 0, place):
            code = "set_builder"
        return unreadable(code, place, place + 1, what=character)
