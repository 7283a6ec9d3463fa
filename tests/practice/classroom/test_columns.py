"""What `practice.classroom.columns` promises."""

import pytest

from practice.classroom.columns import Columns, guessed, header_row


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Name"], Columns(name=0)),
        (["Student", "ID", "SIS User ID", "SIS Login ID", "Section"], Columns(name=0, id=2, group=4)),
        (["First name", "Surname", "ID number", "Email address", "Groups"], Columns(given=0, family=1, id=2, group=4)),
        (["Last Name", "First Name", "Email Address"], Columns(family=0, given=1, id=2)),
        (["Nachname", "Vorname", "Schüler-Nr.", "Lerngruppe"], Columns(family=0, given=1, id=2, group=3)),
        (["Nachname", "Name"], Columns(family=0, given=1)),
        (["Apellidos", "Nombre", "Matrícula"], Columns(family=0, given=1, id=2)),
        (["Nombre", "Grupo"], Columns(name=0, group=1)),
        (["NOMBRE Y APELLIDOS"], Columns(name=0)),
        (["a", "b"], Columns()),
    ],
)
def test_headers_of_three_languages_and_of_course_systems_are_known(header: list[str], expected: Columns) -> None:
    """What schools and their programs write over columns is taken for what it is, and nothing else is."""
    assert expected == guessed(header)


@pytest.mark.parametrize(
    ("header", "below", "known_by"),
    [
        (["Nr.", "Name"], [["1", "Ada"], ["2", "Ben"], ["", ""]], None),
        (["Nr.", "Nachname", "Vorname", "E-Mail"], [["1.", "Groß", "Änne", "a@x"], ["2.", "Weiß", "Jörg", "j@x"]], 3),
        (["Nr.", "Name"], [["1", "Ada"], ["3", "Ben"]], 0),
        (["Nr."], [["1"], ["2"]], 0),
    ],
)
def test_a_place_in_the_list_is_no_id(header: list[str], below: list[list[str]], known_by: int | None) -> None:
    """Else the first of one class would be taken for the first of another, with all that is recorded of them."""
    assert known_by == guessed(header, below=below).id


def test_headers_may_stand_below_a_title() -> None:
    """The first row with a known header is it; a list without any says nothing."""
    assert 2 == header_row([["Class 7b"], [""], ["Nr", "Name"], ["1", "Ada"]])
    assert header_row([["Ada"], ["Ben"]]) is None
