"""What `native_text` promises: what it writes reads back as it was."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.answers.answer import (
    Answer,
    Choice,
    ChoiceAnswer,
    EquationAnswer,
    ExpressionAnswer,
    NumberAnswer,
    TextAnswer,
)
from item_bank.domain import IntegerRange, OneOf, Words
from item_bank.ids import ItemId, MistakeCode, SkillId, StepId
from item_bank.load import load_bank
from item_bank.native.source import BankHead
from item_bank.native.text import head_text, item_text, skills_text
from item_bank.skill import Skill
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import ExpectedMistake, Help, Rung, Scaffold

lines = st.text(
    alphabet=st.characters(
        codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029\ufeff"
    ),
    max_size=30,
).map(lambda text: " ".join(text.split()))
texts = st.lists(lines.filter(bool), min_size=1, max_size=3).map("\n".join)
awkward = st.sampled_from(
    ["no", "007", "1:30", "@{", "# x", "- y", "it's", "'", '"', "a: b", "[1]", "{x}", "&a", "*b", "!", "~"]
)
words = texts | awkward
answers: st.SearchStrategy[Answer] = st.one_of(
    st.builds(NumberAnswer, value=words, form=st.sampled_from(["any", "lowest_terms"])),
    st.builds(ExpressionAnswer, value=words),
    st.builds(EquationAnswer, value=words, unknowns=st.just(("x", "y"))),
    st.builds(TextAnswer, value=words, accept=st.lists(words, max_size=2).map(tuple)),
    st.builds(
        ChoiceAnswer,
        value=st.sampled_from("ab"),
        choices=st.tuples(
            st.builds(Choice, id=st.just("a"), text=words), st.builds(Choice, id=st.just("b"), text=words)
        ),
        shuffle=st.booleans(),
    ),
)
rungs = st.builds(Rung, text=words, reveals=st.booleans())
helps: st.SearchStrategy[Help] = rungs | st.builds(
    Scaffold,
    id=st.just(StepId("s/h1")),
    prompt=words,
    answer=answers,
    rungs=st.lists(rungs, max_size=2).map(tuple),
    reveals=st.booleans(),
)
HEAD = BankHead(id="bank", name="A bank: 'x'", license="CC-BY-4.0", attribution="Someone")
SKILLS = (Skill(id=SkillId("one"), name="#1: it's"), Skill(id=SkillId("two"), name="Two", requires=(SkillId("one"),)))


def item(prompt: str, answer: Answer, *help_: Help) -> ItemTemplate:
    """Make an item of one step."""
    step = StepTemplate(id=StepId("s"), prompt=prompt, skills=(SkillId("one"),), answer=answer, help=help_)
    return ItemTemplate(
        id=ItemId("item"),
        title=prompt,
        language="en",
        license="CC-BY-4.0",
        attribution=prompt,
        prompt=prompt,
        steps=(step,),
        skills=(SkillId("one"),),
        tags=("one", "two words"),
    )


def written(folder: Path, template: ItemTemplate) -> ItemTemplate:
    """Write a bank of one item, and read it back."""
    (folder / "items").mkdir(exist_ok=True)
    (folder / "bank.yaml").write_text(head_text(HEAD))
    (folder / "skills.yaml").write_text(skills_text(SKILLS))
    (folder / "items/item.yaml").write_text(item_text(template, notes="For authors: 'x'."))
    loaded = load_bank(folder)

    assert () == loaded.findings
    assert HEAD == loaded.source.head
    assert SKILLS == tuple(loaded.source.skills.values())
    return loaded.source.items[0].template


@given(prompt=words, answer=answers, ladder=st.lists(helps, max_size=2))
def test_an_item_reads_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, prompt: str, answer: Answer, ladder: list[Help]
) -> None:
    """
    No text, however awkward to YAML, changes on its way through a file.
    """
    template = item(prompt, answer, *ladder)

    assert template == written(tmp_path_factory.mktemp("bank"), template)


def test_an_item_is_written_for_people_to_read() -> None:
    """
    Plain words stand without quotes, LaTeX without doubled backslashes, lines as lines.
    """
    template = item(
        "Solve $\\frac{x}{2}=4$.\nShow it.", NumberAnswer(value="8"), Rung(text="Multiply by 2", reveals=True)
    )
    text = item_text(template)

    assert "prompt: |-\n  Solve $\\frac{x}{2}=4$.\n  Show it.\n" in text
    assert "      value: 8\n" in text
    assert "      - text: Multiply by 2\n        reveals: true\n" in text


def test_parameters_mistakes_and_difficulty_read_back(tmp_path: Path) -> None:
    """
    What is drawn, what follows from it, and the wrong answers that are expected stand in the file.
    """
    plain = item("Solve $@{a}x=@{b}$.", NumberAnswer(value="x0"))
    step = msgspec.structs.replace(
        plain.steps[0],
        mistakes=(ExpectedMistake(value="b - a", code=MistakeCode("subtracted"), hint="Divide."),),
        solution=("@{a}x = @{b}", "x = @{x0}"),
    )
    template = msgspec.structs.replace(
        plain,
        steps=(step,),
        difficulty=2,
        params={
            "a": IntegerRange(low=2, high=9, without=(5,)),
            "x0": IntegerRange(low=-8, high=8, step=2),
            "c": OneOf(values=("1/2", "-3")),
            "who": Words(values=("Ann", "Bo")),
        },
        derive={"b": "a*x0"},
        where=("b != a",),
    )

    assert template == written(tmp_path, template)
