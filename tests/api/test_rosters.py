"""What the API promises of schools' lists."""

import asyncio
import base64
import codecs
import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from practice.ids import ClassId, LearnerId, class_stream, learner_stream
from practice.record.sqlite import FILE_NAME, open_sqlite
from tests.api.sent.test_homework import CLASS, School
from tests.api.service import SCHOOL
from tests.item_bank.importers.sheets.workbook import ods, xlsx

ROSTER = f"{CLASS}/roster"
LIST = "Nr;Name;Gruppe\n4711;Zoë Müller;Early\n4712;Łukasz „Luki“ Nowak;\n"


def body(content: bytes | str, name: str = "list.csv", **more: object) -> dict[str, object]:
    """Make the body that carries a list."""
    raw = content.encode() if isinstance(content, str) else content
    return {"file": base64.b64encode(raw).decode(), "name": name, **more}


def members(school: School) -> list[str | None]:
    """Return the names of the class's learners, in order."""
    return sorted(one["name"] or "" for one in school.ok("GET", CLASS)["learners"])


def test_a_list_is_looked_at_first_and_records_nothing() -> None:
    """What would come of each row, which column is taken for what, and nothing is different afterwards."""
    school = School("otter")
    before = school.service.services.record.scan()
    seen = school.ok("POST", f"{ROSTER}/preview", body(LIST))
    assert {"new": 2} == seen["counts"]
    assert [0, 1, 2, 2] == [seen["columns"][name] for name in ("id", "name", "group", "first")]
    assert ["Zoë Müller", "Łukasz „Luki“ Nowak"] == [row["name"] for row in seen["rows"]]
    assert 1 == seen["absent"]
    assert before == school.service.services.record.scan()
    assert {} == school.service.services.record.names(learner_stream(SCHOOL, LearnerId("")))


def test_a_list_sent_again_changes_nothing() -> None:
    """Learners, names and groups are made once; a later list finds them by the school's id, under a new name too."""
    school = School()
    assert {"new": 2} == school.ok("POST", ROSTER, body(LIST))["counts"]
    made = school.ok("GET", CLASS)
    assert ["Zoë Müller", "Łukasz „Luki“ Nowak"] == members(school)
    (group,) = made["groups"]
    assert ["Early", 1] == [group["name"], len(group["learners"])]
    recorded = school.service.services.record.scan()
    assert {"there": 2} == school.ok("POST", ROSTER, body(LIST))["counts"]
    assert recorded == school.service.services.record.scan()
    later = "Nr;Name\n4711;Zoë Meyer\n4713;Ana\n"
    assert {"renamed": 1, "new": 1} == school.ok("POST", ROSTER, body(later))["counts"]
    assert ["Ana", "Zoë Meyer", "Łukasz „Luki“ Nowak"] == members(school), "nobody is taken out"


def test_a_learner_of_two_classes_is_one_learner() -> None:
    """The school's id finds who is in another class already, and who was taken out comes back as they were."""
    school = School()
    school.ok("POST", ROSTER, body(LIST))
    (zoe,) = [one["learner"] for one in school.ok("GET", CLASS)["learners"] if one["name"] == "Zoë Müller"]
    school.ok("POST", "/v1/classes", {"id": "lions"})
    assert {"joins": 2} == school.ok("POST", "/v1/classes/lions/roster", body(LIST))["counts"]
    assert zoe in [one["learner"] for one in school.ok("GET", "/v1/classes/lions")["learners"]]
    school.ok("DELETE", f"{CLASS}/learners/{zoe}")
    assert {"joins": 1, "there": 1} == school.ok("POST", ROSTER, body(LIST))["counts"]


def test_names_and_school_ids_are_in_no_event() -> None:
    """The record's events hold pseudonyms and digests; the class's stream not even those."""
    school = School()
    school.ok("POST", ROSTER, body(LIST))
    events = str([one.event for one in school.service.services.record.scan()])
    assert not [told for told in ("4711", "Zoë", "Müller", "Nowak") if told in events]
    learner = school.ok("GET", CLASS)["learners"][0]["learner"]
    kept = school.service.services.record.read(class_stream(SCHOOL, ClassId("tigers")))
    assert learner not in str(kept)


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        (LIST.encode(), ""),
        (codecs.BOM_UTF8 + LIST.encode(), ""),
        (LIST.encode("utf-16"), ""),
        (LIST.encode("utf-16-le"), ""),
        (LIST.encode("utf-16-be"), ""),
        (LIST.replace("Łukasz", "Lukasz").encode("cp1252"), "Windows-1252"),
        (LIST.replace(";", "\t").encode(), ""),
        (LIST.replace(";", ",").replace("\n", "\r\n").encode(), ""),
        (b'"Nr","Name","Gruppe"\n"4711","Zo\xc3\xab M\xc3\xbcller","Early"\n"4712","a, ""b"" c",\n', ""),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "tabs", "commas", "quotes"],
)
def test_lists_are_read_as_programs_write_them(content: bytes, remark: str) -> None:
    """In each encoding, with each separator; where an encoding was guessed, that is said."""
    school = School()
    seen = school.ok("POST", f"{ROSTER}/preview", body(content))
    assert {"new": 2} == seen["counts"]
    assert "Zoë Müller" == seen["rows"][0]["name"]
    assert remark in " ".join(seen["remarks"])
    assert bool(remark) == bool(seen["remarks"])


