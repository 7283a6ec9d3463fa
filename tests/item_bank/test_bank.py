"""
What banks and bundles promise: one release, the same exercise for ever, and nothing damaged is served.
"""

import zlib
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank import bundle
from item_bank.answers.answer import ChoiceAnswer, NumberAnswer
from item_bank.answers.judge import judge
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank, read_bundle
from item_bank.build import Unbuildable, build
from item_bank.bundle import MAGIC, BadBundle, Content, decode_bundle, encode_bundle
from item_bank.exercise import BrokenKey, Exercise, compile_step
from item_bank.ids import ItemId, MistakeCode, SkillId, StepId
from item_bank.load import load_bank
from item_bank.variant import ExpectedMistake, Scaffold, VariantStep
from tests.item_bank.small_bank import ITEM, SMALL_BANK, changed, write_bank

SECRET = b"a secret for the tests of a bank"
TWO_STEP = ItemId("two-step")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """
    Return the small bank, built.
    """
    return built(tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="module")
def bank(content: Content) -> Bank:
    """
    Return the small bank, ready to be opened.
    """
    return read_bundle(encode_bundle(content)[1], secret=SECRET)


def built(folder: Path, files: Mapping[str, str | bytes] = SMALL_BANK) -> Content:
    """
    Build a bank from its files.
    """
    return build(load_bank(write_bank(folder, files)).source)


def variant_json(exercise: Exercise) -> bytes:
    """
    Return everything that a learner could see of an exercise, and its keys.
    """
    return msgspec.json.encode(exercise.variant)


def test_a_bundle_comes_out_as_it_went_in(content: Content, tmp_path: Path) -> None:
    """
    Reading a bundle, from bytes or a file, gives the content that was written and the name it was given.
    """
    release, data = encode_bundle(content)
    (tmp_path / "small.bundle").write_bytes(data)

    assert (release, content) == msgspec.structs.astuple(decode_bundle(data))
    assert (release, content) == msgspec.structs.astuple(decode_bundle(tmp_path / "small.bundle"))


def test_the_same_source_gives_the_same_bytes(content: Content, tmp_path: Path) -> None:
    """
    Building again, from another folder and with files made in another order, changes no byte.
    """
    backwards = dict(reversed(list(SMALL_BANK.items())))

    assert encode_bundle(content) == encode_bundle(built(tmp_path, backwards))


def test_where_an_item_stands_does_not_matter(tmp_path: Path) -> None:
    """
    Items moved to other folders of the bank are the same release.
    """
    other = SMALL_BANK[ITEM].replace("id: two-step", "id: another")
    before = built(tmp_path / "before", {**SMALL_BANK, "items/another.yaml": other})
    after = built(tmp_path / "after", {**SMALL_BANK, "items/z/another.yaml": other})

    assert encode_bundle(before) == encode_bundle(after)
    assert ["another", "two-step"] == [item.template.id for item in after.items]


def test_any_other_content_has_another_name(content: Content, tmp_path: Path) -> None:
    """
    One changed word makes another release.
    """
    other = built(tmp_path, changed(ITEM, "Which equation is left?", "Which equation remains?"))

    assert encode_bundle(content)[0] != encode_bundle(other)[0]


