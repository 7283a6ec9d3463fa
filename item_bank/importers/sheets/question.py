r"""
Question: one row of the simple profile as one item.

The key by its kind, or by its shape where the row names none; options from one
cell or many; wrong answers with the mistakes that they show. What of it the
bank check refuses is taken out and said, column by column; whether a row is an
item at all depends on prompt and key alone.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from item_bank.answers.answer import KINDS, Answer, ChoiceAnswer, MathsAnswer
from item_bank.ids import ItemId, MistakeCode, SkillId, StepId
from item_bank.importers.contract import LeakGuard
from item_bank.importers.oatutor.answers import MULTIPLE_CHOICE, read_key
from item_bank.importers.oatutor.asked import Asked, Key, Refused
from item_bank.importers.oatutor.proof import prove
from item_bank.importers.oatutor.texts import Cleaned, clean
from item_bank.importers.sheets.table import Row
from item_bank.importers.slug import marked_slug, slug
from item_bank.mistake import Mistake
from item_bank.native.piece import valid_id
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import ExpectedMistake, Rung

__all__ = ["MANY", "Question", "markdown", "mistakes_of", "question", "skill_names"]

MANY: Final = 12
"""Hints, wrong answers, options or lines that have columns of their own."""
SPLIT: Final = re.compile(r"\s*[|\n]\s*")
SPLIT_WORDS: Final = re.compile(r"\s*[|;,\n]\s*")
FORMULA: Final = re.compile(r"(?<![\\$])\$(?=[^\s$])[^$\n]*?(?<=[^\s\\$])\$(?![\d$])")
WITH_COMMA: Final = frozenset({"da", "de", "es", "fi", "fr", "it", "nb", "nl", "no", "pl", "pt", "sv"})
"""Languages in whose schools `0,5` is a number."""
LETTER: Final = re.compile(r"\(?([A-Za-z])[).]?")
MAX_TITLE: Final = 60
DIFFICULTIES: Final[Mapping[str, int]] = {
    "very easy": 1,
    "easy": 2,
    "medium": 3,
    "usual": 3,
    "normal": 3,
    "hard": 4,
    "difficult": 4,
    "very hard": 5,
    **{str(number): number for number in range(1, 6)},
}


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a row, and what was left out of it: the column, a code and a sentence for each."""

    item: ItemTemplate
    left_out: tuple[tuple[str, str, str], ...] = ()


def question(
    row: Row, *, skills: Mapping[str, str], license_: str, attribution: str, language: str, leaks: LeakGuard
) -> Question | Refused:
    """
    Make an item of a row, before the bank check has seen it.

    Parameters
    ----------
    row
        Texts by column.
    skills
        Ids by the skills' names.
    license_, attribution, language
        What holds where the row does not say it.
    leaks
        Says whether a hint gives the answer away.
    """
    cells = row.cells
    prompt = markdown(cells.get("prompt", ""))
    if not prompt:
        return Refused("no_prompt")
    key = _key(cells, prompt)
    if isinstance(key, Refused):
        return key
    reason = prove(key.answer, key.authored, key.unknowns)
    if reason is not None:
        return Refused(reason)
    left_out: list[tuple[str, str, str]] = []
    id_ = _id(cells)
    answer = _with_codes(key.answer, cells)
    step = StepTemplate(
        id=StepId("s1"),
        prompt=prompt,
        skills=tuple(dict.fromkeys(SkillId(skills[name]) for name in skill_names(cells) if name in skills))
        or (SkillId("unnamed-skill"),),
        answer=answer,
        mistakes=_of_options(answer) if isinstance(answer, ChoiceAnswer) else tuple(_mistakes(cells, id_)),
        help=tuple(_rungs(cells, key.answer, prompt, leaks)),
        solution=tuple(_several(cells, "solution", SPLIT)),
        unknowns=tuple(dict.fromkeys([*key.unknowns, *_words(cells.get("unknowns", ""))])),
    )
    said = cells.get("difficulty", "").casefold()
    if said and said not in DIFFICULTIES:
        left_out.append(
            ("difficulty", "unknown_difficulty", "A difficulty is a number from 1 to 5, or a word for one.")
        )
    item = ItemTemplate(
        id=id_,
        title=cells.get("title") or _short(prompt),
        language=cells.get("language") or language,
        license=license_,
        attribution=cells.get("attribution") or attribution,
        prompt=prompt,
        steps=(step,),
        skills=step.skills,
        difficulty=DIFFICULTIES.get(said, 3),
        tags=tuple(filter(None, map(slug, _words(cells.get("tags", ""))))),
    )
    return Question(item=item, left_out=tuple(left_out))


