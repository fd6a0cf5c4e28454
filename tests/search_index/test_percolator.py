"""A percolator finds for one document just the questions that find it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index import BadQuery, Concept, Damaged, Document, Index, Layout, Lexicon, Query, Wish
from search_index.alone import alone
from search_index.errors import Outdated
from search_index.measures import Span
from search_index.percolator import WASTE, Percolator, keep

LAYOUT = Layout(facets=("field", "region"), numbers=("year", "price"))
LEXICON = Lexicon(
    (
        Concept(("脱硫", "desulfurization", "flue gas cleaning"), narrower=("半干法脱硫", "FGD")),
        Concept(("烟气", "flue gas"), related=("废气",)),
        Concept(("选择性催化还原", "SCR"), needs={"SCR": ("脱硝", "NOx")}),
    ),
    {"title": "title", "标题": "title", "关键词": "keywords", "text": "body", "field": "field"},
    lambda _, typed: {"大气": ("air", "AIR2")}.get(typed, (typed,)),
)
WORDS = [
    "烟气", "脱硫", "半干法", "半干法脱硫技术", "污水處理", "SO2", "catalysts", "catalytic",
    "flue gas", "desulfurization", "35mg/m3", "科学院", "的", "SCR", "脱硝", "选择性催化还原",
    "FGD", "废气", "钢",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*WORDS, "，", "。\n"]), max_size=9).map(" ".join)
GLUED = st.lists(st.sampled_from([*WORDS, "，", "。"]), max_size=5).map("".join)
VALUES = st.lists(st.sampled_from(["air", "AIR2", "water", "soil"]), max_size=3).map(tuple)
YEARS = st.integers(-3, 3) | st.sampled_from([-(2**63) + 1, 2**63 - 1])
ENDS = st.none() | st.integers(-4, 4) | st.floats(-4, 4)
SPANS = st.builds(Span, ENDS, ENDS).filter(lambda s: None in (s.low, s.high) or s.low <= s.high)
DOCUMENTS = st.builds(
    Document,
    key=st.just("technology:1"),
    kind=st.sampled_from(["technology", "demand"]),
    title=GLUED,
    body=TEXTS | GLUED,
    keywords=TEXTS,
    facets=st.fixed_dictionaries({}, optional={"field": VALUES, "region": VALUES}),
    numbers=st.fixed_dictionaries({}, optional={"year": YEARS, "price": YEARS}),
    measures=st.fixed_dictionaries(
        {}, optional={name: st.lists(SPANS, max_size=2).map(tuple) for name in ("so2", "cod")}
    ),
)
SIMPLE = (
    st.sampled_from([*WORDS, "cata*", "catalyt*", "zzz*", "field:大气", "field:water", "，"])
    | st.sampled_from(
        ["标题:脱硫", "关键词:烟气", "text:catalysts", 'text:"flue gas"', "ab*", "a:b"]
    )
    | GLUED.map(lambda text: text or "钢")
    | TEXTS.map(lambda text: f'"{text}"')
)


def _joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(parts, min_size=1, max_size=4)
    return (
        several.map(" ".join)
        | several.map(" AND ".join)
        | several.map(" OR ".join)
        | several.map(lambda all_of: f"({' '.join(all_of)})")
        | several.map(lambda all_of: f"({' OR '.join(all_of)})")
        | st.tuples(parts, parts).map(" -".join)
        | st.tuples(parts, parts).map(" NOT ".join)
    )


QUESTIONS = st.recursive(SIMPLE, _joined, max_leaves=6)
WISHES = st.builds(
    Wish,
    name=st.sampled_from(["so2", "cod"]),
    low=ENDS,
    high=ENDS,
    covers=st.booleans(),
    strict=st.booleans(),
    kinds=st.sampled_from([(), ("technology",)]),
)
QUERIES = st.builds(
    Query,
    text=st.sampled_from(["", " "]) | QUESTIONS,
    kinds=st.sampled_from([(), ("technology",), ("demand", "technology"), ("none",)]),
    filters=st.fixed_dictionaries({}, optional={"field": VALUES, "region": VALUES}),
    ranges=st.fixed_dictionaries(
        {},
        optional={name: st.tuples(st.none() | YEARS, st.none() | YEARS) for name in LAYOUT.numbers},
    ),
    strict=st.booleans(),
    literal=st.booleans(),
    wishes=st.lists(WISHES, max_size=2).map(tuple),
)
Questions = Mapping[bytes, Query]


def numbered(*queries: Query) -> dict[bytes, Query]:
    return {n.to_bytes(16): query for n, query in enumerate(queries)}


def told(percolator: Percolator, document: Document, queries: Questions) -> set[bytes]:
    def ask(keys: Sequence[bytes]) -> dict[bytes, Query]:
        return {key: queries[key] for key in keys}

    found = percolator.meets(document, ask)
    assert len(found) == len(set(found))
    return set(found)


def naively(document: Document, queries: Questions) -> set[bytes]:
    """Every question asked of an index with this document and nothing else."""
    with alone([document], LAYOUT, LEXICON) as reader:

        def finds(query: Query) -> bool:
            try:
                return reader.search(query).total == 1
            except BadQuery:
                return False

        return {key for key, query in queries.items() if finds(query)}


@st.composite
def pieces(draw: st.DrawFn, document: Document) -> Query:
    """A question with a few letters out of the document, wherever words begin in it."""

    def piece() -> str:
        said = draw(st.sampled_from([document.title, document.keywords, document.body])) or "钢"
        start = draw(st.integers(0, len(said) - 1))
        return said[start : start + draw(st.integers(1, 5))].strip("，。 \n") or "钢"

    form = draw(st.sampled_from(["{}", "{} {}", "{} -{}", '"{}"', "{} OR {}", '{} NOT "{}"']))
    return Query(form.format(piece(), piece()), strict=draw(st.booleans()))


@given(DOCUMENTS, st.lists(QUERIES, min_size=1, max_size=8), st.data())
@settings(max_examples=300, deadline=None)
def test_it_finds_what_each_question_would_find(
    document: Document, queries: list[Query], data: st.DataObject
) -> None:
    kept = numbered(*queries, *data.draw(st.lists(pieces(document), min_size=2, max_size=6)))
    percolator = keep(kept.items(), LEXICON)
    assert told(percolator, document, kept) == naively(document, kept)


@given(
    st.lists(DOCUMENTS, min_size=1, max_size=3),
    st.lists(QUERIES, min_size=2, max_size=12),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_it_stays_so_whatever_is_put_dropped_swept_and_read_back(
    documents: list[Document], queries: list[Query], data: st.DataObject
) -> None:
    kept: dict[bytes, Query] = {}
    percolator = Percolator(LEXICON)
    for n, query in enumerate(queries):
        key = data.draw(st.integers(0, 5)).to_bytes(16)
        try:
            percolator.put(key, query)
            kept[key] = query
        except BadQuery:
            kept.pop(key, None)
        if n % 3 == 2:
            percolator.drop(key)
            kept.pop(key, None)
        match data.draw(st.sampled_from(["", "settle", "sweep", "file"])):
            case "settle":
                percolator.gates.settle()
            case "sweep":
                percolator.sweep()
            case "file":
                percolator, _ = Percolator.unpack(percolator.pack("mark"), LEXICON)
        for document in documents:
            assert told(percolator, document, kept) == naively(document, kept)


def test_the_index_on_disk_agrees(tmp_path: Path) -> None:
    document = Document(
        "technology:1", "technology", "烟气半干法脱硫", "flue gas 35mg/m3 石膏回收", "钢"
    )
    texts = [
        "脱硫",
        "气半",
        "膏回",
        "脱硫 光伏 储能 电池",
        "FGD",
        "钢 -烟气",
        '"气半干"',
        "catal*",
        "text:gas",
        "硫 钢",
    ]
    kept = numbered(*map(Query, texts))
    index = Index(tmp_path / "index", LAYOUT, LEXICON)
    index.apply([document], [], 1)
    found = {key for key, query in kept.items() if index.search(query).total}
    index.close()
    assert told(keep(kept.items(), LEXICON), document, kept) == found
    assert 0 < len(found) < len(texts)


def test_only_what_is_left_out_deep_inside_is_asked_of_the_document_itself() -> None:
    kept = numbered(
        *map(Query, ["烟气 -光伏", "catal* 烟气", "(烟气 -光伏) OR 钢", '"flue gas" NOT (a b)'])
    )
    percolator = keep(kept.items(), LEXICON)
    assert [percolator.keys[n] for n in percolator.unsure] == [(2).to_bytes(16)]


def test_a_beginning_too_common_in_a_document_finds_nothing_there() -> None:
    words = " ".join(f"cat{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(250))
    document = Document("technology:1", "technology", "烟气", words)
    kept = numbered(Query("cat*"), Query("cataa*"), Query("烟气 OR cat*"))
    assert told(keep(kept.items(), LEXICON), document, kept) == {(1).to_bytes(16)}
    assert naively(document, kept) == {(1).to_bytes(16)}


def test_what_was_dropped_is_not_found_again_and_leaves_no_word() -> None:
    kept = numbered(Query("烟气 zirconium"), Query("烟气"))
    percolator = keep(kept.items(), LEXICON)
    percolator.drop((0).to_bytes(16))
    document = Document("technology:1", "technology", "烟气 zirconium", "")
    assert told(percolator, document, kept) == {(1).to_bytes(16)}
    assert b"zirconium" not in percolator.pack("")


def test_many_dropped_questions_are_swept() -> None:
    percolator = Percolator(LEXICON)
    for turn in range(4):
        for n in range(WASTE):
            percolator.put(n.to_bytes(16), Query(f"word{turn}x{n}"))
    assert len(percolator) == WASTE
    one = len(keep(numbered(Query("word1x1")).items(), LEXICON).gates.needs)
    assert len(percolator.gates.needs) < 2.5 * WASTE * one


def test_its_file_is_proved_and_made_for_the_same_words() -> None:
    kept = numbered(Query("烟气"))
    packed = keep(kept.items(), LEXICON).pack("12 abc")
    read, mark = Percolator.unpack(packed, LEXICON)
    assert (mark, len(read)) == ("12 abc", 1)
    for place in (0, 70, len(packed) // 2, len(packed) - 1):
        torn = packed[:place] + bytes([packed[place] ^ 1]) + packed[place + 1 :]
        with pytest.raises(Damaged):
            Percolator.unpack(torn, LEXICON)
    with pytest.raises(Damaged):
        Percolator.unpack(packed[:-10], LEXICON)
    with pytest.raises(Damaged):
        Percolator.unpack(b"", LEXICON)
    more = Lexicon((*LEXICON.concepts, Concept(("光伏", "solar"))), LEXICON.fields)
    with pytest.raises(Outdated):
        Percolator.unpack(packed, more)


def test_a_key_is_one_of_sixteen_bytes() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Percolator(LEXICON).put(b"short", Query("烟气"))
