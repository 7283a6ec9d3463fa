r"""
The tokenizer for LaTeX, as MathLive and MathQuill emit it and people write it.

To the same tokens as typed text. Commands that are not known are never skipped:
what changes nothing but the look stands in a table. Braces, arguments, scripts
and numerals are `latex_groups`'.
"""

import re

from item_bank.algebra.characters import MONEY, same_characters
from item_bank.algebra.context import Context
from item_bank.algebra.latex_commands import DELIMITERS, ENVIRONMENTS, FRACTIONS, LETTERS, SPACING, TEXT, TOKENS
from item_bank.algebra.latex_groups import SPACES, LatexGroups
from item_bank.algebra.tokens import Stop, Token
from item_bank.algebra.typed import Scanner
from item_bank.algebra.unreadable import unreadable
from item_bank.algebra.vocabulary import stray_word
from item_bank.algebra.words import phrase

__all__ = ["tokenize"]

WRAPPERS = (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]"), ("\\boxed{", "}"))
"""What stands round maths in a text, and is no part of it."""
ARGUMENT = re.compile(r"\s*\{((?:[^{}\\]|\\(?:[_ ,]|cdot(?![A-Za-z]))|\{[^{}\\]*\})*)\}")
LOWERED = re.compile(r"\s*_\s*(?:\{\s*([^\W_]+)\s*\}|([^\W_])(?![0-9]))")
MASKED = re.compile(rf"\\(?:{'|'.join(sorted(TEXT))}|begin|end|mathbb)\s*\{{[^{{}}]*\}}|\\[A-Za-z]+")
ENVIRONMENT = re.compile(r"\s*\{\s*([A-Za-z]+)\*?\s*\}")
SYSTEM = re.compile(r"\s*\\begin\s*\{\s*(?:array|aligned|matrix|gathered)\s*\}.*\\right\s*\.")
COLUMNS = re.compile(r"\s*\{[lcr|\s]*\}")
AT_RELATION = re.compile(r"\s*(?:[=<>≤≥≠]|\\(?:le|ge|ne|lt|gt|leq|geq|neq|leqslant|geqslant)(?![A-Za-z]))")

INDEX = re.compile(r"\s*\[")
ROUND = re.compile(r"\s*(?:\\left\s*)?\(")
DELIMITER = re.compile(r"\\[A-Za-z]+|\\?.")
LAST_ROW = re.compile(r"\s*\\end(?![A-Za-z])")


def tokenize(text: str, context: Context) -> list[Token]:
    """
    Part LaTeX into tokens, the last of which is `end`.

    Parameters
    ----------
    text
        At most `MAX_CHARACTERS` long; dollar signs or brackets round all of it are passed over.
    context
        The names, functions and locale to read by.

    Raises
    ------
    Stop
        With what could not be read.
    """
    scanner = _LatexScanner(same_characters(text, lines="\r\n"), context)
    scanner.scan()
    return scanner.finish()


