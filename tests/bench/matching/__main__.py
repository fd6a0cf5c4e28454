"""What each ingredient of the text score does on judged sets, and how fast it is.

    python -m tests.bench.matching --set DIR [--papers FILE]

DIR is a folder as `market match evaluate` reads it. The likeness has no number that was fitted to
single demands; the curve that makes it a probability is fitted ten times, to nine tenths of the
demands, and what is told of the other tenth is counted. --papers is a sanity set of another kind:
each paper's keywords are asked, and its own title and abstract should come first among 200.
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import exp
from pathlib import Path
from statistics import fmean
from unittest import mock

from marketplace.cli.judged import JudgedSet, Text, read
from marketplace.matching.rules import wording
from marketplace.matching.rules.counts import Counts, count, general, named
from marketplace.matching.rules.judging import measures
from marketplace.matching.rules.judging.chance import sign_flip
from marketplace.matching.rules.judging.peer import Bm25
from marketplace.matching.rules.judging.report import best
from marketplace.matching.rules.weights import TextWeights, weights

BY = weights().text
TENTHS = 10
Scores = Mapping[str, Mapping[str, float]]
NOTHING = {"title_letters": 0.0, "whole_letters": 0.0, "title_pairs": 0.0, "whole_pairs": 0.0}


def only(**weight: float) -> TextWeights:
    return replace(BY, **(NOTHING | weight))


def alike(known: JudgedSet, counts: Counts, by: TextWeights) -> Scores:
    return {
        asked: {
            key: wording.alike(
                (known.demands[asked].title, known.demands[asked].text),
                (known.documents[key].title, known.documents[key].text),
                counts,
                by,
            )
            for key in grades
        }
        for asked, grades in known.grades.items()
    }


def rows(known: JudgedSet) -> Iterator[tuple[str, Scores]]:
    own, even = known.counts(), named(0, 1, {}, {})
    peer = Bm25({key: document.whole for key, document in known.documents.items()})
    asked = known.demands
    yield (
        "BM25, pairs of title",
        {q: peer.scores(asked[q].title, g) for q, g in known.grades.items()},
    )
    yield "BM25, pairs of all", {q: peer.scores(asked[q].whole, g) for q, g in known.grades.items()}
    yield "pairs of titles", alike(known, own, only(title_pairs=1))
    yield "letters of titles", alike(known, own, only(title_letters=1))
    yield "both of titles", alike(known, own, only(title_letters=1, title_pairs=1))
    yield "pairs of all", alike(known, own, only(title_pairs=1, whole_pairs=1))
    yield "the market's", alike(known, own, BY)
    yield "… each the same weight", alike(known, own, only(**dict.fromkeys(NOTHING, 1.0)))
    with mock.patch.object(wording, "wanted", lambda text: text):
        wording.demand.cache_clear()
        yield "… all sections", alike(known, own, BY)
    wording.demand.cache_clear()
    yield "… shipped counts", alike(known, general(), BY)
    yield "… no counts", alike(known, even, BY)


def fitted(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Level and slope of the logistic curve from likeness to a right pair, by Newton's steps."""
    level, slope = -2.0, 0.0
    for _ in range(25):
        ga = gb = haa = hab = hbb = 0.0
        for value, grade in pairs:
            p = 1 / (1 + exp(-(level + slope * value)))
            off, w = p - (grade >= measures.GOOD), p * (1 - p)
            ga, gb = ga + off, gb + off * value
            haa, hab, hbb = haa + w, hab + w * value, hbb + w * value * value
        det = haa * hbb - hab * hab
        if not det:
            break
        level, slope = level - (hbb * ga - hab * gb) / det, slope - (haa * gb - hab * ga) / det
    return level, slope


