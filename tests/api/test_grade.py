"""What `misstep grade` promises."""

import argparse
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.commands.grade import MAX_KEYS, MAX_LINE, configure, grade, run

NUMBER = {"kind": "number", "value": "4"}


def graded(*lines: bytes | dict[str, object]) -> tuple[int, list[dict[str, object]]]:
    """Grade lines, given as bytes or as what they hold; return the exit code and the replies."""
    written = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    out = io.BytesIO()
    code = grade(io.BytesIO(written), out)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def case(response: str, answer: dict[str, object] | None = None, **more: object) -> dict[str, object]:
    """Write one case."""
    return {"id": "1", "answer": NUMBER if answer is None else answer, "response": response, **more}


def test_each_line_has_its_verdict_in_order() -> None:
    """
    With credit for what is graded, null for what is not, and how it was read.
    """
    code, replies = graded(case("8/2"), b"", case("5"), case("idk"), case("2+"))

    assert 0 == code
    assert ["correct", "incorrect", "asked", "invalid"] == [reply["verdict"] for reply in replies]
    assert [1.0, 0.0, None, None] == [reply["credit"] for reply in replies]
    assert "8/2" == replies[0]["read"]
    assert {"code": "ends_with_operator", "start": 1, "end": 2} == {
        name: found for name, found in dict(replies[3]["problem"]).items() if name != "sentence"
    }


def test_locale_and_context_decide_how_a_response_is_read() -> None:
    """
    The decimal comma, the unknown, and the solution that a value has to go beyond.
    """
    three_and_a_half = {"kind": "number", "value": "3.5"}
    code, replies = graded(
        case("3,5", three_and_a_half, locale="de"),
        case("x = 4", context={"unknowns": ["x"]}),
        case("9 - 5", context={"solution": ["9 - 5", "4"]}),
        case("2y = 4x + 2", {"kind": "equation", "value": "y = 2x + 1", "unknowns": ["x", "y"]}),
    )

    assert 0 == code
    assert ["correct", "correct", "no_progress", "correct"] == [reply["verdict"] for reply in replies]


@pytest.mark.parametrize("round_to", [{"places": 2}, {"places": "2"}, {"significant": "2", "strict": True}])
def test_numbers_in_options_may_be_strings(round_to: dict[str, object]) -> None:
    """
    As those of JSON, and exactly: no tolerance goes through a float.
    """
    third = {"kind": "number", "value": "1/3"}
    _, replies = graded(
        case("0.33", {**third, "round": round_to}),
        case("0.34", {**third, "tolerance": {"absolute": "0.01"}}),
        case("0.34", {**third, "tolerance": {"absolute": 0.01}}),
    )

    assert ["correct", "correct", "correct"] == [reply["verdict"] for reply in replies]


def test_the_options_of_an_answer_win_over_the_context() -> None:
    """
    Unknowns of the context are names like others then, and may occur.
    """
    asked = {"kind": "number", "value": "4", "unknowns": ["x"]}
    both, other = {"unknowns": ["y"]}, {"names": ["z"]}
    _, replies = graded(case("x = 4", asked, context=both), case("y = 4", asked, context=other))

    assert ["correct", "invalid"] == [reply["verdict"] for reply in replies]


def test_parts_of_an_answer_earn_credit() -> None:
    """
    Two of three options in their place.
    """
    _, replies = graded(case("a b d c", {"kind": "order", "value": "a, b, c, d"}))

    assert ("incorrect", 0.5) == (replies[0]["verdict"], replies[0]["credit"])


