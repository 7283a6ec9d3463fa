"""
Forms: in which form a question asks for its answer, by its words.

OATutor compares values alone; 28 % of its checkable steps ask for a form in
words. A form is taken over only where the key itself has it, so that no right
answer is refused for a word in passing.
"""

import re
from collections.abc import Mapping, Sequence

from item_bank.algebra.forms.form import lack
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Call, Constant, Number, Power, Relation, Tree, children, names, walk
from item_bank.answers.answer import Form, Round

__all__ = ["asked_form", "asked_round"]

_WORDS: Sequence[tuple[str, Sequence[Form]]] = (
    (r"\bscientific notation", ("scientific",)),
    (r"\bmixed number", ("mixed",)),
    (r"\b(?:as|to|into) (?:a )?percent", ("percent",)),
    (r"\b(?:as|to|into) (?:a )?decimal", ("decimal",)),
    (r"\brationali[sz]e", ("rationalised",)),
    (r"\bpartial fraction", ("partial_fractions",)),
    (r"\b(?:vertex form|complet\w+ the square|binomial squared|\(x-h\)\^2)", ("completed_square",)),
    (r"\bfactor(?!ial|s\b)", ("factored",)),
    (r"\b(?:lowest terms|simplest form|reduce|as a fraction)", ("lowest_terms",)),
    (r"\bsimplif|radical form", ("lowest_terms", "simplified")),
    (r"\b(?:expand|multiply out|multiply the (?:binomial|polynomial|monomial)|foil\b)", ("expanded",)),
    (r"\bsingle (?:fraction|rational)", ("single_fraction",)),
)
ASKED = tuple([(re.compile(words, re.IGNORECASE), forms) for words, forms in _WORDS])
"""Words that ask for forms, the most particular first, each with the forms to try in turn."""

PLACES: Mapping[str, int] = {
    "whole number": 0,
    "integer": 0,
    "unit": 0,
    "tenth": 1,
    "hundredth": 2,
    "cent": 2,
    "penny": 2,
    "thousandth": 3,
    "ten-thousandth": 4,
}
NEAREST = re.compile(
    r"nearest (ten-thousandth|thousandth|hundredth|tenth|whole number|integer|unit|cent|penny)s?\b", re.IGNORECASE
)
DECIMAL_PLACES = re.compile(r"\b(one|two|three|four|[1-4]) decimal places?", re.IGNORECASE)
NUMBER_WORDS: Mapping[str, int] = {"one": 1, "two": 2, "three": 3, "four": 4}


def asked_form(key: Tree, wording: str) -> Form:
    """
    Return the form that is asked for in words and that the key has; `any` where none is.
    """
    if isinstance(bare(key), Number) and not re.search(r"decimal|scientific|percent", wording, re.IGNORECASE):
        return "any"
    for words, forms in ASKED:
        if words.search(wording) is not None:
            return next((form for form in forms if _tells_apart(form, key) and lack(form, key, key) is None), "any")
    return "any"


def asked_round(key: Tree, wording: str) -> Round | None:
    """
    Return to how many places a number is to be rounded, where the key has no more; None where nothing is said.
    """
    found, counted = NEAREST.search(wording), DECIMAL_PLACES.search(wording)
    if found is not None:
        places = PLACES[found[1].lower()]
    elif counted is not None:
        places = NUMBER_WORDS.get(counted[1].lower(), 0) or int(counted[1])
    else:
        return None
    written = [len(node.text.partition(".")[2]) for node in walk(key) if isinstance(node, Number)]
    plain = all(not children(node) or len(children(node)) == 1 for node in walk(key))
    return Round(places=places) if plain and written and max(written) <= places else None


def _tells_apart(form: Form, key: Tree) -> bool:
    """Say whether a form means anything for such a key: without a letter nothing is to be factored or expanded."""
    if isinstance(key, Relation):
        return False
    if form == "lowest_terms":
        return not names(key) and not any(isinstance(node, Call | Power | Constant) for node in walk(key))
    return bool(names(key)) or form not in {"factored", "expanded", "completed_square"}
