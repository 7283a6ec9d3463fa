"""What the catalogue of misconceptions promises."""

from hints.misconception.catalogue import catalogue, executable
from hints.misconception.rewriting.reading import shipped_rules
from item_bank.native.document import Document, read_document
from item_bank.starter import STARTER

WANTED = 220
"""How many ideas have to be executable (issue 5)."""


def test_every_idea_has_a_rule_or_a_reason_and_no_rule_names_another() -> None:
    """
    The catalogue says of each idea whether a mal-rule makes it, and why not where none does.
    """
    made = executable(shipped_rules())
    ids = [idea.id for idea in catalogue()]

    assert len(ids) == len(set(ids)) == 272
    assert [idea.id for idea in catalogue() if (idea.no_rule is None) != (idea.id in made)] == []
    assert made - set(ids) == set()
    assert len(made) >= WANTED


def test_the_mistakes_of_the_starter_bank_name_ideas_of_the_catalogue() -> None:
    """
    What an item's mistake says it is evidence of can be looked up.
    """
    files = [STARTER / "mistakes.yaml", *(STARTER / "mistakes").glob("*.yaml")]
    documents = [read_document(path, path.name) for path in files]
    entries = [entry for found in documents if isinstance(found, Document) for entry in found.data]
    named = {entry["misconception"] for entry in entries if isinstance(entry, dict) and "misconception" in entry}

    assert named - {idea.id for idea in catalogue()} == set()
    assert len(named) > 50
