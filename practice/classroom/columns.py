"""
Columns of a school's list: which of them says what, guessed by their headers.

Headers as English, German and Spanish schools and the common course systems write
them. Only what is known is taken; a list without known headers waits for somebody to
say which column is which.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Annotated, Final

import msgspec

__all__ = ["Columns", "guessed", "header_row"]

HEADER_ROWS: Final = 10
"""How far down the headers may stand: below a title and a date."""
MAX_COLUMN: Final = 199

At = Annotated[int, msgspec.Meta(ge=0, le=MAX_COLUMN)]

IDS: Final = (
    *("sis user id", "sis id", "id number", "student id", "pupil id", "learner id", "student number", "pupil number"),
    *("schuler id", "schulernummer", "schuler nr", "schulernr", "matrikelnummer", "personalnummer", "ausweisnummer"),
    *("matricula", "numero de matricula", "numero de alumno", "nia", "expediente", "codigo", "codigo de alumno"),
    *("id", "nr", "no", "number", "nummer", "numero", "username", "user name", "login", "login id", "sis login id"),
    *("benutzername", "anmeldename", "usuario", "email", "e mail", "email address", "e mail adresse", "correo"),
    *("correo electronico", "direccion de correo"),
)
"""The first of them that there is says by what a school knows a learner."""
NAMES: Final = (
    *("name", "full name", "student", "student name", "learner", "learner name", "pupil", "pupil name", "display name"),
    *("schuler", "schulerin", "schulername", "schuler in", "name des schulers", "vor und nachname", "ganzer name"),
    *("nombre completo", "nombre y apellidos", "apellidos y nombre", "alumno", "alumna", "alumno a", "estudiante"),
)
GIVEN: Final = ("first name", "given name", "forename", "vorname", "rufname", "nombre", "nombres", "nombre de pila")
FAMILY: Final = ("last name", "surname", "family name", "nachname", "familienname", "zuname", "apellido", "apellidos")
GROUPS: Final = ("group", "groups", "section", "gruppe", "gruppen", "lerngruppe", "grupo", "grupos", "seccion")


class Columns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Where in a row something stands, from 0; None for nowhere.

    Attributes
    ----------
    id
        By what a school knows the learner.
    name, given, family
        What they are called: whole, or in two parts.
    group
        Groups of the class, several of them parted by commas.
    first
        The number of the first row of learners, as a spreadsheet counts, from 1.
    """

    id: At | None = None
    name: At | None = None
    given: At | None = None
    family: At | None = None
    group: At | None = None
    first: Annotated[int, msgspec.Meta(ge=1)] = 2

    @property
    def named(self) -> bool:
        """Whether the list says what learners are called."""
        return self.name is not None or self.given is not None or self.family is not None

    @property
    def enough(self) -> bool:
        """Whether learners can be told apart by it."""
        return self.named or self.id is not None


def guessed(header: Sequence[str], *, first: int = 2, below: Sequence[Sequence[str]] = ()) -> Columns:
    """
    Guess what the columns under a row of headers are; `first` is the number of the row after it.

    Where the rows `below` only count on from 1, beside names, that is the place in the list and no
    id: in the list of the next class the same numbers are others.
    """
    plain = [_plain(cell) for cell in header]
    name, given, family = (_first(plain, known) for known in (NAMES, GIVEN, FAMILY))
    if name is not None and given is not None and family is not None:
        name = None  # in two parts they are as the school sorts them; "name" beside them is often a user's
    if name is None and family is None:
        name, given = given, None  # "nombre" alone is the whole name
    if given is None and name is not None and family is not None and plain[name] == "name":
        given, name = name, None  # German lists: Nachname, Name
    named = name is not None or family is not None
    telling = ["" if named and _counts_on(at, below) else cell for at, cell in enumerate(plain)]
    return Columns(
        id=_first(telling, IDS), name=name, given=given, family=family, group=_first(plain, GROUPS), first=first
    )


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """
    Find the row of headers near the top: the first that has a known one; None where there is none.
    """
    for number, cells in enumerate(rows[:HEADER_ROWS]):
        if guessed(cells).enough:
            return number
    return None


def _counts_on(at: int, below: Sequence[Sequence[str]]) -> bool:
    """
    Say whether a column has 1, 2, 3 and so on, in rows that are not blank.
    """
    cells = [row[at].strip().rstrip(".") if at < len(row) else "" for row in below if any(map(str.strip, row))]
    return bool(cells) and cells == [str(number) for number in range(1, len(cells) + 1)]


def _first(plain: Sequence[str], known: Sequence[str]) -> int | None:
    return next((plain.index(name) for name in known if name in plain), None)


def _plain(header: str) -> str:
    """
    Bring a header to small letters without accents, and single spaces: `Schüler-Nr.` is `schuler nr`.
    """
    parted = unicodedata.normalize("NFKD", header).casefold()
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())
