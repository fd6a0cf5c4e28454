import math
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from marketplace.core.vocabulary import vocabulary
from search_index import Document
from tests.bench.wording.__main__ import Score, ratio, spread
from tests.bench.wording.export import export
from tests.bench.wording.peer import K1, B, Bm25, terms
from tests.bench.wording.questions import DEPTH, Question, questions, recall


def question(*ipc: str, text: str = "水") -> Question:
    return Question(text, "unit", "a", frozenset(ipc), "test")


def card(*ipc: str, key: str = "patent:1") -> Document:
    return Document(key, "patent", "水处理", "", "C02F", {"ipc": ipc})


def test_there_are_150_different_questions_in_eight_kinds_and_two_halves() -> None:
    asked = questions()
    assert len({q.text for q in asked}) == len(asked) == 150
    kinds = Counter(q.kind for q in asked)
    assert len(kinds) == 8
    assert min(kinds.values()) >= 14
    assert kinds["english"] >= 25
    for kind in kinds:
        halves = Counter(q.half for q in asked if q.kind == kind)
        assert set(halves) == {"a", "b"}
        assert abs(halves["a"] - halves["b"]) <= 1


def test_every_question_names_subclasses_of_the_classification_and_says_why() -> None:
    for asked in questions():
        assert asked.ipc, asked
        assert asked.why, asked
        for symbol in asked.ipc:
            assert len(symbol) == 4, asked
            assert vocabulary("ipc").known(symbol), asked


def test_recall_counts_what_fits_into_the_first_twenty() -> None:
    water = question("C02F", "B01D")
    right, wrong = card("C02F", "G01N"), card("H01M")
    assert recall(water, [right, wrong, right], relevant=3) == pytest.approx(2 / 3)
    assert recall(water, [right] * DEPTH, relevant=500) == 1
    assert recall(water, [*[wrong] * DEPTH, right], relevant=1) == 0
    with pytest.raises(ValueError, match="nothing here answers"):
        recall(water, [], relevant=0)


def test_the_peer_reads_pairs_of_chinese_and_whole_latin_words() -> None:
    assert terms("脱硫塔CO2-SCR 水") == ["脱硫", "硫塔", "co2", "scr", "水"]


def test_the_peer_ranks_by_bm25() -> None:
    index = Bm25(["烧结脱硫", "脱硫", "水泵", "水泵"])
    assert list(index.best("脱硫", 9)) == [1, 0]
    assert list(index.best("水泵脱硫", 2)) == [1, 2]
    assert list(index.best("photovoltaic", 9)) == []
    lengths = (3, 1, 1, 1)
    rarity = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    floor = K1 * (1 - B + B * 3 / (sum(lengths) / 4))
    assert index.scores("脱硫")[0] == pytest.approx(rarity * (K1 + 1) / (1 + floor))


def test_a_ratio_compares_sums_and_its_spread_holds_it() -> None:
    of = [Score(question("C02F"), n / 10, 0.2 + n % 3 / 10, 0.5, n) for n in range(10)]
    assert ratio(of, lambda one: one.named) == pytest.approx(0.9)
    low, high = spread(of, lambda one: one.plain)
    assert low < ratio(of, lambda one: one.plain) < high
    assert ratio(of, lambda _: 0) == math.inf


def test_the_set_leaves_as_documents_questions_and_judgements(tmp_path: Path) -> None:
    asked = [question("C02F"), question("H01M", text="电池")]
    export(tmp_path, asked, [card("C02F"), card("H01M", "C02F", key="patent:2")])
    assert (tmp_path / "qrels.tsv").read_text().splitlines() == [
        "q001\tpatent:1\t1",
        "q001\tpatent:2\t1",
        "q002\tpatent:2\t1",
    ]
    assert '"text": "电池"' in (tmp_path / "queries.jsonl").read_text()
    assert len((tmp_path / "docs.jsonl").read_text().splitlines()) == 2


def test_the_measurement_runs_from_a_file_to_its_table(tmp_path: Path) -> None:
    patents = tmp_path / "patents.csv"
    patents.write_text(
        "publication_numbers,title,ipc_subclasses\n"
        "CN199000001A,一种污水处理装置,C02F\n"
        "CN199000002A,一种锂电池正极材料,H01M|C01B\n"
        "CN199000003A,一种书架,A47B\n"
        "CN199000004A,一种不会读到的书架,A47B\n",
        encoding="utf-8",
    )
    run = [sys.executable, "-m", "tests.bench.wording", "--patents", patents, "--limit", "3"]
    told = subprocess.run(
        [*run, "--export", tmp_path / "set"], check=True, capture_output=True, text=True
    ).stdout
    assert "3 patents, " in told
    assert "left out, nothing here answers it: 马桶太费水" in told
    assert "ratio to bigram BM25 over titles: " in told
    judged = (tmp_path / "set" / "qrels.tsv").read_text().splitlines()
    assert f"{len({line.split()[0] for line in judged})} questions" in told
