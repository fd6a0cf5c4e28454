"""How well a question stands in a document in one piece.

Tokens of the question that stand in a field as far apart as in the question lie on one diagonal
(place in the field minus place in the question). The heaviest diagonal says how much of the
question is there word for word, a band of neighbouring ones how much of it is there nearly so.

Chinese brings in what a text is about by 一种, "a kind of": 一种书架 is about a bookcase, while
一种转动式书架 is about a special one, and 放在书架上 only mentions it.
"""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from search_index.analysis import Token
from search_index.schema import PAIR_FIELDS
from search_index.scoring import Scorer, Scores

# What each of the four is worth beside a score of about 1.
WHOLE, NAMED, LEADING, NEAR = 0.8, 0.4, 0.9, 0.2
NAMING = "一种"
BAND = 8
FADING = 40  # A piece that begins so many places into a text counts half as leading.
_ALMOST = 0.999


def bonuses(wanted: Sequence[Token], near: set[int], scorer: Scorer) -> Scores:
    """Say what each of these documents gets, the best of its fields counting."""
    weights = {t.text: scorer.ranking.rarity(t.text, PAIR_FIELDS) for t in wanted}
    best: Scores = {}
    own = wanted[0].text == NAMING
    before = wanted[0].position - (0 if own else len(NAMING))
    for place in PAIR_FIELDS:
        places = {text: scorer.positions(place, text, near) for text in weights}
        # Nearly every text has the word: it is read for these alone.
        naming = scorer.view.positions(place, NAMING, near)
        for document in near:
            found = {text: at[document] for text, at in places.items() if document in at}
            named = {at - before for at in naming.get(document, ())}
            bonus = _bonus(wanted, found, weights, named)
            best[document] = max(bonus, best.get(document, 0.0))
    return best


def _bonus(
    wanted: Sequence[Token],
    found: Mapping[str, Sequence[int]],
    weights: Mapping[str, float],
    named: Container[int],
) -> float:
    """Say what one field of a document gets; a diagonal in `named` is brought in by 一种."""
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
    whole = sum(weights[token.text] for token in wanted)
    heaviest = max(diagonals.values())
    piece = heaviest / whole
    first = min(at for at, weight in diagonals.items() if weight >= 0.8 * heaviest)
    leading = piece / (1 + max(0, first) / FADING)
    full = [at for at, weight in diagonals.items() if weight > _ALMOST * whole]
    said = WHOLE * bool(full) + NAMED * any(at in named for at in full)
    return said + LEADING * leading + NEAR * _band(hits, weights) / whole


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
