"""Quantities read out of texts, offered in a form: one click puts them into its rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.core import measure
from marketplace.core.measure import Claim
from marketplace.core.speech import Phrase
from marketplace.core.unreadable import Unreadable
from marketplace.display.rules.suggested import Source, Suggested
from marketplace.web.speech import language, speak

# The button that puts an offer into the rows: its value is what is put there, or one of these.
BUTTON = "add_suggested"
ALL, READ = "all", "read"
# What a reader checks at one time; the next ones come when these are put in or taken out.
MOST_SHOWN = 12

WHERE = {
    "title": Phrase("名称", "title"),
    "summary": Phrase("简介", "summary"),
    "description": Phrase("技术说明", "description"),
    "references_text": Phrase("应用案例", "references"),
    "text": Phrase("问题描述", "description"),
    "scale": Phrase("规模", "scale"),
    "patent": Phrase("专利摘要", "abstract of"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggestion as the page shows it: the words that were read stand apart in the sentence."""

    value: str
    name: str
    quantity: str
    where: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Offers:
    """What a page shows of what is suggested; `more` where that is not all."""

    items: tuple[Offer, ...] = ()
    more: bool = False


def shown(offered: Suggested) -> Offers:
    """The first suggestions in the reader's language."""
    items = tuple(
        Offer(
            value(one.claim),
            speak(measure.measurand(one.claim.measurand).name),
            one.claim.show(language()),
            _where(one.source),
            one.before,
            one.words,
            one.after,
        )
        for one in offered.items[:MOST_SHOWN]
    )
    return Offers(items, more=offered.more or len(offered.items) > MOST_SHOWN)


def value(claim: Claim) -> str:
    """What a button sends to name a claim."""
    return f"{claim.measurand} {claim.show('zh')}"


def chosen(pressed: str, offered: Suggested) -> list[Claim]:
    """The claims that a button names among those shown: one of them, or all."""
    seen = offered.items[:MOST_SHOWN]
    return [one.claim for one in seen if pressed in (ALL, value(one.claim))]


def readable(typed: Iterable[tuple[str | None, str | None]]) -> list[Claim]:
    """The claims among typed pairs of a measurand and a quantity.

    What cannot be read is left out here: saving the form tells what is wrong with it.
    """
    found: list[Claim] = []
    for code, quantity in typed:
        try:
            found.append(Claim.read(code or "", quantity or ""))
        except Unreadable:
            continue
    return found


def _where(source: Source) -> str:
    name = speak(WHERE[source.field])
    return f"{name} {source.of}" if source.of else name
