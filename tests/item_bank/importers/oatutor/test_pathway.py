"""What `pathway` promises of hint graphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.importers.oatutor.layout import SourceHint
from item_bank.importers.oatutor.pathway import ordered


def hints(*entries: tuple[str, tuple[str, ...]]) -> tuple[SourceHint, ...]:
    """Make hints of ids and dependencies."""
    return tuple(SourceHint(id=name, dependencies=before) for name, before in entries)


graphs = st.lists(st.lists(st.integers(0, 9), max_size=3), max_size=8).map(
    lambda rows: hints(*((f"s-h{place}", tuple(f"s-h{other}" for other in row)) for place, row in enumerate(rows)))
)


def test_a_hint_comes_after_what_it_depends_on_and_else_in_the_files_order() -> None:
    """
    The ladder is the graph in topological order, stable where the graph leaves a choice.
    """
    order = ordered(hints(("s-h3", ("s-h1",)), ("s-h1", ()), ("s-h2", ("s-h1",)), ("s-h0", ())), "s")

    assert ["h1", "h3", "h2", "h0"] == [name for name, _ in order.hints]
    assert () == order.mended


@pytest.mark.parametrize(
    ("graph", "names", "mended"),
    [
        (hints(("s-h1", ("t-h4",))), ["h1"], ("hint_depends_on_another_step",)),
        (hints(("s-h1", ("s-h1",))), ["h1"], ("hint_depends_on_itself",)),
        (hints(("s-h1", ()), ("s-h1", ())), ["h1", "h1-2"], ("hint_id_twice",)),
        (hints(("s-h1", ("s-h2",)), ("s-h2", ("s-h1",))), ["h1", "h2"], ("hints_in_a_circle",)),
        (hints(("s\th 1", ()), ("s-g", ()), ("s", ())), ["h-1", "g", "h3"], ()),
    ],
)
def test_broken_graphs_keep_all_hints(graph: tuple[SourceHint, ...], names: list[str], mended: tuple[str, ...]) -> None:
    """
    Odd ids and dependencies are mended and said; no hint is lost.
    """
    order = ordered(graph, "s")

    assert names == [name for name, _ in order.hints]
    assert mended == order.mended


@given(graph=graphs)
def test_each_hint_appears_once_under_an_id_of_its_own(graph: tuple[SourceHint, ...]) -> None:
    """
    Whatever the graph, the ladder is a permutation of the hints.
    """
    order = ordered(graph, "s")

    assert sorted(map(id, graph)) == sorted(id(hint) for _, hint in order.hints)
    assert len(graph) == len({name for name, _ in order.hints})
