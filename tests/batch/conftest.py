"""What the tests of batches share."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def files() -> Callable[[Path], dict[str, bytes]]:
    """Reads every file of an output folder with its bytes, but for the ledger, which says how long things took."""

    def read(output: Path) -> dict[str, bytes]:
        kept = (path for path in sorted(output.rglob("*")) if path.is_file() and path.name != "ledger.csv")
        return {str(path.relative_to(output)): path.read_bytes() for path in kept}

    return read
