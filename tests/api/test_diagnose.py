"""What `misstep diagnose` promises: relations, the first wrong line, and an error for what it cannot work on."""

import argparse
import io
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api.commands.diagnose import configure, run_lines
from api.commands.diagnose_table import diagnose_table
from api.diagnosis.diagnosing_items import Items
from hints.misconception.rewriting.reading import read_rules
from hints.misconception.trial import faults
from item_bank.algebra.residue import Points
from item_bank.bank import Bank
from item_bank.ids import ItemId
from tests.item_bank.small_bank import SMALL_BANK, write_bank

POINTS = Points(b"a secret of the server, kept away", "diagnose")
WRONG = ("undiagnosed", "misconception")
EMPTY = Items(Path("/nowhere"))


def diagnosed(**case: object) -> dict[str, Any]:
    """Diagnose one case."""
    return diagnosed_text(msgspec.json.encode({"id": 1, **case}))


def diagnosed_text(line: bytes) -> dict[str, Any]:
    """Diagnose one line as it comes."""
    out = io.BytesIO()
    run_lines(io.BytesIO(line), out, POINTS, EMPTY)
    reply: dict[str, Any] = msgspec.json.decode(out.getvalue())
    return reply


def test_lines_are_related_one_by_one() -> None:
    """
    Each pair has its word, with the move where one is known; one slip is one slip.
    """
    found = diagnosed(lines=["x^2=4", "", "x=2", "2x=4"])

    assert [{"relation": "lost", "cause": "root_without_sign"}, "same"] == found["relations"]
    assert (3, None) == (found["first_wrong"], found["problem"])
    assert found["kind"] in WRONG
    assert (None, None) == (diagnosed(lines=["2x+3=11", "x=4"])["kind"], diagnosed(lines=["2x=8"])["first_wrong"])
    assert "x = 7" == diagnosed(lines=["2x+3=11", "2x=14"])["counterexample"]


def test_points_sets_and_matrices_are_related_entry_by_entry() -> None:
    """
    Commas between digits part entries inside brackets; a point at the end of an elimination says what came out.
    """
    swapped = diagnosed(before="(2,3)", after="(3,2)")
    system = ["x+y=5; x-y=1", "2x=6", "x=3", "y=2", "(3,2)"]

    assert {"relation": "different", "cause": "wrong_order"} == swapped["relations"][0]
    assert ("swaps-coordinates", []) == (swapped["candidates"][0]["mal_rule"], swapped["candidates"][0]["also"])
    assert "lost" == diagnosed(before="{1,2,3}", after="{1,2}")["relations"][0]
    assert "transposed" == diagnosed(lines=["[[1,2],[3,4]]", "[[1,3],[2,4]]"])["relations"][0]["cause"]
    assert (None, "same") == (diagnosed(lines=system)["first_wrong"], diagnosed(lines=system)["relations"][-1])
    assert 5 == diagnosed(lines=[*system[:4], "(2,3)"])["first_wrong"]
    assert "decimal_comma" == diagnosed(before="2,5", after="2.5")["problem"]["code"]


def test_the_first_line_is_held_against_the_statement() -> None:
    """
    A copying error is its own finding, and so is a line of numbers that contradicts itself.
    """
    copied = diagnosed(lines=["2x+3=12", "2x=9"], context={"statement": "2x+3=11"})
    alone = diagnosed(lines=["3+4=7*2=14"])

    assert (["same"], 1) == (copied["relations"], copied["first_wrong"])
    assert {"relation": "different", "cause": "not_the_statement"} == copied["statement"]
    assert ({"relation": "different", "cause": "running_equality"}, 1) == (alone["statement"], alone["first_wrong"])
    assert diagnosed(lines=["2x=8", "x=4"], context={"statement": "x=4"})["first_wrong"] is None


def test_the_equations_of_a_system_may_stand_one_below_the_other() -> None:
    """
    The second one is given where later lines need both; a wrong step is no second equation.
    """
    given, implied = {"relation": "same", "cause": "given"}, {"relation": "same", "cause": "implied"}
    found = diagnosed(lines=["x+y=5", "x-y=1", "2x=6", "x=3", "y=2"])
    slip = diagnosed(lines=["x+y=5", "x-y=1", "2x=6", "x=4", "y=1"])

    assert ([given, implied, "same", implied], None) == (found["relations"], found["first_wrong"])
    assert (4, [given, implied, "different", implied]) == (slip["first_wrong"], slip["relations"])
    assert [given, given] == diagnosed(lines=["x+y+z=6", "x-y=0", "y+z=4", "x+4=6", "x=2"])["relations"][:2]
    assert 2 == diagnosed(lines=["2x+y=7", "2x=7+y", "x=(7+y)/2"])["first_wrong"]
    assert 2 == diagnosed(lines=["y=2x+1", "y=2x-1", "x=0"])["first_wrong"]


