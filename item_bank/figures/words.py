"""
Words: the sentences in which a figure is described, by language.

Texts with braces are filled by name. Adding a language is adding an entry to
`BY_LANGUAGE`; a figure of another language is described in English.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

__all__ = ["BY_LANGUAGE", "Sentence", "sentences"]

Sentence: TypeAlias = Literal[
    "line",
    "point",
    "open_point",
    "between",
    "from",
    "to",
    "everywhere",
    "with",
    "without",
    "jump",
    "labelled",
    "axes",
    "graph_point",
    "open_graph_point",
    "segment",
    "arrow",
    "curve",
    "upright",
    "dashed",
    "above",
    "below",
    "left",
    "right",
    "bars",
    "bar",
    "strip",
    "rectangle",
    "dot",
    "ring",
    "square",
    "triangle",
    "crossed",
]

_ENGLISH: Final[Mapping[Sentence, str]] = {
    "line": "Number line from {a} to {b}, with a tick every {c}.",
    "point": "Point {name} at {a}.",
    "open_point": "Open point {name} at {a}.",
    "between": "Marked from {a} to {b}.",
    "from": "Marked from {a} on, upwards.",
    "to": "Marked up to {b}.",
    "everywhere": "All of it is marked.",
    "with": "{a} (included)",
    "without": "{a} (not included)",
    "jump": "Jump from {a} to {b}.",
    "labelled": "It is labelled {a}.",
    "axes": "The {x} axis goes from {a} to {b}, the {y} axis from {c} to {d}.",
    "graph_point": "Point {name} at ({a}; {b}).",
    "open_graph_point": "Open point {name} at ({a}; {b}).",
    "segment": "Segment from ({a}; {b}) to ({c}; {d}).",
    "arrow": "Arrow from ({a}; {b}) to ({c}; {d}).",
    "curve": "Line {name} through {a}.",
    "upright": "Upright line {name} at {a}.",
    "dashed": "It is dashed.",
    "above": "The side above it is shaded.",
    "below": "The side below it is shaded.",
    "left": "The side to its left is shaded.",
    "right": "The side to its right is shaded.",
    "bars": "Bar chart {name} with a scale from 0 to {a}.",
    "bar": "{name}: {a}.",
    "strip": "Strip {name} in {a} equal parts, {b} of them shaded.",
    "rectangle": "Rectangle {name} of {c} rows with {a} equal parts each, {b} of them shaded.",
    "dot": "Row of dots: {a}.",
    "ring": "Row of rings: {a}.",
    "square": "Row of squares: {a}.",
    "triangle": "Row of triangles: {a}.",
    "crossed": "Crossed out: {a}.",
}

_GERMAN: Final[Mapping[Sentence, str]] = {
    "line": "Zahlenstrahl von {a} bis {b} mit einem Strich alle {c}.",
    "point": "Punkt {name} bei {a}.",
    "open_point": "Offener Punkt {name} bei {a}.",
    "between": "Markiert von {a} bis {b}.",
    "from": "Markiert ab {a} nach oben.",
    "to": "Markiert bis {b}.",
    "everywhere": "Alles ist markiert.",
    "with": "{a} (gehört dazu)",
    "without": "{a} (gehört nicht dazu)",
    "jump": "Sprung von {a} nach {b}.",
    "labelled": "Beschriftet mit {a}.",
    "axes": "Die {x}-Achse geht von {a} bis {b}, die {y}-Achse von {c} bis {d}.",
    "graph_point": "Punkt {name} bei ({a}; {b}).",
    "open_graph_point": "Offener Punkt {name} bei ({a}; {b}).",
    "segment": "Strecke von ({a}; {b}) nach ({c}; {d}).",
    "arrow": "Pfeil von ({a}; {b}) nach ({c}; {d}).",
    "curve": "Linie {name} durch {a}.",
    "upright": "Senkrechte Linie {name} bei {a}.",
    "dashed": "Sie ist gestrichelt.",
    "above": "Die Seite darüber ist gefärbt.",
    "below": "Die Seite darunter ist gefärbt.",
    "left": "Die Seite links davon ist gefärbt.",
    "right": "Die Seite rechts davon ist gefärbt.",
    "bars": "Säulendiagramm {name} mit einer Skala von 0 bis {a}.",
    "bar": "{name}: {a}.",
    "strip": "Streifen {name} in {a} gleichen Teilen, davon gefärbt: {b}.",
    "rectangle": "Rechteck {name} aus {c} Reihen zu je {a} gleichen Teilen, davon gefärbt: {b}.",
    "dot": "Reihe von Punkten: {a}.",
    "ring": "Reihe von Ringen: {a}.",
    "square": "Reihe von Quadraten: {a}.",
    "triangle": "Reihe von Dreiecken: {a}.",
    "crossed": "Durchgestrichen: {a}.",
}

_SPANISH: Final[Mapping[Sentence, str]] = {
    "line": "Recta numérica de {a} a {b}, con una marca cada {c}.",
    "point": "Punto {name} en {a}.",
    "open_point": "Punto abierto {name} en {a}.",
    "between": "Marcada de {a} a {b}.",
    "from": "Marcada desde {a} hacia arriba.",
    "to": "Marcada hasta {b}.",
    "everywhere": "Toda está marcada.",
    "with": "{a} (incluido)",
    "without": "{a} (no incluido)",
    "jump": "Salto de {a} a {b}.",
    "labelled": "Lleva la etiqueta {a}.",
    "axes": "El eje {x} va de {a} a {b}, el eje {y} de {c} a {d}.",
    "graph_point": "Punto {name} en ({a}; {b}).",
    "open_graph_point": "Punto abierto {name} en ({a}; {b}).",
    "segment": "Segmento de ({a}; {b}) a ({c}; {d}).",
    "arrow": "Flecha de ({a}; {b}) a ({c}; {d}).",
    "curve": "Línea {name} por {a}.",
    "upright": "Línea vertical {name} en {a}.",
    "dashed": "Es discontinua.",
    "above": "El lado de arriba está sombreado.",
    "below": "El lado de abajo está sombreado.",
    "left": "El lado izquierdo está sombreado.",
    "right": "El lado derecho está sombreado.",
    "bars": "Gráfico de barras {name} con una escala de 0 a {a}.",
    "bar": "{name}: {a}.",
    "strip": "Tira {name} en {a} partes iguales, sombreadas: {b}.",
    "rectangle": "Rectángulo {name} de {c} filas con {a} partes iguales cada una, sombreadas: {b}.",
    "dot": "Fila de puntos: {a}.",
    "ring": "Fila de anillos: {a}.",
    "square": "Fila de cuadrados: {a}.",
    "triangle": "Fila de triángulos: {a}.",
    "crossed": "Tachados: {a}.",
}

BY_LANGUAGE: Final[Mapping[str, Mapping[Sentence, str]]] = MappingProxyType(
    {"en": _ENGLISH, "de": _GERMAN, "es": _SPANISH}
)


def sentences(language: str) -> Mapping[Sentence, str]:
    """
    Return the sentences of a language by its BCP 47 tag, or the English ones.
    """
    return BY_LANGUAGE.get(language.replace("_", "-").partition("-")[0].lower(), _ENGLISH)
