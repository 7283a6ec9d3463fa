"""What `practice.classroom.roster` promises."""

from hypothesis import given
from hypothesis import strategies as st

from api.names import is_name
from practice.classroom.columns import Columns
from practice.classroom.roster import Known, Listed, Planned, Unread, listed, plan, same_name
from practice.ids import LearnerId

IDS = Columns(id=0, name=1, group=2)
NAMES = Columns(name=0, first=1)
ADA = LearnerId("ada")


def read(rows: list[list[str]], columns: Columns = IDS) -> list[Listed | Unread]:
    """Read rows below a header."""
    return list(listed([[], *rows] if columns.first > 1 else rows, columns, "7b", is_name))


def states(planned: tuple[Planned, ...]) -> list[tuple[int, str]]:
    """Return rows and states."""
    return [(one.row, one.state) for one in planned]


def test_rows_are_read_with_their_numbers_and_reasons() -> None:
    """Blank rows are passed over; no name, no id, a broken or endless name are said with the spreadsheet's number."""
    rows = [["1", "Ada", "A, B,A"], ["", " "], ["2", ""], ["", "Ben"], ["3", "x\ny"], ["4", "x" * 101], ["5"]]
    found = read(rows)
    assert [2, 4, 5, 6, 7, 8] == [one.row for one in found]
    assert isinstance(found[0], Listed)
    assert ("A", "B") == found[0].groups
    assert all(isinstance(one, Unread) and one.sentence.endswith(".") for one in found[1:])


def test_a_formula_stays_the_text_that_it_is() -> None:
    """Nothing of a cell is run, dropped or changed but for spaces."""
    (one,) = read([["1", "  =cmd|' /C calc'!A0  x "]])
    assert isinstance(one, Listed)
    assert "=cmd|' /C calc'!A0 x" == one.name


def test_what_may_be_the_same_learner_twice_is_said_and_left_out() -> None:
    """One id twice, with the same name and with another; without ids one name twice, whatever its case."""
    planned = plan(read([["1", "Ada"], ["1", "Ada"], ["1", "Ben"], ["2", "Ada"]]), {}, {})
    assert [(2, "new"), (3, "doubled"), (4, "doubled"), (5, "new")] == states(planned)
    assert "row 2" in planned[1].sentence
    assert "another name" in planned[2].sentence
    planned = plan(read([["Ada K"], ["ada  k"], ["Ben"]], NAMES), {}, {})
    assert [(1, "new"), (2, "doubled"), (3, "new")] == states(planned)
    assert "ids" in planned[1].sentence


def test_who_is_known_is_not_made_again() -> None:
    """By an earlier list: there, renamed, or come into the class; by name where no list had them and only one fits."""
    (entry,) = read([["1", "Ada"]])
    assert isinstance(entry, Listed)
    for known, state in (
        (Known(learner=ADA, member=True, name="Ada"), "there"),
        (Known(learner=ADA, member=True, name="Adda"), "renamed"),
        (Known(learner=ADA, member=False, name="Ada"), "joins"),
    ):
        (planned,) = plan([entry], {entry.key: known}, {})
        assert (state, ADA) == (planned.state, planned.learner)
    here = Known(learner=ADA, member=True, name="ADA")
    assert ADA == plan([entry], {}, {same_name("ada"): [here]})[0].learner
    assert plan([entry], {}, {same_name("ada"): [here, here]})[0].state == "new"
    two = plan(read([["1", "Ada"], ["2", "Ada"]]), {}, {same_name("ada"): [here]})
    assert [ADA, None] == [one.learner for one in two], "one learner is not found twice"


@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=12))
def test_whatever_stands_in_a_list_each_row_has_one_fate(rows: list[list[str]]) -> None:
    """No row is lost or counted twice, no two to be made are known by the same, and every name can be one."""
    planned = plan(read(rows), {}, {})
    filled = [number for number, cells in enumerate(rows, 2) if any(cell.strip() for cell in cells)]
    assert filled == [one.row for one in planned]
    made = [one.listed.key for one in planned if one.listed is not None]
    assert len(made) == len(set(made))
    assert all(is_name(one.name) for one in planned if one.listed is not None and one.name is not None)