def mistakes_of(row: Row) -> tuple[Mistake, ...]:
    """
    List the mistakes that a row's wrong answers show, each with its code, in the row's words.
    """
    made: list[Mistake] = []
    for number in range(1, MANY + 1):
        wrong = row.cells.get(f"wrong{number}")
        if wrong:
            code = _code(row.cells, number, _id(row.cells))
            hint = row.cells.get(f"wrong{number}_hint")
            did = row.cells.get(f"wrong{number}_did") or (f"Answered {wrong}." if hint is None else hint)
            name = code.replace("-", " ").capitalize()
            made.append(Mistake(code=MistakeCode(code), name=name, did=did, hint=markdown(hint or "") or None))
    return tuple(made)


def skill_names(cells: Mapping[str, str]) -> list[str]:
    """
    List the names of a row's skills.
    """
    return _words(cells.get("skill", ""))


def markdown(text: str) -> str:
    r"""
    Bring a teacher's text into our Markdown: `$x$` and `$$x$$` are formulas, a lone `$5` is money.
    """
    if "$$" in text:
        return clean(text, {}).text
    out: list[str] = []
    end = 0
    for found in FORMULA.finditer(text):
        out += [_plain(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*out, _plain(text[end:])]).strip()


def _plain(text: str) -> str:
    return re.sub(r"(?<!\\)\$", r"\\$", text.replace("\r\n", "\n").replace("![", r"\!["))


def _key(cells: Mapping[str, str], prompt: str) -> Key | Refused:
    """
    Read a row's key.
    """
    answer = cells.get("answer", "")
    options = _several(cells, "choice", SPLIT)
    if not answer:
        return Refused("answer_missing")
    kind = cells.get("kind", "").casefold().replace("multiple ", "").strip()
    if options or kind == "choice":
        letter = LETTER.fullmatch(answer)
        if answer not in options and letter is not None:
            at = "abcdefghijklmnopqrstuvwxyz".index(letter[1].casefold())
            answer = options[at] if at < len(options) else answer
        return _inferred(answer, options, prompt, MULTIPLE_CHOICE, decimal_comma=False)
    if kind in {"", "auto", "maths", "math"}:
        comma = cells.get("language", "").casefold()[:2] in WITH_COMMA
        key = _inferred(answer, [], prompt, "", decimal_comma=comma)
        return key if isinstance(key, Refused) else _with_form(key, cells)
    return _declared(kind, answer, cells)


def _inferred(
    answer: str, options: Sequence[str], prompt: str, problem_type: str, *, decimal_comma: bool
) -> Key | Refused:
    asked = Asked(
        problem_type=problem_type,
        answer_type="",
        answers=(answer,),
        choices=tuple(options),
        wording=prompt,
        decimal_comma=decimal_comma,
    )
    return read_key(asked, _cleaner)


def _cleaner(text: str) -> Cleaned:
    shown = markdown(text)
    return Cleaned(text=shown, unusable=None if shown else "choice_without_text")


def _with_form(key: Key, cells: Mapping[str, str]) -> Key | Refused:
    """
    Ask for the form that a row names.
    """
    form = cells.get("form", "").casefold()
    if not form:
        return key
    if not isinstance(key.answer, MathsAnswer):
        return Refused("unknown_kind")
    try:
        fields = msgspec.to_builtins(key.answer) | {"form": form}
        return msgspec.structs.replace(key, answer=msgspec.convert(fields, Answer))
    except msgspec.ValidationError:
        return Refused("unknown_kind")


