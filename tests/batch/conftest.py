"""What the tests of batches share."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def files() -> Callable[[Path], dict[str, bytes]]:
    """Reads every file of an output folder with its bytes, but for the ledger, which says how long things took.

    The shelf is no output: what it holds is read as nouns, whose sets are written in any order.
    """

    def read(output: Path) -> dict[str, bytes]:
        kept = (path for path in sorted(output.rglob("*")) if path.is_file() and path.name != "ledger.csv")
        named = {str(path.relative_to(output)): path for path in kept}
        return {name: path.read_bytes() for name, path in named.items() if not name.startswith(".state/")}

    return read
