"""Peers' own test cases: what we agree with, after a list of exempt rows that is short and true."""

import json

import pytest

from tests.bench.answers import GOALS
from tests.bench.cases import Ready, run
from tests.bench.exempt import EXEMPT
from tests.bench.score import Score, scored
from tests.bench.vectors import load
from tests.parts import evaluation_data

LEAST = {"KAS compare and compare_form": 99.5, "PrairieLearn parse and reject": 100.0, "Perseus numeric input": 97.0}
"""The goals, which are reached; docs/figures.md names the rows that disagree."""


def score(files: tuple[str, ...]) -> Score:
    """
    Score files without their exempt rows.
    """
    listed = {(one.file, one.row) for one in EXEMPT}
    return scored(
        (case, None if case is None else run(Ready.of(case))[0])
        for file in files
        for place, case in load(file)
        if (file, place) not in listed
    )


@pytest.mark.parametrize("name", GOALS)
def test_we_agree_with_peers_as_far_as_was_reached(name: str) -> None:
    """Agreement with a peer's cases does not fall below what was reached."""
    evaluation_data("peer_vectors")
    found = score(GOALS[name][0])
    assert found.share >= LEAST[name], found.words()


def test_exempt_rows_are_few_and_name_what_they_mean() -> None:
    """Exempt rows are at most 3 % of the rows with a goal, each is listed once and is the row that it says it is."""
    data = evaluation_data("peer_vectors")
    files = [file for names, _ in GOALS.values() for file in names]
    rows = {file: (data / f"{file}.jsonl").read_text(encoding="utf-8").splitlines() for file in files}
    assert len(EXEMPT) <= 0.03 * sum(map(len, rows.values()))
    assert len({(one.file, one.row) for one in EXEMPT}) == len(EXEMPT)
    for one in EXEMPT:
        assert json.loads(rows[one.file][one.row])["student"] == one.student
        assert one.reason
