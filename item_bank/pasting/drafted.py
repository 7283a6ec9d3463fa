"""
Drafted items: a solved problem as an item of a bank.

Keeps the teacher's own words round the formula, and has words of its own, in
the language of the paste, where there are none. Lines of the solution and a
drawn sister are `proposing`'s to add; the teacher confirms what comes out.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from item_bank.algebra.printing import to_latex
from item_bank.algebra.tree import Junction, Name, Number, Relation, Tree
from item_bank.answers.answer import Answer, ExpressionAnswer, InequalityAnswer, NumberAnswer, SolutionsAnswer
from item_bank.ids import ItemId, SkillId, StepId
from item_bank.language import primary
from item_bank.pasting.wording import Wording
from item_bank.template import ItemTemplate, StepTemplate

__all__ = ["Draft", "as_asked", "drafted", "in_words"]

STEP: Final = StepId("answer")
_REFERS: Final = (("@{", "@ {"), ("![", "! ["))
"""What would name a parameter or a picture, and what stands for it: what is pasted has neither."""
_MARKUP: Final = (("\\", ""), ("$", "\\$"), ("**", "*"), *_REFERS, ("[[", "[ ["))
"""What would be markup in a prompt, and what stands for it."""

_ASKED: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "en": MappingProxyType(
            {
                "solve": "Solve {formula}.",
                "isolate": "Solve {formula} for ${letter}$.",
                "calculate": "Calculate {formula}.",
                "expand": "Expand {formula}.",
                "factor": "Factor {formula}.",
                "simplify": "Simplify {formula}.",
            }
        ),
        "de": MappingProxyType(
            {
                "solve": "Löse {formula}.",
                "isolate": "Löse {formula} nach ${letter}$ auf.",
                "calculate": "Berechne {formula}.",
                "expand": "Multipliziere {formula} aus.",
                "factor": "Faktorisiere {formula}.",
                "simplify": "Vereinfache {formula}.",
            }
        ),
        "es": MappingProxyType(
            {
                "solve": "Resuelve {formula}.",
                "isolate": "Despeja ${letter}$ en {formula}.",
                "calculate": "Calcula {formula}.",
                "expand": "Desarrolla {formula}.",
                "factor": "Factoriza {formula}.",
                "simplify": "Simplifica {formula}.",
            }
        ),
    }
)
"""What stands over a formula that came without words."""
_JOINTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "en": MappingProxyType({"and": "and", "or": "or"}),
        "de": MappingProxyType({"and": "und", "or": "oder"}),
        "es": MappingProxyType({"and": "y", "or": "o"}),
    }
)
_RATIONAL: Final = re.compile(r"-?\d+(?:/\d+)?")
_TITLES: Final[Mapping[str, str]] = MappingProxyType({"en": "Homework", "de": "Hausaufgabe", "es": "Deberes"})


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Where a drafted item belongs: its id, the language, and whose words it is made of."""

    id: ItemId
    language: str
    license: str
    attribution: str


def drafted(tree: Tree, words: Wording, answer: Answer, draft: Draft, skills: tuple[SkillId, ...]) -> ItemTemplate:
    """
    Make an item without parameters of a problem and its key.

    Parameters
    ----------
    tree, words
        The problem as read, and the words round it.
    answer
        Its key.
    draft
        What the item is called.
    skills
        What it practises.
    """
    language = primary(draft.language)
    formula = _formula(tree, language)
    asks = _asks(answer, words)
    own = _own_words(words, formula)
    if words.form is not None and not own:
        own = f"{_plain(words.above)} {formula}"
    phrases = _ASKED.get(language, _ASKED["en"])
    letter = words.unknown or ""
    prompt = own or phrases[asks].format(formula=formula, letter=letter)
    return ItemTemplate(
        id=draft.id,
        title=_TITLES.get(language, _TITLES["en"]),
        language=draft.language,
        license=draft.license,
        attribution=draft.attribution,
        prompt=prompt,
        skills=skills,
        steps=(StepTemplate(id=STEP, prompt=prompt, skills=(), answer=answer, unknowns=_unknowns(answer)),),
    )


def _formula(tree: Tree, language: str) -> str:
    """
    Set a formula, or statements one by one with the language's own word between them.
    """
    match tree:
        case Junction(word=word, parts=parts) if all(isinstance(part, Relation) for part in parts):
            joint = _JOINTS.get(language, _JOINTS["en"])[word]
            return f" {joint} ".join(f"${to_latex(part)}$" for part in parts)
        case _:
            return f"${to_latex(tree)}$"


def _own_words(words: Wording, formula: str) -> str:
    """
    Put the formula back between the teacher's words; nothing where there were none.
    """
    before, behind = _plain(words.before), _plain(words.behind)
    if not before and not behind:
        return ""
    joint = "" if behind.startswith((".", ",", "?", "!", ";", ":")) else " "
    text = f"{before} {formula}{joint}{behind}".strip()
    return text if text.endswith((".", "?", "!")) else f"{text}{'?' if words.question else '.'}"


def as_asked(tree: Tree, words: Wording, language: str, text: str) -> str:
    """
    Write a problem as it was typed, without its key and with its formula set; a number stays as it stands.
    """
    if words.latex or isinstance(tree, Number | Name):
        return text
    formula = _formula(tree, primary(language))
    if not words.before and not words.behind:
        return formula
    before, maths, behind = text.partition(words.maths)
    if not maths:
        return _own_words(words, formula)
    joint = "" if behind.startswith((".", ",", "?", "!", ";", ":")) else " "
    return f"{_plain(before)} {formula}{joint}{_plain(behind)}".strip()


def in_words(text: str) -> str:
    """
    Make a prompt of a problem in words as it was typed: maths and stress stay, and it refers to nothing.
    """
    for sign, instead in _REFERS:
        text = text.replace(sign, instead)
    return text


def _plain(text: str) -> str:
    for sign, instead in _MARKUP:
        text = text.replace(sign, instead)
    return " ".join(text.split())


def _asks(answer: Answer, words: Wording) -> str:
    match answer:
        case SolutionsAnswer() | InequalityAnswer():
            return "solve"
        case NumberAnswer() if answer.unknowns:
            return "solve"
        case ExpressionAnswer() if words.unknown is not None and words.asks in {None, "solve"}:
            return "isolate"
        case NumberAnswer(form="simplified") if not _RATIONAL.fullmatch(answer.value):
            return "simplify"
        case NumberAnswer():
            return "calculate"
        case ExpressionAnswer(form="expanded"):
            return "expand"
        case ExpressionAnswer(form="factored"):
            return "factor"
        case _:
            return "simplify"


def _unknowns(answer: Answer) -> tuple[str, ...]:
    return answer.unknowns if isinstance(answer, SolutionsAnswer | InequalityAnswer | NumberAnswer) else ()
