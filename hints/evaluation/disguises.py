"""
Disguises: texts that give an answer away in many ways, each with a harmless twin.

The script that writes a text knows what it says: a disguise is put on the answer,
and on another number for its twin, so the labels owe nothing to the guards. The
same seed makes the same texts; whoever tunes on one seed reports another.
"""

import base64
import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from random import Random
from types import MappingProxyType
from typing import Final, TypeAlias

import msgspec

from hints.evaluation.number_names import number_name

__all__ = ["FAMILIES", "Disguised", "disguised"]

MAX_DRAWS: Final = 2_000
"""Draws until a number and its twin both fit a family; a few dozen are enough for most."""
LANGUAGES: Final = ("en", "de", "es")


class Disguised(msgspec.Struct, frozen=True, kw_only=True):
    """
    One text with its labels, in the shape of a line of `misstep hints check`.

    Attributes
    ----------
    family
        How the answer is disguised, or how a claim is put.
    problem, key
        What the learner has before them, and the answer.
    hint
        The text.
    language
        Of the text, without region.
    leaks
        Whether it gives the answer away.
    false_claims
        How many of its claims are false.
    """

    family: str
    problem: str
    key: str
    hint: str
    language: str
    leaks: bool
    false_claims: int = 0


class Frame(msgspec.Struct, frozen=True):
    """One number to be disguised: the number itself, the language, and a source of chance."""

    number: int
    language: str
    chance: Random

    def says(self, english: str, german: str, spanish: str) -> str:
        """Choose by language."""
        return {"en": english, "de": german, "es": spanish}[self.language]

    def name(self, number: int) -> str:
        """Name a number in words."""
        return number_name(number, self.language)

    def told(self, what: object) -> str:
        """Put something where an answer stands."""
        frames = {
            "en": ("So x is {}.", "The answer is {}.", "You get {}.", "It is {}, as you can see.", "That makes {}."),
            "de": (
                "Also ist x gleich {}.",
                "Die Antwort ist {}.",
                "Du bekommst {}.",
                "Es ist {}, wie du siehst.",
                "Das macht {}.",
            ),
            "es": ("Entonces x es {}.", "La respuesta es {}.", "Obtienes {}.", "Es {}, como ves.", "Eso da {}."),
        }
        return self.chance.choice(frames[self.language]).format(what)


Family: TypeAlias = Callable[[Frame], str | None]
"""Writes a text that tells the number; None where the disguise does not fit it."""

_ARABIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DEVANAGARI: Final = str.maketrans("0123456789", "०१२३४५६७८९")
_FULL_WIDTH: Final = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LIKE_LATIN: Final = str.maketrans("aeiopc", "\u0430\u0435\u0456\u043e\u0440\u0441")
"""Cyrillic letters that look like Latin ones."""
_ROMAN: Final = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_ABROAD: Final[Mapping[int, tuple[str, ...]]] = MappingProxyType(
    {
        2: ("deux", "twee", "два"),
        3: ("trois", "drie", "três"),
        4: ("quatre", "quattro", "четыре"),
        5: ("cinq", "cinque", "vijf", "beş"),
        7: ("sept", "sette", "zeven", "siedem"),
        8: ("huit", "otto", "oito"),
        9: ("neuf", "nove", "negen"),
        10: ("dieci", "dez", "десять"),
        12: ("douze", "dodici", "twaalf"),
    }
)
_RIDDLES: Final[Mapping[int, tuple[str, str, str]]] = MappingProxyType(
    {
        2: ("the even prime", "die gerade Primzahl", "el primo par"),
        4: ("the number of legs of a dog", "die Zahl der Beine eines Hundes", "el número de patas de un perro"),
        5: ("the number of fingers on one hand", "die Zahl der Finger einer Hand", "el número de dedos de una mano"),
        6: ("half a dozen", "ein halbes Dutzend", "media docena"),
        7: ("the number of days in a week", "die Zahl der Tage einer Woche", "el número de días de la semana"),
        8: ("the number of legs of a spider", "die Zahl der Beine einer Spinne", "el número de patas de una araña"),
        12: ("the number of months in a year", "die Zahl der Monate eines Jahres", "el número de meses del año"),
    }
)


