"""How well a question stands in a document in one piece.

Tokens of the question that stand in a field as far apart as in the question lie on one diagonal
(place in the field minus place in the question). The heaviest diagonal says how much of the
question is there word for word, a band of neighbouring ones how much of it is there nearly so.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from search_index.analysis import Token
from search_index.schema import PAIR_FIELDS
from search_index.scoring import Scorer, Scores

WHOLE, LEADING, NEAR = 0.8, 0.9, 0.2  # What each of the three is worth beside a score of about 1.
BAND = 8
FADING = 40  # A piece that begins so many places into a text counts half as leading.
_ALMOST = 0.999


def bonuses(wanted: Sequence[Token], near: set[int], scorer: Scorer) -> Scores:
    """Say what each of these documents gets, the best of its fields counting."""
    weights = {t.text: scorer.ranking.rarity(t.text, PAIR_FIELDS) for t in wanted}
    whole = sum(weights[token.text] for token in wanted) or 1.0
    best: Scores = {}
    for place in PAIR_FIELDS:
        places = {text: scorer.positions(place, text, near) for text in weights}
        for document in near:
            found = {text: at[document] for text, at in places.items() if document in at}
            bonus = _bonus(wanted, found, weights, whole)
            best[document] = max(bonus, best.get(document, 0.0))
    return best


def _bonus(
    wanted: Sequence[Token],
    found: Mapping[str, Sequence[int]],
    weights: Mapping[str, float],
    whole: float,
) -> float:
    hits = sorted(
        (place - token.position, token.text)
        for token in wanted
        for place in found.get(token.text, ())
    )
    if not hits:
        return 0.0
    diagonals: dict[int, float] = defaultdict(float)
    for diagonal, text in hits:
        diagonals[diagonal] += weights[text]
    heaviest = max(diagonals.values())
    piece = heaviest / whole
    first = min(at for at, weight in diagonals.items() if weight >= 0.8 * heaviest)
    leading = piece / (1 + max(0, first) / FADING)
    return WHOLE * (piece > _ALMOST) + LEADING * leading + NEAR * _band(hits, weights) / whole


def _band(hits: Sequence[tuple[int, str]], weights: Mapping[str, float]) -> float:
    """Give the most that different tokens weigh within a band of diagonals."""
    inside: dict[str, int] = defaultdict(int)
    weight = best = 0.0
    first = 0
    for diagonal, text in hits:
        inside[text] += 1
        weight += weights[text] if inside[text] == 1 else 0.0
        while hits[first][0] < diagonal - BAND:
            gone = hits[first][1]
            inside[gone] -= 1
            weight -= weights[gone] if inside[gone] == 0 else 0.0
            first += 1
        best = max(best, weight)
    return best
