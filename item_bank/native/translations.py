"""
Translations as authors write them: a file beside the item's, with its texts only.

`ribbon.de.yaml` has the shape of `ribbon.yaml` without what is no text. Steps are
found by their ids, mistakes by their codes, hints and options by their places.
What stands where the item has no text is found here; what is missing, and what
the texts say, is `check`'s to find.
"""

from collections.abc import Iterator, Sequence

import msgspec

from item_bank.answers.answer import Answer, Choice, ChoiceAnswer, OrderAnswer, TextAnswer
from item_bank.check.parts import mistake_path, step_path
from item_bank.domain import Words
from item_bank.figures.figure import Figure
from item_bank.figures.parts import parts
from item_bank.finding import Code, Path, quoted
from item_bank.ids import MistakeCode, SkillId
from item_bank.mistake import Mistake
from item_bank.native.document import Document
from item_bank.native.fields import (
    AnswerWords,
    ItemWords,
    MistakeWords,
    NamedMistakeWords,
    OptionWords,
    RungWords,
    ScaffoldEntryWords,
    ScaffoldWords,
    SkillWords,
    StepWords,
)
from item_bank.native.piece import Findings, read_piece, similar
from item_bank.native.source import ItemSource, TranslationSource
from item_bank.skill import Skill
from item_bank.template import StepTemplate
from item_bank.translation import ItemWording
from item_bank.variant import Help, Rung, Scaffold

__all__ = ["read_item_wording", "read_mistakes_wording", "read_skills_wording"]


def read_item_wording(document: Document, item: ItemSource, language: str, found: Findings) -> TranslationSource:
    """
    Read an item's words in another language, as far as they can be read.
    """
    reader = _Reader(found)
    piece = read_piece(ItemWords, document.data, (), found)
    template = item.template
    if piece is not None:
        reader.text(("title",), ("title",), piece.title)
        reader.text(("prompt",), ("prompt",), piece.prompt, fits=bool(template.prompt))
        reader.figures(piece.figures, template.figures, ("figures",), ("figures",))
        for name, values in piece.params.items():
            reader.values(name, values, template.params.get(name))
        ids = [str(step.id) for step in template.steps]
        for place, data in enumerate(piece.steps):
            here: Path = ("steps", place)
            step = read_piece(StepWords, data, here, found)
            if step is None or (*here, "id") in found.unread:
                continue
            if step.id not in ids:
                says = f"The item has no step {quoted(step.id)}."
                found.add(Code.TRANSLATION_OF_NOTHING, (*here, "id"), says, similar(step.id, ids))
                continue
            reader.step(step, template.steps[ids.index(step.id)], ids.index(step.id), here)
    return TranslationSource(
        file=document.file,
        item=item.file,
        wording=ItemWording(language=language, texts=reader.texts, accept=reader.accept, words=reader.words),
        whole=not found.all,
        places=reader.places,
    )


def read_skills_wording(document: Document, skills: Sequence[Skill], found: Findings) -> dict[SkillId, str]:
    """
    Read the names of skills in another language.
    """
    known = {str(skill.id): skill for skill in skills}
    names: dict[SkillId, str] = {}
    for place, data in enumerate(_entries(document, found)):
        entry = read_piece(SkillWords, data, (place,), found)
        if entry is not None and _is_known(entry.id, known, (place, "id"), "skill", found):
            names[SkillId(entry.id)] = entry.name
    return names


def read_mistakes_wording(
    document: Document, mistakes: Sequence[Mistake], found: Findings
) -> dict[MistakeCode, Mistake]:
    """
    Read the words of mistakes in another language; a name or description that is not there stays as it is.
    """
    known = {str(mistake.code): mistake for mistake in mistakes}
    worded: dict[MistakeCode, Mistake] = {}
    for place, data in enumerate(_entries(document, found)):
        entry = read_piece(NamedMistakeWords, data, (place,), found)
        if entry is None or not _is_known(entry.code, known, (place, "code"), "mistake", found):
            continue
        own = known[entry.code]
        worded[own.code] = msgspec.structs.replace(
            own, name=entry.name or own.name, did=entry.did or own.did, hint=entry.hint
        )
    return worded