def unseen(known: JudgedSet, scores: Scores) -> dict[str, dict[str, float]]:
    """Probabilities of each tenth of the demands by a curve fitted to the others."""
    made: dict[str, dict[str, float]] = {}
    most = max(value for row in scores.values() for value in row.values())
    scores = {q: {d: value / most for d, value in row.items()} for q, row in scores.items()}
    for tenth in range(TENTHS):
        test = [q for n, q in enumerate(known.grades) if n % TENTHS == tenth]
        pairs = [
            (scores[q][d], grade)
            for q, grades in known.grades.items()
            if q not in test
            for d, grade in grades.items()
        ]
        level, slope = fitted(pairs)
        for q in test:
            made[q] = {d: 1 / (1 + exp(-(level + slope * v))) for d, v in scores[q].items()}
    return made


def table(known: JudgedSet) -> None:
    right = {q for q, g in known.grades.items() if max(g.values()) >= measures.GOOD}
    base: list[float] = []
    print(f"{'':24}{'nDCG@10':>8}{'p':>8}{'P@5':>7}   told of unseen demands: right, demands, ECE")
    for name, scores in rows(known):
        cases = [[(scores[q][d], g) for d, g in known.grades[q].items()] for q in sorted(right)]
        found = list(map(measures.ndcg, cases))
        base = base or found
        p = sign_flip([a - b for a, b in zip(found, base, strict=True)])
        said = told(known, unseen(known, scores), right)
        top = fmean(map(measures.precision, cases))
        print(f"{name:24}{fmean(found):8.4f}{p:8.4f}{top:7.3f}   {said}", flush=True)


def told(known: JudgedSet, chances: Mapping[str, Mapping[str, float]], right: set[str]) -> str:
    push, most = weights().push, weights().told
    kept = {q: best(chances[q], push, most) for q in chances}
    grades = [known.grades[q][d] for q, keys in kept.items() for d in keys]
    good = sum(grade >= measures.GOOD for grade in grades)
    share = sum(bool(kept[q]) for q in right) / len(right)
    pairs = [(chances[q][d], g) for q, row in known.grades.items() for d, g in row.items()]
    wrong = measures.calibration_error(pairs)
    return f"{good / max(1, len(grades)):.3f} of {len(grades):3}, {share:.3f}, {wrong:.3f}"


def papers(file: Path) -> None:
    """Keywords find their paper among 200: MRR@10 of BM25 and of the market's likeness."""
    lines = file.read_text(encoding="utf-8").split("\n")
    found = [json.loads(line) for line in lines if line.strip()][:200]
    documents = {str(row["id"]): Text(row["title"], row["abstract"]) for row in found}
    counts = count(row["title"] for row in found)
    peer = Bm25({key: document.whole for key, document in documents.items()})
    ours, theirs = [], []
    for row in found:
        said = row["keywords"] if isinstance(row["keywords"], str) else " ".join(row["keywords"])
        plain = peer.scores(said, documents)
        for scores, into in (
            (plain, theirs),
            ({k: wording.alike((said, ""), (d.title, d.text), counts, BY) for k, d in
              documents.items()}, ours),
        ):  # fmt: skip
            own = str(row["id"])
            into.append(
                measures.reciprocal([(v, 3.0 if k == own else 0.0) for k, v in scores.items()])
            )
    print(f"papers by keywords, MRR@10: BM25 {fmean(theirs):.4f}, market {fmean(ours):.4f}")


def speed(known: JudgedSet) -> None:
    titles = [t.title for t in (*known.demands.values(), *known.documents.values())]
    many = [f"{a}{b}" for a in titles[:200] for b in titles[:100]][:20_000]
    began = time.perf_counter()
    count(many)
    print(f"counting {len(many)} titles: {time.perf_counter() - began:.1f} s")
    counts = known.counts()
    alike(known, counts, BY)
    began = time.perf_counter()
    alike(known, counts, BY)
    pairs = sum(map(len, known.grades.values()))
    print(f"one pair, warm: {(time.perf_counter() - began) / pairs * 1000:.3f} ms")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--set", type=Path, required=True)
    given.add_argument("--papers", type=Path)
    chosen = given.parse_args()
    known = read(chosen.set)
    table(known)
    if chosen.papers:
        papers(chosen.papers)
    speed(known)


if __name__ == "__main__":
    main()
