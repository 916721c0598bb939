"""The templates of the page; whatever is put into them is escaped unless it is markup already."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


def part(name: str) -> str:
    """The text of a file beside this one."""
    return Path(__file__).with_name(name).read_text("utf-8")


@lru_cache(maxsize=4)
def template(name: str) -> "Template":
    """A template by its file name; what it is not given is an error."""
    from jinja2 import Environment, StrictUndefined

    strict = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return strict.from_string(part(name))
