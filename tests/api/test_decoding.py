"""What `api.decoding.decode` promises of bodies."""

import contextlib
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.decoding import decode
from api.problems import Refused
from practice.requests import Submission


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    """A body with one of everything that can go wrong."""

    whole: int = 0
    texts: tuple[Annotated[str, msgspec.Meta(max_length=3)], ...] = ()
    inner: "Shape | None" = None
    anything: object = None


def refusal(raw: bytes) -> tuple[str, str | None]:
    """
    Decode what cannot be decoded; return the problem's code and pointer.
    """
    with pytest.raises(Refused) as caught:
        decode(raw, Shape)
    problem = caught.value.problem
    assert problem.status == 400
    return problem.type.rpartition(":")[2], problem.pointer


@pytest.mark.parametrize(
    ("raw", "code", "pointer"),
    [
        (b"", "not_json", None),
        (b"{", "not_json", None),
        (b"\xff", "not_json", None),
        (b"\xef\xbb\xbf{}", "not_json", None),
        (b"{} {}", "not_json", None),
        (b'{"anything": NaN}', "not_json", None),
        (b'{"texts": ["\xff"]}', "not_json", None),
        (b'{"texts": ["\\ud800"]}', "not_json", None),
        (b"[" * 100_000, "bad_body", ""),
        (b'{"anything": ' + b"[" * 100_000, "not_json", None),
        (b'{"inner": ' * 50_000, "not_json", None),
        (b"[]", "bad_body", ""),
        (b'{"other": 1}', "bad_body", ""),
        (b'{"whole": "1"}', "bad_body", "/whole"),
        (b'{"whole": 1.5}', "bad_body", "/whole"),
        (b'{"whole": ' + b"1" * 100_000 + b"}", "bad_body", "/whole"),
        (b'{"whole": 1e999999999}', "bad_body", "/whole"),
        (b'{"texts": ["a", "abcd"]}', "bad_body", "/texts/1"),
        (b'{"inner": {"inner": {"whole": null}}}', "bad_body", "/inner/inner/whole"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_every_wrong_body_is_a_400_that_names_the_place(raw: bytes, code: str, pointer: str | None) -> None:
    """
    What is no JSON is told from what has another shape, and the place is pointed at.
    """
    assert (code, pointer) == refusal(raw)


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(raw: bytes) -> None:
    """
    Bytes decode or are refused; no other exception leaves.
    """
    with contextlib.suppress(Refused):
        decode(raw, Submission)


def test_a_long_unknown_name_is_not_sent_back_whole() -> None:
    """
    The sentence stays short, whatever was sent.
    """
    with pytest.raises(Refused) as caught:
        decode(b'{"' + b"x" * 10_000 + b'": 1}', Shape)

    assert len(caught.value.problem.detail) < 300


@pytest.mark.parametrize(
    ("response", "sentence"),
    [
        ({"kind": "working", "lines": ["x"] * 31}, "There have to be at most 30 lines or entries here."),
        ({"kind": "working", "lines": ["x" * 1_001]}, "This text has to have at most 1000 characters."),
    ],
    ids=["too many lines", "too long a line"],
)
def test_a_learner_who_writes_too_much_is_told_so_plainly(response: dict[str, object], sentence: str) -> None:
    """
    The bound is said in words that a page can show, not in the decoder's.
    """
    with pytest.raises(Refused) as caught:
        decode(msgspec.json.encode({"step": "s", "response": response}), Submission)

    assert sentence == caught.value.problem.detail
