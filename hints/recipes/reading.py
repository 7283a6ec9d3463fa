"""
Reading recipes: a folder of files, or sentences about what is wrong with it.

A folder has `recipe.toml` and beside it a prompt and a schema for each call. What
comes with Misstep stands in this package; an operator's own is read the same way.
"""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from hints.misconception.catalogue import catalogue
from hints.recipes.recipe import FEATURES, SLOT, Ask, Limits, Recipe, RecipeHash
from hints.recipes.schema import enum_of, faults_of_schema, filled
from hints.recipes.sent import LAYOUT
from item_bank.phrasebook import SPOKEN

__all__ = ["RecipeFault", "read_recipe", "recipe_named", "shipped_recipes"]

SHIPPED: Final = Path(__file__).parent
HEAD: Final = "recipe.toml"
LARGEST: Final = 64_000
"""Bytes of one file; a prompt that long costs more than any hint is worth."""
CALLS: Final = {"two": ("misconception", "tutor"), "one": ("single",)}
MOVES: Final = {"two": ("tutor", "move"), "one": ("single", "move")}


class RecipeFault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a recipe: the file, and one sentence."""

    file: str
    sentence: str


class _Ask(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    max_tokens: Annotated[int, msgspec.Meta(ge=50, le=4000)]
    temperature: Annotated[float, msgspec.Meta(ge=0, le=2)] = 0.0
    again: Annotated[int, msgspec.Meta(ge=0, le=2)] = 1
    refused: dict[str, str] = {}


class _Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]{1,40}\Z")]
    version: Annotated[int, msgspec.Meta(ge=1)]
    stages: Literal["two", "one"]
    languages: Annotated[list[str], msgspec.Meta(min_length=1)]
    features: list[str] = []
    limits: Limits
    misconception: _Ask | None = None
    tutor: _Ask | None = None
    single: _Ask | None = None

    def ask(self, call: str) -> _Ask | None:
        """Return how a call is asked, where the file says it."""
        return {"misconception": self.misconception, "tutor": self.tutor, "single": self.single}[call]


def read_recipe(folder: Path) -> Recipe | tuple[RecipeFault, ...]:
    """
    Read a recipe from its folder.

    Returns
    -------
    Recipe or tuple of RecipeFault
        Everything that is wrong at once, where something is.
    """
    text = _text(folder / HEAD)
    if isinstance(text, RecipeFault):
        return (text,)
    try:
        head = msgspec.toml.decode(text, type=_Head)
    except msgspec.DecodeError as problem:
        return (RecipeFault(file=HEAD, sentence=f"{problem}."),)
    faults = list(_of_head(head))
    asks: dict[str, Ask] = {}
    for call in CALLS[head.stages]:
        made = _ask(folder, call, head.ask(call))
        if isinstance(made, Ask):
            asks[call] = made
        else:
            faults.extend(made)
    if faults:
        return tuple(faults)
    call, field = MOVES[head.stages]
    recipe = Recipe(
        name=head.name,
        version=head.version,
        stages=head.stages,
        languages=tuple(head.languages),
        features=tuple(head.features),
        moves=enum_of(asks[call].schema, (field,)),
        limits=head.limits,
        asks=asks,
        hash=RecipeHash(""),
    )
    if not recipe.moves:
        return (RecipeFault(file=f"{call}.json", sentence="The field `move` is no closed list."),)
    return msgspec.structs.replace(recipe, hash=_hash(recipe))


def _of_head(head: _Head) -> Iterator[RecipeFault]:
    """Yield what is wrong with what `recipe.toml` says."""
    unspoken = sorted(set(head.languages) - set(SPOKEN))
    if unspoken:
        yield RecipeFault(file=HEAD, sentence=f"No guard knows the languages {', '.join(unspoken)}.")
    unknown = sorted(set(head.features) - FEATURES.keys())
    if unknown:
        known = ", ".join(sorted(FEATURES))
        yield RecipeFault(file=HEAD, sentence=f"There are no features {', '.join(unknown)}; there are: {known}.")
    for call in ("misconception", "tutor", "single"):
        if call not in CALLS[head.stages] and head.ask(call) is not None:
            yield RecipeFault(file=HEAD, sentence=f"A recipe of stages `{head.stages}` has no call `{call}`.")


def _ask(folder: Path, call: str, said: _Ask | None) -> Ask | list[RecipeFault]:
    """Put what is said of a call, its prompt and its schema together."""
    if said is None:
        return [RecipeFault(file=HEAD, sentence=f"The table `{call}` is missing.")]
    prompt, schema = _text(folder / f"{call}.md"), _text(folder / f"{call}.json")
    faults = [one for one in (prompt, schema) if isinstance(one, RecipeFault)]
    if isinstance(prompt, RecipeFault) or isinstance(schema, RecipeFault):
        return faults
    if not prompt.strip():
        faults.append(RecipeFault(file=f"{call}.md", sentence="The prompt is empty."))
    faults += [
        RecipeFault(file=f"{call}.json", sentence=one) for one in faults_of_schema(bytes(filled(schema, ())).decode())
    ]
    if call != "tutor" and SLOT not in schema:
        faults.append(RecipeFault(file=f"{call}.json", sentence=f"No enum has {SLOT} for the ids to choose from."))
    if said.again and "" not in said.refused:
        faults.append(RecipeFault(file=HEAD, sentence=f'`{call}.refused` has no "" for codes without own words.'))
    if faults:
        return faults
    return Ask(
        prompt=prompt,
        schema=schema,
        max_tokens=said.max_tokens,
        temperature=said.temperature,
        again=said.again,
        refused=said.refused,
    )


def _text(path: Path) -> str | RecipeFault:
    """Read a file of a recipe."""
    try:
        content = path.read_bytes()
    except OSError:
        return RecipeFault(file=path.name, sentence="The file is missing, or cannot be read.")
    if len(content) > LARGEST:
        return RecipeFault(file=path.name, sentence=f"The file has more than {LARGEST} bytes.")
    try:
        return content.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return RecipeFault(file=path.name, sentence="The file is not UTF-8.")


def _hash(recipe: Recipe) -> RecipeHash:
    """Name a recipe by all that reaches a model."""
    digest = hashlib.sha256(msgspec.json.encode(recipe, order="deterministic"))
    digest.update(msgspec.json.encode(catalogue()))
    digest.update(LAYOUT)
    return RecipeHash(digest.hexdigest())


@lru_cache(maxsize=1)
def shipped_recipes() -> Mapping[str, Recipe]:
    """
    Return the recipes that come with Misstep, by name.

    Raises
    ------
    ValueError
        If the package was altered so that one cannot be read.
    """
    found: dict[str, Recipe] = {}
    for head in sorted(SHIPPED.glob(f"*/{HEAD}")):
        recipe = read_recipe(head.parent)
        if isinstance(recipe, Recipe):
            found[recipe.name] = recipe
            continue
        message = "; ".join(f"{head.parent.name}/{one.file}: {one.sentence}" for one in recipe)
        raise ValueError(message)
    return found


def recipe_named(name: str) -> Recipe | tuple[RecipeFault, ...]:
    """
    Find a recipe: one that comes with Misstep by its name, or else a folder.
    """
    shipped = shipped_recipes().get(name)
    if shipped is not None:
        return shipped
    if not Path(name).is_dir():
        known = ", ".join(shipped_recipes())
        return (RecipeFault(file=name, sentence=f"No recipe or folder has this name; there are: {known}."),)
    return read_recipe(Path(name))
