"""Whoever is told of something can say how: every notice has a kind, words and samples."""

import string

import pytest

from marketplace import house
from marketplace.notices.channels import CHANNELS, SHARED, routing
from marketplace.notices.public import Telling
from marketplace.notices.states import DIGEST, INBOX, KINDS, left
from marketplace.notices.words import SAMPLES, WISHES

TELLINGS = [one for one in house.REACTIONS.values() if isinstance(one, Telling)]


def test_whatever_puts_a_line_into_an_inbox_names_its_kind() -> None:
    tells = [one for one in house.REACTIONS.values() if INBOX in one.inside]
    assert tells
    assert [one.name for one in tells if not isinstance(one, Telling)] == []
    assert {one.kind for one in TELLINGS} <= set(KINDS)


@pytest.mark.parametrize("one", TELLINGS, ids=lambda one: one.name)
def test_every_notice_can_be_previewed_with_invented_words(one: Telling) -> None:
    for words in one.words:
        gaps = {name for _, name, _, _ in string.Formatter().parse(words) if name}
        assert gaps <= set(SAMPLES)


def test_every_notice_goes_to_every_channel_there_is() -> None:
    names = {by.name for by in (*CHANNELS, *SHARED)}
    for one in TELLINGS:
        assert set(one.outside) == names
        assert set(one.inside) == {INBOX, DIGEST}


def test_no_two_channels_share_a_name_and_all_that_can_be_chosen_has_words() -> None:
    names = [INBOX, DIGEST, *(by.name for by in (*CHANNELS, *SHARED))]
    assert len(names) == len(set(names))
    for offered in routing.choices().values():
        assert set(offered) <= set(WISHES)
    for kind in KINDS.values():
        assert kind.firm <= set(routing.choices())


def test_what_is_firm_can_still_be_had_in_some_way() -> None:
    for name, kind in KINDS.items():
        for channel, offered in routing.choices().items():
            open_ = left(name, channel, offered)
            assert open_
            assert ("off" in open_) == (channel not in kind.firm)
            assert not (kind.urgent and "digest" in open_)
