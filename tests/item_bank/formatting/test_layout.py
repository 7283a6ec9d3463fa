"""
What formatting promises: one layout, nothing lost, nothing read otherwise.
"""

import re
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.finding import Code, Finding
from item_bank.formatting.layout import Formatted, formatted
from item_bank.native.document import Document, decode_document
from item_bank.starter import STARTER

ITEM = PurePath("items/two-step.yaml")
PAGE = (Path(__file__).parents[3] / "docs" / "bank-format.md").read_text("utf-8")

UNTIDY = """\
# Licence: mine

# about the id
title: A long title   # beside the title
id: two-step                      # the file's name
format: 1
tests:   # tests
# first test
- draw: {b: 1,
     a: 2}
  # odd
  step: x
  # deeper end
# for the params
params:
    z: {int: [ 2, 9 ]}   # zed
    a: {one_of: [1,  # one
                 2]}


derive: {q: a+1}
prompt: |
  Text
  # a heading

  * more
steps:
- id: "x"
  answer: {value: 'a', kind: number}
  hints:
  - "A very long text that has to be folded since it is much longer than a line may be, and goes on: and on to the end."
  - plain text
    over two lines
  - >
    folded
    text

  -
    # in front
    text: 'it''s'
    reveals: true
  - - x
    - '\\frac"'
# the very end
"""

TIDY = """\
# Licence: mine

format: 1
id: two-step                      # the file's name
# about the id
title: A long title   # beside the title
# for the params
params:
  z: {int: [2, 9]}       # zed
  a: {one_of: [1,  # one
               2]}

derive: {q: a+1}
prompt: |
  Text
  # a heading

  * more
steps:
  - id: "x"
    answer: {kind: number, value: "a"}
    hints:
      - >-
        A very long text that has to be folded since it is much longer than a line may be, and goes on: and on to the
        end.
      - plain text over two lines
      - >
        folded
        text

      # in front
      - text: "it's"
        reveals: true
      - - x
        - '\\frac"'
  # the very end
tests:   # tests
  # first test
  - draw: {b: 1, a: 2}
    # odd
    step: x
    # deeper end
"""


def laid_out(text: str, path: PurePath = ITEM) -> str:
    """
    Return a text in its layout.
    """
    found = formatted(text.encode(), path)
    assert isinstance(found, Formatted)
    return found.text


def comments(text: str) -> list[str]:
    """
    Return the comments of a text in which no scalar has a number sign.
    """
    return sorted(re.findall(r"#.*", text))


def test_fields_are_put_in_order_and_comments_stay_with_them() -> None:
    """
    An untidy item comes out in the format's order, each comment with what it stood at.
    """
    assert TIDY == laid_out(UNTIDY)
    assert TIDY == laid_out(TIDY)


def test_windows_and_missing_ends_of_lines_are_mended() -> None:
    """
    Lines end as on other systems, and the last one ends.
    """
    assert "format: 1\nid: b\n\nname: B\n" == laid_out("\ufeffid: b\r\nformat: 1\r\n\r\nname: B", PurePath("bank.yaml"))


@pytest.mark.parametrize(
    ("text", "code"),
    [("a: 1\na: 2\n", Code.DUPLICATE_KEY), ("a: [1\n", Code.YAML_SYNTAX), ("a: &b 1\n", Code.ANCHOR)],
)
def test_what_cannot_be_read_is_told(text: str, code: Code) -> None:
    """
    A file that is broken gets no layout, but the finding that says why.
    """
    found = formatted(text.encode(), ITEM)
    assert isinstance(found, Finding)
    assert code == found.code
    assert found.line


def test_the_first_item_of_the_documents_is_in_its_layout() -> None:
    """
    The item that the page on the format begins with is written as the formatter writes it.
    """
    example = PAGE.partition("```yaml\n")[2].partition("```")[0]
    assert example == laid_out(example)


def test_what_is_a_sign_of_yaml_stays_readable() -> None:
    """
    Texts that YAML would take for something else keep their quotes, and those with two meanings too.
    """
    text = "items/x.yaml"
    source = "tags: ['@{a}', \"a: b\", 'no', \"3\", 'x # y', \"a\\\\b\", ' padded ', \"two\\nlines\", '', \"é\"]\n"
    written = laid_out(source, PurePath(text))
    assert decoded(source) == decoded(written)
    assert "'a\\b'" in written


def decoded(text: str) -> object:
    """
    Return what is read of a text.
    """
    document = decode_document(text.encode(), "x.yaml")
    assert isinstance(document, Document)
    return document.data


words = st.text(st.sampled_from("ab1 -:#,'\"\\@{}[]$|>é\n"), max_size=12)
plain_data = st.recursive(
    words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=8
)


def as_yaml(data: object, draw: st.DrawFn, indent: int = 0) -> str:
    """
    Write data as an author might: in braces or not, with comments and odd indentation.
    """
    quoted = '"{}"'.format
    if isinstance(data, str):
        return quoted(data.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n"))
    if not data or draw(st.booleans()):
        if isinstance(data, dict):
            parts = [f"{as_yaml(name, draw)}: {_flow(value)}" for name, value in data.items()]
            return "{" + ", ".join(parts) + "}"
        assert isinstance(data, list)
        return _flow(data)
    step = draw(st.sampled_from([1, 2, 4]))
    margin = "\n" + " " * indent
    lines = ""
    assert isinstance(data, dict | list)
    entries = (
        [(f"{as_yaml(name, draw)}:", value) for name, value in data.items()]
        if isinstance(data, dict)
        else [("-", v) for v in data]
    )
    for sign, value in entries:
        lines += draw(st.sampled_from(["", "", "\n", f"{margin}# above", f"\n{margin}# apart"]))
        inner = as_yaml(value, draw, indent + step)
        beside = draw(st.sampled_from(["", "", "   # beside"]))
        lines += f"{margin}{sign}{beside}{inner}" if inner.startswith("\n") else f"{margin}{sign} {inner}{beside}"
    return lines


def _flow(data: object) -> str:
    if isinstance(data, dict):
        return "{" + ", ".join(f"{_flow(name)}: {_flow(value)}" for name, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(_flow, data)) + "]"
    return '"{}"'.format(str(data).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n"))


@st.composite
def files(draw: st.DrawFn) -> str:
    """
    Draw a file with comments.
    """
    data = draw(st.dictionaries(words, plain_data, min_size=1, max_size=4))
    return as_yaml(data, draw).lstrip("\n") + draw(st.sampled_from(["", "\n", "\n\n# end\n"]))


@given(files())
def test_nothing_is_read_otherwise_and_no_comment_is_lost(text: str) -> None:
    """
    Whatever a file holds, the same is read from its layout, with as many comments, and its layout is its own.
    """
    written = laid_out(text)
    assert decoded(text) == decoded(written)
    assert text.count("# above") == written.count("# above")
    assert text.count("# beside") == written.count("# beside")
    assert written == laid_out(written)


@pytest.mark.slow
def test_our_own_bank_is_in_its_layout() -> None:
    """
    Each file of the starter bank is written as the formatter writes it, and none had to be left as it was.
    """
    for path in sorted(STARTER.rglob("*.yaml")):
        assert path.read_text("utf-8") == laid_out(path.read_text("utf-8"), path.relative_to(STARTER)), path.name
