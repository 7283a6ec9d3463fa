"""Who may speak to learners: what opening better hints promises."""

import datetime as dt
from pathlib import Path

import pytest

from api.hinting.chaining import BadChain
from api.hinting.opening import Prepared, prepared
from api.serving.settings import Settings
from hints.recipes.activation import Activation, Stage, activate
from hints.recipes.reading import shipped_recipes
from tests.service.hinted import routes_file

TODAY = dt.date(2026, 11, 26)
RECIPE = shipped_recipes()["two-call"]


def settings(folder: Path, *, unproven: bool = False, recipe: str = "two-call") -> Settings:
    """
    Make settings with one route, `near` to `scripted`.
    """
    routes = routes_file(folder, "http://127.0.0.1:9/v1")
    return Settings(data=folder, routes=routes, allow_unproven=unproven, recipe=recipe)


def active(
    folder: Path, *, stage: Stage = "all", route: str = "near", model: str = "scripted", share: int = 100
) -> None:
    """
    Activate the recipe as proven on a route.
    """
    line = Activation(
        at="2026-11-26T00:00:00+00:00",
        recipe=RECIPE.hash,
        name=RECIPE.name,
        route=route,
        model=model,
        stage=stage,
        share=share,
        record="f" * 64,
        unproven=False,
    )
    activate(folder, line)


def test_without_routes_there_is_none_of_it(tmp_path: Path) -> None:
    """
    Nothing is read, and nothing is refused.
    """
    assert prepared(Settings(data=tmp_path), today=TODAY) is None


def test_a_recipe_that_was_proven_speaks_on_its_route_alone(tmp_path: Path) -> None:
    """
    As far as it was activated, and the worker is told of the one route.
    """
    active(tmp_path)
    ready = prepared(settings(tmp_path), today=TODAY)

    assert isinstance(ready, Prepared)
    assert "shown" == ready.taking("an opportunity")
    assert "near" == ready.chain.plan.only
    assert ["near"] == [one.name for one in ready.chain.routes.routes]


def test_a_stage_holds_for_exercises(tmp_path: Path) -> None:
    """
    In the shadow for all, with a share for some.
    """
    active(tmp_path, stage="shadow", share=0)
    shadow = prepared(settings(tmp_path), today=TODAY)
    active(tmp_path, stage="share", share=50)
    share = prepared(settings(tmp_path), today=TODAY)

    assert isinstance(shadow, Prepared)
    assert isinstance(share, Prepared)
    assert "shadow" == shadow.taking("an opportunity")
    assert {"shown", "none"} == {share.taking(f"opportunity {n}") for n in range(50)}


@pytest.mark.parametrize(("route", "model"), [("far", "scripted"), ("near", "newer")])
def test_another_route_or_model_than_the_proven_is_refused(route: str, model: str, tmp_path: Path) -> None:
    """
    What was measured with the one says nothing of the other.
    """
    active(tmp_path, route=route, model=model)
    said = prepared(settings(tmp_path), today=TODAY)

    assert isinstance(said, BadChain)
    assert model in said.sentence


def test_what_was_not_activated_or_is_off_does_not_speak(tmp_path: Path) -> None:
    """
    Neither does another recipe than the active one; a demonstration says aloud that it goes without.
    """
    assert isinstance(prepared(settings(tmp_path), today=TODAY), BadChain)
    assert isinstance(prepared(settings(tmp_path, unproven=True), today=TODAY), Prepared)
    active(tmp_path)
    assert isinstance(prepared(settings(tmp_path, recipe="one-call"), today=TODAY), BadChain)
    active(tmp_path, stage="off")
    assert isinstance(prepared(settings(tmp_path), today=TODAY), BadChain)
