"""
Loading: a folder in the native format becomes a bank's source.

Finds the files, reads each, and keeps what is right when something else is not:
one bad file never stops the others. Follows no links, and looks at nothing
outside the folder.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path as FilePath
from typing import Final, Protocol, TypeVar

import msgspec

from item_bank.bundle import MAX_ASSET, MAX_ASSETS
from item_bank.finding import Code, Finding, Path, finding, quoted
from item_bank.ids import ItemId
from item_bank.language import parted
from item_bank.mistake import Mistake
from item_bank.native.catalogues import UNREAD, Listed, read_head, read_mistakes, read_skills
from item_bank.native.document import Document, place, read_document
from item_bank.native.items import read_item
from item_bank.native.piece import Findings
from item_bank.native.source import BankHead, BankSource, Entry, ItemSource, Loaded
from item_bank.skill import Skill
from item_bank.wordings import Wordings, is_translation, read_wordings

__all__ = ["ASSET_KINDS", "is_read", "load_bank", "placed", "read_assets"]

_Content = TypeVar("_Content")
_Known = TypeVar("_Known", Skill, Mistake)

HEAD: Final = "bank.yaml"
SKILLS: Final = "skills.yaml"
MISTAKES: Final = "mistakes.yaml"
ITEMS: Final = "items"
ASSETS: Final = "assets"
SUFFIX: Final = ".yaml"

ASSET_KINDS: Final = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
"""Pictures that are served, by the end of their name; SVG is not, because it can hold scripts."""

_OTHER: Final = frozenset({".md", ".txt"})
"""Files for people, left alone wherever they are."""


def load_bank(directory: FilePath) -> Loaded:
    """
    Read a folder in the native format.

    Returns
    -------
    Loaded
        What could be read, and findings (with their lines) about the rest.
        Checking what was read is `check`'s.
    """
    reading = _Reading(directory)
    # A head that fails is an error already; its items are not to be told that they have no licence.
    head = reading.file(HEAD, read_head) or BankHead(
        id=directory.name, name=directory.name, license=UNREAD, attribution=UNREAD
    )
    skills = reading.listed(SKILLS, read_skills)
    mistakes = reading.listed(MISTAKES, read_mistakes)
    reading.items(head)
    wordings = reading.wordings(head, skills.known, mistakes.known)
    assets = dict(_assets(directory, reading.found))
    reading.found += _strays(directory)
    source = BankSource(
        directory=directory,
        head=head,
        skills={skill.id: skill for skill in skills.known.values()},
        mistakes={mistake.code: mistake for mistake in mistakes.known.values()},
        items=tuple(reading.whole),
        assets=assets,
        incomplete=frozenset(reading.incomplete),
        broken=tuple(reading.broken),
        entries={SKILLS: skills.entries, MISTAKES: mistakes.entries},
        unread_texts=reading.unread_texts,
        translations=wordings.items,
        wordings=wordings.bank,
    )
    return Loaded(source=source, findings=tuple(placed(directory, reading.found)))


def placed(directory: FilePath, findings: list[Finding]) -> list[Finding]:
    """
    Give findings their lines and put them in order: by file, then by place.

    Names of files and what stands in them are somebody else's: signs that a
    terminal would obey, or that UTF-8 has no bytes for, are written out.
    """
    by_file: dict[str, list[Finding]] = {}
    for found in findings:
        by_file.setdefault(found.file, []).append(found)
    done: list[Finding] = []
    for file, several in sorted(by_file.items()):
        done += sorted(place(directory / file, several), key=lambda found: (found.line, found.column, found.code))
    return [
        msgspec.structs.replace(
            found, file=_visible(found.file), sentence=_visible(found.sentence), fix=_visible(found.fix)
        )
        for found in done
    ]


def _visible(text: str) -> str:
    return text if text.isprintable() else "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


class _ReadsEntries(Protocol[_Known]):
    """Reads one file of a list, after the entries of the files before it."""

    def __call__(self, document: Document, found: Findings, earlier: Sequence[Entry] = ()) -> Listed[_Known]: ...


class _Reading:
    """The reading of one folder: what was found, and what could not be read whole."""

    def __init__(self, directory: FilePath) -> None:
        self._directory = directory
        self.found: list[Finding] = []
        self.incomplete: set[str] = set()
        self.unread_texts: dict[str, tuple[str, ...]] = {}
        self.whole: list[ItemSource] = []
        self.broken: list[ItemSource] = []

    def file(self, name: str, read: Callable[[Document, Findings], _Content]) -> _Content | None:
        """
        Read one of the bank's own files.
        """
        return self._part(name, name, read)

    def listed(self, name: str, read: _ReadsEntries[_Known]) -> Listed[_Known]:
        """
        Read a list from its file and from the files of its folder, in the order of their names.

        The bank needs a list of skills, but of mistakes it may have none.
        """
        known: dict[str, _Known] = {}
        entries: list[Entry] = []
        for file in self._files_of(name):
            part = self._part(name, file, partial(read, earlier=tuple(entries)))
            if part is not None:
                known |= part.known
                entries += part.entries
        return Listed(known=known, entries=tuple(entries))

    def _files_of(self, name: str) -> list[str]:
        folder = self._directory / name.removesuffix(SUFFIX)
        files = [
            path.relative_to(self._directory).as_posix()
            for path in _files(folder)
            if path.suffix == SUFFIX and path.parent == folder and not is_translation(path)
        ]
        alone = self._directory / name
        needed = name == SKILLS and not files
        return [name, *files] if needed or alone.exists() or alone.is_symlink() else files

    def _part(self, name: str, file: str, read: Callable[[Document, Findings], _Content]) -> _Content | None:
        document = self._document(file)
        notes = Findings(file)
        content = None if document is None else read(document, notes)
        if document is None or any(_anything(path) for path in notes.unread):
            self.incomplete.add(name)
        unread = (*(document.unread if document else ()), *notes.unread_texts)
        self.unread_texts[name] = (*self.unread_texts.get(name, ()), *unread)
        self.found += notes.all
        return content

    def items(self, head: BankHead) -> None:
        """
        Read the items, in the order of their files.
        """
        first: dict[ItemId, str] = {}
        for path in _files(self._directory / ITEMS):
            if path.suffix != SUFFIX or is_translation(path):
                continue
            item = self._item(path.relative_to(self._directory).as_posix(), head, first)
            if item is None:
                self.incomplete.add(ITEMS)

    def wordings(self, head: BankHead, skills: Mapping[str, Skill], mistakes: Mapping[str, Mistake]) -> Wordings:
        """
        Read the translations of items, skills and mistakes that were read.
        """
        files = [path for path in _files(self._directory) if path.suffix == SUFFIX and is_translation(path)]
        names = [path.relative_to(self._directory).as_posix() for path in files]
        found = read_wordings(
            [name for name in names if is_read(name)],
            self._document,
            items=(*self.whole, *self.broken),
            skills={skill.id: skill for skill in skills.values()},
            mistakes={mistake.code: mistake for mistake in mistakes.values()},
            language=head.language,
            present=lambda name: (self._directory / name).exists(),
        )
        self.found += found.findings
        return found

    def _item(self, file: str, head: BankHead, first: dict[ItemId, str]) -> ItemSource | None:
        document = self._document(file)
        if document is None:
            return None
        notes = Findings(file)
        item = read_item(document, head, notes)
        if item is not None:
            named = ("id",) not in item.unread
            earlier = first.setdefault(item.template.id, file) if named else file
            if earlier != file:
                says = f"The item {quoted(item.template.id)} stands in {quoted(earlier)} too."
                notes.add(Code.DUPLICATE_ID, ("id",), says, "Give one of the two another id.")
            (self.broken if notes.all or document.findings else self.whole).append(item)
        self.found += notes.all
        return item

    def _document(self, name: str) -> Document | None:
        path = self._directory / name
        if not path.exists() and not path.is_symlink():
            says = f"The bank has no {name}."
            self.found.append(finding(Code.FILE_MISSING, name, says=says, fix="Add it.", line=1, column=1))
            return None
        read = read_document(path, name)
        if isinstance(read, Finding):
            self.found.append(read)
            return None
        self.found += read.findings
        return read


def _anything(path: Path) -> bool:
    """
    Say whether what is unread may be any entry, or any one's id.
    """
    return len(path) < 2 or path[1:] in {("id",), ("code",)}  # noqa: PLR2004 -- an entry's place and a field


def _assets(directory: FilePath, found: list[Finding]) -> Iterator[tuple[str, FilePath]]:
    total = 0
    for path in _files(directory / ASSETS):
        file = path.relative_to(directory).as_posix()
        name = path.relative_to(directory / ASSETS).as_posix()
        problem = _asset_problem(path)
        if path.suffix.lower() in _OTHER:
            continue
        if problem is None:
            total += path.stat().st_size
            if total > MAX_ASSETS:
                problem = f"The bank's pictures are larger than {MAX_ASSETS >> 20} MB together."
        if problem is None:
            yield name, path
        else:
            fix = f"Use a picture of up to {MAX_ASSET >> 20} MB that ends in {', '.join(ASSET_KINDS)}."
            found.append(finding(Code.BAD_ASSET, file, says=problem, fix=fix, line=1, column=1))


def _asset_problem(path: FilePath) -> str | None:
    if path.is_symlink():
        return "This picture is a link."
    if not path.is_file():
        return "This is no ordinary file."
    if path.suffix.lower() not in ASSET_KINDS:
        return "This is no kind of picture that is served."
    if path.stat().st_size > MAX_ASSET:
        return f"This picture is larger than {MAX_ASSET >> 20} MB."
    return None


def _strays(directory: FilePath) -> Iterator[Finding]:
    expected = {HEAD, SKILLS, MISTAKES}
    for path in _files(directory):
        file = path.relative_to(directory).as_posix()
        top = file.partition("/")[0]
        listed = file in expected or (is_read(file) and ("/" in file or is_translation(path)))
        read = top == ASSETS or (listed and path.suffix == SUFFIX)
        if not read and path.suffix not in _OTHER and not any(part.startswith(".") for part in file.split("/")):
            fix = "Items end in .yaml and stand in the folder items; lists, in skills or mistakes."
            yield finding(Code.FILE_IGNORED, file, says="Nothing reads this file.", fix=fix, line=1, column=1)


def is_read(file: str) -> bool:
    """
    Say whether a file stands where items or lists, or their translations, are looked for.
    """
    top, _, rest = file.partition("/")
    if top == ITEMS:
        return bool(rest)
    return (f"{top}{SUFFIX}" if rest else parted(top)[0]) in {SKILLS, MISTAKES} and "/" not in rest


def _files(directory: FilePath) -> list[FilePath]:
    # A link to a folder is not walked into: it may lead out of the bank, or in a circle.
    files: list[FilePath] = []
    waiting = [directory] if directory.is_dir() and not directory.is_symlink() else []
    while waiting:
        for path in waiting.pop().iterdir():
            if path.is_dir() and not path.is_symlink():
                waiting.append(path)
            else:
                files.append(path)
    return sorted(files)


def read_assets(assets: Mapping[str, FilePath]) -> dict[str, bytes]:
    """
    Read the bytes of a bank's pictures, by name.
    """
    return {name: path.read_bytes() for name, path in sorted(assets.items())}
