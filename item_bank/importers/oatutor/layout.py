"""
The layout: problems, steps and hints as OATutor keeps them on disk.

Reads one directory of small JSON files into Structs, and says which files could
not be read. Links are never followed and files have a largest size, because a
content directory is somebody else's. What the texts mean is left to others.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from item_bank.finding import quoted
from item_bank.importers.finding import ImportFinding

__all__ = [
    "Course",
    "Layout",
    "SourceHint",
    "SourceProblem",
    "SourceStep",
    "UnreadProblem",
    "UnreadStep",
    "read_layout",
    "read_problems",
]

MAX_JSON_BYTES = 1_000_000
"""Of one file; the longest pathway of the whole bank has 60 kB. The two indexes may have a hundred times that."""
MAX_INDEX_BYTES = 100_000_000
MAX_FIGURE_BYTES = 2_000_000
FIGURES = frozenset({".gif", ".png", ".jpg", ".jpeg", ".webp"})
"""Pictures that cannot carry a script."""

Shape = TypeVar("Shape")


class SourceHint(msgspec.Struct, frozen=True, rename="camel"):
    """One hint or scaffold; a scaffold asks, and has an answer."""

    id: str
    type: str = "hint"
    title: str = ""
    text: str = ""
    dependencies: tuple[str, ...] = ()
    hint_answer: tuple[str, ...] = ()
    problem_type: str = ""
    answer_type: str = ""
    choices: tuple[str, ...] = ()
    variabilization: dict[str, Any] = {}
    sub_hints: tuple["SourceHint", ...] = ()


class SourceStep(msgspec.Struct, frozen=True, rename="camel"):
    """
    One step; `hints` stand in a file of their own and are added when that is read.

    `unread_hints` says why they could not be.
    """

    id: str
    step_answer: tuple[str, ...] = ()
    problem_type: str = ""
    step_title: str = ""
    step_body: str = ""
    answer_type: str = ""
    choices: tuple[str, ...] = ()
    variabilization: dict[str, Any] = {}
    file: str = ""
    hints: tuple[SourceHint, ...] = ()
    unread_hints: str = ""


class UnreadStep(msgspec.Struct, frozen=True):
    """A step whose file could not be read; it is counted all the same."""

    file: str
    sentence: str


class _Problem(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    title: str = ""
    body: str = ""
    variabilization: dict[str, Any] = {}
    oer: str = ""
    license: str = ""
    lesson: str = ""
    course_name: str = ""


class SourceProblem(msgspec.Struct, frozen=True, kw_only=True):
    """One problem with its steps in order, and the figures that it has; `variables` are lists of texts by name."""

    id: str
    title: str
    body: str
    variables: dict[str, Any]
    oer: str
    license: str
    lesson: str
    course: str
    file: str
    steps: tuple[SourceStep | UnreadStep, ...]
    figures: dict[str, Path]


class UnreadProblem(msgspec.Struct, frozen=True):
    """A problem whose own file could not be read; one finding for each of its steps, or for the problem."""

    findings: tuple[ImportFinding, ...]


class Course(msgspec.Struct, frozen=True, rename="camel"):
    """One course of the index; only what items need of it."""

    course_name: str
    language: str = "en"


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A directory whose indexes have been read: the skills of each step, and the language of each course."""

    root: Path
    skills: dict[str, tuple[str, ...]]
    languages: dict[str, str]
    findings: tuple[ImportFinding, ...]


class _Unread(msgspec.Struct, frozen=True):
    sentence: str


def read_layout(root: Path) -> Layout:
    """
    Read the indexes of a directory.

    Raises
    ------
    NotADirectoryError
        If there is no `content-pool` directory in it: it is not this layout.
    """
    pool = root / "content-pool"
    if not pool.is_dir() or pool.is_symlink():
        raise NotADirectoryError(str(pool))
    findings: list[ImportFinding] = []
    skills = _read(root / "skillModel.json", dict[str, tuple[str, ...]], MAX_INDEX_BYTES)
    courses = _read(root / "coursePlans.json", tuple[Course, ...], MAX_INDEX_BYTES)
    for name, index in (("skillModel.json", skills), ("coursePlans.json", courses)):
        if isinstance(index, _Unread):
            findings.append(
                ImportFinding(file=name, code="unreadable_index", severity="warning", sentence=index.sentence)
            )
    return Layout(
        root=root,
        skills={} if isinstance(skills, _Unread) else skills,
        languages={} if isinstance(courses, _Unread) else {course.course_name: course.language for course in courses},
        findings=tuple(findings),
    )


