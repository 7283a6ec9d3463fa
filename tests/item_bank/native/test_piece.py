"""
What converting pieces promises: each field that is wrong is said, in plain words, at its place.
"""

from typing import Annotated, Literal

import msgspec
import pytest

from item_bank.finding import Code, Path
from item_bank.native.piece import Findings, read_piece, similar, valid_id


class Piece(msgspec.Struct, kw_only=True):
    """A piece with a field of each sort."""

    id: str
    count: Annotated[int, msgspec.Meta(ge=1, le=5)] = 1
    exact: bool = True
    form: Literal["any", "lowest_terms"] = "any"
    bounds: tuple[int, int] = (0, 1)
    names: list[str] = []
    without: list[int] = msgspec.field(default_factory=list, name="not")


def test_a_piece_that_is_right_is_read_from_texts() -> None:
    """
    Numbers, truths and lists of them are read from the texts that stand in the file.
    """
    found = Findings("item.yaml")
    data = {"id": "no", "count": "3", "exact": "false", "bounds": ["-1", "9"], "names": ["1", "2"], "not": ["4"]}

    assert Piece(id="no", count=3, exact=False, bounds=(-1, 9), names=["1", "2"], without=[4]) == read_piece(
        Piece, data, (), found
    )
    assert [] == found.all


@pytest.mark.parametrize(
    ("name", "value", "code", "path", "sentence"),
    [
        ("count", "many", Code.WRONG_VALUE, ("count",), "This has to be a whole number."),
        ("count", "6", Code.WRONG_VALUE, ("count",), "This has to be a whole number of at most 5."),
        ("exact", "tru", Code.WRONG_VALUE, ("exact",), "This has to be true or false."),
        ("form", "lowest_term", Code.WRONG_VALUE, ("form",), "This value is not one that the field can have."),
        ("bounds", ["1"], Code.WRONG_VALUE, ("bounds",), "This list has 1 entry and needs 2."),
        ("bounds", ["1", "b"], Code.WRONG_VALUE, ("bounds", 1), "This has to be a whole number."),
        ("names", "a", Code.WRONG_SHAPE, ("names",), "This has to be a list."),
        ("names", ["a", ["b"]], Code.WRONG_SHAPE, ("names", 1), "This has to be a text."),
        ("id", {"a": "b"}, Code.WRONG_SHAPE, ("id",), "This has to be a text."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(
    name: str, value: object, code: Code, path: tuple[str | int, ...], sentence: str
) -> None:
    """
    A field that cannot be read is named by its path, down to the entry of a list.
    """
    found = Findings("item.yaml")
    read = read_piece(Piece, {"id": "x", name: value}, ("steps", 0), found)

    assert read is not None
    assert [(code, ("steps", 0, *path), sentence)] == [(one.code, one.path, one.sentence) for one in found.all]
    assert found.all[0].fix


def test_every_wrong_field_of_a_piece_is_found() -> None:
    """
    One error does not hide the next.
    """
    found = Findings("item.yaml")
    read_piece(Piece, {"cuont": "3", "exact": "x", "names": "y"}, (), found)

    assert {Code.UNKNOWN_FIELD, Code.MISSING_FIELD, Code.WRONG_VALUE, Code.WRONG_SHAPE} == {
        one.code for one in found.all
    }


@pytest.mark.parametrize(
    ("data", "read", "unread"),
    [
        ({"count": "many", "names": ["a"]}, Piece(id="x", names=["a"]), {("count",)}),
        ({"names": ["a", ["b"], "c"]}, Piece(id="x", names=["a", "", "c"]), {("names", 1)}),
        ({"not": ["1", "b", "c"]}, Piece(id="x", without=[1, 0, 0]), {("not", 1), ("not", 2)}),
        ({"names": "a"}, Piece(id="x", names=["a"]), set()),
        ({"form": "lowest_term"}, Piece(id="x", form="lowest_terms"), set()),
        ({"form": "zzz"}, Piece(id="x"), {("form",)}),
        ({"nmaes": ["a"]}, Piece(id="x", names=["a"]), set()),
        ({"zzz": ["a"]}, Piece(id="x"), set()),
        ({"bounds": ["1"]}, Piece(id="x"), {("bounds",)}),
    ],
)
def test_the_rest_of_a_piece_is_read(data: dict[str, object], read: Piece, unread: set[Path]) -> None:
    """
    What fails has its default, what was meant is taken for that, and what could not be read is known by its path.
    """
    found = Findings("item.yaml")

    assert read == read_piece(Piece, {"id": "x", **data}, (), found)
    assert unread == found.unread
    assert found.all


def test_a_misspelt_field_is_not_missed_too() -> None:
    """
    A field that is needed and misspelt is one finding with the nearest spelling.
    """
    found = Findings("item.yaml")

    assert Piece(id="y") == read_piece(Piece, {"idd": "y"}, (), found)
    assert [(Code.UNKNOWN_FIELD, "Did you mean id?")] == [(one.code, one.fix) for one in found.all]


@pytest.mark.parametrize("data", ["text", ["list"]])
def test_a_piece_that_has_no_fields_is_told_which_it_needs(data: object) -> None:
    """
    A text or a list where fields belong is one finding.
    """
    found = Findings("item.yaml")

    assert read_piece(Piece, data, (), found) is None
    assert [Code.WRONG_SHAPE] == [one.code for one in found.all]


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("nubmer", ["number", "choice"], "Did you mean number?"),
        ("zzz", ["number", "choice"], "Use one of: number, choice."),
        ("zzz", [str(place) for place in range(50)], "Check its spelling."),
        ("zzz", [], "Check its spelling."),
    ],
)
def test_a_wrong_word_gets_advice(word: str, known: list[str], advice: str) -> None:
    """
    The nearest known word, or all of few, or at least something to do.
    """
    assert advice == similar(word, known)


@pytest.mark.parametrize("text", ["a", "A1", "a0-b_c.d", "x" * 100])
def test_ids_are_plain(text: str) -> None:
    """
    Letters, digits, points, underlines and hyphens make an id.
    """
    assert valid_id(text)


@pytest.mark.parametrize("text", ["", "-a", ".a", "a b", "a/b", "ä", "a\n", "x" * 101, "../a"])
def test_what_could_mean_something_in_an_address_is_no_id(text: str) -> None:
    """
    Slashes, spaces and other signs are refused, and so are ids that are too long.
    """
    assert not valid_id(text)
