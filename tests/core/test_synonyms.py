import re
from collections import defaultdict

import pytest

from marketplace.core.synonyms import Concept, SynonymsFileWrong, concepts, read_concepts
from marketplace.core.text import skeleton
from marketplace.core.vocabulary import vocabulary

HEAD = 'source = "test"\n'


def read(*rows: str) -> tuple[Concept, ...]:
    text = HEAD + "".join(f"[[concept]]\n{row}\n" for row in rows)
    return read_concepts({"test.toml": text})


def having(term: str) -> list[Concept]:
    return [c for c in concepts() if skeleton(term) in map(skeleton, c.same)]


def test_every_concept_has_a_source_and_two_terms() -> None:
    for concept in concepts():
        assert concept.source, concept
        assert len({skeleton(term) for term in concept.terms()}) > 1, concept


def test_no_term_means_two_things_unless_it_is_marked_as_ambiguous() -> None:
    plain = defaultdict(list)
    for concept in concepts():
        ambiguous = {skeleton(term) for term in concept.ambiguous}
        for term in {skeleton(term) for term in concept.same} - ambiguous:
            plain[term].append(concept.same)
    assert {term: found for term, found in plain.items() if len(found) > 1} == {}


def test_no_term_is_one_letter_and_two_capitals_need_a_context() -> None:
    for concept in concepts():
        for term in concept.terms():
            assert len(term) > 1 or not term.isascii(), concept
            assert term == term.strip(), concept
            if re.fullmatch("[A-Z]{2}", term):
                assert term in concept.ambiguous, concept


def test_an_ambiguous_term_has_contexts_and_none_of_them_is_the_term_itself() -> None:
    marked = [concept for concept in concepts() if concept.ambiguous]
    assert marked
    for concept in marked:
        for term, contexts in concept.ambiguous.items():
            assert contexts, concept
            assert skeleton(term) not in map(skeleton, contexts), concept


def test_four_of_five_concepts_lead_from_one_language_to_the_other() -> None:
    both = [
        c
        for c in concepts()
        if any(re.search("[\u4e00-\u9fff]", t) for t in c.terms())
        and any(re.search("[A-Za-z]{3}", t) and t.isascii() for t in c.terms())
    ]
    assert len(both) >= 0.8 * len(concepts())


def test_every_term_of_the_vocabularies_is_in_one_concept_with_both_its_names() -> None:
    for name in ("pollutants", "processes", "green_fields"):
        for term in vocabulary(name):
            named = [c for c in having(term.zh) if term.en in c.same]
            assert len(named) == 1, term
            assert {skeleton(s) for s in term.synonyms} <= {skeleton(t) for t in named[0].terms()}


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("光伏", "photovoltaic"),
        ("脱硝", "NOx removal"),
        ("换热器", "heat exchanger"),
        ("二氧化硫", "SO₂"),
        ("热泵", "heat pump"),
        ("厌氧消化", "anaerobic digestion"),
    ],
)
def test_a_chinese_and_an_english_name_meet_in_one_concept(chinese: str, english: str) -> None:
    assert having(chinese) == having(english) != []


def test_one_word_and_two_words_are_both_kept() -> None:
    (water,) = having("废水")
    assert {"waste water", "wastewater"} <= set(water.same)


def test_a_kind_is_found_from_its_genus_and_not_back() -> None:
    (removal,) = having("烟气脱硝")
    assert "SNCR" in removal.narrower
    assert "脱硝" not in having("SNCR")[0].same


def test_scr_is_a_catalyst_beside_flue_gas_and_a_thyristor_beside_a_rectifier() -> None:
    meant = {c.same[0]: c.ambiguous["SCR"] for c in having("SCR")}
    assert set(meant) == {"选择性催化还原", "可控硅"}
    assert not set(meant["选择性催化还原"]) & set(meant["可控硅"])


def test_a_term_of_a_vocabulary_can_be_extended_and_loosened() -> None:
    first, *_ = read('of = "pollutants.so2"\nsame = ["sulfur dioxide", "SO₂"]\nrelated = ["脱硫"]')
    assert first.same == (
        "二氧化硫",
        "Sulphur dioxide",
        "SO2",
        "硫氧化物",
        "SOx",
        "sulfur dioxide",
    )
    assert first.related == ("脱硫",)
    assert "test" in first.source
    assert len(read_concepts({})) == len(read('of = "pollutants.so2"\nrelated = ["脱硫"]'))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('same = ["风机"]', "another term"),
        ('narrower = ["风机", "水泵"]', "needs a name"),
        ('same = ["风机", "f"]', "one letter"),
        ('same = ["风机", "fan"]\nrelated = ["FAN"]', "twice"),
        ('same = ["风机", "fan"]\nsource = " "', "no source"),
        ('same = ["风机", "fan"]\nbroader = ["设备"]', "nobody reads"),
        ('same = ["风机", "fan"]\nambiguous = { "FN" = ["风"] }', "no term of it"),
        ('same = ["风机", "fan"]\nambiguous = { "fan" = [] }', "no contexts"),
        ('of = "pollutants.nothing"\nsame = ["无物"]', "no such term"),
    ],
)
def test_a_file_that_breaks_its_rules_is_refused_with_its_place(row: str, why: str) -> None:
    with pytest.raises(SynonymsFileWrong, match=f"test.toml: .*{why}"):
        read(row)


def test_a_term_of_a_vocabulary_is_extended_once() -> None:
    row = 'of = "pollutants.co2"\nrelated = ["碳捕集"]'
    with pytest.raises(SynonymsFileWrong, match="extended before"):
        read(row, row)
