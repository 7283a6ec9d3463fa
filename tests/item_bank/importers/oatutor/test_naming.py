"""What `naming` promises of ids and names."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.importers.oatutor.naming import attribution, item_id, language_code, picture_name, skill_name, step_id
from item_bank.native.piece import valid_id

FIGURES = st.text("ab-_. ", min_size=1, max_size=5).map(lambda stem: f"{stem}.gif")


@given(st.text(), st.text(), st.lists(st.text(), max_size=5))
def test_every_name_gives_a_valid_id(problem: str, step: str, others: list[str]) -> None:
    """
    Whatever a source calls things, our ids can stand in addresses, and those of one item differ.
    """
    taken: list[str] = []
    for name in [step, *others, step]:
        taken.append(step_id(name, problem, taken))

    assert valid_id(item_id(problem))
    assert all(map(valid_id, taken))
    assert len(taken) == len(set(taken))


@given(st.sets(st.tuples(st.sampled_from(["a", "a-b", "a.b", "b", "a..b"]), FIGURES), max_size=8))
def test_two_pictures_never_have_one_name(pictures: set[tuple[str, str]]) -> None:
    """
    Item and figure do not run into each other: `a` with `b-1.gif` is not `a-b` with `1.gif`.
    """
    assert len(pictures) == len({picture_name(item_id(problem), figure) for problem, figure in pictures})


@pytest.mark.parametrize(
    ("item", "figure", "name"),
    [
        ("p1", "figure1.gif", "p1-figure1.gif"),
        ("a..b", "figure1.gif", "a-b-3c3c0a0e-figure1.gif"),
        ("p1", "my figure.gif", "p1-my-figure-3c3c0a0e.gif"),
    ],
)
def test_a_picture_has_a_name_that_texts_can_show(item: str, figure: str, name: str) -> None:
    """
    Plain names stay, others become plain and get a mark.
    """
    made = picture_name(item_id(item), figure)
    start, _, end = name.partition("3c3c0a0e")

    assert made.startswith(start)
    assert made.endswith(end)
    assert len(name) == len(made)


def test_a_picture_may_have_a_name_that_is_no_text() -> None:
    """
    Bytes of a file's name that are no UTF-8 become a plain name too.
    """
    assert picture_name(item_id("p1"), os.fsdecode(b"\xff.gif")).isascii()


def test_names_for_people_are_one_line_without_control_characters() -> None:
    """
    What no one sees is gone, and what is a page long is cut.
    """
    assert "Solve it" == skill_name("solve_\x00it\x1b")
    assert "" == skill_name("\x00 \u202e")
    assert 200 == len(skill_name("a" * 30_000))
    assert attribution("https://b.c\n<a\x00b>", "").startswith("a b, https://b.c; steps and hints by OATutor")
    assert attribution("\x00", "\x07 Algebra").startswith("Algebra; ")


@pytest.mark.parametrize(
    ("code", "language"),
    [("en", "en"), ("se", "sv"), ("pt-BR", "pt-BR"), ("\x00: x", "en"), ("", "en"), ("xx-ZZZ", "en")],
)
def test_a_language_is_a_code(code: str, language: str) -> None:
    """
    What is no code is English, as almost all courses are.
    """
    assert language == language_code(code)
