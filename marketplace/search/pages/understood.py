"""What the search page says of how a question was understood, and where to go from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from marketplace.core.speech import Phrase
from marketplace.search.queries import nearest
from marketplace.search.queries.asking import Answer, Asked
from marketplace.search.queries.figures import Figure
from marketplace.web.address import url_with
from marketplace.web.shapes import Chip, Tab
from marketplace.web.speech import language, say, speak

# The letters of a chemical symbol, which keeps its case: Hg at the outlet.
SYMBOL = 2


@dataclass(frozen=True, slots=True)
class Readings:
    """Words read as others: pairs of what was typed and what it was taken for."""

    pairs: Sequence[tuple[str, str]]
    exact_url: str
    meant: str
    meant_url: str


@dataclass(frozen=True, slots=True)
class Alone:
    """A word of a question that found nothing: what it finds alone, the question without it."""

    text: str
    documents: int
    url: str
    without: str
    without_url: str


def readings(answer: Answer, asked: Asked) -> Readings | None:
    """What was read as something else; None where every word stands in the market."""
    if not answer.read_as:
        return None
    meant = asked.text
    for typed, word in answer.read_as.items():
        at = meant.lower().find(typed)
        meant = meant[:at] + word + meant[at + len(typed) :] if at >= 0 else meant
    return Readings(
        list(answer.read_as.items()),
        url_with(exact="true", after=None),
        meant,
        url_with(q=meant, after=None),
    )


def words(answer: Answer, asked: Asked) -> list[Alone]:
    """For a question that found nothing: each word with what it finds, the rarest first."""
    told = []
    for word in sorted(answer.words, key=lambda word: word.documents):
        rest = " ".join(one for one in asked.text.split() if one.casefold() != word.text.casefold())
        told.append(
            Alone(
                word.text,
                word.documents,
                url_with(q=word.text, after=None),
                rest,
                url_with(q=rest, after=None) if rest else "",
            )
        )
    return told


def shelves(asked: Asked) -> list[tuple[str, str]]:
    """The shelves that a question speaks of, with their addresses."""
    return [
        (shelf.label, f"/search?{urlencode({shelf.facet: shelf.code})}")
        for shelf in nearest.shelves(asked.text, language())
    ]


def sorts(figures: Sequence[Figure], asked: Asked) -> list[Tab]:
    """Orders by the figures that were asked for."""
    return [
        Tab(
            Phrase(f"{figure.label}从优到劣", f"Best {_inside(figure.label)}"),
            url_with(sort=figure.sort, after=None),
            asked.order == figure.sort,
        )
        for figure in figures
        if figure.sort
    ]


def _inside(name: str) -> str:
    """A name within a sentence: Energy saving begins small there, COD does not."""
    word = name.split(" ", 1)[0]
    return f"{name[:1].lower()}{name[1:]}" if word[1:].islower() and len(word) > SYMBOL else name


def tally(figure: Figure) -> str:
    """How many technologies meet a figure, leave it open, miss it, or say nothing."""
    unsure = [_unsure(figure.unsure)] if figure.unsure else []
    misses = [_miss(figure.misses)] if figure.misses else []
    parts = [_meet(figure), *unsure, *misses, _silent(figure.unstated)]
    return say("；", "; ").join(speak(part) for part in parts)


def _meet(figure: Figure) -> Phrase:
    count, proved = figure.meets, figure.proved
    one = count == 1
    return Phrase(
        f"{count} 项技术满足，其中 {proved} 项附第三方报告或已核验",
        f"{count} {'technology meets' if one else 'technologies meet'} it, "
        f"{proved} of them with a report or confirmed",
    )


def _unsure(count: int) -> Phrase:
    return Phrase(
        f"{count} 项给出的数值不能保证达到",
        f"{count} {'states' if count == 1 else 'state'} a figure that does not promise it",
    )


def _miss(count: int) -> Phrase:
    return Phrase(f"{count} 项不满足", f"{count} {'does' if count == 1 else 'do'} not")


def _silent(count: int) -> Phrase:
    return Phrase(f"{count} 项未说明", f"{count} {'does' if count == 1 else 'do'} not say")


def chips(figures: Sequence[Figure]) -> list[Chip]:
    """The figures that are filters, each with the way to take it off."""
    return [
        Chip(
            say(f"{figure.label} {figure.said}", f"{figure.label} {figure.said}"),
            url_with(measure=_without(figure.measurand), after=None),
        )
        for figure in figures
        if figure.strict
    ]


def _without(measurand: str) -> list[str]:
    kept = request.args.getlist("measure")
    return [one for one in kept if one.split()[:1] != [measurand]]
