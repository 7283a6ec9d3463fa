"""
Asserting: the words by which a text says that something is the answer, by language.

What stands before a number that is asserted ("you get"), before one that only
numbers ("line 2") and after one that only counts ("two sides"); questions that
answer themselves; everyday words. What follows from them is the leak guard's.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from item_bank.phrasebook import ENGLISH, speaks

__all__ = ["Asserting", "asserting"]


class Asserting(msgspec.Struct, frozen=True, kw_only=True):
    """
    How one language asserts.

    `states` matches at the end of what stands before a number, `numbered` too,
    `counts` and `called` (the answer) at the beginning of what follows. `answer` is the word that asserts
    even in a question, `rhetorical` what makes a question none, `everyday` are
    words that hints use without meaning an option of that text.
    """

    states: re.Pattern[str]
    counts: re.Pattern[str]
    called: re.Pattern[str]
    numbered: re.Pattern[str]
    rhetorical: re.Pattern[str]
    answer: str
    everyday: frozenset[str]
    one_of: str
    """What stands after "one" where it counts: "one of them"."""


def _asserting(  # noqa: PLR0913 -- the word lists of one language
    *,
    labels: str,
    verbs: str,
    fillers: str,
    counted: str,
    numbered: str,
    rhetorical: str,
    answer: str,
    everyday: str,
    one_of: str,
) -> Asserting:
    return Asserting(
        states=re.compile(
            rf"(?:[=≈→]|\b(?:{labels})\s*:|\b(?:{verbs})),?(?:\s+(?:{fillers}))*\s*[\"'(:*_]*\s*$", re.IGNORECASE
        ),
        counts=re.compile(rf"^\s*(?:{counted})\b", re.IGNORECASE),
        called=re.compile(
            rf"^[\s,:;–—-]*(?:(?!(?:{verbs})\b)[^\W\d_]+[\s,:;–—-]+){{0,2}}(?:is|are|ist|sind|es|son)\s+(?:{fillers}|die|das|la|el)?\s*"
            rf"(?:{labels})\b",
            re.IGNORECASE,
        ),
        numbered=re.compile(rf"\b(?:{numbered})\s*#?\s*$", re.IGNORECASE),
        rhetorical=re.compile(rf"\b(?:{rhetorical})\b", re.IGNORECASE),
        answer=answer,
        everyday=frozenset(everyday.split()),
        one_of=one_of,
    )


_ENGLISH = _asserting(
    labels="answer|result|solution|value|total|key",
    verbs="is|are|was|be|equals?|gets?|got|gives?|gave|giving|makes?|made|making|becomes?|leaves?|leaving|left with"
    r"|have|has|having|obtain|find|yields?|so|therefore|hence|thus|namely|answer|it's|that's|choose|pick|select"
    r"|means?|meaning|needs?"
    r"|(?:comes?|adds?|adding|simplif\w+|reduc\w+|rounds?|evaluat\w+|works?|sums?|cancels?|down|out|up) to",
    fillers="equal to|exactly|just|only|simply|now|then|about|really|actually|in fact|the|a|an|number|value|answer"
    "|to|you|we|us|him|her|them|it|get|indeed|also|always|therefore|left|with",
    counted="lines?|steps?|parts?|rows?|columns?|sides?|terms?|numbers?|digits?|ways?|things?|factors?|brackets?|fractions?"
    "|operations?|places?|more|less|fewer|times|equations?|expressions?|unknowns?|variables?|letters?|signs?|pieces?"
    "|groups?|hints?|questions?|another|thing|such|who|that",
    numbered="lines?|steps?|parts?|rows?|columns?|rules?|hints?|questions?|problems?|examples?|pages?|levels?|figures?"
    "|choices?|options?|grades?|exercises?|chapters?|which|this|that|each|every|any|no|other|only|first|last|next",
    rhetorical="wouldn't|isn't|shouldn't|doesn't|won't|aren't|couldn't|don't you",
    answer="answer",
    everyday="true false always never sometimes same more less none both zero",
    one_of="of ",
)

_GERMAN = _asserting(
    labels="antwort|ergebnis|lösung|wert|summe|gesamt",
    verbs="ist|sind|war|waren|wäre|sei|beträgt|betragen|ergibt|ergeben|gibt|macht|machen|wird|werden|bleibt|bleiben"
    "|bekommst|bekommt|bekommen|kriegst|erhältst|erhält|erhalten|findest|hast|hat|haben|lautet|lauten|heißt|bedeutet"
    "|gleich|also|daher|somit|folglich|nämlich|deshalb|antwort|nimm|wähle?|kommst auf|kommt man auf|kommt|kommen"
    "|braucht|brauchst|gerundet|gekürzt|rund",
    fillers="gleich|genau|nur|bloß|einfach|jetzt|nun|dann|etwa|ungefähr|wirklich|eigentlich|tatsächlich|der|die|das|den"
    "|dem|ein|eine|einen|zahl|wert|antwort|zu|zur|du|wir|man|er|sie|es|ihm|ihr|ihnen|dir|uns|auch|immer|also|noch"
    "|insgesamt|zusammen|am ende|auf",
    counted="zeilen?|schritte?n?|teile?n?|reihen?|spalten?|seiten?|gliede?rn?|zahlen|ziffern?|arten|dinge?n?|faktoren"
    "|klammern?|brüche?n?|rechnungen|stellen?|mehr|weniger|mal|gleichungen|terme?n?|unbekannten?|variablen?|buchstaben"
    "|vorzeichen|zeichen|stücke?n?|gruppen?|hinweise?|fragen?|nenner|zähler|andere?n?|gleiche?n?|solche?n?|davon|werte",
    numbered="zeilen?|schritte?|teile?|reihen?|spalten?|regeln?|hinweise?|fragen?|aufgaben?|beispiele?|seiten?|stufen?"
    "|bilde?r?|möglichkeit(?:en)?|option(?:en)?|klassen?|kapitel|welche[rsnm]?|diese[rsnm]?|jede[rsnm]?|keine?[rsnm]?"
    "|andere[rsnm]?|nur|erste[rsnm]?|letzte[rsnm]?|nächste[rsnm]?",
    rhetorical="nicht wahr|oder nicht|stimmt's|ist es nicht|sind es nicht|wäre es nicht",
    answer="antwort",
    everyday="wahr falsch immer nie niemals manchmal gleich mehr weniger keine keiner beide null richtig",
    one_of="von ",
)

_SPANISH = _asserting(
    labels="respuesta|resultado|solución|valor|total",
    verbs="es|son|era|eran|sea|sería|igual a|iguala|vale|valen|da|dan|dio|obtienes|obtiene|obtenemos|sale|salen"
    "|queda|quedan|resulta|resultan|hace|hacen|tienes|tiene|tienen|hay|encuentras|significa|entonces|así que"
    "|por tanto|por lo tanto|luego|respuesta|elige|escoge|marca|llegas a|llega a|se reduce a|redondea a|necesitas?",
    fillers="igual a|exactamente|justo|solo|sólo|simplemente|ahora|entonces|unos|unas|de verdad|en realidad|el|la|los"
    "|las|un|una|número|valor|respuesta|a|en|que|te|nos|le|les|también|siempre|en total|al final",
    counted="líneas?|pasos?|partes?|filas?|columnas?|lados?|términos?|números?|cifras?|dígitos?|maneras?|formas?|cosas?"
    "|factores|paréntesis|fracciones|operaciones|lugares|más|menos|veces|ecuaciones|expresiones|incógnitas?|variables?"
    "|letras?|signos?|trozos?|grupos?|pistas?|preguntas?|denominadores|numeradores|otros?|otras?|valores",
    numbered="líneas?|pasos?|partes?|filas?|columnas?|reglas?|pistas?|preguntas?|problemas?|ejemplos?|páginas?|niveles?"
    "|figuras?|opción|opciones|cursos?|ejercicios?|capítulos?|cuál|cuáles|qué|est[ea]s?|es[ea]s?|cada|ningún|ninguna"
    "|otr[oa]s?|únic[oa]|primer[oa]?|últim[oa]|siguiente",
    rhetorical="verdad|no es así|no crees|no sería|no es",
    answer="respuesta",
    everyday="verdadero falso siempre nunca igual más menos ninguno ambos cero correcto",
    one_of="de ",
)

_BY_LANGUAGE: Mapping[str, Asserting] = MappingProxyType({ENGLISH: _ENGLISH, "de": _GERMAN, "es": _SPANISH})


def asserting(language: str) -> Asserting:
    """
    Return how a language (BCP 47) asserts; English for one that the engine does not speak.
    """
    return _BY_LANGUAGE[speaks(language)]