class _LatexScanner(LatexGroups):
    """
    The tokens found so far.

    `environments` holds the names and kinds of those that are open; `braced` says
    that one brace stood before the next, which makes its rows a system.
    """

    def __init__(self, text: str, context: Context) -> None:
        super().__init__(text, context)
        self.context = context
        self.environments: list[tuple[str, str]] = []
        self.braced = False
        if text.endswith("\\right", 0, self.stop):
            self.stop += 1
        for opening, closing in WRAPPERS:
            start = len(text) - len(text.lstrip())
            inner = slice(start + len(opening), self.stop - len(closing))
            if text.startswith(opening, start) and text.endswith(closing, inner.start, self.stop):
                self.place, self.stop = inner.start, inner.stop
                break

    def scan(self) -> None:  # noqa: C901 - one branch a kind
        """
        Part all of the text.
        """
        visible = MASKED.sub(lambda command: " " * len(command[0]), self.text)
        stray = stray_word(visible, self.known)
        if stray is not None:
            raise Stop(unreadable("word", *stray, what=self.text[slice(*stray)]))
        match_at, text, tokens = self.known.pattern.match, self.text, self.tokens
        while self.place < self.stop:
            start = self.place
            match = match_at(text, start, self.stop)
            if match is None:
                raise Stop(self.unknown_character(start))
            kind, written = match.lastgroup or "", match[0]
            self.place = match.end()
            if kind == "command":
                self.command(written, start)
            elif kind == "single":
                tokens.append(self.letter(written, start))
            elif kind in ("number", "plain"):
                tokens.append(self.number(start))
            elif kind in ("open", "close"):
                self.bracket(kind, written, start)
            elif kind == "operator" and written == "^":
                self.raised(start)
            elif kind == "subscript":
                self.lowered(start)
            elif kind == "subscripted" and written[2:].isdecimal() and len(written) > 3:  # noqa: PLR2004 - x_12
                raise Stop(unreadable("script_braces", start, self.place, what=written))
            elif kind != "space":
                self.take(kind, written, start)
        if self.groups:
            opening = next(token for token in reversed(tokens) if token.kind == "open")
            raise Stop(unreadable("unclosed_bracket", opening.start, opening.end))

    def command(self, written: str, start: int) -> None:  # noqa: C901, PLR0912 - one branch a kind of command
        """
        Add the tokens of a command.
        """
        name = written[1:]
        if name in ("quad", "qquad"):
            self.gap(start)
            return
        if name in SPACING or written == "~":
            return
        if name in LETTERS or name == "pi":
            self.greek(name, start)
        elif name == "degree":
            self.degree(start)
        elif name in TOKENS:
            self.add(*TOKENS[name], start)
        elif name in FRACTIONS:
            self.add("pair", FRACTIONS[name], start)
            self.expect(2)
        elif name == "sqrt":
            self.radical(start)
        elif name in ("left", "right", "middle"):
            self.delimiter(name, start)
        elif name in DELIMITERS:
            self.facing(*DELIMITERS[name], start)
        elif name in TEXT:
            self.text_argument(start)
        elif name == "mathbb":
            self.double_struck(start)
        elif name in ("begin", "end"):
            self.environment(name, start)
        elif written == "\\\\":
            self.row(start)
        elif written == "&":
            self.cell(start)
        elif name == "not" and self.text.startswith("=", self.place):
            self.place += 1
            self.add("relation", "!=", start)
        elif name == "placeholder":
            raise Stop(unreadable("empty_place", start, self.place))
        elif name in ("ldots", "dots", "cdots"):
            raise Stop(unreadable("ellipsis", start, self.place))
        elif name == "mid":
            self.add("bar", "mid", start)
            self.has_bars = True
        elif name == "colon":
            raise Stop(unreadable("set_builder", start, self.place))
        elif name in MONEY or name in ("euro", "pounds", "yen"):
            self.money(name, start)
        else:
            raise Stop(unreadable("unknown_command", start, self.place, what=written))

    def greek(self, name: str, start: int) -> None:
        """
        Add the token of a Greek letter, with its subscript.
        """
        letter = LETTERS.get(name, "π")
        lowered = LOWERED.match(self.text, self.place, self.stop)
        if lowered is not None:
            self.place = lowered.end()
            self.add_subscripted(letter, lowered[1] or lowered[2], start)
        elif self.known.units:
            self.add("name", letter, start) if name != "pi" else self.add("constant", "pi", start)
        else:
            meaning = self.known.letter(letter)
            if meaning is None:
                raise Stop(unreadable("unknown_name", start, self.place, what=letter))
            self.add(*meaning, start)

    def radical(self, start: int) -> None:
        """
        Add the tokens of a root, and of its index in square brackets.
        """
        index = INDEX.match(self.text, self.place, self.stop)
        if ROUND.match(self.text, self.place, self.stop) is not None:
            self.add("function", "sqrt", start)
            return
        if index is None:
            self.add("radical", "", start)
            self.expect(1)
            return
        self.add("radical", "index", start)
        opening = self.place = index.end()
        self.begin(opening - 1, 1, "]")

    def delimiter(self, side: str, start: int) -> None:
        """
        Add the token of the bracket after `left` or `right`.
        """
        space = SPACES.match(self.text, self.place, self.stop)
        self.place = space.end() if space is not None else self.place
        match = DELIMITER.match(self.text, self.place, self.stop)
        written = match[0] if match is not None else ""
        self.place += len(written)
        if side == "middle":
            if written not in ("|", "\\vert"):
                raise Stop(unreadable("set_builder", start, self.place))
            self.add("bar", "mid", start)
            self.has_bars = True
            return
        if written == ".":
            return
        if written == "\\{" and SYSTEM.match(self.text, self.place, self.stop) is not None:
            self.braced = True
            return
        meaning = DELIMITERS.get(written.removeprefix("\\"))
        if meaning is None or written in ("{", "}"):
            raise Stop(unreadable("unknown_command", start, self.place, what=self.text[start : self.place]))
        self.facing("open" if side == "left" else "close", meaning[1], start)

    def facing(self, kind: str, text: str, start: int) -> None:
        """
        Add the token of a bracket that opens or closes.
        """
        if kind == "open":
            self.brackets.append((bool(self.tokens) and self.tokens[-1].kind == "function", self.place))
        elif kind == "close":
            text = {"|": "|", "⌊": "⌋", "⌈": "⌉", "\\{": "\\}"}.get(text, text)
            if self.brackets:
                self.brackets.pop()
        else:
            self.has_bars = True
        self.add(kind, text, start)

    def text_argument(self, start: int) -> None:
        """
        Add the token of a word that is set upright.
        """
        argument = ARGUMENT.match(self.text, self.place, self.stop)
        if argument is None:
            raise Stop(unreadable("unknown_command", start, self.place, what=self.text[start : self.place]))
        self.place = argument.end()
        inner = argument[1].replace("\\_", "_").replace("\\ ", "  ").replace("\\,", "  ")
        word = inner.strip()
        known = self.known
        if not word:
            return
        if known.units or word[0].isdecimal():
            self.quantity(inner.ljust(len(argument[1])), argument.start(1))
            return
        said = phrase(word)
        lowered = LOWERED.match(self.text, self.place, self.stop)
        if said is not None:
            self.add("set", said, start)
        elif word in known.joining:
            self.add("word", known.joining[word], start)
        elif lowered is not None and known.name(word, lowered[1] or lowered[2]) is not None:
            self.place = lowered.end()
            self.add_subscripted(word, lowered[1] or lowered[2], start)
        elif word in known.names:
            self.add("name", known.names[word], start)
        elif word in known.words:
            self.add(*known.words[word], start)
        elif len(word) == 1 and (meaning := known.letter(word)) is not None:
            self.add(*meaning, start)
        else:
            raise Stop(unreadable("word", argument.start(1), argument.end(1), what=word))

    def quantity(self, inner: str, start: int) -> None:
        """
        Add the tokens of units or of a number that are set upright.
        """
        plain = inner.replace("\\cdot", "*    ").replace("{", "(").replace("}", ")")
        scanner = Scanner(" " * start + plain, self.context)
        scanner.scan()
        self.tokens.extend(scanner.tokens)

    def double_struck(self, start: int) -> None:
        """
        Add the token of the real numbers.
        """
        argument = ARGUMENT.match(self.text, self.place, self.stop)
        if argument is None or argument[1].strip() != "R":
            raise Stop(unreadable("unknown_command", start, self.place, what="\\mathbb"))
        self.place = argument.end()
        self.add("set", "reals", start)

    def environment(self, name: str, start: int) -> None:
        """
        Add the token of the begin or end of a matrix or system.
        """
        environment = ENVIRONMENT.match(self.text, self.place, self.stop)
        kind = ENVIRONMENTS.get(environment[1]) if environment is not None else None
        if environment is None or kind is None:
            raise Stop(unreadable("unknown_command", start, self.place, what=f"\\{name}"))
        self.place = environment.end()
        if kind == "determinant":
            raise Stop(unreadable("determinant", start, self.place))
        if name == "end":
            if not self.environments:
                raise Stop(unreadable("unopened_bracket", start, self.place))
            opened, kind = self.environments.pop()
            if opened != environment[1]:
                raise Stop(unreadable("bracket_mismatch", start, self.place))
            self.add("close", kind, start)
            return
        columns = COLUMNS.match(self.text, self.place, self.stop) if environment[1] == "array" else None
        self.place = columns.end() if columns is not None else self.place
        if self.braced:
            kind, self.braced = "cases", False
        self.environments.append((environment[1], kind))
        self.add("open", kind, start)

    def row(self, start: int) -> None:
        """
        Add the token between two rows; after the last one it changes nothing.
        """
        if not self.environments:
            raise Stop(unreadable("stray_cell", start, self.place))
        if LAST_ROW.match(self.text, self.place, self.stop) is None:
            self.add("row", "\\\\", start)

    def cell(self, start: int) -> None:
        """
        Add the token between two entries; beside a relation of a system it only lines them up.
        """
        if not self.environments:
            raise Stop(unreadable("stray_cell", start, self.place))
        if self.environments[-1][1] == "matrix":
            self.add("cell", "&", start)
            return
        beside = self.tokens[-1].kind == "relation" or AT_RELATION.match(self.text, self.place, self.stop)
        if not beside:
            raise Stop(unreadable("piecewise", start, self.place))

    def money(self, name: str, start: int) -> None:
        """
        Add the token of the sign of a currency.
        """
        sign = {"euro": "€", "pounds": "£", "yen": "¥"}.get(name, name)
        if not self.known.units:
            raise Stop(unreadable("money", start, self.place, what=sign))
        self.add("name", sign, start)
