"""`make screenshots`: the sample market's pages as pictures, wide and narrow, in both languages."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from marketplace.sample.people import PASSWORD
from tests.journeys.visitor import Visitor
from tests.servers import run
from tests.servers.browser import chromium
from tests.servers.market import Market

WIDTHS = (1280, 390)
# As whom, which pages; a page that ends in * is the first thing its list leads to.
PAGES: dict[str, tuple[str, ...]] = {
    "": ("/", "/search?q=烧结 脱硫", "/technologies*", "/demands*", "/brokers*", "/agencies*"),
    "holder": (
        "/desk",
        "/technologies/mine",
        "/matches*",
        "/licence-requests*",
        "/deals*",
        "/settings/notices",
        "/settings/mobile",
        "/endpoints",
    ),
    "seeker": ("/desk", "/demands/mine", "/deals*", "/inbox"),
    "broker": ("/desk", "/mandates*", "/referrals"),
    "operator": (
        "/desk",
        "/reviews",
        "/demands/queue",
        "/organisations",
        "/oversight",
        "/oversight/funnel",
        "/oversight/deliveries",
        "/escalations",
        "/notices/templates",
    ),
    "supervisor": ("/oversight",),
}


@click.command()
@click.option("--into", default="screenshots", type=click.Path(path_type=Path), show_default=True)
def main(into: Path) -> None:
    """Start a sample market, look at its pages, write one picture of each."""
    into.mkdir(parents=True, exist_ok=True)
    run.begin()
    try:
        folder = Path(tempfile.mkdtemp(prefix="s-", dir=run.folder()))
        with Market(folder / "data") as market, chromium() as browser:
            market.start("--sample")
            for width in WIDTHS:
                for who, pages in PAGES.items():
                    visitor = Visitor.come(browser, market.url, width)
                    if who:
                        visitor.sign_in(f"{who}@example.org", PASSWORD)
                    for name in pictures(visitor, pages, into / f"{width}-{who or 'nobody'}"):
                        click.echo(name)
    finally:
        run.end()


def pictures(visitor: Visitor, pages: tuple[str, ...], stem: Path) -> Iterator[Path]:
    """One picture of each page in each language; yields the files."""
    for page in pages:
        visitor.go(page.removesuffix("*"))
        if page.endswith("*"):
            visitor.go(first(visitor, page.removesuffix("*")))
        path, name = visitor.path(), re.sub(r"\W+", "-", page).strip("-") or "home"
        query = page.partition("?")[2]
        for language in ("zh", "en"):
            visitor.go(f"{path}?{query}&lang={language}" if query else f"{path}?lang={language}")
            file = stem.with_name(f"{stem.name}-{name}-{language}.png")
            visitor.page.screenshot(path=file, full_page=True)
            yield file
        visitor.go("/?lang=zh")


def first(visitor: Visitor, listed: str) -> str:
    """The path of the first thing a list leads to."""
    links = visitor.page.locator("main a").evaluate_all("e => e.map(a => a.getAttribute('href'))")
    found = (link for link in links if re.fullmatch(rf"{listed}/[0-9a-f-]{{36}}", link or ""))
    return next(found, listed)


if __name__ == "__main__":
    main()
