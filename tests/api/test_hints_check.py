"""What `misstep hints check` promises: what the guards say of each hint, and an error for what cannot be looked at."""

import io
import json
from typing import Any

import msgspec
import pytest

from api.commands.hints_check import run_lines
from hints.guards.guard import MAX_TEXT
from tests.parts import evaluation_data

SOLVE: dict[str, object] = {"problem": "Solve 3(x+2)=21.", "key": "x=5"}


def checked_lines(lines: bytes) -> tuple[int, list[dict[str, Any]]]:
    """Check lines as they come: the exit code, and the replies."""
    out = io.BytesIO()
    code = run_lines(io.BytesIO(lines), out)
    return code, [msgspec.json.decode(line) for line in out.getvalue().splitlines()]


def checked(**case: object) -> dict[str, Any]:
    """Check one case."""
    return checked_lines(msgspec.json.encode({"id": 1, **SOLVE, **case}))[1][0]


def test_the_examples_agree() -> None:
    """
    Every example of the contract, where it is at hand, comes out as it says.
    """
    path = evaluation_data("..", "contract", "hints_check.jsonl")
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    _, replies = checked_lines(b"\n".join(map(msgspec.json.encode, cases)))

    expected = [(case["id"], case["expect"]["leaks"], case["expect"]["false_claims"]) for case in cases]
    assert expected == [(reply["id"], reply["leaks"], reply["false_claims"]) for reply in replies]


def test_a_reply_has_every_code_once_and_each_refusal_in_words() -> None:
    """
    In the order in which the guards look.
    """
    found = checked(hint="So x is 5, and 3*2 = 8, and 3*3 = 8. Well done!")

    assert (True, 2) == (found["leaks"], found["false_claims"])
    assert ["leak", "novel_number", "false_claim", "contradicts"] == found["codes"]
    assert 5 == len(found["says"])


def test_a_problem_may_be_a_dialogue() -> None:
    """
    Turns are texts, or hold one.
    """
    turns = [
        "Solve 3x + 5 = 20.",
        {"role": "student", "text": "I get 3x = 25."},
        {"speaker": "tutor", "content": "Hm."},
    ]

    assert not checked(problem=turns, key=5, hint="What happened to the 5?")["leaks"]
    assert checked(problem=turns, key=5, hint="It is 5.")["leaks"]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        (5, "So x is 5."),
        (5.0, "So x is 5."),
        ("$\\frac{3}{4}$", "It is 0.75."),
        ("25,000", "You get 25000."),
        ("5 cm", "It is 5 cm long."),
        ("5 apples", "There are 5 apples."),
        ("x = 2 or x = 7", "One of them is 7."),
        ("2x + 6", "It is $6 + 2x$."),
        ("y = 2x + 1", "You get $y = 2x + 1$."),
        ("x > 4", "So $x > 4$."),
        ("(2, 7)", "It is $(2, 7)$."),
        ("Paris", "It is Paris."),
    ],
)
def test_a_key_is_what_it_looks_like(key: object, hint: str) -> None:
    """
    A number, a quantity, solutions, an expression, an equation, words.
    """
    assert checked(problem="Work it out.", key=key, hint=hint)["leaks"]
    assert not checked(problem="Work it out.", key=key, hint="What would you do first?")["leaks"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "bad_line"),
        (b"[]", "bad_line"),
        (b"\xff\xfe", "bad_line"),
        (b'{"id": 1}', "bad_line"),
        (b'{"id": 1, "problem": 3, "key": "x", "hint": "y"}', "bad_line"),
        (b'{"id": 1, "problem": ["a", 3], "key": "x", "hint": "y"}', "bad_line"),
        (b'{"id": 1, "problem": "a", "key": null, "hint": "y"}', "bad_line"),
        (b'{"id": 1, "problem": "a", "key": "  ", "hint": "y"}', "bad_key"),
        (b'{"id": 1, "problem": "a", "key": "' + b"9" * 500 + b'", "hint": "y"}', "bad_key"),
        (b'{"id": 1, "problem": "a", "key": "x", "hint": "' + b"y" * (MAX_TEXT + 1) + b'"}', "hint_too_long"),
        (b'{"id": 1, "problem": "' + b"y" * 10_000_000 + b'"}', "line_too_long"),
        (b"[" * 60_000, "bad_line"),
    ],
)
def test_a_line_that_is_no_case_gets_an_error_with_its_number(line: bytes, code: str) -> None:
    """
    It stops no other line.
    """
    good = msgspec.json.encode({"id": 7, **SOLVE, "hint": "Look again."})

    exit_code, replies = checked_lines(good + b"\n\n" + line + b"\n" + good)

    assert 1 == exit_code
    assert [7, 7] == [replies[0]["id"], replies[2]["id"]]
    assert (code, 3) == (replies[1]["error"]["code"], replies[1]["error"]["line"])
    assert replies[1]["error"]["sentence"].endswith(".")


def test_further_fields_narrow_what_a_hint_is_held_against() -> None:
    """
    Verdict, first wrong line, lines to come, claims, grade, language.
    """
    assert ["contradicts"] == checked(hint="Line 2 is right.", first_wrong=2)["codes"]
    assert [] == checked(hint="Line 1 is right.", first_wrong=2)["codes"]
    assert "next_line" in checked(hint="Write $3x = 15$.", next_lines=["3x = 15"])["codes"]
    assert ["false_claim"] == checked(hint="Look.", claims=[{"left": "3*2", "relation": "=", "right": "8"}])["codes"]
    assert ["language"] == checked(hint="Schau dir die Klammer noch einmal an.", language="en")["codes"]
    assert [] == checked(hint="Schau dir die Klammer noch einmal an.")["codes"]
    assert [] == checked(hint="That is right.", verdict="correct")["codes"]