def test_a_line_that_cannot_be_read_stops_the_chain_at_its_place() -> None:
    """
    What stands before it is related, nothing after it is.
    """
    found = diagnosed(lines=["2x+3=11", "2x=8", "x=)", "x=4"])

    assert (["same", "invalid", "invalid"], "invalid", None) == (
        found["relations"],
        found["kind"],
        found["first_wrong"],
    )
    assert (3, 2) == (found["problem"]["line"], found["problem"]["start"])
    assert "missing_equals" == diagnosed(lines=["2x=8", "x+1"])["problem"]["code"]
    assert ["invalid"] == diagnosed(lines=["(", "x=4"])["relations"]


@pytest.mark.parametrize(
    ("before", "after", "action", "relation", "kind"),
    [
        ("x+3=5", "x+3+1=5+1", None, "same", "no_progress"),
        ("x+3=5", "x=2", None, "same", None),
        ("5x=20", "x=100", {"operation": "DIV_SIDE", "input": "5"}, "different", "wrong"),
        ("6=x/8+(-5)", "6/8=x/8+(-5)/8", {"operation": "DIV_SIDE", "input": "8"}, "brackets_understood", "no_progress"),
        ("6=x/8+(-5)", "6/8=x/8+(-5)/8", None, "different", "wrong"),
        ("-9/-4=y", "2.2=y", None, "rounded", None),
        ("f(x)=2", "x=f(3)", None, "undecided", "unknown"),
        ("x=2", "x+1", None, "invalid", "invalid"),
        ("x=2", "8/2=4", None, "gained", "wrong"),
        ("2(x+3)", "2x+6", None, "same", None),
        ("2(x+3)", "2x+3", None, "different", "wrong"),
        ("x=)", "x=2", None, "invalid", "invalid"),
    ],
)
def test_steps_are_right_wrong_or_without_progress(
    before: str, after: str, action: dict[str, str] | None, relation: str, kind: str | None
) -> None:
    """
    A true step that does not help is not wrong; a declared operation is one on whole sides.
    """
    found = diagnosed(before=before, after=after, action=action, context={"functions": ["f"]})
    said = found["relations"][0]

    assert relation in (said if isinstance(said, str) else said.values())
    assert (kind == "wrong", 2 if kind == "wrong" else None) == (found["kind"] in WRONG, found["first_wrong"])
    assert kind in ("wrong", found["kind"])


@pytest.mark.parametrize(
    ("after", "relation", "problem"),
    [
        ("x=3/4\\", "same", "unknown_character"),
        ("x=3]/4", "same", "unopened_bracket"),
        ("x=.75`", "same", "unknown_character"),
        ("5.=x", "different", "unknown_character"),
        ("x=3'/4'", "invalid", "unknown_character"),
        ("x=3?4", "invalid", "unknown_character"),
        ("x=3/", "invalid", "ends_with_operator"),
    ],
)
def test_one_key_that_was_hit_by_mistake_is_passed_over_and_said(after: str, relation: str, problem: str) -> None:
    """
    Behind what ends there it says nothing; in the place of something it may say anything, and two are no slip.
    """
    found = diagnosed(before="x=6/8", after=after)

    assert ([relation], problem, 2) == (found["relations"], found["problem"]["code"], found["problem"]["line"])
    assert (relation == "invalid") == (found["kind"] == "invalid")


def test_multiplying_a_formula_by_one_of_its_letters_is_a_right_operation() -> None:
    """
    Both sides times a letter say the same where it is not zero; in one unknown it may be, and that is said.
    """
    formula = diagnosed(before="r+s=q/x", after="r+s*q=q/x*q", action={"operation": "MUL_SIDE", "input": "q"})
    unknown = diagnosed(before="x-1=2", after="x-1*x=2*x", action={"operation": "MUL_SIDE", "input": "x"})

    assert [{"relation": "same", "cause": "brackets_understood"}] == formula["relations"]
    assert 2 == unknown["first_wrong"]


def test_wrong_steps_are_explained_by_mal_rules() -> None:
    """
    The rule that gives the line comes first, after a declared operation too; what no rule gives is undiagnosed.
    """
    moved = diagnosed(lines=["2x+3=11", "2x=14"])
    divided = diagnosed(before="-3x=6", after="x=2", action={"operation": "DIV_SIDE", "input": "-3"})

    assert ("misconception", True) == (moved["kind"], moved["candidates"][0]["reproduces"])
    assert "moved a term" in moved["candidates"][0]["description"]
    assert "misconception" == divided["kind"]
    assert ("undiagnosed", []) == tuple(
        diagnosed(lines=["2x+3=11", "7x=-913"])[part] for part in ("kind", "candidates")
    )


