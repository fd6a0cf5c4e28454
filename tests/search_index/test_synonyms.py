"""What words mean beyond their letters."""

import pytest

from search_index import Concept, Document, Lexicon, Query
from search_index.lexicon import NARROWER, RELATED, SAME, spelling
from search_index.question import parts, question, spine
from search_index.reader import FEW
from tests.search_index.conftest import Filled
from tests.search_index.samples import keys, titled

DENOX = Concept(
    ("脱硝", "SCR", "denitrification", "NOx removal"), needs={"SCR": ("烟气", "NOx", "flue")}
)
THYRISTOR = Concept(("可控硅", "SCR", "thyristor"), needs={"SCR": ("整流", "voltage")})
SOLAR = Concept(
    ("光伏", "PV", "太阳能电池", "solar cell"), narrower=("钙钛矿",), related=("新能源",)
)
ACADEMY = Concept(("科学院", "academy"))
LEXICON = Lexicon((DENOX, THYRISTOR, SOLAR, ACADEMY))


@pytest.mark.parametrize(
    "asked", ["光伏", "PV", "太阳能电池", "solar cells", "Solar-Cell", "太陽能電池"]
)
def test_every_name_of_a_concept_finds_all_its_names_in_any_language(
    filled: Filled, asked: str
) -> None:
    put = titled(
        a="光伏组件清洗", b="A PV module", c="太阳能电池回收", d="Recycling of solar cells"
    )
    assert keys(filled(*put, lexicon=LEXICON), asked) == ["a", "b", "c", "d"]


@pytest.mark.parametrize("asked", ["脱硝", "denitrification"])
def test_a_term_of_several_words_is_found_only_where_they_stand_together(
    filled: Filled, asked: str
) -> None:
    put = titled(together="NOx removal unit", apart="Removal of dust and NOx", cut="NOx. Removal")
    assert keys(filled(*put, lexicon=LEXICON), asked) == ["together"]


def test_a_synonym_of_several_characters_is_found_as_a_whole(filled: Filled) -> None:
    put = titled(whole="中国科学院", part="科学研究", end="学院路")
    assert keys(filled(*put, lexicon=LEXICON), "academy") == ["whole"]


def test_a_term_of_several_words_is_read_only_where_they_stand_together() -> None:
    named = [question(text, LEXICON).others for text in ("solar cells", "solar-cell")]
    assert all("光伏" in others for others in named)
    for apart in ("solar, cell", "solar. Cell", "solar power cell", "cell solar", "solar（cell"):
        assert question(apart, LEXICON).others == ()


def test_the_narrower_and_the_related_never_lead_back(filled: Filled) -> None:
    put = titled(solar="光伏组件", narrow="钙钛矿薄膜", near="新能源汽车")
    index = filled(*put, lexicon=LEXICON)
    for helped, found in ((False, ["narrow", "solar"]), (True, ["narrow", "near", "solar"])):
        assert keys(index, "PV", helped=helped) == found
        assert keys(index, "钙钛矿", helped=helped) == ["narrow"]
        assert keys(index, "新能源", helped=helped) == ["near"]


def test_the_related_is_found_only_where_help_found_too_little_with_half_and_with_two_words(
    filled: Filled,
) -> None:
    few = [Document(f"k{n}", "t", "光伏", "") for n in range(FEW[1] - 1)]
    near = Document("near", "t", "新能源", "")
    found = filled(*few, near, lexicon=LEXICON).search(Query("PV", helped=True))
    assert (found.total, found.relaxed) == (FEW[1], True)
    assert "near" in {hit.key for hit in found.hits}
    enough = filled(*few, Document("last", "t", "光伏", ""), near, lexicon=LEXICON)
    found = enough.search(Query("PV", helped=True))
    assert (found.total, found.relaxed) == (FEW[1], False)
    assert "near" not in {hit.key for hit in found.hits}


def test_what_was_typed_counts_more_than_the_same_then_narrower_then_related(
    filled: Filled,
) -> None:
    put = titled(d="新能源设备", c="钙钛矿设备", b="太阳能电池设备", a="光伏设备")
    found = filled(*put, lexicon=LEXICON).search(Query("光伏", helped=True))
    assert [hit.key for hit in found.hits] == ["a", "b", "c", "d"]
    assert 1 > SAME > NARROWER > RELATED > 0
    assert dict(next(LEXICON.meanings("pv", question("pv", LEXICON).pairs)).others) == {
        "光伏": SAME, "太阳能电池": SAME, "solar cell": SAME, "钙钛矿": NARROWER, "新能源": RELATED,
    }  # fmt: skip


