"""
Banks: what is being practised; its skills, its pictures, and what its authors should look at.
"""

from pathlib import PurePosixPath
from typing import Any

import msgspec
from litestar import Request

from api.access import Action
from api.operation import Operation, Raw, route
from api.problems import Code, refused
from api.services import principal_of, services_of
from item_bank.bank import Bank
from item_bank.ids import ReleaseId
from item_bank.load import ASSET_KINDS
from item_bank.skill import Skill
from practice.undecided import Undecided, undecided

__all__ = ["ROUTES", "BankSent", "UndecidedList"]

PATH = "/v1/banks"


class SkillSent(msgspec.Struct, frozen=True, kw_only=True):
    """One skill, what it requires, and how many items practise it."""

    id: str
    name: str
    requires: tuple[str, ...]
    standards: tuple[str, ...]
    items: int


class BankSent(msgspec.Struct, frozen=True, kw_only=True):
    """One release: its name is the hash of its content."""

    release: ReleaseId
    name: str
    language: str
    license: str
    attribution: str
    items: int
    skills: tuple[SkillSent, ...]


class UndecidedList(msgspec.Struct, frozen=True, kw_only=True):
    """What learners entered and the engine could not decide, most often first."""

    undecided: tuple[Undecided, ...]


@route(
    Operation(
        id="get_active_bank",
        method="GET",
        path=PATH + "/active",
        action=Action.SEE_BANK,
        summary="Return the bank that the next exercises come from, with the graph of its skills.",
        reply=BankSent,
    )
)
async def get_active_bank(request: Request[Any, Any, Any]) -> BankSent:
    """
    Describe the active bank.
    """
    return _sent(services_of(request).banks.active)


@route(
    Operation(
        id="get_bank",
        method="GET",
        path=PATH + "/{release}",
        action=Action.SEE_BANK,
        summary="Return a release that is still served.",
        reply=BankSent,
    )
)
async def get_bank(request: Request[Any, Any, Any]) -> BankSent:
    """
    Describe one release.
    """
    return _sent(_bank(request))


@route(
    Operation(
        id="get_asset",
        method="GET",
        path=PATH + "/{release}/assets/{name:path}",
        action=Action.LOOK_AROUND,  # a picture in a page cannot say who is asking, and shows nothing personal
        summary="Return a picture of a release.",
        media_type="image/*",
        codes=(Code.NOT_FOUND,),
    )
)
async def get_asset(request: Request[Any, Any, Any]) -> Raw:
    """
    Send a picture; a release never changes, so it may be kept for ever.
    """
    name = str(request.path_params["name"]).lstrip("/")
    media_type = ASSET_KINDS.get(PurePosixPath(name).suffix.lower())
    content = _bank(request).asset(name)
    if content is None or media_type is None:
        raise refused(Code.NOT_FOUND, "The release has no such picture.")
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return Raw(content=content, media_type=media_type, headers=headers)


@route(
    Operation(
        id="list_undecided",
        method="GET",
        path="/v1/items/undecided",
        action=Action.SEE_UNDECIDED,
        summary="List what learners entered and the engine could not decide, for the items' authors.",
        reply=UndecidedList,
    )
)
async def list_undecided(request: Request[Any, Any, Any]) -> UndecidedList:
    """
    List what could not be decided.
    """
    return UndecidedList(undecided=undecided(services_of(request).record, principal_of(request).tenant))


def _bank(request: Request[Any, Any, Any]) -> Bank:
    bank = services_of(request).banks.of(ReleaseId(str(request.path_params["release"])))
    if bank is None:
        raise refused(Code.NOT_FOUND, "No such release is served.")
    return bank


def _sent(bank: Bank) -> BankSent:
    return BankSent(
        release=bank.release,
        name=bank.name,
        language=bank.language,
        license=bank.license,
        attribution=bank.attribution,
        items=len(bank.items),
        skills=tuple(_skill(bank, skill) for skill in bank.skills.values()),
    )


def _skill(bank: Bank, skill: Skill) -> SkillSent:
    return SkillSent(
        id=skill.id,
        name=skill.name,
        requires=skill.requires,
        standards=skill.standards,
        items=len(bank.items_of(skill.id)),
    )


ROUTES = (get_active_bank, get_bank, get_asset, list_undecided)
