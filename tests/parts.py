"""
Real parts that tests drive, and what is missing where they are not there.

A test that needs a part asks here. On a developer's machine a missing part
skips the test and names the package to install; in CI the same is a failure,
because there a skip would hide a hole.
"""

import os
import shutil
from pathlib import Path

import pytest

__all__ = ["axe_script", "browser_path", "compiler_path", "evaluation_data", "openssl_path", "redis_path"]


def _missing(part: str, package: str, by: str = "apt-get install") -> None:
    """
    Skip, or fail in CI, with the package that brings the part.
    """
    sentence = f"{part} is not installed: {by} {package}"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def browser_path() -> str:
    """
    Return the path of a headless Chromium.
    """
    for name in ("chromium-headless-shell", "chromium"):
        if path := shutil.which(name):
            return path
    _missing("Headless Chromium", "chromium-headless-shell")
    raise AssertionError


def axe_script() -> Path:
    """
    Return the path of axe-core's script, which finds what keeps people from using a page.
    """
    path = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        _missing("axe-core", "ci", by="npm")
    return path


def compiler_path() -> str:
    """
    Return the path of a C compiler.
    """
    if path := shutil.which("cc"):
        return path
    _missing("A C compiler", "gcc libc6-dev")
    raise AssertionError


def redis_path() -> str:
    """
    Return the path of a Redis server.
    """
    if path := shutil.which("redis-server"):
        return path
    _missing("A Redis server", "redis-server")
    raise AssertionError


def openssl_path() -> str:
    """
    Return the path of OpenSSL's command, which makes certificates.
    """
    if path := shutil.which("openssl"):
        return path
    _missing("The openssl command", "openssl")
    raise AssertionError


def evaluation_data(*parts: str) -> Path:
    """
    Return a path in the folder of evaluation data, or skip plainly: that data is no part of the project.
    """
    root = Path(os.environ.get("MISSTEP_DATA", Path(__file__).parents[1] / ".." / "shared" / "data"))
    path = root.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"evaluation data is absent: {'/'.join(parts)} (set MISSTEP_DATA)")
    return path
