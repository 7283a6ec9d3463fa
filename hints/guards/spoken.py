"""
Spoken: which language a text is in, by its function words.

Articles, pronouns and small verbs make up near half of a running text and are
hardly shared between languages; a handful of them tells one from another where
statistics of letters need whole paragraphs. A text with too few of them is in
no language in particular, and suits any.
"""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from item_bank.language import primary

__all__ = ["spoken", "suits"]

_FUNCTION_WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "en": "the and is are you your of to in it that this what does do did how which on with for be not can at"
            " both each its have has an from before when where why there they should would look again think if but"
            " them these by my we our was were",
            "de": "der die das den dem des ein eine einen einem eines einer und ist sind du dein deine deinen deiner"
            " was wie nicht auf mit für zu im am bei noch mal auch welche welcher welches wenn dann es sich dir dich"
            " kann kannst hast hat steht warum vor nach durch beide beiden schau überlege denke aber nur wird werden"
            " wurde war von man sie wir um als",
            "es": "el la los las un una unos unas y es son de del que qué en con por para tu tus no se lo al cómo"
            " cuál cuáles cuándo cuando está están hay ambos cada si su sus fíjate mira piensa otra vez pero"
            " eres has este esta esto antes después también más muy ser fue te le uno dónde donde ha han",
            "fr": "le les des un une et est sont vous votre tes ton ta que qui dans sur avec pour pas ne ce cette"
            " quel quelle deux tu il elle au aux du regarde mais ou donc nous être à encore",
            "it": "il lo gli le un uno una e è sono di del della che in con per non si come quale quali questo questa"
            " hai ha tuo tua tuoi devi guarda ancora ma anche nel alla dei",
            "pt": "os as um uma e é são de do das que em com para não qual quais este esta isso seu"
            " sua você olhe mais mas também no na ao tem",
            "nl": "de het een en is zijn je jouw van in op met voor niet dat dit wat hoe welke kijk nog maar ook aan"
            " bij wordt kan heb heeft moet naar er",
            "pl": "i w na z do to jest nie się czy jak co który która które masz ale ten ta przez dla od spójrz",
            "tr": "bir ve bu ne için ile de da mi mu değil hangi bak var kaç çok daha olan gibi",
            "la": "est et non quod cum qui quae sunt ad per ex sed ut si",
        }.items()
    }
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MATHS: Final = re.compile(r"\$[^$]*\$")
_FEWEST: Final = 2
"""Function words of another language from which a text is said to be in it."""


def spoken(text: str) -> str | None:
    """
    Return the language that most function words of a text belong to; None where there are too few, or as many of two.

    Parameters
    ----------
    text
        Markdown with maths between dollar signs, which is in no language.
    """
    counts = _counted(text)
    ranked = sorted(counts, key=lambda language: -counts[language])
    first, second = ranked[:2]
    return first if counts[first] >= _FEWEST and counts[first] > counts[second] else None


def suits(text: str, language: str) -> bool:
    """
    Say whether a text may pass for one in a language (BCP 47).

    It does unless another language has more of its function words, or a letter
    belongs to a script that the language is not written in.
    """
    wanted = primary(language)
    if wanted not in _FUNCTION_WORDS:
        return True
    if _foreign_letters(text):
        return False
    counts = _counted(text)
    most = max(counts.values())
    return most < _FEWEST or counts[wanted] >= most


def _counted(text: str) -> dict[str, int]:
    words = [word.lower().replace("’", "'").partition("'")[0] for word in _WORD.findall(_MATHS.sub(" ", text))]
    return {language: sum(word in known for word in words) for language, known in _FUNCTION_WORDS.items()}


def _foreign_letters(text: str) -> bool:
    """Say whether a word of a text is written in another script than Latin; single Greek letters are maths."""
    return any(
        any(_script(letter) not in {"LATIN", "GREEK"} for letter in word)
        or (len(word) > 1 and any(_script(letter) == "GREEK" for letter in word))
        for word in _WORD.findall(_MATHS.sub(" ", text))
        if not word.isascii()
    )


def _script(letter: str) -> str:
    """Return the first word of a letter's name, which is its script; signs in a word count as Latin."""
    name = unicodedata.name(letter, "LATIN").partition(" ")[0]
    return name if unicodedata.category(letter) in {"Ll", "Lu", "Lo", "Lt"} else "LATIN"
