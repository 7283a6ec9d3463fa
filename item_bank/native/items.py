"""
Items as authors write them: one YAML file becomes one template.

Fills in what an item takes from its bank (language, licence, attribution) and
a step from its item (skills, unknowns). All that is wrong with the file's shape
is found here; whether it makes sense is `check`'s.
"""

from collections.abc import Sequence
from typing import Final

from item_bank.answers.answer import ChoiceAnswer
from item_bank.domain import Domain, IntegerRange, OneOf, Words
from item_bank.finding import Code, Path, quoted
from item_bank.ids import ItemId, SkillId, StepId
from item_bank.native.answers import (
    UNREAD,
    ItemMistakes,
    read_answer,
    read_help,
    read_item_mistakes,
    read_mistakes,
)
from item_bank.native.document import Document
from item_bank.native.fields import (
    IntegersFields,
    ItemFields,
    OneOfFields,
    StepFields,
    TestFields,
    WordsFields,
)
from item_bank.native.figures import read_figures
from item_bank.native.nearest import nearest
from item_bank.native.piece import Findings, read_piece, similar, valid_id
from item_bank.native.source import BankHead, ItemSource, ItemTest
from item_bank.template import ItemTemplate, StepTemplate

__all__ = ["FORMAT", "read_item"]

FORMAT: Final = "1"
"""The version of the format that this reads."""

_ANSWER: Final = 3
"""Parts of the path of a step's answer."""

_DOMAINS: Final = ("int", "one_of", "text")


def read_item(document: Document, head: BankHead, found: Findings) -> ItemSource | None:
    """
    Read one item, as far as it can be read.

    None, and at least one finding, where it has no fields or is written for
    another version of the format; else whatever fails is a finding, and its
    path is among what is unread.

    Parameters
    ----------
    document
        The item's file.
    head
        The bank's, for what the item does not say itself.
    found
        Takes the findings, of which there may be some beside an item.
    """
    written = document.data.get("format") if isinstance(document.data, dict) else None
    if isinstance(written, str) and written != FORMAT:
        # Another version has other fields, so nothing can be said of these.
        says = f"This reads format {FORMAT}, not {quoted(written)}."
        found.add(Code.UNKNOWN_FORMAT, ("format",), says, f"Write format: {FORMAT}.")
        return None
    item = read_piece(ItemFields, document.data, (), found)
    if item is None:
        return None
    _check_head(item, document.file, head, found)
    params = {name: _read_domain(name, data, found) for name, data in item.params.items()}
    shared = read_item_mistakes(item.mistakes, found)
    steps = tuple(_read_step(data, ("steps", place), item, shared, found) for place, data in enumerate(item.steps))
    _check_held(shared, steps, found)
    tests = [_read_test(data, place, item, found) for place, data in enumerate(item.tests)]
    if not steps and ("steps",) not in found.unread:
        found.add(Code.WRONG_VALUE, ("steps",), "The item has no steps.", "Add one with an id and an answer.")
        found.lose(("steps",))
    return ItemSource(
        file=document.file,
        template=ItemTemplate(
            id=ItemId(item.id or _stem(document.file)),
            title=item.title,
            language=item.language or head.language,
            license=item.license or head.license,
            attribution=item.attribution or head.attribution,
            prompt=item.prompt,
            steps=steps,
            skills=tuple(map(SkillId, item.skills)),
            requires=tuple(map(SkillId, item.requires)),
            difficulty=item.difficulty,
            grade=item.grade,
            tags=tuple(item.tags),
            params=params,
            derive=item.derive,
            where=tuple(item.where),
            figures=read_figures(item.figures, ("figures",), found),
        ),
        tests=tuple(test for test in tests if test is not None),
        allow=item.allow,
        unread=frozenset(found.unread),
        unread_texts=(*document.unread, *found.unread_texts),
    )


def _check_held(shared: ItemMistakes, steps: Sequence[StepTemplate], found: Findings) -> None:
    held = {place for step in steps for place in step.of_item}
    for place, (kind, _) in shared.listed.items():
        if place not in held and not any(len(path) == _ANSWER and path[2] == "answer" for path in found.unread):
            says = f"No step asks for an answer of the kind {quoted(kind)}."
            found.add(Code.BAD_MISTAKE, ("mistakes", place), says, "Name its kind, or delete it.")


