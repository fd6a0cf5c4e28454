"""What one term, or several next to each other, add to each document of a view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search_index.analysis import Token
from search_index.ranking import Ranking
from search_index.view import View

Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class Scorer:
    """Reads postings of a view and weighs them by a ranking, each once for a question."""

    view: View
    ranking: Ranking
    _terms: dict[tuple[str, str], Scores] = field(default_factory=dict)
    _places: dict[tuple[str, str], dict[int, list[int]]] = field(default_factory=dict)

    def term(self, place: str, text: str) -> Scores:
        """Say what a term adds to each document that has it in this field."""
        if (place, text) not in self._terms:
            self._terms[place, text] = self._read(place, text)
        return self._terms[place, text]

    def positions(self, place: str, text: str, among: set[int]) -> dict[int, list[int]]:
        """Tell where a term stands in the given field of these documents."""
        known = self._places.setdefault((place, text), {})
        among = among & self.term(place, text).keys()
        known.update(self.view.positions(place, text, among - known.keys()))
        return known

    def _read(self, place: str, text: str) -> Scores:
        lengths = self.view.lengths(place)
        gain, floor, slope = self.ranking.curve((place, text))
        return {
            document: gain * times / (times + floor + slope * lengths[document])
            for document, times in self.view.postings(place, text).items()
        }

    def anywhere(self, text: str, places: Iterable[str]) -> Scores:
        """Sum a term over several fields."""
        added: Scores = {}
        for place in places:
            add(added, self.term(place, text))
        return added

    def adjacent(self, place: str, wanted: Sequence[Token]) -> Scores:
        """Score the documents where the tokens stand in a field as far apart as they do here."""
        texts = list(dict.fromkeys(token.text for token in wanted))
        if not all(self.view.frequency(place, text) for text in texts):
            return {}  # Before the frequent ones among them are read.
        added = {text: self.term(place, text) for text in texts}
        having = set.intersection(*(set(scores) for scores in added.values()))
        if not having:
            return {}
        if len(wanted) == 1:
            return added[texts[0]]
        # The rarest first: few documents are left for the places of the frequent ones to be read.
        starts: dict[int, set[int]] = {}
        for n, token in enumerate(sorted(wanted, key=lambda token: len(added[token.text]))):
            places = self.positions(place, token.text, having)
            for document in having:
                begun = {at - token.position for at in places[document]}
                starts[document] = starts[document] & begun if n else begun
            having = {document for document in having if starts[document]}
        return {document: sum(added[text][document] for text in texts) for document in having}


def add(scores: Scores, more: Scores) -> Scores:
    """Add what more documents get, in place."""
    for document, score in more.items():
        scores[document] = scores.get(document, 0.0) + score
    return scores