def _is_known(
    name: str, known: dict[str, object] | dict[str, Skill] | dict[str, Mistake], path: Path, what: str, found: Findings
) -> bool:
    if name in known:
        return True
    if path not in found.unread:
        found.add(Code.TRANSLATION_OF_NOTHING, path, f"There is no {what} {quoted(name)}.", similar(name, list(known)))
    return False


def _entries(document: Document, found: Findings) -> Sequence[object]:
    if isinstance(document.data, list):
        return document.data
    if document.data:
        found.add(Code.WRONG_SHAPE, (), "This file has to be a list.", "Begin each entry with a hyphen.")
    return ()


def _leaves(data: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield the texts of plain data with their places; what is only said to be there is passed over."""
    match data:
        case str(text):
            yield path, text
        case list(entries):
            for place, entry in enumerate(entries):
                yield from _leaves(entry, (*path, place))
        case dict(fields):
            for name, value in fields.items():
                if name != "kind" or path:
                    yield from _leaves(value, (*path, name))
        case _:
            pass


class _Reader:
    """Collects the texts of one translation by their places in the item, and where in the file each stands."""

    def __init__(self, found: Findings) -> None:
        self._found = found
        self.texts: dict[Path, str] = {}
        self.accept: dict[Path, tuple[str, ...]] = {}
        self.words: dict[str, tuple[str, ...]] = {}
        self.places: dict[Path, Path] = {}

    def text(self, path: Path, here: Path, text: str | None, *, fits: bool = True) -> None:
        """Keep one text, which has to be one of the item's."""
        if not text or here in self._found.unread:
            return
        if not fits:
            self._nothing(here, "The item has no text here.")
            return
        self.texts[path] = text
        self.places[path] = here

    def values(self, name: str, values: list[str], domain: object) -> None:
        """Keep the values of a parameter that is a word: as many as the item has."""
        here: Path = ("params", name)
        if here in self._found.unread:
            return
        if not isinstance(domain, Words):
            self._nothing(here, f"The item has no words {quoted(name)}.")
        elif len(values) != len(domain.values):
            self._count(here, len(values), len(domain.values), "words")
        else:
            self.words[name] = tuple(values)

    def step(self, step: StepWords, own: StepTemplate, place: int, here: Path) -> None:
        """Keep the texts of one step."""
        path = step_path(place)
        self.places[path] = here
        self.text((*path, "prompt"), (*here, "prompt"), step.prompt, fits=bool(own.prompt))
        self.answer(step.answer, own.answer, (*path, "answer"), (*here, "answer"))
        self.mistakes(step.mistakes, own, place, here)
        self.help(step.hints, own.help, (*path, "hints"), (*here, "hints"))
        self.figures(step.figures, own.figures, (*path, "figures"), (*here, "figures"))

    def figures(self, data: list[object], own: Sequence[Figure], path: Path, here: Path) -> None:
        """Keep the texts of figures, one entry for each of the item's."""
        if len(data) not in {0, len(own)}:
            self._count(here, len(data), len(own), "figures")
            return
        for place, entry in enumerate(data):
            self._figure(entry, own[place], (*path, place), (*here, place))

    def _figure(self, data: object, own: Figure, path: Path, here: Path) -> None:
        texts = {part.path for part in parts(own) if part.role in {"words", "rich"}}
        for inner, text in _leaves(data):
            self.text((*path, *inner), (*here, *inner), text, fits=inner in texts)

    def answer(self, data: object, own: Answer, path: Path, here: Path) -> None:
        """Keep the options of a choice, or the words of a text answer."""
        answer = None if data is None else read_piece(AnswerWords, data, here, self._found)
        if answer is None:
            return
        worded = isinstance(own, TextAnswer)
        self.text((*path, "value"), (*here, "value"), answer.value, fits=worded)
        if answer.accept is not None and worded:
            self.accept[path] = tuple(answer.accept)
        elif answer.accept is not None:
            self._nothing((*here, "accept"), "The item's answer is not in words.")
        options = own.choices if isinstance(own, ChoiceAnswer | OrderAnswer) else ()
        if len(answer.choices) not in {0, len(options)}:
            self._count((*here, "choices"), len(answer.choices), len(options), "options")
            return
        for place, option in enumerate(answer.choices):
            at: Path = (*here, "choices", place)
            self._option(option, options[place], (*path, "choices", place), at)

    def _option(self, data: object, own: Choice, path: Path, here: Path) -> None:
        if isinstance(data, str):
            self.text((*path, "text"), here, data)
            return
        option = read_piece(OptionWords, data, here, self._found)
        if option is None:
            return
        self.text((*path, "text"), (*here, "text"), option.text)
        if option.figure is not None and own.figure is not None:
            self._figure(option.figure, own.figure, (*path, "figure"), (*here, "figure"))
            if option.text is None and own.text == own.figure.alt:
                alt = self.texts.get((*path, "figure", "alt"))
                self.text((*path, "text"), (*here, "figure", "alt"), alt)
        elif option.figure is not None:
            self._nothing((*here, "figure"), "The item has no figure here.")

    def mistakes(self, data: list[object], own: StepTemplate, of: int, here: Path) -> None:
        """Keep the words about mistakes; of several with one code, in their order."""
        paths = [(one, mistake_path(own, of, place)) for place, one in enumerate(own.mistakes)]
        for place, entry in enumerate(data):
            at: Path = (*here, "mistakes", place)
            mistake = read_piece(MistakeWords, entry, at, self._found)
            if mistake is None or (*at, "code") in self._found.unread:
                continue
            found = next((one for one in paths if one[0].code == mistake.code), None)
            if found is None:
                says = f"The step has no further mistake {quoted(mistake.code)}."
                self._nothing((*at, "code"), says)
                continue
            paths.remove(found)
            worded = isinstance(own.answer, TextAnswer)
            self.text((*found[1], "when"), (*at, "when"), mistake.when, fits=worded)
            self.text((*found[1], "hint"), (*at, "hint"), mistake.hint, fits=found[0].hint is not None)

    def help(self, data: list[object], own: Sequence[Help], path: Path, here: Path) -> None:
        """Keep the texts of a ladder, entry by entry."""
        if len(data) not in {0, len(own)}:
            self._count(here, len(data), len(own), "hints")
            return
        for place, entry in enumerate(data):
            at: Path = (*here, place)
            match own[place]:
                case Rung():
                    self.text((*path, place), at, self._said(entry, at))
                case Scaffold() as scaffold:
                    self._scaffold(entry, scaffold, (*path, place, "scaffold"), at)

    def _scaffold(self, entry: object, own: Scaffold, path: Path, here: Path) -> None:
        outer = read_piece(ScaffoldEntryWords, entry, here, self._found)
        if outer is None or (*here, "scaffold") in self._found.unread:
            return
        at: Path = (*here, "scaffold")
        scaffold = read_piece(ScaffoldWords, outer.scaffold, at, self._found)
        if scaffold is None:
            return
        self.text((*path, "prompt"), (*at, "prompt"), scaffold.prompt)
        self.answer(scaffold.answer, own.answer, (*path, "answer"), (*at, "answer"))
        self.help(scaffold.hints, own.rungs, (*path, "hints"), (*at, "hints"))
        self.figures(scaffold.figures, own.figures, (*path, "figures"), (*at, "figures"))

    def _said(self, entry: object, here: Path) -> str | None:
        if isinstance(entry, str):
            return entry
        piece = read_piece(RungWords, entry, here, self._found)
        return None if piece is None else piece.text

    def _nothing(self, here: Path, says: str) -> None:
        self._found.add(Code.TRANSLATION_OF_NOTHING, here, says, "Leave it out, or add it to the item.")
        self._found.lose(here)

    def _count(self, here: Path, has: int, needs: int, what: str) -> None:
        says = f"The translation has {has} {what} here and the item {needs}."
        self._found.add(Code.TRANSLATION_OF_NOTHING, here, says, "Give one for each, in the item's order.")
        self._found.lose(here)
