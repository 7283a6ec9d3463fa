"""A file of one route to a provider on this machine, with a price of its own."""

from pathlib import Path

__all__ = ["routes_file"]

PRICES = '[[price]]\nid = "p"\nfrom = 2020-01-01\nprompt = 1\ncached = 1\ncompletion = 2\nsource = "made up"\n'
ROUTES = """\
prices = "prices.toml"

[[route]]
name = "main"
kind = "other"
base_url = "http://127.0.0.1:{port}/v1"
model = "m"
price = "p"
"""


def routes_file(folder: Path, port: int) -> str:
    """
    Write the file and its prices into a folder; return its path.
    """
    (folder / "prices.toml").write_text(PRICES, encoding="utf-8")
    path = folder / "routes.toml"
    path.write_text(ROUTES.format(port=port), encoding="utf-8")
    path.chmod(0o600)
    return str(path)
