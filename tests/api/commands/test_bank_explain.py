"""What `misstep bank explain` promises."""

from pathlib import Path

import pytest

from api.cli import main
from tests.item_bank.small_bank import SMALL_BANK, write_bank

DRAW = ["--draw", "a=2,b=3,s=5"]


def test_a_wrong_answer_comes_with_a_formula_to_paste(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Beside the mistakes and mal-rules that give it; what is no wrong answer is refused with a sentence.
    """
    write_bank(tmp_path, SMALL_BANK)
    asked = ["bank", "explain", str(tmp_path), "two-step", "--step", "divide"]
    code = main([*asked, "--wrong", "8", *DRAW])
    told = capsys.readouterr().out
    refused = main([*asked, "--wrong", "5", *DRAW])

    assert (0, 2) == (code, refused)
    assert "sign-kept: moved a term and kept its sign" in told
    assert "  - {when: (b + c)/a, code: CODE}" in told
    assert "no wrong answer" in capsys.readouterr().err
