"""What recipes promise: read whole or refused with sentences, and named by all that reaches a model."""

import shutil
from pathlib import Path

import pytest

from hints.recipes.reading import RecipeFault, read_recipe, recipe_named, shipped_recipes
from hints.recipes.recipe import Recipe
from hints.recipes.schema import enum_of, faults_of_schema, filled

SHIPPED = Path(__file__).parents[3] / "hints" / "recipes"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped recipe of two calls, to be changed."""
    return Path(shutil.copytree(SHIPPED / "two_call", tmp_path / "own"))


def changed(folder: Path, file: str, old: str, new: str) -> Recipe | tuple[RecipeFault, ...]:
    """Replace a text in a file of a recipe, and read it again."""
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))
    return read_recipe(folder)


def test_two_recipes_come_with_misstep() -> None:
    """
    The recipe of two calls and the control of one are there, each with its own name and hash.
    """
    recipes = shipped_recipes()

    assert {name: recipe.stages for name, recipe in recipes.items()} == {"two-call": "two", "one-call": "one"}
    assert len({recipe.hash for recipe in recipes.values()}) == 2
    assert all(len(recipe.hash) == 64 and recipe.features == () for recipe in recipes.values())
    assert recipe_named("two-call") == recipes["two-call"]


def test_a_recipe_is_named_by_its_content_and_not_by_its_place(folder: Path) -> None:
    """
    The same files elsewhere are the same recipe, and a comment changes nothing.
    """
    same = changed(folder, "recipe.toml", "# Two calls", "# Two of them")

    assert same == shipped_recipes()["two-call"]
    assert recipe_named(str(folder)) == same


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("tutor.md", "kind and to the point", "kind"),
        ("misconception.md", "for a teacher", "for teachers"),
        ("misconception.json", '"confidence": {"type": "integer"}', '"confidence": {"type": "boolean"}'),
        ("tutor.json", '"estimate_first"', '"estimate"'),
        ("recipe.toml", "temperature = 0", "temperature = 0.2"),
        ("recipe.toml", "max_tokens = 250", "max_tokens = 200"),
        ("recipe.toml", "Say something else.", "Say another thing."),
        ("recipe.toml", "ideas = 40", "ideas = 30"),
        ("recipe.toml", "features = []", 'features = ["mastery"]'),
        ("recipe.toml", 'languages = ["en", "de", "es"]', 'languages = ["en", "de"]'),
    ],
)
def test_whatever_reaches_a_model_changes_the_hash(folder: Path, file: str, old: str, new: str) -> None:
    """
    A recipe with another prompt, schema, parameter or sentence is another recipe.
    """
    other = changed(folder, file, old, new)

    assert isinstance(other, Recipe), other
    assert other.hash != shipped_recipes()["two-call"].hash


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("recipe.toml", "seconds = 6", "seconds = -1", "Expected `float` > 0.0 - at `$.limits.seconds`."),
        ("recipe.toml", "ideas = 40", "idaes = 40", "unknown field `idaes`"),
        ("recipe.toml", '"en", "de", "es"', '"en", "fr"', "No guard knows the languages fr."),
        ("recipe.toml", "features = []", 'features = ["name"]', "There are no features name"),
        ("recipe.toml", 'stages = "two"', 'stages = "one"', "has no call `misconception`"),
        ("recipe.toml", '"" = "Your hint', '"x" = "Your hint', "for codes without own words"),
        ("misconception.json", '"{ideas}", ', "", "No enum has {ideas}"),
        ("tutor.json", '{"type": "integer"}', '{"type": "integer", "minimum": 0}', "uses minimum"),
        ("tutor.json", '"required": ["lhs", "rel", "rhs"],', "", "all fields have to be required"),
        ("tutor.json", '"type": "array"', '"type": "tuple"', "no type that every server knows"),
        ("tutor.json", '"hint": {', '"hint": {,', "cannot be read"),
    ],
)
def test_a_recipe_with_faults_is_refused_with_a_sentence(
    folder: Path, file: str, old: str, new: str, sentence: str
) -> None:
    """
    Whoever writes a recipe learns what is wrong with it, and it is not used.
    """
    faults = changed(folder, file, old, new)

    assert isinstance(faults, tuple)
    assert any(sentence in one.sentence for one in faults), faults


def test_files_that_are_missing_or_no_text_are_named(folder: Path) -> None:
    """
    All missing files are told at once, by their names.
    """
    (folder / "tutor.md").unlink()
    (folder / "tutor.json").write_bytes(b"\xff{}")
    faults = read_recipe(folder)

    assert isinstance(faults, tuple)
    assert [(one.file, one.sentence) for one in faults] == [
        ("tutor.md", "The file is missing, or cannot be read."),
        ("tutor.json", "The file is not UTF-8."),
    ]
    assert recipe_named("no-such-recipe") == (
        RecipeFault(
            file="no-such-recipe", sentence="No recipe or folder has this name; there are: one-call, two-call."
        ),
    )


def test_a_schema_is_filled_with_the_ids_of_a_step() -> None:
    """
    What may be chosen is an enum of the reply, so that a server that keeps to schemas lets nothing else through.
    """
    schema = shipped_recipes()["two-call"].asks["misconception"].schema
    made = bytes(filled(schema, ["M-EQ01", "a-code", "M-EQ01"])).decode()

    assert enum_of(made, ("idea",)) == ("M-EQ01", "a-code", "slip", "guess", "unreadable", "other")
    assert list(faults_of_schema(made)) == []


@pytest.mark.parametrize(
    "listed", ['"{ideas}", "slip", "other"', '"slip", "other", "{ideas}"', '"slip",\n "{ideas}" , "other"']
)
def test_a_step_without_ideas_leaves_what_may_always_be_chosen(listed: str) -> None:
    """
    Where neither author nor rules name any, the schema is one all the same.
    """
    made = bytes(filled(f'{{"type": "string", "enum": [{listed}]}}', ())).decode()

    assert enum_of(made, ()) == ("slip", "other")
