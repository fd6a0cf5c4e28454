"""Everything people are told exists in both languages."""

import re
import string

import pytest
from flask import Flask

from marketplace import house
from marketplace.core import errors
from marketplace.core.flow import Life
from marketplace.core.speech import Phrase

KINDS = sorted(set(errors.every()), key=lambda kind: kind.code)
LIVES = sorted(house.LIVES.items())


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_refusal_explains_itself_in_both_languages(kind: type[errors.Problem]) -> None:
    assert kind.__dict__.get("__doc__"), "a refusal is told by its own docstring"
    assert kind.__dict__.get("code"), "a refusal has a name of its own"
    assert re.fullmatch(r"[a-z][a-z0-9-]+", kind.code)
    assert re.search("[一-鿿]", kind.__dict__.get("zh", "")), "and by its own Chinese sentence"


def test_no_two_refusals_share_a_name() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes))


def test_every_refusal_has_a_page(app: Flask) -> None:
    client = app.test_client()
    for kind in KINDS:
        for language in ("zh", "en"):
            answer = client.get(f"/problems/{kind.code}?lang={language}")
            assert answer.status_code == 200, kind
            assert kind.code in answer.text


@pytest.mark.parametrize(("noun", "life"), LIVES)
def test_every_fact_of_a_life_cycle_has_a_sentence(noun: str, life: Life) -> None:
    assert life.flow.facts() <= set(house.FACTS), noun


def test_facts_are_told_alike_in_both_languages() -> None:
    for fact, words in house.FACTS.items():
        assert re.search("[一-鿿]", words.zh), fact
        assert gaps(words.zh) == gaps(words.en), fact


@pytest.mark.parametrize(("noun", "life"), LIVES)
def test_every_state_and_move_has_words(noun: str, life: Life) -> None:
    for state in life.flow.states():
        assert isinstance(life.flow.words.get(state), Phrase), f"{noun} {state}"
    for move in life.flow.moves:
        assert move.words.zh, f"{noun} {move.name}"
        assert move.words.en, f"{noun} {move.name}"
