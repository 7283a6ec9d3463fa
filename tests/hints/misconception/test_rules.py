"""What the rule files and the page about them promise."""

import re
from pathlib import Path

import pytest

from hints.misconception.catalogue import catalogue, executable
from hints.misconception.explain import explain
from hints.misconception.rewriting.applying import indexed
from hints.misconception.rewriting.reading import LINES, SHIPPED, read_rules, shipped_rules
from hints.misconception.trial import faults, main
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.native.document import Document, read_document
from item_bank.starter import STARTER

PAGE = Path(__file__).parents[3] / "docs" / "mal-rules.md"
REST = """
  did: did something wrong
  hint: {en: "What is asked?", de: "Was ist gefragt?", es: "¿Qué se pide?"}
"""


def test_every_rule_gives_its_examples_and_none_of_them_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    """
    What a rule writes for the line of an example is what the example says, and is wrong; who tries them out is told.
    """
    wrong = main(())
    said = capsys.readouterr().out.splitlines()

    assert (wrong, said[:-2]) == (0, []), said
    checked, reached = said
    assert checked == f"{len(shipped_rules())} rules checked, 0 faults."
    assert reached.startswith(f"{len(executable(shipped_rules()))} of {len(catalogue())} ideas")


def test_every_rule_points_to_a_skill_of_the_starter_bank() -> None:
    """
    Who repeats a mistake can be sent to something to practise.
    """
    files = [STARTER / "skills.yaml", *(STARTER / "skills").glob("*.yaml")]
    documents = [read_document(path, path.name) for path in files]
    entries = [entry for found in documents if isinstance(found, Document) for entry in found.data]
    known = {entry["id"] for entry in entries if isinstance(entry, dict)}

    assert {rule.id: rule.skill for rule in shipped_rules() if rule.skill not in known} == {}


def test_the_examples_of_the_page_come_true(tmp_path: Path) -> None:
    """
    Every construct on the page is shown by a rule that can be used and does what it says.
    """
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for number, block in enumerate(blocks):
        text = block
        if not block.startswith("- "):
            indented = "".join(f"  {line}\n" for line in block.splitlines())
            text = f"- id: example\n  skill: substitute\n{indented}{REST}"
        path = tmp_path / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        rules, findings = read_rules(path)

        assert [found.sentence for found in findings] == [], block
        assert [said for rule in rules for said in faults(rule)] == [], block
    assert len(blocks) > 15


@pytest.mark.slow
def test_the_worked_example_for_contributors_is_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    No rule of ours explains the line, so that it can be followed; the entry shown has no fault, and then does.
    """
    text = (PAGE.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## A worked example")[2]
    (entry,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (name,) = re.findall(r"- id: (.*)", entry)
    before, after = re.findall(r"trial '(.*?)' '(.*?)'", text)[0]

    assert name not in {rule.id for rule in shipped_rules()}
    assert (0, "") == (main((before, after)), capsys.readouterr().out)
    (tmp_path / "roots.yaml").write_text(entry, encoding="utf-8")
    rules, findings = read_rules(tmp_path / "roots.yaml")
    assert ([], []) == ([*findings], [said for rule in rules for said in faults(rule)])
    trees = [read(text, LINES) for text in (before, after)]
    assert not any(isinstance(tree, Unreadable) for tree in trees)
    (found,) = explain(*trees, rules=indexed((*shipped_rules(), *rules)))  # type: ignore[arg-type] - they were read
    assert name == found.mal_rule
    assert f"`{found.hints['en']}`" in text


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("find: ?k*(?a + ?b)", "find: ?k*(?a + "), 4, "cannot be used"),
        (("write: ?k*?a + ?b", "write: ?k*?c + ?b"), 5, "?c is not in `find`"),
        (('"?k != 1"', '"?q != 1"'), 6, "?q is not in `find`"),
        (("{k} have", "{q} have"), 8, "no hole"),
        (("{k} have", "4 have"), 8, "names no numbers"),
        (("    es:", "    fr:"), 8, "'es' is missing"),
        (("skill: expand-brackets", "skil: expand-brackets"), 3, "no field 'skil'"),
        (("  weight: 3", "  scope: equation"), 15, "does not go with"),
        (("  weight: 3", "  kinds: {k: nombre}"), 15, "no kind 'nombre'"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_at_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, said: str
) -> None:
    """
    A rule with a fault is left out, and its author told where and what.
    """
    whole = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
    path = tmp_path / "topic.yaml"
    path.write_text(whole.replace(*change), encoding="utf-8")

    rules, findings = read_rules(path)

    assert rules == ()
    assert any(found.line == line and said in found.sentence for found in findings), findings


def test_no_two_rules_have_one_id_and_topics_are_files() -> None:
    """
    A rule is found by its id, in the file of its topic.
    """
    rules = shipped_rules()

    assert len({rule.id for rule in rules}) == len(rules)
    assert {rule.topic for rule in rules} == {path.stem for path in SHIPPED.glob("*.yaml")}