@given(place=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_one_flipped_bit_is_refused(content: Content, place: int, bit: int) -> None:
    """
    A bundle that is not as it was written is never served.
    """
    _, data = encode_bundle(content)
    damaged = bytearray(data)
    damaged[place % len(data)] ^= 1 << bit

    with pytest.raises(BadBundle):
        decode_bundle(bytes(damaged))


@given(length=st.integers(min_value=0))
def test_a_bundle_cut_short_is_refused(content: Content, length: int) -> None:
    """
    No beginning of a bundle passes for the whole.
    """
    _, data = encode_bundle(content)

    with pytest.raises(BadBundle):
        decode_bundle(data[: length % len(data)])


@given(data=st.binary(max_size=200))
def test_no_stray_bytes_are_a_bundle(data: bytes) -> None:
    """
    Whatever is handed in, reading ends in a refusal.
    """
    with pytest.raises(BadBundle):
        decode_bundle(data)
    with pytest.raises(BadBundle):
        decode_bundle(MAGIC + data)


def test_bytes_after_the_end_are_refused(content: Content) -> None:
    """
    Something appended to a bundle is not passed over.
    """
    with pytest.raises(BadBundle, match="after its end"):
        decode_bundle(encode_bundle(content)[1] + b"x")


def test_content_of_another_shape_is_refused_though_its_hash_is_right(content: Content) -> None:
    """
    A bundle of a later version, or somebody's own, is refused with what is strange in it.
    """
    fields = msgspec.to_builtins(content) | {"bundle": 2}
    plain = msgspec.msgpack.encode(fields)
    data = MAGIC + bundle.hashlib.sha256(plain).digest() + zlib.compress(plain)

    with pytest.raises(BadBundle, match="another shape"):
        decode_bundle(data)


@pytest.mark.slow
def test_a_bundle_that_unpacks_to_too_much_is_refused() -> None:
    """
    A small file that would fill the memory is given up at the limit.
    """
    packed = zlib.compress(bytes(bundle.MAX_CONTENT + 1), 1)

    with pytest.raises(BadBundle, match="too large"):
        decode_bundle(MAGIC + bytes(32) + packed)


def test_no_secret_is_in_a_bundle_or_an_exercise(content: Content, bank: Bank) -> None:
    """
    The server's secret is in no byte that leaves the process.
    """
    _, data = encode_bundle(content)

    assert SECRET not in data
    assert SECRET not in zlib.decompress(data[len(MAGIC) + 32 :])
    assert SECRET not in variant_json(bank.open(TWO_STEP, 0))


def test_a_bank_knows_its_items_by_skill(bank: Bank) -> None:
    """
    An item is found under its own skills and its steps', and its facts are worked out.
    """
    item = bank.items[TWO_STEP]

    assert (TWO_STEP,) == bank.items_of(SkillId("add")) == bank.items_of(SkillId("solve"))
    assert () == bank.items_of(SkillId("nothing"))
    assert ("solve", "add") == item.skills
    assert ("add",) == item.requires
    assert (1.0, 0.0, 104) == (item.difficulty, item.guess, item.variants)
    assert (("undo", "divide"), ("equation", "number")) == (item.step_ids, item.kinds)


def test_a_variant_is_the_same_exercise_for_ever(content: Content, bank: Bank) -> None:
    """
    Release, item and index name an exercise exactly, in any process and under any secret.
    """
    again = read_bundle(encode_bundle(content)[1], secret=b"another secret, of another server")

    for index in range(0, 104, 13):
        assert variant_json(bank.open(TWO_STEP, index)) == variant_json(again.open(TWO_STEP, index))
    assert bank.open(TWO_STEP, 5) is bank.open(TWO_STEP, 5)


def test_every_variant_is_another_exercise(bank: Bank) -> None:
    """
    No two indexes of an item give the same draw.
    """
    draws = {tuple(bank.open(TWO_STEP, index).variant.draw.values()) for index in range(104)}

    assert 104 == len(draws)


def test_an_opened_variant_is_filled_everywhere(bank: Bank) -> None:
    """
    Prompts, answers, mistakes, hints, scaffolds and solution lines have a draw's values and no placeholder left.
    """
    variant = bank.open(TWO_STEP, 0).variant
    undo, divide = variant.steps

    assert {"who": "Mia", "a": "2", "b": "3", "s": "5"} == variant.draw
    assert "Mia solves $2x +3 = 13$." == variant.prompt
    assert ("2x = 10", "2x = 16") == (undo.answer.value.replace("*", ""), undo.mistakes[0].value.replace("*", ""))
    assert ("2x + 3 = 13", "2x = 10") == undo.solution
    assert ("5", ["8", "10"]) == (divide.answer.value, [mistake.value for mistake in divide.mistakes])
    assert "What does the $2$ before the $x$ mean?" == divide.mistakes[1].hint
    assert ("x",) == divide.unknowns
    assert b"@{" not in variant_json(bank.open(TWO_STEP, 0))


def test_expected_mistakes_are_found_in_any_equal_form(bank: Bank) -> None:
    """
    The table of wrong answers is asked by fingerprint, and the key is never in it.
    """
    step = bank.open(TWO_STEP, 0).step(StepId("undo"))
    assert step is not None
    found = {step.mistakes[one].code for one in step.mistakes}

    assert {"sign-kept"} == found
    assert Verdict.CORRECT is judge(step.key, Final(text="10 = 2x")).verdict
    assert Verdict.INCORRECT is judge(step.key, Final(text="4x = 32")).verdict


def test_scaffolds_have_keys_of_their_own(bank: Bank) -> None:
    """
    A scaffold's id is its step's and its own, and its key judges its answer.
    """
    step = bank.open(TWO_STEP, 0).step(StepId("divide"))
    assert step is not None
    scaffold = step.step.help[2]
    assert isinstance(scaffold, Scaffold)

    assert "divide/which" == scaffold.id
    assert Verdict.CORRECT is judge(step.scaffold_keys[scaffold.id], Final(text=scaffold.answer.value)).verdict


def test_choices_change_places_and_keep_their_ids(bank: Bank) -> None:
    """
    Over the variants each option stands in each place, and the right one is always the one authored so.
    """
    orders = set()
    for index in range(20):
        scaffold = bank.open(TWO_STEP, index).variant.steps[1].help[2]
        assert isinstance(scaffold, Scaffold)
        assert isinstance(scaffold.answer, ChoiceAnswer)
        texts = {choice.id: choice.text for choice in scaffold.answer.choices}
        orders.add(tuple(choice.id for choice in scaffold.answer.choices))
        assert ("a", "divide them") == (scaffold.answer.value, texts["a"])

    assert {("a", "b"), ("b", "a")} == orders


def test_what_is_not_in_the_bank_cannot_be_opened(bank: Bank) -> None:
    """
    A strange item and a strange variant are broken contracts.
    """
    with pytest.raises(KeyError):
        bank.open(ItemId("nothing"), 0)
    with pytest.raises(IndexError):
        bank.open(TWO_STEP, 104)


def test_pictures_come_with_the_bundle(tmp_path: Path) -> None:
    """
    A picture's bytes are there under the name that texts use, and no other name has any.
    """
    text = SMALL_BANK[ITEM].replace("    prompt: What is $x$?", '    prompt: "![a line](lines/one.png) What is $x$?"')
    content = built(tmp_path, {**SMALL_BANK, ITEM: text, "assets/lines/one.png": b"\x89PNG"})
    bank = read_bundle(encode_bundle(content)[1], secret=SECRET)

    assert b"\x89PNG" == bank.asset("lines/one.png")
    assert bank.asset("../bank.yaml") is None


@pytest.mark.parametrize(("old", "new"), [("  - a != b", "  - a > 9"), ("  c: a*s + b", "  c: a*s +")])
def test_an_item_without_draws_is_not_built(tmp_path: Path, old: str, new: str) -> None:
    """
    What the check calls an error does not get into a bundle by building without it.
    """
    with pytest.raises(Unbuildable, match="two-step"):
        built(tmp_path, changed(ITEM, old, new))


def test_an_empty_bank_is_not_built(tmp_path: Path) -> None:
    """
    A bank without items is refused.
    """
    with pytest.raises(Unbuildable, match="no items"):
        built(tmp_path, {name: text for name, text in SMALL_BANK.items() if name != ITEM})


def test_a_mistake_that_is_right_is_not_in_the_table() -> None:
    """
    Of wrong answers that are equal, the first authored stands; one that is as good as the key is left out.
    """
    step = VariantStep(
        id=StepId("sum"),
        prompt="",
        skills=(),
        answer=NumberAnswer(value="1/2"),
        mistakes=tuple(
            ExpectedMistake(value=value, code=MistakeCode(code))
            for value, code in (("2/4", "right"), ("2", "first"), ("4/2", "second"), ("2 +", "unreadable"))
        ),
    )
    compiled = compile_step(step, secret=SECRET, subject="test")

    assert ["first"] == [mistake.code for mistake in compiled.mistakes.values()]


def test_a_key_that_cannot_be_used_is_a_broken_contract() -> None:
    """
    What the check excludes is raised, and not judged by, should it be in a bundle all the same.
    """
    step = VariantStep(id=StepId("sum"), prompt="", skills=(), answer=NumberAnswer(value="2 +"))

    with pytest.raises(BrokenKey):
        compile_step(step, secret=SECRET, subject="test")
