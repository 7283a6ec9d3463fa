"""
What a strict check promises beside: what teaches badly is found at its line, unless the item allows it.
"""

from pathlib import Path

from item_bank.check.bank import check_bank
from item_bank.check.style import check_style
from item_bank.finding import CATALOGUE, Finding
from item_bank.load import load_bank
from tests.item_bank.small_bank import SMALL_BANK, write_bank

SOUND = """\
format: 1
id: {id}
title: Add
skills: [add]
prompt: What is {what} $2 + 3$?
steps:
  - id: sum
    answer: {{kind: number, value: 5}}
    mistakes:
      - {{when: 6, code: sign-kept, hint: "Count {what} again."}}
      - {{when: 23, code: guessed}}
    hints:
      - {hint}
      - Start at {what} and go on.
"""


def plain(id_: str, what: str, hint: str = "") -> str:
    """
    Write an item in which a strict check finds nothing.
    """
    return SOUND.format(id=id_, what=what, hint=hint or f"Think of {what}.")


def found(tmp_path: Path, items: dict[str, str]) -> list[Finding]:
    """
    Check a bank of items strictly; return the findings of strict codes.
    """
    files = {name: text for name, text in SMALL_BANK.items() if not name.startswith("items/")}
    files |= {f"items/{name}.yaml": text for name, text in items.items()}
    checked = check_bank(load_bank(write_bank(tmp_path, files)), also=(check_style,))
    return [one for one in checked.findings if CATALOGUE[one.code].strict]


def test_each_strict_code_is_found_at_its_line(tmp_path: Path) -> None:
    """
    One hint, one mistake, a hint in four items and a question with other numbers are found where they stand.
    """
    same = "Say the numbers aloud."
    items = {name: plain(name, name, same) for name in ("one", "two", "three", "four")}
    items["alone"] = plain("alone", "alone").replace("      - Start at alone and go on.\n", "")
    items["single"] = plain("single", "single").replace("      - {when: 23, code: guessed}\n", "")
    items["twin"] = plain("twin", "single").replace("2 + 3", "1 + 4")
    places = {(one.code.value, one.file, one.line) for one in found(tmp_path, items)}

    assert {
        ("few-hints", "items/alone.yaml", 7),
        ("few-mistakes", "items/single.yaml", 7),
        ("same-pattern", "items/twin.yaml", 2),
        *(("hint-repeated", f"items/{name}.yaml", 13) for name in ("one", "two", "three", "four")),
    } == places
    assert {code.value for code, entry in CATALOGUE.items() if entry.strict} == {code for code, _, _ in places}


def test_the_words_of_a_shared_mistake_are_one_text_by_design(tmp_path: Path) -> None:
    """
    Four items name the same mistake, whose hint stands in the bank's list: nothing is repeated.
    """
    assert [] == found(tmp_path, {name: plain(name, name) for name in ("one", "two", "three", "four")})


def test_what_an_item_allows_is_left_out(tmp_path: Path) -> None:
    """
    An item may have one hint where it says why.
    """
    text = plain("alone", "alone").replace("      - Start at alone and go on.\n", "")
    allowed = text.replace("title: Add", "title: Add\nallow: {few-hints: The second one would be the answer.}")

    assert ["few-hints"] == [one.code.value for one in found(tmp_path / "without", {"alone": text})]
    assert [] == found(tmp_path / "with", {"alone": allowed})
