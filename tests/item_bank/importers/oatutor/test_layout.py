"""What `layout` promises of other people's directories."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from item_bank.importers.oatutor.layout import (
    SourceProblem,
    SourceStep,
    UnreadProblem,
    UnreadStep,
    read_layout,
    read_problems,
)

Write = Callable[..., Path]


def problems(root: Path) -> list[SourceProblem | UnreadProblem]:
    """Read all problems of a directory."""
    return list(read_problems(read_layout(root)))


def only(root: Path) -> SourceProblem:
    """Read the one problem of a directory."""
    (problem,) = problems(root)
    assert isinstance(problem, SourceProblem)
    return problem


def test_problems_steps_and_hints_are_read_in_order(write: Write) -> None:
    """
    A problem has its steps by name, each with its hints, and the skills are at hand.
    """
    write("p2", [{}])
    root = write("p1", [{"hints": [{"id": "p1a-h1", "type": "hint", "text": "Look", "dependencies": []}]}, {}])
    first, second = problems(root)
    assert isinstance(first, SourceProblem)
    assert isinstance(second, SourceProblem)

    assert ["p1", "p2"] == [first.id, second.id]
    assert ["p1a", "p1b"] == [step.id for step in first.steps if isinstance(step, SourceStep)]
    assert ["Look"] == [hint.text for step in first.steps if isinstance(step, SourceStep) for hint in step.hints]
    assert ("solve_equations",) == read_layout(root).skills["p1b"]


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b'{"id": 3}', b"[" * 100_000, b'{"id":"x","choices":7}'])
def test_a_step_that_cannot_be_read_is_one_unread_step(write: Write, content: bytes) -> None:
    """
    Broken JSON, other shapes, other encodings and deep nesting cost one step, and are said.
    """
    root = write("p1", [{}, {}])
    (root / "content-pool/p1/steps/p1a/p1a.json").write_bytes(content)
    first, second = only(root).steps

    assert isinstance(first, UnreadStep)
    assert isinstance(second, SourceStep)
    assert first.sentence.endswith(".")


def test_a_problem_that_cannot_be_read_is_counted_step_by_step(write: Write) -> None:
    """
    Each step of a problem without a readable file is a skipped step, under its own file.
    """
    root = write("p1", [{}, {}])
    (root / "content-pool/p1/p1.json").unlink()
    (found,) = problems(root)
    assert isinstance(found, UnreadProblem)

    assert [
        ("skipped", "content-pool/p1/steps/p1a/p1a.json"),
        ("skipped", "content-pool/p1/steps/p1b/p1b.json"),
    ] == [(finding.severity, finding.file) for finding in found.findings]
    assert {"unreadable_problem"} == {finding.code for finding in found.findings}


def test_a_problem_without_anything_is_no_skipped_step(write: Write) -> None:
    """
    A folder without a problem and without steps is said, and counted as no step.
    """
    root = write("p1", [])
    (root / "content-pool/p1/p1.json").unlink()
    (found,) = problems(root)
    assert isinstance(found, UnreadProblem)

    assert ["warning"] == [finding.severity for finding in found.findings]


def test_hints_that_cannot_be_read_are_said(write: Write) -> None:
    """
    A step without a readable pathway has no hints, and says why.
    """
    root = write("p1", [{}, {}])
    (root / "content-pool/p1/steps/p1a/tutoring/p1aDefaultPathway.json").write_text("[{}]")
    first, second = only(root).steps
    assert isinstance(first, SourceStep)
    assert isinstance(second, SourceStep)

    assert (True, False) == (bool(first.unread_hints), bool(second.unread_hints))


def test_a_folder_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    """
    Bytes that are no UTF-8 stand in no finding.
    """
    (tmp_path / "content-pool" / os.fsdecode(b"p\xff") / "steps" / os.fsdecode(b"\xfe")).mkdir(parents=True)
    (found,) = problems(tmp_path)
    assert isinstance(found, UnreadProblem)

    assert [r"content-pool/p\xff/steps/\xfe/\xfe.json"] == [finding.file for finding in found.findings]


def test_links_are_never_followed(write: Write, tmp_path: Path) -> None:
    """
    Linked problems, steps, files and figures are as if they were not there, or unreadable.
    """
    root = write("p1", [{}, {}], figures={"figure1.gif": b"GIF89a"})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.gif").write_bytes(b"secret")
    (root / "content-pool/p9").symlink_to(root / "content-pool/p1")
    (root / "content-pool/p1/figures/figure2.gif").symlink_to(outside / "secret.gif")
    step = root / "content-pool/p1/steps/p1a/p1a.json"
    step.rename(outside / "p1a.json")
    step.symlink_to(outside / "p1a.json")
    problem = only(root)

    assert ["figure1.gif"] == list(problem.figures)
    assert isinstance(problem.steps[0], UnreadStep)


def test_figures_are_pictures_of_a_known_kind(write: Write) -> None:
    """
    Pictures that can hold scripts, and other files, are left out.
    """
    root = write("p1", [{}], figures={"a.gif": b"1", "b.svg": b"<svg/>", "c.html": b"", "d.PNG": b"2"})

    assert ["a.gif", "d.PNG"] == sorted(only(root).figures)


def test_a_directory_of_another_layout_is_refused(tmp_path: Path) -> None:
    """
    Without a content pool it is not this layout.
    """
    with pytest.raises(NotADirectoryError):
        read_layout(tmp_path)


def test_missing_indexes_are_said_and_not_fatal(write: Write) -> None:
    """
    Without its indexes a directory still has its problems.
    """
    root = write("p1", [{}])
    (root / "skillModel.json").unlink()
    (root / "coursePlans.json").write_text("{}")
    layout = read_layout(root)

    assert ["skillModel.json", "coursePlans.json"] == [found.file for found in layout.findings]
    assert 1 == len(list(read_problems(layout)))
