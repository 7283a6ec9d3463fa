"""
Elsewhere: words that ask for something else than what the formula beside them comes to.

A derivative, a vertex, a reciprocal: a key made of the formula alone would be
wrong, and look right. Such a problem is its teacher's to solve. The words are
beginnings, in English, German and Spanish, looked for all at once.
"""

import re
from collections.abc import Sequence
from typing import Final

from item_bank.algebra.tree import Junction, Relation, Tree

__all__ = ["asks_elsewhere"]

_EVER: Final[Sequence[str]] = (
    *(r"differentiat", r"derivativ", r"derive\b", r"integra[lt]", r"antiderivativ", r"limit\b", r"slope", r"gradient"),
    *(r"vertex", r"vertices", r"degree of", r"inverse", r"intercept", r"discriminant", r"coefficient", r"remainder"),
    *(r"(?:sum|product) of the (?:roots|solutions)", r"(?:how many|number of) (?:solutions|roots|zeros|terms)"),
    *(r"reciprocal", r"opposite of", r"absolute value of", r"sign of", r"common denominator", r"prime factor"),
    *(r"half of", r"double(?! bracket)", r"cube of", r"square of(?! an?\b| the\b)", r"estimat", r"round", r"nearest"),
    *(r"decimal places?\b", r"significant", r"in words", r"as an? (?:single )?power", r"power of", r"index form"),
    *(r"compar", r"larger", r"greater", r"smaller", r"graph\b", r"sketch", r"draw", r"plot"),
    *(r"ableit", r"abgeleitet", r"leite\b", r"stammfunktion", r"integrier", r"grenzwert", r"steigung", r"scheitel"),
    *(r"grad (?:von|des|der)", r"umkehr", r"achsenabschnitt", r"diskriminant", r"koeffizient", r"rest\b", r"anzahl"),
    *(r"wie viele lösung", r"kehrwert", r"kehrbruch", r"gegenzahl", r"betrag von", r"vorzeichen", r"hauptnenner"),
    *(r"primfaktor", r"hälfte", r"doppelt", r"verdopp", r"quadrat von", r"schätz", r"überschl", r"runde", r"gerundet"),
    *(r"auf [^.]* stellen", r"nachkomma", r"in worten", r"als (?:eine )?(?:zehner)?potenz", r"vergleich", r"größer"),
    *(r"kleiner", r"zeichne", r"skizzier"),
    *(r"deriva", r"límite", r"pendiente", r"vértice", r"grado de", r"inversa", r"inverso", r"ordenada", r"coeficiente"),
    *(r"(?:suma|producto) de las (?:raíces|soluciones)", r"cuántas soluciones", r"número de (?:soluciones|términos)"),
    *(
        r"recíproco",
        r"opuesto",
        r"valor absoluto de",
        r"signo de",
        r"denominador común",
        r"factores primos",
        r"resto\b",
    ),
    *(r"mitad de", r"doble de", r"cuadrado de(?!l? un)", r"estima", r"redonde", r"cifras", r"en palabras", r"gráfic"),
    *(r"como (?:una )?(?:sola )?potencia", r"compara", r"mayor", r"menor", r"dibuja"),
)
_OF_A_TERM: Final[Sequence[str]] = (
    *(r"roots?\b", r"zeros?\b", r"complet\w* the square"),
    *(r"\w*wurzel", r"nullstelle", r"quadratisch\w* (?:zu )?ergänz", r"ergänz\w* quadratisch"),
    *(r"raíz", r"raíces", r"ceros?\b", r"complet\w* (?:el )?cuadrado"),
)
"""Of a term only: an equation has its roots by being solved, and completing the square is a way to solve it."""


def asks_elsewhere(words: str, tree: Tree) -> bool:
    """
    Say whether words ask for something else than what their maths comes to.
    """
    return _EVER_SAID.search(words) is not None or (
        not isinstance(tree, Relation | Junction) and _SAID_OF_A_TERM.search(words) is not None
    )


def _any_of(beginnings: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(beginnings)})", re.IGNORECASE)


_EVER_SAID: Final = _any_of(_EVER)
_SAID_OF_A_TERM: Final = _any_of(_OF_A_TERM)
