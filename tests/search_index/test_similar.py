"""What is like a document."""

import pytest

from search_index import BadQuery, Document, Index, Query
from search_index.similar import LEAST, MOST_TERMS
from tests.search_index.conftest import Filled

SCRUBBER = Document(
    "scrubber", "technology", "烧结烟气湿法脱硫洗涤塔", "石灰石浆液喷淋", "", {"field": ("air",)}
)
LIKE = Document("like", "technology", "湿法脱硫塔的喷淋层", "石灰石", "", {"field": ("air",)})
NEED = Document("need", "demand", "寻求烟气湿法脱硫", "", "", {"field": ("air",)})
OTHER = [
    Document(f"other{n}", "technology", f"{what}设备", "", "", {"field": ("water",)})
    for n, what in enumerate(["反渗透", "光伏组件", "沼气发酵", "污泥干化", "余热锅炉", "风力发电"])
]


@pytest.fixture
def index(filled: Filled) -> Index:
    return filled(SCRUBBER, LIKE, NEED, *OTHER)


def alike(index: Index, document: Document, **more: object) -> list[str]:
    return [hit.key for hit in index.similar(document, Query(**more))]  # type: ignore[arg-type]


def test_what_shares_telling_words_is_found_the_nearest_first_itself_excepted(
    index: Index,
) -> None:
    hits = index.similar(SCRUBBER, Query())
    assert [(hit.key, hit.kind) for hit in hits] == [("like", "technology"), ("need", "demand")]
    assert 1 >= hits[0].score >= hits[1].score >= LEAST


def test_filters_kinds_limits_and_hidden_documents_hold(index: Index) -> None:
    assert alike(index, SCRUBBER, kinds=("demand",)) == ["need"]
    assert alike(index, SCRUBBER, filters={"field": ("water",)}) == []
    assert alike(index, SCRUBBER, limit=1) == ["like"]
    assert alike(index, SCRUBBER, without=frozenset({"like"})) == ["need"]
    with pytest.raises(BadQuery, match="unknown_facet"):
        alike(index, SCRUBBER, filters={"colour": ("red",)})


@pytest.mark.parametrize(
    ("title", "body"),
    [("量子纠缠", ""), ("设备", "的 一种 水"), ("", ""), ("，。", "、")],
)
def test_nothing_alike_is_nothing(index: Index, title: str, body: str) -> None:
    assert alike(index, Document("new", "technology", title, body)) == []


def test_a_document_need_not_be_in_the_index(filled: Filled) -> None:
    outside = filled(LIKE, NEED, *OTHER)
    assert alike(outside, SCRUBBER) == ["like", "need"]


def test_it_makes_no_difference_how_often_a_document_was_put(index: Index) -> None:
    before = index.similar(SCRUBBER, Query())
    for seq in range(2, 5):
        index.apply([SCRUBBER], [], seq)
    after = index.similar(SCRUBBER, Query())
    assert [hit.key for hit in after] == [hit.key for hit in before]
    assert all(hit.score >= LEAST for hit in after)


def test_a_word_shared_by_a_title_and_a_body_counts(filled: Filled) -> None:
    index = filled(Document("body", "t", "装置", "用于钙钛矿"), *OTHER)
    assert alike(index, Document("title", "t", "钙钛矿", "")) == ["body"]


def test_deleted_documents_are_not_alike(index: Index) -> None:
    index.apply([], ["like"], 2)
    assert alike(index, SCRUBBER) == ["need"]


def test_of_a_long_document_only_the_most_telling_words_count(filled: Filled) -> None:
    telling = " ".join(f"word{n:03}q" for n in range(MOST_TERMS))
    long = Document("long", "t", telling, "石灰石")
    index = filled(Document("near", "t", telling, ""), Document("far", "t", "", "石灰石"), *OTHER)
    assert alike(index, long) == ["near"]
    assert alike(index, Document("short", "t", "", "石灰石")) == ["far"]
