"""What learners' pages promise of refusals: each that a learner can meet is told in each language of the pages."""

import json
import re

import pytest

from api.access import ALLOWED, Action, Role
from api.app import operations
from api.problems import Code
from api.serving.static import FOLDER
from item_bank.phrasebook import SPOKEN

WORDS = FOLDER / "practice" / "words"
OURS = ("/v1/learners/{learner}/", "/v1/sessions", "/v1/joinings")
"""Where the addresses begin that learners' pages ask."""
NEVER_ASKED = {Code.NOT_JSON, Code.NOT_JSON_TYPE, Code.BAD_PARAMETER, Code.BODY_TIMEOUT}
"""Refusals of what no page sends; they are told in general."""


def told(language: str) -> dict[str, dict[str, str]]:
    """Read a language's file: plain data, but for what makes a module of it."""
    text = (WORDS / f"{language}.js").read_text("utf-8")
    data = re.sub(r"^/\*\*.*?\*/\s*export default ", "", text).rstrip().rstrip(";")
    found: dict[str, dict[str, str]] = json.loads(data)
    return found


def met() -> set[Code]:
    """Collect the codes of all that learners' pages ask for."""
    return {
        code
        for operation in operations()
        if operation.path.startswith(OURS)
        and operation.action is not Action.SET_GOAL  # no page does
        and (operation.action in ALLOWED[Role.LEARNER] or not operation.path.startswith(OURS[0]))
        for code in operation.problems
    }


@pytest.mark.parametrize("language", SPOKEN)
def test_each_refusal_that_learners_can_meet_has_a_sentence(language: str) -> None:
    """
    No code of theirs is left to the API's English, and none has words that is no code.
    """
    refused = set(told(language)["refused"]) - {"other"}
    wanted = {code.name.lower() for code in met() - NEVER_ASKED}

    assert wanted <= refused, f"words/{language}.js lacks {sorted(wanted - refused)}"
    assert refused <= {code.name.lower() for code in Code}


@pytest.mark.parametrize("language", SPOKEN)
def test_all_languages_say_the_same_things(language: str) -> None:
    """
    Each file has the same keys, and the same places to be filled in.
    """
    english, other = told("en"), told(language)

    assert {group: set(said) for group, said in english.items()} == {group: set(said) for group, said in other.items()}
    for group, said in english.items():
        for key, text in said.items():
            assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", other[group][key])), (group, key)
