"""What `api.sent.gradebook` promises: grades that a teacher can work out again, and what they rest on."""

import asyncio
import csv
import io
import re
from pathlib import Path

from practice.correction.dates import DueDates
from practice.ids import AssignmentId, LearnerId, learner_stream
from tests.api.sent.test_homework import CLASS, HW, School
from tests.api.service import SCHOOL

PAGE = Path(__file__).parents[3] / "docs" / "watching.md"


def grades(school: School) -> tuple[dict[str, str], dict[str, dict[str, str]], list[list[str]]]:
    """Export the grades and what moved them: the row of points, each learner's row, by their heads, and the lines."""
    reply = school.service.call("GET", f"{HW}/grades.csv", school.teacher)
    assert (200, "no-store") == (reply.status_code, reply.headers["cache-control"])
    head, points, *rows = csv.reader(io.StringIO(reply.content.decode("utf-8-sig")))
    named = [dict(zip(head, row, strict=True)) for row in (points, *rows)]
    told = school.service.call("GET", f"{HW}/ledger.csv", school.teacher)
    assert (200, "no-store") == (told.status_code, told.headers["cache-control"])
    [_, *lines] = csv.reader(io.StringIO(told.content.decode("utf-8-sig")))
    return named[0], {row["learner"]: row for row in named[1:]}, lines


def test_what_grades_rest_on_stands_in_a_sheet_of_its_own() -> None:
    """
    Late work, moved dates, second chances and overruled verdicts are dated lines; the grades are one table.
    """
    school = School("otter", "heron")
    now = school.service.now
    school.publish(dates={"due": now + 1_000, "late": [{"after_ms": 0, "percent": 80}]})
    school.service.now = now + 5_000
    school.hand_in("otter", p1="2/6", p2="5", p3="=1+1", p4="1/2")
    cluster = next(one for one in school.ok("GET", HW)["clusters"] if one["problem"] == "1")
    body = {"problem": "1", "step": cluster["step"], "cluster": cluster["key"], "right": True}
    school.ok("PUT", f"{HW}/verdicts", body)
    school.ok("POST", f"{HW}/learners/otter/problems/3", {"act": "excuse"})
    school.ok("PUT", f"{HW}/learners/heron/due", {"due": now + 9_000})
    opened = school.ok(
        "POST", "/v1/learners/otter/opportunities", {"item": "add-same-denominator", "variant": 0}, by="otter"
    )
    school.answer("otter", opened, "1/1000")
    _, rows, below = grades(school)

    otter = rows["otter"]
    assert ("late", "no") == (otter["handed in"], rows["heron"]["handed in"])
    assert ["80", "80", "", "80"] == [otter[f"problem {label} %"] for label in (1, 2, 3, 4)]
    assert ("80.0", "80.0", "1", "0") == (
        otter["original %"],
        otter["final %"],
        otter["own exercises"],
        otter["own solved"],
    )
    said = "\n".join(" ".join(line) for line in below)
    assert "idea/" not in said
    assert "every answer with one mistake (" in said
    for part in ("counts 80 %", "due moved to 2023-11-14", "excused", "counts as right", "2023-11-14 22:13"):
        assert part in said


def test_grades_open_in_a_german_spreadsheet_in_columns_with_numbers() -> None:
    """
    With semicolons and decimal commas: Excel with a German locale makes one column of commas, and a date of `7.7`.
    """
    school = School("zoe", "aenne")
    for learner, name in (("zoe", "Zoë"), ("aenne", "Änne")):
        school.ok("PUT", f"/v1/learners/{learner}/name", {"name": name})
    school.publish()
    school.hand_in("zoe", p1="2/6", p2="5", p3="1", p4="1/2")
    for sheet, row in (("grades", "zoe;Zoë;yes;"), ("ledger", "when (UTC);learner;")):
        text = school.service.call("GET", f"{HW}/{sheet}.csv?locale=de-DE", school.teacher).content.decode("utf-8-sig")
        assert row in text
    german = school.service.call("GET", f"{HW}/grades.csv?locale=de-DE", school.teacher).content.decode("utf-8-sig")
    english = school.service.call("GET", f"{HW}/grades.csv", school.teacher).content.decode("utf-8-sig")
    _, _, first, _ = german.splitlines()
    assert first.startswith("aenne;Änne"), "by the alphabet, not by code points"
    assert german.replace(",", ".").replace(";", ",") == english
    assert re.search(r";\d+,\d;", german)