def read_problems(layout: Layout) -> Iterator[SourceProblem | UnreadProblem]:
    """
    Read the problems one by one, in the order of their ids.

    Yields
    ------
    SourceProblem | UnreadProblem
        One for each folder, whatever is in it.
    """
    pool = layout.root / "content-pool"
    for folder in _folders(pool):
        name = _shown(folder)
        file = f"content-pool/{name}/{name}.json"
        problem = _read(folder / f"{folder.name}.json", _Problem, MAX_JSON_BYTES)
        steps = tuple(_step(step, f"content-pool/{name}/steps/{_shown(step)}") for step in _folders(folder / "steps"))
        if isinstance(problem, _Unread):
            yield UnreadProblem(_unread(file, steps, problem.sentence))
            continue
        yield SourceProblem(
            id=problem.id,
            title=problem.title,
            body=problem.body,
            variables=problem.variabilization,
            oer=problem.oer,
            license=problem.license,
            lesson=problem.lesson,
            course=problem.course_name,
            file=file,
            steps=steps,
            figures=_figures(folder / "figures"),
        )


def _unread(file: str, steps: Sequence[SourceStep | UnreadStep], sentence: str) -> tuple[ImportFinding, ...]:
    """
    Skip each step of a problem that could not be read; a problem without steps costs none, and is said.
    """
    if not steps:
        return (ImportFinding(file=file, code="unreadable_problem", severity="warning", sentence=sentence),)
    return tuple(
        ImportFinding(file=step.file, code="unreadable_problem", severity="skipped", sentence=sentence)
        for step in steps
    )


def _step(folder: Path, place: str) -> SourceStep | UnreadStep:
    """
    Read one step with its hints; a missing or broken pathway leaves it without hints.
    """
    file = f"{place}/{_shown(folder)}.json"
    step = _read(folder / f"{folder.name}.json", SourceStep, MAX_JSON_BYTES)
    if isinstance(step, _Unread):
        return UnreadStep(file=file, sentence=step.sentence)
    pathway = folder / "tutoring" / f"{folder.name}DefaultPathway.json"
    hints = _read(pathway, tuple[SourceHint, ...], MAX_JSON_BYTES)
    if isinstance(hints, _Unread):
        return msgspec.structs.replace(step, file=file, hints=(), unread_hints=hints.sentence)
    return msgspec.structs.replace(step, file=file, hints=hints, unread_hints="")


def _shown(folder: Path) -> str:
    """
    Write a folder's name for a finding; bytes that are no UTF-8 are written out.
    """
    return os.fsencode(folder.name).decode("utf-8", "backslashreplace")


def _folders(parent: Path) -> list[Path]:
    """
    List the folders in a folder by name, links left out.
    """
    if not parent.is_dir() or parent.is_symlink():
        return []
    return sorted(entry for entry in parent.iterdir() if entry.is_dir() and not entry.is_symlink())


def _figures(folder: Path) -> dict[str, Path]:
    """
    List the pictures of a folder that are of a known kind and size, links left out.
    """
    if not folder.is_dir() or folder.is_symlink():
        return {}
    return {
        entry.name: entry
        for entry in sorted(folder.iterdir())
        if entry.suffix.lower() in FIGURES
        and entry.is_file()
        and not entry.is_symlink()
        and entry.stat().st_size <= MAX_FIGURE_BYTES
    }


def _read(path: Path, shape: type[Shape], largest: int) -> Shape | _Unread:
    """
    Read one JSON file of a shape.
    """
    try:
        if path.is_symlink():
            return _Unread("This file is a link, and links are not followed.")
        if path.exists() and not path.is_file():
            return _Unread("This is no ordinary file.")
        if path.stat().st_size > largest:
            return _Unread(f"This file has more than {largest} bytes.")
        return msgspec.json.decode(path.read_bytes(), type=shape)
    except FileNotFoundError:
        return _Unread("This file is missing.")
    except OSError as error:
        return _Unread(f"This file cannot be opened: {error.strerror}.")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _Unread(f"This file does not have the layout's shape: {quoted(str(error))}.")
