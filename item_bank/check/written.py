"""
What is written: texts and formulas of an item, before any draw.

Whether placeholders and formulas can be read, whether each parameter is used,
what is empty, and options that must not be shuffled. What they come to in a
draw is `drawn`'s.
"""

import re
from collections.abc import Mapping
from typing import Final

from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import ChoiceAnswer
from item_bank.check.intact import Intact
from item_bank.check.params import names_unusable
from item_bank.check.parts import FormulaPart, TextPart, answers, formulas, scaffolds, step_path, texts
from item_bank.draw import number_names
from item_bank.fill import template_names
from item_bank.finding import Code, Path, quoted
from item_bank.formula import read_formula
from item_bank.native.piece import Findings
from item_bank.native.source import ItemSource
from item_bank.placeholder import BadText, Blank, Word, read_text
from item_bank.template import ItemTemplate

__all__ = ["MAX_HINT", "check_text", "check_written"]

MAX_HINT: Final = 280
"""Characters of a hint, about two sentences; the hints of OATutor, which learners do read, have 76 in the middle."""

_REFERS: Final = re.compile(
    r"\b(?:all|none|both|neither|some) of (?:the|these) (?:above|below|others?)\b|\b[a-e] (?:and|or) [a-e]\b",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"\(?[A-Ea-e][).]?")
_HTML: Final = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


def check_written(
    item: ItemSource, template: ItemTemplate, intact: Intact, found: Findings
) -> Mapping[Path, frozenset[str]]:
    """
    Check an item's texts and formulas as they stand in the file.

    Parameters
    ----------
    item
        The item as it was read.
    template
        Its template, with a parameter for each name that could not be read.
    intact
        What of it was read; places where something is found that keeps them
        from being filled are spoilt.
    found
        Takes the findings.

    Returns
    -------
    Mapping[Path, frozenset[str]]
        The parameters and derived values that occur in each text and formula.
    """
    used: dict[Path, frozenset[str]] = {}
    bad = list(item.unread_texts)
    for part in texts(template):
        if intact(*part.path):
            names = check_text(template, part, intact, found)
            used[part.path] = frozenset(names or ())
            bad += [part.text] if names is None else []
    for formula in formulas(template):
        if intact(*formula.path):
            names = _check_formula(template, formula, intact, found)
            used[formula.path] = frozenset(names or ())
            bad += [formula.text] if names is None else []
    _check_used(item.template, frozenset().union(*used.values()), bad, found)
    _check_steps(template, intact, found)
    for answer in answers(template):
        if isinstance(answer.answer, ChoiceAnswer):
            _check_shuffled(answer.answer, (*answer.path, "choices"), found)
    return used


def check_text(template: ItemTemplate, part: TextPart, intact: Intact, found: Findings) -> frozenset[str] | None:
    """
    Return the names that occur in a text; None where it cannot be filled.
    """
    if part.role in {"hint", "choice", "solution", "answer"} and not part.text.strip():
        found.add(Code.EMPTY_TEXT, part.path, "This text is empty.", "Write it, or leave it out.")
        intact.spoil(part.path)
    if part.role == "hint" and len(part.text) > MAX_HINT:
        says = f"This hint has {len(part.text)} characters."
        found.add(Code.LONG_HINT, part.path, says, f"Say it in {MAX_HINT}, or make two rungs of it.")
    html = _HTML.search(part.text) if part.role in {"prompt", "hint", "choice", "cell"} else None
    if html:
        says = f"{quoted(html.group())} is shown as it stands."
        found.add(Code.RAW_HTML, part.path, says, "Use Markdown: **strong**, $maths$, ![words](picture).")
    read = read_text(part.text, template_names(template, part.unknowns))
    if isinstance(read, BadText):
        intact.spoil(part.path)
        if names_unusable(template, part.text):
            return None
        problems = {part.text[bad.start : bad.end]: bad.sentence for bad in read.placeholders}
        for written, sentence in problems.items():
            says = f"The placeholder {quoted(written)} cannot be filled: {sentence}"
            found.add(Code.BAD_PLACEHOLDER, part.path, says, "Correct the placeholder.")
        return None
    names: set[str] = set()
    for piece in read.pieces:
        if isinstance(piece, Word):
            names.add(piece.name)
        elif isinstance(piece, Blank):
            names |= piece.formula.names
    return frozenset(names)


def _check_formula(template: ItemTemplate, part: FormulaPart, intact: Intact, found: Findings) -> frozenset[str] | None:
    """
    Return the names that occur in a formula; None where it cannot be filled.
    """
    names = number_names(template)
    if not names and not part.computed:
        return frozenset()
    formula = read_formula(part.text, names, part.unknowns)
    if isinstance(formula, Unreadable) and names_unusable(template, part.text):
        pass
    elif isinstance(formula, Unreadable):
        fix = "Use the item's parameters; letters that stay unknown are named under unknowns."
        found.add(Code.BAD_FORMULA, part.path, formula.sentence, fix)
    elif part.number and formula.unknowns:
        says = f"A number cannot depend on {', '.join(sorted(formula.unknowns))}."
        found.add(Code.BAD_FORMULA, part.path, says, "Use parameters and derived values alone.")
    else:
        return formula.names
    intact.spoil(part.path)
    return None


def _check_used(template: ItemTemplate, used: frozenset[str], bad: list[str], found: Findings) -> None:
    numbers = number_names(template)
    for text in (*template.derive.values(), *template.where):
        formula = read_formula(text, numbers, ())
        if isinstance(formula, Unreadable):
            bad.append(text)
        else:
            used |= formula.names
    for field, names in (("params", template.params), ("derive", template.derive)):
        for name in names:
            # What cannot be read may well use it.
            if name not in used and not any(name in text for text in bad):
                says = f"Nothing uses {quoted(name)}."
                found.add(Code.UNUSED_PARAMETER, (field, name), says, "Use it or delete it.")


def _check_steps(template: ItemTemplate, intact: Intact, found: Findings) -> None:
    steps: set[str] = set()
    for place, step in enumerate(template.steps):
        path = step_path(place)
        if intact(*path, "id") and step.id in steps:
            says = f"Two steps have the id {quoted(step.id)}."
            found.add(Code.DUPLICATE_ID, (*path, "id"), says, "Rename one of the two.")
        steps.add(step.id)
        prompts = intact("prompt") and intact(*path, "prompt")
        if prompts and not step.prompt.strip() and not template.prompt.strip():
            says = "Neither the item nor the step says what is to be done."
            found.add(Code.EMPTY_TEXT, path, says, "Add a prompt.")
        inner: set[str] = set()
        for here, scaffold in scaffolds(step, place):
            if intact(*here, "id") and scaffold.id in inner:
                says = f"Two scaffolds have the id {quoted(scaffold.id.partition('/')[2])}."
                found.add(Code.DUPLICATE_ID, (*here, "id"), says, "Rename one of the two.")
            inner.add(scaffold.id)


def _check_shuffled(answer: ChoiceAnswer, path: tuple[str | int, ...], found: Findings) -> None:
    if not answer.shuffle:
        return
    for place, choice in enumerate(answer.choices):
        if _REFERS.search(choice.text) or _LETTER.fullmatch(choice.text.strip()):
            says = f"The option {quoted(choice.text)!r} depends on the order of the options, which is shuffled."
            found.add(Code.CHOICES_SHUFFLED, (*path, place, "text"), says, "Add shuffle: false to the answer.")
            return
