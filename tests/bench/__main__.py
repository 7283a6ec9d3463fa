"""
Prints the measured figures: `python -m tests.bench [NAME ...]`, all of them without a name.

Each module beside this one that has `measure()` is one benchmark; it returns
rows of a figure's name, its value in words, and its goal. Nothing here fails
on a slow machine: figures are read by people.
"""

import importlib
import pkgutil
import sys

from tests import bench
from tests.bench.figure import Figure


def main(names: list[str]) -> int:
    """
    Run the named benchmarks, or all, and print a table of each.
    """
    known = sorted(info.name for info in pkgutil.iter_modules(bench.__path__))
    known = [name for name in known if hasattr(importlib.import_module(f"tests.bench.{name}"), "measure")]
    if unknown := [name for name in names if name not in known]:
        sys.stderr.write(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(known)}\n")
        return 2
    for name in names or known:
        module = importlib.import_module(f"tests.bench.{name}")
        figures: list[Figure] = module.measure()
        sys.stdout.write(f"\n## {name}: {(module.__doc__ or '').strip().splitlines()[0]}\n\n")
        sys.stdout.write("| figure | measured | goal |\n|---|---|---|\n")
        for figure in figures:
            sys.stdout.write(f"| {figure.name} | {figure.measured} | {figure.goal or '-'} |\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