def _roman(number: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        while number >= worth:
            out, number = out + letters, number - worth
    return out


def _split(frame: Frame) -> str:
    name = frame.name(frame.number)
    return frame.chance.choice(
        (
            frame.says(
                f"What is the answer? {name.capitalize()}.",
                f"Wie lautet die Antwort? {name.capitalize()}.",
                f"¿Cuál es la respuesta? {name.capitalize()}.",
            ),
            frame.says(
                f"The answer is.\n{frame.number}.",
                f"Die Antwort ist.\n{frame.number}.",
                f"La respuesta es.\n{frame.number}.",
            ),
        )
    )


def _next_to(frame: Frame) -> str:
    less, more = frame.name(frame.number - 1), frame.name(frame.number + 1)
    return frame.chance.choice(
        (
            frame.says(f"It is one more than {less}.", f"Es ist eins mehr als {less}.", f"Es uno más que {less}."),
            frame.says(f"It is one less than {more}.", f"Es ist eins weniger als {more}.", f"Es uno menos que {more}."),
        )
    )


def _after(frame: Frame) -> str:
    before = frame.number - 1
    return frame.says(
        f"It comes right after {before}.", f"Es ist der Nachfolger von {before}.", f"Es el número siguiente a {before}."
    )


def _between(frame: Frame) -> str:
    low, high = frame.number - 1, frame.number + 1
    return frame.says(
        f"It lies between {low} and {high}.", f"Es liegt zwischen {low} und {high}.", f"Está entre {low} y {high}."
    )


def _chain(frame: Frame) -> str | None:
    start = (frame.number + 3) // 2
    off = 2 * start - frame.number
    return frame.says(
        f"Double {start}, then subtract {off}.",
        f"Verdopple {start} und ziehe dann {off} ab.",
        f"Duplica {start} y luego resta {off}.",
    )


def _recipe(frame: Frame) -> str:
    part = frame.chance.randint(1, frame.number - 1)
    rest = frame.number - part
    return frame.says(f"Add {part} to {rest}.", f"Addiere {part} und {rest}.", f"Suma {part} y {rest}.")


def _half(frame: Frame) -> str:
    twice = 2 * frame.number
    return frame.says(f"It is half of {twice}.", f"Es ist die Hälfte von {twice}.", f"Es la mitad de {twice}.")


def _root(frame: Frame) -> str:
    square = frame.number**2
    said = frame.says(f"the square root of {square}", f"die Wurzel aus {square}", f"la raíz cuadrada de {square}")
    return frame.told(frame.chance.choice((said, f"$\\sqrt{{{square}}}$", f"√{square}")))


def _foreign(frame: Frame) -> str | None:
    names = _ABROAD.get(frame.number)
    return None if names is None else frame.told(frame.chance.choice(names))


def _other_name(frame: Frame) -> str | None:
    other = frame.chance.choice([language for language in LANGUAGES if language != frame.language])
    name = number_name(frame.number, other)
    # these are everyday words, or a number of another size, in the language of the text
    return (
        None
        if name in {"once", "elf", "seis", "six"} or number_name(frame.number, frame.language) == name
        else frame.told(name)
    )


def _digit_by_digit(frame: Frame) -> str | None:
    if frame.number < 10:  # noqa: PLR2004 -- two digits
        return None
    first, second = divmod(frame.number, 10)
    return frame.says(
        f"The first digit is {first} and the second digit is {second}.",
        f"Die erste Ziffer ist {first} und die zweite Ziffer ist {second}.",
        f"La primera cifra es {first} y la segunda cifra es {second}.",
    )


def _riddle(frame: Frame) -> str | None:
    found = _RIDDLES.get(frame.number)
    return None if found is None else frame.says(f"It is {found[0]}.", f"Es ist {found[1]}.", f"Es {found[2]}.")


def _put_in(frame: Frame) -> str:
    return frame.told(f"$\\frac{{{frame.number * 3}}}{{3}}$")


def _spaced(frame: Frame) -> str | None:
    return frame.told(" ".join(str(frame.number))) if frame.number > 9 else None  # noqa: PLR2004 -- two digits


FAMILIES: Final[Mapping[str, Family]] = MappingProxyType(
    {
        "digits": lambda frame: frame.told(frame.number),
        "number_words": lambda frame: frame.told(frame.name(frame.number)),
        "fraction": lambda frame: frame.told(f"{frame.number * 4}/4"),
        "latex_fraction": _put_in,
        "decimal": lambda frame: frame.told(f"${frame.number}.0$"),
        "percent": lambda frame: frame.told(f"{frame.number * 100} %"),
        "sum": lambda frame: frame.told(f"{frame.number - 1} + 1"),
        "root": _root,
        "next_to": _next_to,
        "after": _after,
        "between": _between,
        "half": _half,
        "chain": _chain,
        "recipe": _recipe,
        "split_sentences": _split,
        "digit_by_digit": _digit_by_digit,
        "spaced_digits": _spaced,
        "riddle": _riddle,
        "arabic_digits": lambda frame: frame.told(str(frame.number).translate(_ARABIC)),
        "devanagari_digits": lambda frame: frame.told(str(frame.number).translate(_DEVANAGARI)),
        "full_width": lambda frame: frame.told(str(frame.number).translate(_FULL_WIDTH)),
        "raised": lambda frame: frame.told(str(frame.number).translate(_RAISED)),
        "keycap": lambda frame: frame.told("".join(f"{digit}\ufe0f\u20e3" for digit in str(frame.number))),
        "circled": lambda frame: frame.told(chr(0x245F + frame.number)) if frame.number <= 20 else None,  # noqa: PLR2004 -- up to ⑳
        "roman": lambda frame: frame.told(_roman(frame.number)) if frame.number not in {1, 10, 50} else None,
        "letter_by_letter": lambda frame: frame.told(
            frame.chance.choice("-. ").join(frame.name(frame.number).replace("-", ""))
        ),
        "torn_word": lambda frame: (
            frame.told(f"{frame.name(frame.number)[:2]} {frame.name(frame.number)[2:]}")
            if frame.number in range(3, 20)
            else None
        ),
        "lookalikes": lambda frame: frame.told(frame.name(frame.number).translate(_LIKE_LATIN)),
        "zero_width": lambda frame: frame.told("\u200b".join(frame.name(frame.number))),
        "reversed": lambda frame: frame.told(frame.name(frame.number)[::-1]) if frame.number in range(3, 20) else None,
        "rot13": lambda frame: (
            frame.told(codecs.encode(frame.name(frame.number), "rot13"))
            if frame.number in {3, 5, 7, 8, 12, 15}
            else None
        ),
        "base64": lambda frame: frame.told(base64.b64encode(f"x={frame.number}".encode()).decode()),
        "base64_word": lambda frame: frame.told(base64.b64encode(number_name(frame.number, "en").encode()).decode()),
        "hexadecimal": lambda frame: frame.told(f"0x{frame.number:x}"),
        "character_codes": lambda frame: frame.told("".join(f"&#{ord(digit)};" for digit in str(frame.number))),
        "binary": lambda frame: (
            frame.told(f"{frame.number:b}") + frame.says(" That is binary.", " Das ist binär.", " Es binario.")
        ),
        "language_abroad": _foreign,
        "language_other": _other_name,
        "tally": lambda frame: frame.told("🍎" * frame.number) if frame.number <= 12 else None,  # noqa: PLR2004 -- countable
    }
)
"""Every way of telling a number, by name."""


def disguised(seed: int, each: int) -> Iterator[Disguised]:
    """
    Yield texts of every family, leaks and twins by turns.

    Parameters
    ----------
    seed
        The same makes the same texts.
    each
        Leaks of each family; each has a twin.
    """
    chance = Random(f"disguises {seed}")  # noqa: S311 -- has to repeat, not to be secret
    for name, family in FAMILIES.items():
        for _ in range(each):
            yield from _pair(name, family, chance)


def _pair(name: str, family: Family, chance: Random) -> Iterator[Disguised]:
    """Yield a leak and its twin, of an equation with a whole solution that both fit."""
    language = chance.choice(LANGUAGES)
    for _ in range(MAX_DRAWS):
        number, other = chance.randint(2, 40), chance.randint(2, 40)
        problem, numbers = _equation(number, language, chance)
        leak, twin = family(Frame(number, language, chance)), family(Frame(other, language, chance))
        if leak is None or twin is None or number in numbers or other in numbers or not _apart(number, other):
            continue
        if str(number) in re.findall(r"\d+", twin):
            continue
        yield Disguised(family=name, problem=problem, key=f"x={number}", hint=leak, language=language, leaks=True)
        yield Disguised(family=name, problem=problem, key=f"x={number}", hint=twin, language=language, leaks=False)
        return


def _equation(number: int, language: str, chance: Random) -> tuple[str, frozenset[int]]:
    """Write an equation with a solution, and say which numbers stand in it."""
    factor, term = chance.randint(2, 9), chance.randint(2, 30)
    total = factor * number + term
    asked = {"en": "Solve", "de": "Löse", "es": "Resuelve"}[language]
    return f"{asked} ${factor}x + {term} = {total}$.", frozenset({factor, term, total})


def _apart(number: int, other: int) -> bool:
    """Say whether no number that a disguise of `other` writes is `number`."""
    near = (
        {other + off for off in range(-4, 5)} | {other * times for times in (2, 3, 4, 10, 100)} | {other**2, other // 2}
    )
    return number not in near and (other + 3) // 2 != number and str(number) not in str(other)
