"""
`misstep bank new`: a few questions, and a checked item.

Asks for what no flag says, writes the item and what its bank lacks (its head, a
skill, mistakes), and prints what the check finds. Nothing that is there is ever
overwritten; to lists, entries are added at the end. Exit codes: 0 where the item
is fine, 1 where it is there and has errors, 2 where nothing was written.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from hints.guards.leak import leaks
from item_bank.check.alone import check_alone
from item_bank.drafting import RANGE, Expected, Sketch, domain, draft, names_in
from item_bank.finding import Finding, Severity
from item_bank.load import HEAD, ITEMS, MISTAKES, SKILLS, SUFFIX, load_bank
from item_bank.native.document import decode_document
from item_bank.native.piece import valid_id
from item_bank.native.source import BankHead, BankSource, Loaded

__all__ = ["configure", "run"]

FINE, FOUND, REFUSED = 0, 1, 2

MISTAKES_ASKED: Final = 2
HINTS_ASKED: Final = 2
SKILLS_NAMED: Final = 12
LICENSE: Final = "CC-BY-4.0"


class _Refused(Exception):
    """Nothing can be written, for this reason; never leaves this module."""


class _Mistake(msgspec.Struct, frozen=True):
    """A wrong answer, its code, and where the code is new what the learner did."""

    when: str
    code: str
    did: str


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("directory", type=Path, metavar="DIR", help="the bank's folder, which may be new")
    parser.add_argument("--id", help="the item's id: letters, digits, hyphens")
    parser.add_argument("--title", help="the item's title")
    parser.add_argument("--skill", help="the id of the skill that it practises")
    parser.add_argument("--prompt", help="what is asked, with @{a} for what is drawn")
    parser.add_argument("--answer", help="the right answer, as a formula")
    parser.add_argument(
        "--param", action="append", metavar="NAME=VALUES", help="what is drawn: a=2..9, b=1/2,1/4 or who=Mia,Kofi"
    )
    parser.add_argument(
        "--mistake",
        action="append",
        nargs=3,
        metavar=("FORMULA", "CODE", "DID"),
        help="a wrong answer, the mistake's code, and what the learner did, in the past tense",
    )
    parser.add_argument("--hint", action="append", help="a hint, from the first to the last")
    parser.add_argument("--bank-name", help="the name of a new bank")
    parser.add_argument("--author", help="whom a new bank names as its author")
    parser.add_argument("--license", default=LICENSE, help=f"the licence of a new bank (default: {LICENSE})")


def run(arguments: argparse.Namespace) -> int:
    """
    Ask, write and check; return the exit code.
    """
    directory: Path = arguments.directory
    try:
        loaded = load_bank(directory) if (directory / HEAD).exists() else None
        files, written = _files(arguments, loaded)
        _write(directory, files)
    except _Refused as problem:
        return _refuse(str(problem))
    except OSError as problem:
        return _refuse(f"{problem.filename} cannot be written: {problem.strerror}.")
    sys.stdout.write("".join(f"{'Added to' if name in written else 'Written:'} {directory / name}\n" for name in files))
    return _check(directory, next(name for name in files if name.startswith(ITEMS)))


def _files(arguments: argparse.Namespace, loaded: Loaded | None) -> tuple[dict[str, str], set[str]]:
    """
    Return what is written, by its name in the bank, and which of it was there before.
    """
    asked = _asked(arguments)
    source = None if loaded is None else loaded.source
    head = source.head if source is not None else _new_head(arguments, asked)
    item_id = _given(arguments.id, "Id of the item (letters, digits, hyphens)", asked)
    if not valid_id(item_id):
        message = f"{item_id!r} cannot be an id: use letters, digits and hyphens."
        raise _Refused(message)
    file = f"{ITEMS}/{item_id}{SUFFIX}"
    if source is not None and any(item.template.id == item_id for item in source.everything):
        message = f"The bank has an item {item_id} already; nothing was changed."
        raise _Refused(message)
    title = _given(arguments.title, "Title", asked)
    skill = _given(arguments.skill, f"Skill that it practises ({_known(source)})", asked)
    prompt = _given(arguments.prompt, "Prompt, with @{a} for what is drawn", asked)
    params = _params(arguments, prompt, asked)
    answer = _given(arguments.answer, "Right answer, a formula", asked)
    mistakes = _mistakes(arguments, source, asked)
    sketch = Sketch(
        id=item_id,
        title=title,
        skill=skill,
        prompt=prompt,
        answer=answer,
        params=params,
        mistakes=[Expected(mistake.when, mistake.code) for mistake in mistakes],
        hints=_hints(arguments, asked),
    )
    files: dict[str, str] = {}
    if source is None:
        files[HEAD] = _fields({"format": "1", "id": head.id, "name": head.name, "license": head.license})
        files[HEAD] += _fields({"attribution": head.attribution})
    if source is None or skill not in source.skills:
        files[SKILLS] = _entry({"id": skill, "name": _name(skill)})
    unknown = [mistake for mistake in mistakes if source is None or mistake.code not in source.mistakes]
    new = {mistake.code: mistake.did or _name(mistake.code).lower() for mistake in unknown}
    if new:
        files[MISTAKES] = "".join(_entry({"code": code, "name": _name(code), "did": did}) for code, did in new.items())
    files[file] = draft(sketch, head)
    return files, {name for name in files if (arguments.directory / name).exists()}


def _asked(arguments: argparse.Namespace) -> Callable[[str, str], str]:
    """
    Return what asks: with every needed flag given, nothing is asked, and the rest is as it would be after Return.
    """
    needed = ("id", "title", "skill", "prompt", "answer")
    given = vars(arguments)
    quiet = all(given[name] is not None for name in needed)

    def ask(question: str, default: str) -> str:
        if quiet:
            return default
        sys.stderr.write(f"{question}{f' [{default}]' if default else ''}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            message = "Nothing was written: the answers ended before the questions."
            raise _Refused(message)
        return line.strip() or default

    return ask


def _known(source: BankSource | None) -> str:
    """
    Name the skills that there are, so that nobody makes one of them anew.
    """
    skills = [] if source is None else list(source.skills)
    if not skills:
        return "an id"
    return ", ".join(skills[:SKILLS_NAMED]) + (", ..." if len(skills) > SKILLS_NAMED else "") + ", or a new id"


def _given(flag: str | None, question: str, ask: Callable[[str, str], str]) -> str:
    while flag is None or not flag.strip():
        flag = ask(question, "")
    return flag.strip()


def _new_head(arguments: argparse.Namespace, ask: Callable[[str, str], str]) -> BankHead:
    folder = arguments.directory.absolute().name
    fallback = re.sub(r"[^A-Za-z0-9-]+", "-", folder).strip("-") or "bank"
    name = arguments.bank_name or ask("There is no bank here yet. Its name", _name(fallback))
    author = arguments.author or ask("Whom it names as its author", "The authors")
    return BankHead(id=fallback, name=name, license=arguments.license, attribution=author)


def _params(arguments: argparse.Namespace, prompt: str, ask: Callable[[str, str], str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for text in arguments.param or ():
        name, _, values = text.partition("=")
        if domain(values) is None:
            message = f"{text!r} is no parameter: write a=2..9, b=1/2,1/4 or who=Mia,Kofi."
            raise _Refused(message)
        given[name.strip()] = values
    for name in names_in([prompt]):
        if name not in given:
            given[name] = ask(f"Values of {name} (2..9, or a list of numbers or of words)", RANGE)
    return given


def _mistakes(
    arguments: argparse.Namespace, source: BankSource | None, ask: Callable[[str, str], str]
) -> list[_Mistake]:
    if arguments.mistake is not None:
        found = [_Mistake(*texts) for texts in arguments.mistake]
    else:
        found = []
        for count in range(1, MISTAKES_ASKED + 1):
            when = ask(f"Wrong answer {count}, a formula (Return for none)", "")
            if not when:
                break
            code = ask("Code of the mistake that it shows (letters, digits, hyphens)", f"mistake-{count}")
            known = source is not None and code in source.mistakes
            found.append(_Mistake(when, code, "" if known else ask("What the learner did, e.g. added both", "")))
    wrong = next((mistake.code for mistake in found if not valid_id(mistake.code)), None)
    if wrong is not None:
        message = f"{wrong!r} cannot be a mistake's code: use letters, digits and hyphens."
        raise _Refused(message)
    return found


def _hints(arguments: argparse.Namespace, ask: Callable[[str, str], str]) -> Sequence[str]:
    if arguments.hint is not None:
        return list(arguments.hint)
    hints: list[str] = []
    while len(hints) < HINTS_ASKED and (hint := ask(f"Hint {len(hints) + 1} (Return for none)", "")):
        hints.append(hint)
    return hints


def _name(identifier: str) -> str:
    words = re.sub(r"[-_.]+", " ", identifier)
    return words[:1].upper() + words[1:]


def _fields(fields: dict[str, str]) -> str:
    return "".join(f"{name}: {_quoted(text)}\n" for name, text in fields.items())


def _entry(fields: dict[str, str]) -> str:
    lines = _fields(fields).splitlines()
    return "\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]) + "\n"


def _quoted(text: str) -> str:
    plain = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 .'-]*", text)
    return text if plain else msgspec.json.encode(text).decode()


def _write(directory: Path, files: dict[str, str]) -> None:
    """
    Write what is new; to a list that is there, add at its end.
    """
    texts: dict[Path, str] = {}
    for name, text in files.items():
        path = directory / name
        lists = name in {SKILLS, MISTAKES}
        if path.exists() and not lists:
            message = f"{path} is there already; nothing was changed."
            raise _Refused(message)
        before = path.read_text("utf-8") if path.exists() else ""
        texts[path] = f"{before.rstrip()}\n{text}" if before.strip() else text
        if lists and isinstance(decode_document(texts[path].encode(), name), Finding):
            message = f"To {path} nothing can be added; check it first. Nothing was changed."
            raise _Refused(message)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_text(text, "utf-8", newline="\n")
        beside.replace(path)


def _check(directory: Path, file: str) -> int:
    """
    Print what is found in the new item, and say what to do next.
    """
    checked = check_alone(load_bank(directory), file, leaks=leaks)
    here = [found for found in checked.findings if found.severity is not Severity.NOTE]
    for found in here:
        place = f"{directory / file}:{found.line}:{found.column}"
        sys.stdout.write(f"{place}: {found.severity.value} {found.code.value}: {found.sentence} {found.fix}\n")
    sys.stdout.write(f"{checked.draws} draws. Look at it: misstep bank preview {directory} {Path(file).stem}\n")
    return FOUND if any(found.severity is Severity.ERROR for found in here) else FINE


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