@pytest.mark.parametrize(("value", "response"), [(b"4", b"4"), (b" -4.50 ", b"-9/2"), (b'"4"', b"4")])
def test_a_value_may_be_a_number_of_json(value: bytes, response: bytes) -> None:
    """
    Its digits are kept as written, never as a float.
    """
    line = b'{"id": 1, "answer": {"value": %b, "kind": "number"}, "response": "%b"}' % (value, response)

    assert "correct" == graded(line)[1][0]["verdict"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"not json", "bad_line"),
        (b"[]", "bad_line"),
        (b'{"id": "1"}', "bad_line"),
        (b'{"id": "1", "response": "4", "answer": 4}', "bad_answer"),
        (b"[" * 60_000, "bad_line"),
        (b'{"id": "1", "response": "4", "answer": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", "bad_line"),
        (b"\xff\xfe", "bad_line"),
        (b'{"id": "1", "answer": {"kind": "number", "value": "4"}, "response": "\xed\xa0\x80"}', "bad_line"),
        (b'{"id": "\xff", "answer": {"kind": "number", "value": "4"}, "response": "4"}', "bad_line"),
        (b"x" * (MAX_LINE + 10), "line_too_long"),
        (case("4", {"kind": "graph", "value": "4"}), "unknown_kind"),
        (case("4", {"kind": "number", "value": "4", "form": "handsome"}), "unknown_form"),
        (case("4", {"kind": "number", "value": "4", "constant": "required"}), "unknown_option"),
        (case("4", {"kind": "number", "value": "4", "round": {"places": 31}}), "unknown_option"),
        (case("4", {"kind": "number", "value": "4+"}), "ends_with_operator"),
        (case("4", {"kind": "number", "value": "1/0"}), "undecidable_key"),
        (case("4", format="html"), "unknown_format"),
        (case("4" * 1_001), "response_too_long"),
        (case("4", context={"domain": "natural"}), "bad_line"),
        (case("4", context={"colour": "red"}), "bad_line"),
    ],
)
def test_a_line_that_cannot_be_graded_says_why_and_stops_no_other(line: bytes | dict[str, object], code: str) -> None:
    """
    It has an error object with a stable code and a sentence; the next line is graded.
    """
    exit_code, replies = graded(line, case("4"))
    error = replies[0]["error"]

    assert 1 == exit_code
    assert isinstance(error, dict)
    assert code == error["code"]
    assert error["sentence"]
    assert "correct" == replies[1]["verdict"]


@pytest.mark.parametrize(("given_id", "expected"), [('"a"', "a"), ("7", 7), ("null", None), ('{"x": 1}', {"x": 1})])
def test_the_id_comes_back_as_it_was(given_id: str, expected: object) -> None:
    """
    Also on a line that is no case, where it can be found.
    """
    line = f'{{"id": {given_id}, "answer": {json.dumps(NUMBER)}, "response": "4"}}'.encode()

    assert expected == graded(line)[1][0]["id"]
    assert 7 == graded(b'{"id": 7, "response": 4}')[1][0]["id"]


def test_a_line_too_long_is_passed_over_whole() -> None:
    """
    Its rest is not taken for lines.
    """
    _, replies = graded(b"y" * (3 * MAX_LINE), case("4"))

    assert ["line_too_long", None] == [dict(reply.get("error") or {}).get("code") for reply in replies]
    assert 1 == len(graded(b"y" * (3 * MAX_LINE))[1])


def test_more_answers_than_are_kept_are_graded_alike() -> None:
    """
    However many answers come by, the first comes right again.
    """
    lines = [case(str(turn), {"kind": "text", "value": str(turn)}) for turn in (*range(MAX_KEYS + 2), 0)]

    assert {"correct"} == {reply["verdict"] for reply in graded(*lines)[1]}


def test_the_command_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """
    `misstep grade` has no flags.
    """
    parser = argparse.ArgumentParser()
    configure(parser)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(case("4")).encode())))

    assert 0 == run(parser.parse_args([]))
    assert b'"verdict":"correct"' in capfdbinary.readouterr().out


@given(st.lists(st.binary(max_size=80).filter(lambda line: b"\n" not in line), max_size=4))
def test_any_bytes_end_in_one_reply_a_line(lines: list[bytes]) -> None:
    """
    Nothing that comes in makes grading fail.
    """
    _, replies = graded(*lines)

    assert len([line for line in lines if line.strip()]) == len(replies)
