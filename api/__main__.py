"""
`python -m api`: the command line, for where the `misstep` script is not on the path.
"""

import sys

from api.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    sys.exit(main())
