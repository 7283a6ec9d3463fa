"""
Started: a process of our own beside this one, never forked.

It finds the modules that we find, and inherits nothing else: neither the
environment nor a module of the folder that we happen to stand in, which may be a
stranger's bank. What is said over its pipes is its caller's.
"""

import os
import subprocess
import sys

__all__ = ["start"]


def start(module: str) -> subprocess.Popen[bytes]:
    """
    Start one of our modules, with pipes to its standard input and output.

    Parameters
    ----------
    module
        Its full name, like `item_bank.algebra.proving.worker`.
    """
    return subprocess.Popen(  # noqa: S603 -- a module of ours, named in our code
        [sys.executable, "-sP", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