def test_a_date_of_one_group_is_told_of_that_group_and_not_of_all() -> None:
    """
    Who moves the date of a group moved nobody else's, and what did not change is not told.
    """
    school = School("otter", "heron")
    now = school.service.now
    school.publish(dates={"due": now + 1_000})
    [group] = school.ok("POST", f"{CLASS}/groups", {"name": "Slow start"})["groups"]
    dates = {"due": now + 1_000, "groups": {group["id"]: now + 9_000}}
    school.ok("PUT", f"{HW}/dates", {"dates": dates})
    _, _, lines = grades(school)

    [[_, _, whom, _, said]] = lines
    assert ("group Slow start", True) == (whom, said.endswith("for this group"))


def test_a_total_can_be_worked_out_again_from_the_file() -> None:
    """
    The points stand in a row of nobody's; what is excused has no cell, and does not weigh.
    """
    school = School("otter", "heron")
    pasted = [("1", "1/2 + 1/4", 3), ("2", "2x + 1 = 11", 1), ("3", "1/3 + 1/6", 0)]
    problems = [
        {"is": "pasted", "label": label, "text": text, "points": points, "skill": "two-step-equations"}
        for label, text, points in pasted
    ]
    school.publish(problems=problems)
    school.hand_in("otter", p1="3/4", p2="6", p3="1/2")
    school.hand_in("heron", p1="2/6", p2="5", p3="1/2")
    school.ok("POST", f"{HW}/learners/heron/problems/1", {"act": "excuse"})
    points, rows, _ = grades(school)

    assert ("", "points") == (points["learner"], points["name"])
    assert ["3", "1", "0"] == [points[f"problem {label} %"] for label in (1, 2, 3)]
    assert {"otter", "heron"} == set(rows)
    for row, total in ((rows["otter"], "75.0"), (rows["heron"], "100.0")):
        counted = [(int(points[name]), int(cell)) for name, cell in row.items() if name.startswith("problem") and cell]
        weighed = sum(weight * percent for weight, percent in counted) / sum(weight for weight, _ in counted)
        assert (total, f"{weighed:.1f}") == (row["final %"], row["final %"])


def test_the_page_tells_of_every_column() -> None:
    """
    The table of docs/watching.md has the columns of the file, in their order.
    """
    school = School("otter")
    school.publish()
    points, _, _ = grades(school)
    table = PAGE.read_text().partition("| column |")[2].partition("\n\n")[0]
    told = [name for row in table.splitlines()[2:] for name in re.findall(r"`([^`]+)`", row.split("|")[1])]

    assert list(dict.fromkeys(re.sub(r"^problem .* %$", "problem 3 %", name) for name in points)) == told


def test_grades_are_exported_without_formulas() -> None:
    """A name that a spreadsheet would run is text."""
    school = School("otter")
    stream = learner_stream(SCHOOL, LearnerId("otter"))
    asyncio.run(school.service.services.record.name(stream, '=HYPERLINK("http://x")'))
    school.publish()
    school.hand_in("otter", p1="3/4", p2="6", p3="1", p4="x")
    _, rows, _ = grades(school)

    assert rows["otter"]["name"].startswith("'=")
    assert ["100", "0", "100"] == [rows["otter"][f"problem {label} %"] for label in (1, 2, 3)]


def test_an_old_date_beyond_the_calendar_keeps_no_grades_back() -> None:
    """Where one was recorded before dates had bounds, the grades are exported all the same."""
    school = School("otter")
    school.publish()
    services = school.service.services
    given = services.assignments.find(SCHOOL, AssignmentId("hw1"))
    assert given is not None
    far = DueDates(due=10**17)
    asyncio.run(services.assignments.change_dates(SCHOOL, given, far, after=None, now=services.now()))
    _, _, below = grades(school)

    assert any("due moved to 9999-12-31" in cell for line in below for cell in line)