def test_a_wrong_rewrite_without_an_idea_behind_it_is_a_slip() -> None:
    """
    Two digits that changed places are no misconception.
    """
    said = diagnosed(lines=["217+348", "556"])

    assert said["kind"] == "slip"
    assert said["candidates"][0]["misconception"] is None


def test_what_is_declared_holds_for_all_lines() -> None:
    """
    Names, the domain, the locale and LaTeX; a letter that nobody declared is read all the same.
    """
    assert ["same"] == diagnosed(lines=["x^2=4", "x=2"], context={"domain": "positive"})["relations"]
    assert ["same"] == diagnosed(lines=["2x=1,5", "x=0,75"], locale="de")["relations"]
    assert ["same"] == diagnosed(lines=[r"\frac{x}{2}=3", "x=6"], format="latex")["relations"]
    assert ["same"] == diagnosed(lines=["rate*2=8", "rate=4"], context={"unknowns": ["rate"]})["relations"]
    assert ["same"] == diagnosed(lines=["u=x+1", "x=u-1"], context={"unknowns": ["x"]})["relations"]
    assert ["same"] == diagnosed(lines=["2x=8 | :2", "x=4"])["relations"]
    assert ["same"] == diagnosed(lines=["x^2=4", "x=2, x=-2"])["relations"]
    assert ["same"] == diagnosed(lines=["x^2=4", "x1=2, x2=-2"])["relations"]
    assert ["same"] == diagnosed(lines=["x1+x2=3", "x2=3-x1"])["relations"]
    assert ["same"] == diagnosed(lines=["x^3=8", "x=2"])["relations"]
    assert "lost" == diagnosed(lines=["x^3=8", "x=2"], context={"domain": "complex"})["relations"][0]["relation"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "bad_line"),
        (b'{"id": 7, "lines": []}', "bad_line"),
        (b'{"id": 7, "context": {"statment": "x"}, "lines": ["x"]}', "bad_line"),
        (b'{"id": 7}', "no_case"),
        (b'{"id": 7, "before": "x=1"}', "no_case"),
        (b'{"id": 7, "item": "a", "response": "1"}', "no_bank"),
        (msgspec.json.encode({"id": 7, "lines": ["x"] * 31}), "bad_line"),
        (b'{"id": 7, "lines": ["\xff"]}', "bad_line"),
    ],
)
def test_what_is_no_case_gets_an_error(line: bytes, code: str) -> None:
    """
    Unknown fields, too many lines, nothing to work on.
    """
    assert code == diagnosed_text(line)["error"]["code"]


def test_responses_to_items_go_the_way_of_an_answer(tmp_path: Path) -> None:
    """
    Verdict, relations and candidates of an item's own mistakes; what the bank lacks is an error.
    """
    items = Items(write_bank(tmp_path, SMALL_BANK))

    def said(**case: object) -> dict[str, Any]:
        out = io.BytesIO()
        run_lines(io.BytesIO(msgspec.json.encode({"id": 1, **case})), out, POINTS, items)
        reply: dict[str, Any] = msgspec.json.decode(out.getvalue())
        return reply

    bank = items.bank()
    assert isinstance(bank, Bank)
    divide = bank.open(ItemId("two-step"), 0).variant.steps[1]
    task, answer = divide.solution[0], getattr(divide.answer, "value", "")
    right = said(item="two-step", step="divide", response=[task, f"x = {answer}"])
    wrong = said(item="two-step", step="divide", response=[task, f"x = {divide.mistakes[0].value}"])
    false = said(item="two-step", step="divide", response=[f"{task} + 1", "8/2 = 4", ")"])
    swept = said(item="two-step", step="divide", response="1003", earlier=["1001", "1002"])
    assert ("guess", "undiagnosed") == (swept["kind"], said(item="two-step", step="divide", response="1003")["kind"])
    assert "unknown_item" == said(item="no", response="1")["error"]["code"]
    assert "unknown_variant" == said(item="two-step", variant=99_999, response="1")["error"]["code"]
    assert "unknown_step" == said(item="two-step", step="no", response="1")["error"]["code"]
    assert ("correct", None, ["same"]) == (right["verdict"], right["kind"], right["relations"])
    assert ("incorrect", "misconception", 2) == (wrong["verdict"], wrong["kind"], wrong["first_wrong"])
    assert "sign-kept" == wrong["candidates"][0]["mal_rule"]
    assert ({"relation": "different", "cause": "one_side_only"}, 1) == (false["statement"], false["first_wrong"])
    assert [{"relation": "same", "cause": "aside"}, "invalid"] == false["relations"]