@pytest.mark.parametrize("write", [xlsx, ods])
def test_workbooks_are_lists_too(write: Callable[..., bytes]) -> None:
    """Of Excel and LibreOffice: the first sheet with rows, numbers as they are typed."""
    school = School()
    book = write({"Notes": [], "7b": [("Nr", "Name"), ("4711", "Zoë Müller"), ("", "")]})
    seen = school.ok("POST", f"{ROSTER}/preview", body(book, f"list.{write.__name__}"))
    assert [("new", "Zoë Müller")] == [(row["state"], row["name"]) for row in seen["rows"]]


def test_columns_that_no_header_tells_are_said_by_the_teacher() -> None:
    """Nothing is guessed about a list without headers: the first rows are shown, and nothing is taken over."""
    school = School()
    bare = "4711,Ada\n4712,Ben\n"
    seen = school.ok("POST", f"{ROSTER}/preview", body(bare))
    assert [None, {}, [["4711", "Ada"], ["4712", "Ben"]]] == [seen["columns"], seen["counts"], seen["sample"]]
    assert (422, "roster_unreadable") == school.refused("POST", ROSTER, body(bare))
    school.ok("POST", ROSTER, body(bare, columns={"id": 0, "name": 1, "first": 1}))
    assert ["Ada", "Ben"] == members(school)


@pytest.mark.slow
def test_what_is_no_list_is_refused_in_a_sentence() -> None:
    """Another kind of file, a damaged workbook, a bomb, nothing at all, far too much."""
    school = School()
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 310_000_000)
    unreadable = (422, "roster_unreadable")
    for sent in (
        body("x", "list.pdf"),
        body(b"PK\x03\x04junk", "list.xlsx"),
        body(book.getvalue(), "list.xlsx"),
        body("", "list.csv"),
        body("Name\n" + "".join(f"Learner {n}\n" for n in range(10_001))),
    ):
        assert unreadable == school.refused("POST", f"{ROSTER}/preview", sent)
    assert 413 == school.refused("POST", f"{ROSTER}/preview", body("x" * 3_000_001))[0]
    assert (404, "unknown_class") == school.refused("POST", "/v1/classes/lions/roster", body(LIST))


def test_a_formula_in_a_list_is_a_name_and_no_formula_on_export() -> None:
    """The name stays as it was typed, and is written so that no spreadsheet runs it."""
    school = School()
    evil = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\uff1d1+1", " =1+2"]
    content = io.StringIO()
    csv.writer(content).writerows([["Name"], *([name] for name in evil)])
    school.ok("POST", ROSTER, body(content.getvalue()))
    item: dict[str, Any] = {"is": "item", "label": "1", "item": "add-same-denominator"}
    school.ok("POST", f"{CLASS}/assignments", {"id": "hw1", "title": "T", "problems": [item]})
    reply = school.service.call("GET", f"{CLASS}/assignments/hw1/grades.csv", school.teacher)
    cells = [cell for row in csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))) for cell in row]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@\uff1d\uff0b\uff0d\uff20")]


def test_a_comma_in_a_list_of_names_alone_parts_nothing() -> None:
    """One column is one column, whatever stands in it, with a title above it or without."""
    school = School()
    for title in ("", "Class 7b\n"):
        rows = school.ok("POST", f"{ROSTER}/preview", body(f"{title}Name\nKwiatkowska, Ada\nOkafor, Ben\n"))["rows"]
        assert ["Kwiatkowska, Ada", "Okafor, Ben"] == [row["name"] for row in rows]


@pytest.mark.slow
def test_ten_thousand_learners_are_taken_over(tmp_path: Path) -> None:
    """The largest list is put into the class, and found again row for row."""
    school = School(record=open_sqlite(tmp_path / FILE_NAME))
    rows = "ID,Name\n" + "".join(f"s{n},Learner {n}\n" for n in range(10_000))
    assert {"new": 10_000} == school.ok("POST", ROSTER, body(rows))["counts"]
    again = school.ok("POST", f"{ROSTER}/preview", body(rows))
    assert {"there": 10_000} == again["counts"]
    assert 9_500 == again["more"]
    asyncio.run(school.service.services.record.close())
