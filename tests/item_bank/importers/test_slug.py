"""What `slug` promises of ids made from names."""

import re

from hypothesis import given
from hypothesis import strategies as st

from item_bank.importers.slug import marked_slug, slug, slugs

names = st.text(max_size=30)


def test_a_slug_is_lower_case_words_with_hyphens() -> None:
    """
    Accents, signs and spaces go; letters and digits stay in order.
    """
    expected = ["simplify-expressions-with-absolute-value", "cafe-2-x", ""]

    assert expected == [slug("simplify:_expressions_with_absolute_value"), slug(" Café #2 (x) "), slug("“”")]


def test_names_that_collide_are_told_apart_whatever_their_order() -> None:
    """
    Each of two names with one slug gets a mark of its own, the same in every import.
    """
    ids = slugs(["add: integers", "add_integers", "divide"])

    assert ids == slugs(["divide", "add_integers", "add: integers", "divide"])
    assert "divide" == ids["divide"]
    assert 3 == len(set(ids.values()))
    assert "add-integers" not in ids.values()


@given(some=st.sets(names, max_size=8))
def test_different_names_have_different_ids_of_plain_characters(some: set[str]) -> None:
    """
    No name is lost or merged, and every id can stand in an address.
    """
    ids = slugs(some)

    assert some == set(ids)
    assert len(some) == len(set(ids.values()))
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", id_) for id_ in ids.values())


def test_a_marked_slug_is_the_names_own() -> None:
    """
    Names with one slug never become one id.
    """
    assert slug("it's") == slug("it s")
    assert marked_slug("it's") != marked_slug("it s")
