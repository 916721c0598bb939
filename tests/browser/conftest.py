"""A real browser, Debian's Chromium, and reports to open in it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from extractor import extract
from extractor.api import ExtractedDeck

BUNDLED = Path(__file__).parents[2] / "fixtures" / "decks" / "iij-2q07" / "input.txt"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "no Chromium here: apt-get install chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def bundled() -> ExtractedDeck:
    return extract(BUNDLED, name="iij-2q07")


class Watched:
    """A page with everything it said on the console and everything it asked the network for."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page, self.complaints, self.requests = page, [], []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(file.as_uri())
        self.own = {file.as_uri()}

    def is_quiet(self) -> bool:
        """No complaint, and no request but for the file itself and what it saves."""
        asked = {url.partition("#")[0] for url in self.requests if not url.startswith("blob:")}
        return not self.complaints and asked <= self.own


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Opens the report of a deck, in a language, in a window of its own."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1400, "height": 900})

    def build(deck: ExtractedDeck, lang: str = "en", source: bytes | None = None) -> Watched:
        from extractor.emit.report import report_html

        file = tmp_path / "report.html"
        file.write_bytes(report_html(deck, lang, source))
        return Watched(context.new_page(), file)

    yield build
    context.close()
