import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import BadQuery
from search_index.grammar import Every, Phrase, Prefix, Some, Words, parse


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("烟气 脱硫", Every((Words("烟气 脱硫"),))),
        ("“烟气脱硫” 改造", Every((Words("改造"), Phrase("烟气脱硫")))),
        ("「烟气」", Every((Phrase("烟气"),))),
        ("Cataly*", Every((Prefix("cataly"),))),
        ("ｃａｔ＊", Every((Prefix("cat"),))),
        ("脱硫*", Every((Words("脱硫*"),))),
        ("a AND b", Every((Words("a", strict=True), Words("b", strict=True)))),
        ("a OR b", Some((Every((Words("a"),)), Every((Words("b"),))))),
        ("a -b", Every((Words("a"),), (Words("b", strict=True),))),
        ("a NOT b", Every((Words("a"),), (Words("b", strict=True),))),
        ("a AND NOT b", Every((Words("a", strict=True),), (Words("b", strict=True),))),
        ('a -"b c"', Every((Words("a"),), (Phrase("b c"),))),
        ("a - b", Every((Words("a b"),))),
        ("SO2-free", Every((Words("SO2-free"),))),
        ("NOT NOT a", Every((Words("a"),))),
        ("(a OR b) c", Every((Words("c"), Some((Every((Words("a"),)), Every((Words("b"),))))))),
        ("（烟气）", Every((Every((Words("烟气"),)),))),
        ("x^9 [a TO z] y~9", Every((Words("x^9 [a TO z] y~9"),))),
        (
            "C:N 10:1 https://a.example 比例：高",
            Every((Words("C:N 10:1 https://a.example 比例：高"),)),
        ),
        ("", Every(())),
    ],
)
def test_the_grammar_reads(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("x" * 257, "too_long", 256),
        ('烟气 "脱硫', "unbalanced_quote", 3),
        ("(烟气", "unbalanced_parenthesis", 0),
        ("烟气)", "unbalanced_parenthesis", 2),
        ("((((a))))", "too_deep", 3),
        ("()", "empty_parenthesis", 0),
        ("a (", "unbalanced_parenthesis", 2),
        ("a ( )", "empty_parenthesis", 2),
        ("a AND", "missing_word", 5),
        ("OR b", "missing_word", 0),
        ("a NOT", "missing_word", 5),
        ("NOT a", "only_negative", 0),
        ("a OR -b", "only_negative", 0),
        ("ab*", "prefix_too_short", 0),
        (" OR ".join("abcdefghijklmnopq"), "too_many_clauses", 81),
    ],
)
def test_what_cannot_be_asked_has_a_name_and_a_place(text: str, code: str, position: int) -> None:
    with pytest.raises(BadQuery) as refused:
        parse(text)
    assert (refused.value.code, refused.value.position) == (code, position)


_PIECES = ["烟气", "so2", '"', "(", ")", "AND", "OR", "NOT", "-", "*", "abc*", "“", "”", " "]


@given(st.lists(st.sampled_from(_PIECES), max_size=60).map(" ".join) | st.text(max_size=300))
def test_whatever_is_typed_is_read_or_refused_by_name(text: str) -> None:
    try:
        parse(text)
    except BadQuery as refused:
        assert 0 <= refused.position <= len(text)  # noqa: PT017