def _check_head(item: ItemFields, file: str, head: BankHead, found: Findings) -> None:
    name = _stem(file)
    if ("id",) in found.unread:
        pass
    elif not valid_id(item.id):
        found.add(
            Code.BAD_ID, ("id",), f"An item cannot have the id {quoted(item.id)!r}.", "Use letters, digits and hyphens."
        )
    elif item.id != name:
        found.add(
            Code.ID_NOT_FILE_NAME,
            ("id",),
            f"The file is named {quoted(name)}, the item {quoted(item.id)}.",
            "Give both one name.",
        )
    if not (item.license or head.license) and ("license",) not in found.unread:
        says = "Neither the item nor bank.yaml names a licence."
        found.add(Code.NO_LICENSE, (), says, "Add one, e.g. license: CC-BY-4.0.")
    if not (item.attribution or head.attribution) and ("attribution",) not in found.unread:
        says = "Neither the item nor bank.yaml says whom to name as its author."
        found.add(Code.NO_ATTRIBUTION, (), says, "Add attribution: and a name.")
    if not item.title.strip() and ("title",) not in found.unread:
        found.add(Code.EMPTY_TEXT, ("title",), "The title is empty.", "Give the item a title.")


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _read_domain(name: str, data: object, found: Findings) -> Domain:
    """
    Read a parameter's domain; one that cannot be read is taken for numbers, so that the name is known.
    """
    path: Path = ("params", name)
    fields = data if isinstance(data, dict) else {}
    kinds = sorted(fields.keys() & set(_DOMAINS))
    if not kinds and fields:
        written = next(iter(fields))
        found.add(Code.UNKNOWN_KIND, path, "A domain is one of int, one_of and text.", similar(written, _DOMAINS))
        meant = nearest(written, _DOMAINS)
        fields = {meant if meant and key == written else key: value for key, value in fields.items()}
        kinds = [meant] if meant else []
    elif not kinds:
        found.add(Code.WRONG_SHAPE, path, "A domain has fields.", "Write it as {int: [2, 9]}.")
    elif len(kinds) > 1:
        found.add(Code.UNKNOWN_KIND, path, f"The domain is {' and '.join(kinds)} at once.", "Keep one of them.")
    match kinds:
        case ["int"]:
            domain = read_piece(IntegersFields, fields, path, found) or IntegersFields(bounds=(0, 0))
            low, high = domain.bounds
            return IntegerRange(low=low, high=high, step=domain.step, without=tuple(domain.without))
        case ["one_of"]:
            return OneOf(values=tuple((read_piece(OneOfFields, fields, path, found) or OneOfFields(one_of=[])).one_of))
        case ["text"]:
            return Words(values=tuple((read_piece(WordsFields, fields, path, found) or WordsFields(text=[])).text))
        case _:
            found.lose(path, data)
            return IntegerRange(low=0, high=0)


def _read_step(data: object, path: Path, item: ItemFields, shared: ItemMistakes, found: Findings) -> StepTemplate:
    step = read_piece(StepFields, data, path, found)
    if step is None:
        return StepTemplate(id=StepId(""), prompt="", skills=(), answer=UNREAD)
    if not valid_id(step.id) and (*path, "id") not in found.unread:
        found.add(
            Code.BAD_ID,
            (*path, "id"),
            f"A step cannot have the id {quoted(step.id)!r}.",
            "Use letters, digits and hyphens.",
        )
    here = (*path, "answer")
    answer = None if here in found.unread else read_answer(step.answer, here, found)
    mistakes = read_mistakes(step.mistakes, (*path, "mistakes"), found)
    if answer is None:
        for place in range(len(mistakes)):
            # Without the answer's kind, nobody knows whether these are words or maths.
            found.lose((*path, "mistakes", place, "when"), step.mistakes[place])
    elif isinstance(answer.answer, ChoiceAnswer) and mistakes:
        says = "The wrong options carry their own codes."
        found.add(Code.WRONG_VALUE, (*path, "mistakes"), says, "Move each code to its option.")
        found.lose((*path, "mistakes"), step.mistakes)
        mistakes = ()
    of_item = {} if answer is None or (*path, "mistakes") in found.unread else shared.at(answer.answer)
    return StepTemplate(
        id=StepId(step.id),
        prompt=step.prompt,
        skills=tuple(map(SkillId, item.skills if step.skills is None else step.skills)),
        answer=UNREAD if answer is None else answer.answer,
        mistakes=((answer.mistakes if answer is not None else ()) or mistakes) + tuple(of_item.values()),
        of_item=tuple(of_item),
        help=read_help(step.hints, (*path, "hints"), StepId(step.id), found),
        solution=tuple(step.solution),
        unknowns=tuple(dict.fromkeys((*item.unknowns, *step.unknowns))),
        follows=step.follows,
        figures=read_figures(step.figures, (*path, "figures"), found),
    )


def _read_test(data: object, place: int, item: ItemFields, found: Findings) -> ItemTest | None:
    path = ("tests", place)
    test = read_piece(TestFields, data, path, found)
    if test is None:
        return None
    unsure = any((*path, field) in found.unread for field in ("answer", "lines"))
    if (test.answer is None) == (test.lines is None) and not unsure:
        found.add(Code.BAD_TEST, path, "A test has either an answer or lines of working.", "Give one of the two.")
        found.lose((*path, "answer"))
    first = item.steps[0] if item.steps else None
    only = first.get("id") if isinstance(first, dict) and len(item.steps) == 1 else None
    step = test.step if test.step is not None else only
    if not isinstance(step, str):
        if (*path, "step") in found.unread or ("steps",) in found.unread or len(item.steps) == 1:
            return None  # which step it is, or that one's id, is what could not be read
        found.add(Code.BAD_TEST, path, "The test does not say which step it answers.", "Add step: and the step's id.")
        return None
    return ItemTest(
        place=place,
        step=StepId(step),
        draw=test.draw,
        lines=tuple(test.lines) if test.lines is not None else (test.answer or "",),
        working=test.lines is not None,
        expect=test.expect,
    )
