import pytest

from marketplace.core import green
from marketplace.core.identifiers import parse_ipc
from marketplace.core.vocabulary import (
    NoVocabulary,
    VocabularyFileWrong,
    read_vocabulary,
    vocabulary,
    vocabulary_names,
)

# Official classifications whose lower levels have a name in one language only.
ONE_LANGUAGE = {"gbt4754", "regions", "ipc"}
HEAD = 'zh = "表"\nen = "Table"\nsource = "test"\n'


@pytest.mark.parametrize("name", vocabulary_names())
def test_every_term_has_its_names_and_every_vocabulary_its_source(name: str) -> None:
    words = vocabulary(name)
    assert all((words.title.zh, words.title.en, words.source, len(words)))
    for term in words:
        assert term.code == term.code.strip() != ""
        if name in ONE_LANGUAGE:
            assert term.zh or term.en, term
            assert name == "ipc" or term.zh, term
        else:
            assert term.zh, term
            assert term.en, term
        assert term.zh == term.zh.strip()
        assert term.en == term.en.strip()


@pytest.mark.parametrize("name", sorted(set(vocabulary_names()) - ONE_LANGUAGE))
def test_no_name_or_synonym_leads_to_two_terms(name: str) -> None:
    words = vocabulary(name)
    for term in words:
        for known_as in (term.code, term.zh, term.en, *term.synonyms):
            assert words.find(known_as) == term, known_as


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("green_effects", 3),
        ("green_fields", 6),
        ("project_fields", 6),
        ("life_cycle_stages", 4),
        ("demonstration_topics", 9),
        ("industry_catalogue_2024", 7),
        ("policy_industries", 8),
        ("trl_a", 9),
        ("trl_b", 13),
        ("price_modes", 5),
        ("broker_grades", 3),
        ("gbt4754", 20 + 97 + 473),
        ("regions", 34 + 342 + 2978 - 3),
    ],
)
def test_r_grn_the_vocabularies_are_complete(name: str, count: int) -> None:
    assert len(vocabulary(name)) == count


def test_r_grn_the_six_fields_map_to_classes_of_the_2024_catalogue() -> None:
    catalogue = vocabulary("industry_catalogue_2024")
    for field in vocabulary("green_fields"):
        classes = catalogue.mapped("green_fields", field.code)
        assert classes
        assert all(map(catalogue.known, classes))
    assert catalogue.mapped("green_fields", "none") == ()


def test_the_policys_industries_map_to_known_divisions() -> None:
    industries = vocabulary("policy_industries")
    for industry in industries:
        assert all(map(vocabulary("gbt4754").known, industries.mapped("gbt4754", industry.code)))


def test_a_place_knows_where_it_lies() -> None:
    regions = vocabulary("regions")
    assert regions.path("410305", "zh") == ["河南省", "洛阳市", "涧西区"]
    assert regions.path("410305", "en") == ["Henan", "Luoyang", "Jianxi District"]
    assert "410305" in [t.code for t in regions.children("410300")]
    assert len(regions.children()) == 34
    assert regions.find("涧西区") is regions.terms["410305"]
    assert regions.find("鼓楼区") is None
    assert len(regions.named("鼓楼区")) > 1


def test_an_industry_knows_its_section() -> None:
    industries = vocabulary("gbt4754")
    assert [t.code for t in industries.ancestors("311")] == ["31", "C"]
    assert industries.label("C", "en") == "Manufacturing"
    assert industries.label("31", "zh") == "黑色金属冶炼和压延加工业"
    assert industries.label("31", "en") == "Smelting and rolling of ferrous metals"
    assert industries.label("311", "en") == industries.label("311", "zh") == "炼铁"


def test_every_division_of_industry_has_its_own_english_name() -> None:
    industries = vocabulary("gbt4754")
    divisions = [
        term for section in industries.children() for term in industries.children(section.code)
    ]
    assert len(divisions) == 97
    assert len({term.en for term in divisions}) == 97
    assert all(industries.find(term.en) == term for term in divisions)


def test_ipc_titles_stand_down_to_the_subclass() -> None:
    ipc = vocabulary("ipc")
    assert ipc.label("C02", "zh") == "水、废水、污水或污泥的处理"
    assert ipc.path("C02F", "en")[0] == "Chemistry; metallurgy"
    assert ipc.label("H10", "en").startswith("Semiconductor")


def test_what_people_write_finds_the_term() -> None:
    pollutants = vocabulary("pollutants")
    for written in ("SO2", "so₂", "二氧化硫", "Sulphur Dioxide", "ＳＯ２"):
        assert pollutants.terms["so2"] == pollutants.find(written)
    assert pollutants.find("月光") is None


def test_an_unknown_code_stands_for_itself() -> None:
    fields = vocabulary("green_fields")
    assert fields.label("gone", "zh") == "gone"
    assert fields.ancestors("gone") == []
    assert not fields.known("gone")
    with pytest.raises(NoVocabulary):
        vocabulary("../figures")


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ('terms = [{code="a",zh="",en=""},{code="a",zh="",en=""}]', "twice"),
        ('terms = [{code="a",zh="",en="",parent="b"}]', "parent"),
    ],
)
def test_a_file_that_breaks_its_rules_is_refused(terms: str, reason: str) -> None:
    with pytest.raises(VocabularyFileWrong, match=reason):
        read_vocabulary("test", HEAD + terms)


def test_a_term_without_a_name_shows_its_code() -> None:
    words = read_vocabulary("test", HEAD + 'terms = [{code="a",zh="",en=""}]')
    assert words.label("a", "en") == "a"


def test_r_grn_ipc_suggests_a_field_and_says_why() -> None:
    symbols = map(parse_ipc, ["B01D53/50", "G06F3/01", "C02F3/32", "C02F1/44", "H02S 20/30"])
    found = green.suggest(symbols)
    assert [s.field for s in found] == ["energy_saving_env", "eco_restoration", "clean_energy"]
    assert found[0].symbol == "B01D 53/00"
    assert found[0].reason.zh == "废气净化"
    assert green.suggest([]) == []


def test_r_grn_the_hints_are_ours_and_say_so() -> None:
    assert "WIPO" in green.disclaimer().en
    for hint in green.hints().values():
        assert vocabulary("green_fields").known(hint.field)
        assert vocabulary("ipc").known(parse_ipc(hint.symbol).subclass), hint
        assert all(hint.reason)