def test_a_term_with_two_meanings_needs_its_context(filled: Filled) -> None:
    put = titled(scr="SCR", denox="烟气脱硝", thyristor="可控硅整流")
    index = filled(*put, lexicon=LEXICON)
    assert keys(index, "SCR") == ["scr"]
    assert keys(index, "烟气 SCR", strict=True) == ["denox"]
    assert keys(index, "整流 SCR", strict=True) == ["thyristor"]
    assert "SCR".lower() not in question("脱硝", LEXICON).others
    assert "scr" in question("烟气 脱硝", LEXICON).others


def test_a_synonym_stands_for_all_words_of_the_term_it_is_of(filled: Filled) -> None:
    put = titled(all="脱硝催化剂", half="脱硝装置")
    index = filled(*put, lexicon=LEXICON)
    assert keys(index, "NOx removal 催化剂", strict=True) == ["all"]
    found = index.search(Query("NOx removal 催化剂"))
    assert [(hit.key, hit.score >= 1) for hit in found.hits] == [("all", True), ("half", False)]
    assert found.also == ("脱硝", "scr", "denitrification")  # The context is in the question.


def test_the_longest_name_is_meant_and_none_is_read_inside_another() -> None:
    lexicon = Lexicon((Concept(("烟气脱硫", "FGD")), Concept(("烟气", "flue gas"))))
    assert question("烟气脱硫", lexicon).others == ("fgd",)
    assert question("烟气治理", lexicon).others == ("flue gas",)
    assert question("烟气 与 烟气脱硫", lexicon).others == ("flue gas", "fgd")


def test_what_is_left_out_is_left_out_as_typed(filled: Filled) -> None:
    index = filled(*titled(denox="烟气脱硝", dust="烟气除尘"), lexicon=LEXICON)
    assert keys(index, "烟气 -脱硝") == keys(index, "烟气 NOT 脱硝") == ["dust"]
    for text in ("烟气 -denitrification", "烟气 NOT denitrification"):
        assert keys(index, text) == ["denox", "dust"]


def test_what_is_sought_in_a_field_or_literally_is_sought_as_typed(filled: Filled) -> None:
    put = titled(zh="光伏组件", en="A PV module")
    lexicon = Lexicon(LEXICON.concepts, {"title": "title"})
    index = filled(*put, lexicon=lexicon)
    assert keys(index, "PV") == ["en", "zh"]
    assert keys(index, "title:PV") == ["en"]
    assert keys(index, "PV", literal=True) == ["en"]
    assert keys(index, "title:光伏", literal=True) == ["zh"]
    assert index.search(Query("PV", literal=True)).also == ()
    assert question("PV", lexicon).others
    assert question("PV", lexicon.plain).others == ()
    assert lexicon.plain.fields == lexicon.fields


def test_without_concepts_nothing_is_read_into_a_question() -> None:
    assert list(Lexicon().meanings("烟气", ())) == []
    assert question("烟气", Lexicon()).others == ()


@pytest.mark.parametrize(
    ("term", "spelled"),
    [
        ("烟气", "烟气"),
        ("flue gases", "flue gas"),
        ("flue-gas", "flue gas"),
        ("flue, gas", "flue , gas"),
        ("so2/nox", "so2 nox"),
        ("pm2.5", "pm2.5"),
        ("", ""),
    ],
)
def test_a_term_has_one_spelling(term: str, spelled: str) -> None:
    assert spelling(term) == spelled


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("科学院", "科学 学院"),
        ("中国科学院", "中国 科学 学院"),
        ("flue gases", "flue gas"),
        ("35mg/m3", "35 mg m3"),
        ("C02F 3/12", "c02f3/12"),
        ("烟气，脱硫", "烟气 脱硫"),
        ("，", ""),
    ],
)
def test_a_spine_covers_a_text_by_its_short_words(text: str, chosen: str) -> None:
    assert [token.text for token in spine(text)] == chosen.split()


def test_the_parts_of_a_text_are_given_as_written_without_fillers() -> None:
    assert parts("如何治理Technologies的烟气") == ("治理", "technologies", "烟气")
    assert parts("的") == ("的",)


@pytest.mark.parametrize(("units", "enough"), [(1, 1), (2, 1), (3, 2), (6, 3), (11, 3), (12, 4)])
def test_half_of_few_words_suffices_and_less_of_many(units: int, enough: int) -> None:
    asked = question(" ".join(f"q{n}" for n in range(10, 10 + units)), Lexicon())
    assert len(asked.units) == units
    assert [asked.enough(n) for n in range(3)] == [enough, min(2, enough), 1]


def test_a_whole_word_in_quotes_is_not_found_by_its_half(filled: Filled) -> None:
    put = [*titled(a="科学研究", b="中国科学院"), Document("c", "t", "", "在科学院里")]
    assert keys(filled(*put), '"科学院"') == ["b", "c"]