def test_a_table_goes_out_with_what_was_found(tmp_path: Path) -> None:
    """
    Mapped columns, rows as they came, and a summary of what is explained and what comes again.
    """
    table = tmp_path / "answers.csv"
    rows = ["2x+3=11,7x=-913", "2x+3=11,7x=-913", "x^2=4,x=2", "x=1,x=1+0", "x=),x=1", ",", "3x=6,x=2"]
    table.write_text("question,answer\n" + "\n".join(rows) + "\n", encoding="utf-8")
    out, summary = io.StringIO(), io.StringIO()

    assert 0 == diagnose_table(table, "before=question,after=answer", out, summary, POINTS, EMPTY)
    assert "x^2=4,x=2,2,lost,root_without_sign," in out.getvalue()
    assert "3 wrong" in summary.getvalue()
    assert "2  2x+3=11 -> 7x=-913" in summary.getvalue()
    assert 2 == diagnose_table(table, "before=nothing", out, summary, POINTS, EMPTY)
    assert 2 == diagnose_table(table, "", out, summary, POINTS, EMPTY)
    assert 2 == diagnose_table(table, "who=question", out, summary, POINTS, EMPTY)
    assert 2 == diagnose_table(tmp_path / "none.csv", "", out, summary, POINTS, EMPTY)


def test_a_row_of_lines_is_counted_by_what_is_wrong_in_it(tmp_path: Path) -> None:
    """
    Blank lines between do not hide what is wrong, and a first line wrong by itself is not put down to a later move.
    """
    table = tmp_path / "answers.csv"
    table.write_text("lines\nx+1=3;;;;x=4\n1=2;x=1;y=2\n2=3\n;;;\n", encoding="utf-8")
    out, summary = io.StringIO(), io.StringIO()

    assert 0 == diagnose_table(table, "", out, summary, POINTS, EMPTY)
    assert "x+1=3;;;;x=4,2,different," in out.getvalue()
    assert "1=2;x=1;y=2,1,,,undiagnosed," in out.getvalue()
    assert "4 rows: 3 wrong, 1 empty, too long or of no item." in summary.getvalue()


def told(folder: Path, columns: str, rows: list[str], items: Items = EMPTY) -> tuple[str, str]:
    """
    Diagnose a table; return the rows that go out, and the summary.
    """
    table = folder / "answers.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    out, summary = io.StringIO(), io.StringIO()
    assert 0 == diagnose_table(table, columns, out, summary, POINTS, items)
    return out.getvalue(), summary.getvalue()


def test_a_rule_is_proposed_that_can_be_pasted(tmp_path: Path) -> None:
    """
    What comes again over tasks that differ in their numbers is one cluster, and the rule that gives it can be run.
    """
    rows = ["before,after", "13+24*12,300", "15+32*16,464", "11+27*13,284", "18+22*15,-713"]
    _, summary = told(tmp_path, "", rows)
    entry = summary.partition("in 3 tasks:\n")[2]
    file = tmp_path / "proposed.yaml"
    file.write_text(entry, encoding="utf-8")
    rules, findings = read_rules(file)

    assert "0 (0%) by the move alone, 4 by nothing." in summary
    assert "3  ?a + ?b*?c -> ?a, like 13+24*12 -> 300" in summary
    assert ((), 1) == (findings, len(rules))
    assert [] == [fault for rule in rules for fault in faults(rule)]


def test_mistakes_are_proposed_for_responses_to_items(tmp_path: Path) -> None:
    """
    Rows of a bank's items have their verdict, and what comes again in their numbers is a line of their mistakes.
    """
    items = Items(write_bank(tmp_path / "bank", SMALL_BANK))
    bank = items.bank()
    assert isinstance(bank, Bank)
    said = []
    for variant in (0, 40, 80):
        draw = bank.open(ItemId("two-step"), variant).variant.draw
        said.append(f"two-step,{variant},divide,{int(draw['a']) * 100 + int(draw['b'])}")
    others = ["two-step,0,divide,-9137", "no-such,0,,1", "two-step,0,divide,2 +", "two-step,x,divide,2"]
    head = "item,variant,step,response"
    out, summary = told(tmp_path, "", [head, *said, *others], items)

    assert 4 == out.count(",incorrect")
    assert "7 rows: 4 wrong, 1 unreadable, 2 empty, too long or of no item." in summary
    assert "4  two-step: wrong answers, like two-step: " in summary
    assert "To be pasted into two-step, step divide, with the code of the idea:" in summary
    assert "      - {when: a*100 + b, code: CODE}  # 3 of 4 answers" in summary
    assert "mistakes:" not in told(tmp_path, "", [head, *said[:1], *others], items)[1]


def test_the_flags_are_declared() -> None:
    """
    Everything has a default.
    """
    parser = argparse.ArgumentParser()
    configure(parser)

    assert parser.parse_args([]).csv is None
