"""How places and sources are named: paths, and URLs."""

import re

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?=://|::)")
_FILE = "file://"


def without_scheme(named: str) -> str:
    """A path of this machine, which `file://` may stand before."""
    return named.removeprefix(_FILE)


def is_url(named: str) -> bool:
    """Whether a name leads to where only a driver can read and write."""
    return bool(_SCHEME.match(named)) and not named.startswith(_FILE)
