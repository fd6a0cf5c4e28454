"""Figures of relevance against numbers worked out by hand."""

import json
from math import log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import Index
from search_index.grammar import Every, Words, parse
from search_index.relevance import (
    Ask,
    Figures,
    SetNotReadable,
    answers,
    documents,
    grades,
    measured,
    plain,
    questions,
    run,
)
from tests.search_index.conftest import LAYOUT


def write(folder: Path, name: str, *rows: object) -> None:
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / name).write_text("\n".join(lines), encoding="utf-8")


def test_the_metrics_are_those_worked_out_by_hand() -> None:
    made = {
        "q1": [("x", 3.0), ("a", 2.0), ("b", 1.0)],
        "q2": [("c", 1.0)],
        "q3": [],
        "q4": [("z", 1.0)],
    }
    known = {"q1": {"a": 1.0, "b": 2.0, "d": 1.0, "x": 0.0}, "q2": {"c": 1.0}, "q3": {"e": 1.0}}
    # q1: x is judged 0, a 1, b 2: gains 0, 1, 3 at 1, 2, 3; the best order is 3, 1, 1.
    first = (1 / log2(3) + 3 / log2(4)) / (3 + 1 / log2(3) + 1 / log2(4))
    figures = measured(made, known)
    assert (figures.questions, figures.judged, figures.nothing) == (4, 3, 1)
    assert figures.mrr10 == pytest.approx((1 / 2 + 1 + 0) / 3)
    assert figures.recall100 == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert figures.ndcg10 == pytest.approx((first + 1 + 0) / 3)


def test_only_the_first_ten_count_for_the_rank_and_the_gain() -> None:
    late = [(f"n{n}", 1.0) for n in range(10)] + [("a", 1.0)]
    figures = measured({"q": late}, {"q": {"a": 2.0}})
    assert (figures.mrr10, figures.recall100, figures.ndcg10) == (0.0, 1.0, 0.0)


def test_what_nobody_judged_gains_nothing_and_keeps_its_place() -> None:
    figures = measured({"q": [("unjudged", 2.0), ("a", 1.0)]}, {"q": {"a": 2.0}})
    assert figures.ndcg10 == pytest.approx(1 / log2(3))


def test_of_more_right_answers_than_are_looked_at_all_of_these_are_enough() -> None:
    right = {f"d{n}": 1.0 for n in range(200)}
    figures = measured({"q": [(f"d{n}", 1.0) for n in range(100)]}, {"q": right})
    assert figures.recall100 == 1.0


def test_without_judgements_there_are_no_means() -> None:
    assert measured({"q": [("a", 1.0)]}, {}) == Figures(1, 0, 0.0, 0.0, 0.0, 0)
    assert measured({}, {}) == Figures(0, 0, 0.0, 0.0, 0.0, 0)


def test_documents_and_questions_are_read_as_they_are_written(tmp_path: Path) -> None:
    write(
        tmp_path, "docs.jsonl",
        {"id": 7, "title": "烟气", "abstract": "摘要\u2028二", "content": "正文",
         "keywords": ["脱硫", "钢铁"], "title_keywords": "烧结"},
        "",
        {"id": "b"},
    )  # fmt: skip
    first, second = documents(tmp_path)
    assert (first.key, first.title, first.body) == ("7", "烟气", "摘要\u2028二\n正文")
    assert first.keywords == "脱硫 钢铁\n烧结"
    assert (second.key, second.title, second.body, second.keywords) == ("b", "", "", "")
    write(
        tmp_path,
        "queries.jsonl",
        {"id": 1, "text": "烟气", "source_doc": 7},
        {"id": 2, "title": "t"},
    )
    assert questions(tmp_path) == [
        Ask("1", "烟气", frozenset({"7"})), Ask("2", "t", frozenset()),
    ]  # fmt: skip


def test_judgements_have_three_columns_or_the_four_of_trec(tmp_path: Path) -> None:
    assert grades(tmp_path) is None
    write(tmp_path, "qrels.tsv", "query-id\tcorpus-id\tscore", "q\ta\t1", "", "q\tb\t2.5", "")
    assert grades(tmp_path) == {"q": {"a": 1.0, "b": 2.5}}
    write(tmp_path, "qrels.tsv", "q\t0\ta\t1", "p\t0\ta\t0")
    assert grades(tmp_path) == {"q": {"a": 1.0}, "p": {"a": 0.0}}


@pytest.mark.parametrize(
    ("name", "rows", "said"),
    [
        ("docs.jsonl", ['{"id": "a"}', "{"], "docs.jsonl, line 2"),
        ("docs.jsonl", ["[]"], "docs.jsonl, line 1"),
        ("docs.jsonl", ["", '{"title": "x"}'], "docs.jsonl, line 2"),
        ("docs.jsonl", ['{"id": ""}'], "line 1: an empty or endless id"),
        ("docs.jsonl", [json.dumps({"id": "x" * 256})], "line 1: an empty or endless id"),
        ("qrels.tsv", ["query\tdoc\tgrade", "q\ta\thigh"], "qrels.tsv, line 2"),
        ("qrels.tsv", ["q\ta\t1", "q a 1"], "qrels.tsv, line 2"),
        ("qrels.tsv", ["q\ta\t1", "q\t0\ta\t1\tx"], "qrels.tsv, line 2"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, name: str, rows: list[str], said: str) -> None:
    write(tmp_path, name, *rows)
    with pytest.raises(SetNotReadable, match=said):
        _ = grades(tmp_path) if name == "qrels.tsv" else list(documents(tmp_path))


def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetNotReadable, match=r"queries\.jsonl"):
        questions(tmp_path)
    (tmp_path / "docs.jsonl").write_bytes(b"\xff\xfe{")
    with pytest.raises(SetNotReadable, match=r"docs\.jsonl"):
        list(documents(tmp_path))


def test_a_run_answers_every_question_without_its_source_and_says_how_far_it_is(
    tmp_path: Path,
) -> None:
    write(tmp_path, "docs.jsonl", {"id": "a", "title": "烟气脱硫"}, {"id": "b", "title": "烟气"})
    index = Index(tmp_path / "index", LAYOUT)
    index.apply(documents(tmp_path), [], 1)
    asked = [Ask("1", "烟气 (脱硫 -x NOT", frozenset()), Ask("2", "烟气", frozenset({"b"}))]
    told: list[int] = []
    made = run(index, asked, told.append)
    assert [[key for key, _ in made[one]] for one in ("1", "2")] == [["a", "b"], ["a"]]
    assert told == [1, 2]
    assert run(index, asked[:1]) == {"1": answers(index, asked[0])}
    index.close()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"烟气" AND (脱硫*) title:x', "烟气 and 脱硫 title x"),
        ("NOx -SCR －SNCR - a-b", "NOx SCR SNCR a-b"),
        ("x" * 300, "x" * 256),
    ],
)
def test_a_text_is_asked_as_plain_words(text: str, words: str) -> None:
    assert plain(text) == words


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(['"', "-", "a:", "NOT", "b", "(", "c*"])).map(" ".join)
)
def test_a_plain_text_is_never_anything_but_words(text: str) -> None:
    tree = parse(plain(text), fields={"a": "title", "b": "title"})
    assert tree == Every(()) or (
        isinstance(tree, Every)
        and not tree.others
        and [type(part) for part in tree.parts] in ([], [Words])
    )
