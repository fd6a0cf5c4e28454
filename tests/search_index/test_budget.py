"""A question that would read too much is refused before it does, in any thread."""

import threading
from pathlib import Path

import pytest

from search_index import BadQuery, Document, Index, Layout, Query
from search_index.budget import EACH, LEAST, Budget, of_a_question, unlimited
from tests.search_index.samples import LAYOUT


def test_what_is_spent_is_never_more_than_there_is() -> None:
    budget = Budget(10)
    budget.spend(6)
    budget.spend(4)
    with pytest.raises(BadQuery) as refused:
        budget.spend(1)
    assert refused.value.code == "too_broad"
    unlimited().spend(10**12)


def allow(monkeypatch: pytest.MonkeyPatch, postings: int) -> None:
    monkeypatch.setattr("search_index.budget.EACH", 0)
    monkeypatch.setattr("search_index.budget.LEAST", postings)


def test_a_large_index_may_be_asked_more_than_a_small_one() -> None:
    assert of_a_question(10).left == LEAST
    assert of_a_question(10**6).left == EACH * 10**6


MANY = " ".join(f"word{n}" for n in range(20))


@pytest.fixture
def broad(folder: Path) -> Index:
    index = Index(folder, LAYOUT)
    index.apply([Document(f"k{n}", "t", "", MANY) for n in range(300)], [], 1)
    return index


def test_a_question_reads_no_more_postings_than_its_budget(
    broad: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(monkeypatch, 3000)
    assert broad.search(Query("word1 word2 word3")).total == 300
    with pytest.raises(BadQuery, match="too_broad"):
        broad.search(Query(MANY))
    assert broad.search(Query("word1 word2 word3")).total == 300, "each question has its own"
    assert broad.count() == 300


def test_places_are_read_only_where_a_phrase_can_still_stand(
    broad: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(monkeypatch, 300)
    assert broad.search(Query('"word1"')).total == 300, "one word stands next to nothing"
    allow(monkeypatch, 3 * 300 + 2 * 300)
    assert broad.search(Query('"word3 word2 word1"')).total == 0, "two told that it stands nowhere"
    allow(monkeypatch, 3 * 300 + 3 * 300)
    assert broad.search(Query('"word1 word2 word3"')).total == 300


def test_the_limit_holds_in_threads(broad: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, 3000)
    said: list[str] = []

    def ask() -> None:
        try:
            broad.search(Query(MANY))
        except BadQuery as refused:
            said.append(refused.code)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == ["too_broad"] * 4


def test_a_prefix_of_many_words_is_counted_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index(folder, Layout())
    body = " ".join(f"cata{n}" for n in range(50))
    index.apply([Document(f"k{n}", "t", "", body) for n in range(40)], [], 1)
    assert index.search(Query("cata*")).total == 40
    allow(monkeypatch, 500)
    with pytest.raises(BadQuery, match="too_broad"):
        index.search(Query("cata*"))
