"""Two at the same time, on real connections of either database: one wins, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from marketplace.core.errors import Collision, Problem, Stale
from marketplace.core.unit import unit
from marketplace.display import actions
from marketplace.display.errors.patent import PatentTaken
from marketplace.display.errors.technology import AlreadyOffered
from marketplace.identity.actions import RegisterOrganisation, register
from marketplace.identity.errors import UsccTaken
from tests.factories import display
from tests.factories.identity import actor

pytestmark = pytest.mark.usefixtures("committed")


def at_once(work: Callable[[int], object], several: int = 4) -> list[object]:
    gate = Barrier(several)

    def run(number: int) -> object:
        gate.wait()
        try:
            return work(number)
        except Problem as refusal:
            return refusal

    with ThreadPoolExecutor(several) as pool:
        return list(pool.map(run, range(several)))


def won(told: list[object]) -> list[object]:
    return [each for each in told if not isinstance(each, Problem)]


def test_inv_l3_two_offers_of_one_right_are_not_published_at_once() -> None:
    holder, operator = actor("holder"), actor("operator")
    patent = display.patent(holder).id
    with unit() as session:
        actions.patent.move(session, operator, patent, "list", None)
    keys = [display.draft(holder, **display.full(patent)).id for _ in range(4)]
    for key in keys:
        display.move(holder, key, "submit")
        display.move(operator, key, "take")
    told = at_once(lambda number: display.move(operator, keys[number], "publish").id)
    assert len(won(told)) == 1, told
    assert all(isinstance(each, AlreadyOffered | Stale) for each in told if each not in won(told))


def test_a_24_a_patent_entered_by_several_at_once_is_one_card() -> None:
    somebody, number = actor("holder"), display.number()

    def enter(_: int) -> object:
        with unit() as session:
            return actions.patent.enter(session, somebody, display.card(number=number))[0].id

    told = at_once(enter)
    assert len(set(won(told))) == 1, told
    assert all(isinstance(e, PatentTaken | Collision | Stale) for e in told if e not in won(told))


def test_a_24_an_organisation_of_one_code_is_entered_once() -> None:
    somebody, code = actor("holder"), "91350100M000100Y43"

    def enter(_: int) -> object:
        with unit() as session:
            command = RegisterOrganisation("同时入驻", ("enterprise",), uscc=code)
            return register(session, somebody, command).id

    told = at_once(enter)
    assert len(won(told)) <= 1, told
    assert all(isinstance(each, UsccTaken | Collision) for each in told if each not in won(told))