def _declared(kind: str, answer: str, cells: Mapping[str, str]) -> Key | Refused:
    """
    Make the key of a kind that a row names.
    """
    if kind not in KINDS:
        return Refused("unknown_kind")
    fields: dict[str, object] = {"kind": kind, "value": answer}
    if cells.get("form"):
        fields["form"] = cells["form"].casefold()
    if cells.get("tolerance"):
        fields["tolerance"] = {"absolute": cells["tolerance"]}
    try:
        made: Answer = msgspec.convert(fields, Answer, strict=False)
    except msgspec.ValidationError:
        return Refused("unknown_kind")
    return Key(answer=made, authored=answer)


def _with_codes(answer: Answer, cells: Mapping[str, str]) -> Answer:
    """
    Give the options that are named as wrong answers the codes of their mistakes.
    """
    if not isinstance(answer, ChoiceAnswer):
        return answer
    codes = {
        markdown(cells[f"wrong{number}"]): MistakeCode(_code(cells, number, _id(cells)))
        for number in range(1, MANY + 1)
        if f"wrong{number}" in cells
    }
    options = tuple(
        option if option.id == answer.value else msgspec.structs.replace(option, code=codes.get(option.text))
        for option in answer.choices
    )
    return msgspec.structs.replace(answer, choices=options)


def _of_options(answer: ChoiceAnswer) -> tuple[ExpectedMistake, ...]:
    """
    List the mistakes of options as the native reader does.
    """
    wrong = [option for option in answer.choices if option.code is not None]
    return tuple(ExpectedMistake(value=option.id, code=MistakeCode(option.code or "")) for option in wrong)


def _mistakes(cells: Mapping[str, str], id_: ItemId) -> list[ExpectedMistake]:
    return [
        ExpectedMistake(
            value=cells[f"wrong{number}"],
            code=MistakeCode(_code(cells, number, id_)),
            hint=markdown(cells.get(f"wrong{number}_hint", "")) or None,
        )
        for number in range(1, MANY + 1)
        if f"wrong{number}" in cells
    ]


def _code(cells: Mapping[str, str], number: int, id_: ItemId) -> str:
    """
    Return the code of a wrong answer; one that the row does not name is the item's own.
    """
    named = slug(cells.get(f"wrong{number}_code", ""))
    return named or f"{id_}-wrong-{number}"


def _rungs(cells: Mapping[str, str], answer: Answer, prompt: str, leaks: LeakGuard) -> list[Rung]:
    texts = [markdown(text) for text in _several(cells, "hint", re.compile(r"\s*\|\s*"))]
    return [Rung(text=text, reveals=leaks(text, answer, given=(prompt,))) for text in texts if text]


def _several(cells: Mapping[str, str], stem: str, mark: re.Pattern[str]) -> list[str]:
    """
    List what stands in one cell with marks between, then in numbered ones.
    """
    whole = [part for part in mark.split(cells.get(stem, "")) if part]
    return whole + [cells[f"{stem}{number}"] for number in range(1, MANY + 1) if f"{stem}{number}" in cells]


def _words(text: str) -> list[str]:
    return [word for word in SPLIT_WORDS.split(text) if word]


def _id(cells: Mapping[str, str]) -> ItemId:
    """
    Return a row's id: the author's own, or one of its prompt, so that moving a row changes nothing.
    """
    given = cells.get("id", "")
    if given:
        return ItemId(given if valid_id(given) else marked_slug(given))
    prompt = cells.get("prompt", "")
    return ItemId(marked_slug(prompt[:40] + "\x00" + prompt[40:]) if len(prompt) > 40 else marked_slug(prompt))  # noqa: PLR2004 - as shown


def _short(prompt: str) -> str:
    line = " ".join(prompt.split())
    return line if len(line) <= MAX_TITLE else f"{line[: MAX_TITLE - 1]}\N{HORIZONTAL ELLIPSIS}"
