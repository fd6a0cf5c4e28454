"""Words of a field that the index is told: each test in a process that has learnt nothing yet."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from search_index import words

_BEGIN = "import json, sys; from search_index import *; from search_index.analysis import *\n"


def told(script: str, *arguments: str) -> Any:
    """What a script says in a fresh process; it ends with a value put in `said`."""
    code = f"{_BEGIN}given = sys.argv[1:]\n{script}\nprint(json.dumps(said))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        check=True, capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    return json.loads(done.stdout)


def changed(learnt: Sequence[str], text: str) -> list[list[str]]:
    """How a text is cut before and after some words are learnt."""
    cuts: list[list[str]] = told(
        "said = [words(given[0])]; learn(given[1:]); said.append(words(given[0]))", text, *learnt
    )
    return cuts


def test_a_word_learnt_is_one_word_from_then_on_however_it_is_written() -> None:
    for written in ("脱硝", "脫硝"):
        before, after = changed([written], "除尘与脱硝")
        assert before == ["除尘", "与", "脱", "硝"]
        assert after == ["除尘", "与", "脱硝"]


def test_a_long_word_learnt_is_cut_beside_the_short_ones_in_it() -> None:
    _, after = changed(["烧结烟气"], "烧结烟气治理")
    assert after == ["烧结", "烟气", "烧结烟气", "治理"]


def test_only_chinese_words_of_two_to_four_characters_are_learnt() -> None:
    unfit = ["硝", "脱硝催化剂", "SCR", "脱硝SCR", "脱，硝", "脱 硝", ""]
    assert told("before = learned(); learn(given); said = before == learned()", *unfit)
    before, after = changed(unfit, "脱硝催化剂 SCR")
    assert before == after


def test_what_was_learnt_has_one_name_in_whatever_order_and_however_often() -> None:
    names = told(
        "said = [learned()]\n"
        "for some in (given[:1], given[:1], given[1:], given, reversed(given)):\n"
        "    learn(some); said.append(learned())",
        "脱硝", "烧结烟气",
    )  # fmt: skip
    nothing, one, again, *both = names
    assert one == again
    assert set(both) == {told("learn(reversed(given)); said = learned()", "脱硝", "烧结烟气")}
    assert len({nothing, one, both[0]}) == 3


def test_an_index_made_before_more_was_learnt_asks_for_a_rebuild(tmp_path: Path) -> None:
    script = """
from pathlib import Path
learn(given[1:])
index = Index(Path(given[0]), Layout((), ()))
said = []
try:
    said.append(index.count())
except Outdated:
    said.append("outdated")
    index.rebuild([Document("a", "t", "除尘与脱硝", "")], 1)
said.append([hit.key for hit in index.search(Query("脱硝")).hits])
index.close()
"""
    place = str(tmp_path / "index")
    made = f"{script}\nindex.rebuild([Document('a', 't', '除尘与脱硝', '')], 1); index.close()"
    assert told(made, place) == [0, []]
    assert told(script, place) == [1, ["a"]]
    assert told(script, place, "脱硝") == ["outdated", ["a"]]
    assert told(script, place, "脱硝") == [1, ["a"]]
    assert told(script, place) == ["outdated", ["a"]]  # Less is not the same, either.


_KNOWN = ["除尘", "与", "处理", "效率", "的", "装置", "，", " ", "SO₂"]


@given(st.sampled_from(_KNOWN), st.sampled_from(_KNOWN))
def test_an_unknown_word_is_cut_the_same_whatever_stands_beside_it(left: str, right: str) -> None:
    for strange in ("脱硝", "犇骉", "硝犇"):
        own = words(strange)
        text = f"{left}{strange}{right}"
        assert words(text) == words(left) + own + words(right)
