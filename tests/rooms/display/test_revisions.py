"""Revisions and trust levels: the live version stays up until the new one is decided (C12, C13)."""

from typing import Any

import pytest

from marketplace.core.unit import reading, unit
from marketplace.display import actions, public, queries
from marketplace.display.actions.technology import Changed, Dossier, Evidence
from marketplace.display.documents import OF
from marketplace.display.errors import technology as refusals
from marketplace.display.models import Technology
from marketplace.display.states import RevisionState, TechnologyState
from marketplace.identity.models import Organisation
from tests.factories.display import again, draft, move, published
from tests.factories.identity import actor

S = TechnologyState


def trusted(trust: str) -> Any:
    holder = actor("holder")
    with unit() as session:
        session.get_one(Organisation, holder.org).trust = trust
    return holder


def change(holder: Any, row: Technology, **fields: Any) -> Changed:
    with unit() as session:
        seen = again(row.id).version
        return actions.technology.change(session, holder, row.id, Dossier(fields), seen)


@pytest.mark.parametrize(
    ("trust", "fields", "waits"),
    [
        ("review", {"contact": "新电话"}, False),
        ("review", {"references_count": 4}, False),
        ("review", {"description": "新说明"}, True),
        ("review", {"title": "新名称"}, True),
        ("material_only", {"description": "新说明"}, False),
        ("material_only", {"price_low_fen": 100}, True),
        ("post_audit", {"title": "新名称"}, False),
    ],
)
def test_trust_decides_which_changes_wait(
    database: object, trust: str, fields: dict[str, Any], waits: bool
) -> None:
    holder = trusted(trust)
    row = published(holder) if trust != "post_audit" else draft(holder)
    if trust == "post_audit":
        move(holder, row.id, "submit")
    done = change(holder, row, **fields)
    assert (done.revision is not None) == waits
    (name,) = fields
    assert (getattr(again(row.id), name) == fields[name]) != waits
    assert again(row.id).state is S.PUBLISHED


def test_a_wholly_trusted_holder_publishes_first_under_the_same_guards(database: object) -> None:
    holder = trusted("post_audit")
    row = draft(holder, effects=[])
    with pytest.raises(refusals.GreenNotStated):
        move(holder, row.id, "submit")
    good = draft(holder)
    move(holder, good.id, "submit")
    assert again(good.id).state is S.PUBLISHED


def test_a_revision_replaces_the_content_in_one_step(database: object) -> None:
    holder, operator = actor("holder"), actor("operator")
    row = published(holder)
    first = row.claims[0].id
    added = [
        {"measurand": "so2_out", "quantity": "≤35 mg/m³"},
        {"measurand": "nox_out", "quantity": "≤50 mg/m³"},
    ]
    with unit() as session:
        public.set_evidence(session, first, Evidence("confirmed", "CMA-1", issuer="检测所"))
    done = change(holder, row, claims=added, title="新名称")
    with pytest.raises(refusals.RevisionOpen):
        change(holder, row, title="又一个名称")
    assert again(row.id).title == row.title
    with unit() as session:
        decided = actions.technology.move_revision(
            session, operator, done.revision.id, "publish", done.revision.version
        )
        assert decided.state is RevisionState.PUBLISHED
    live = again(row.id)
    assert (live.title, live.state, len(live.claims)) == ("新名称", S.PUBLISHED, 2)
    kept = next(c for c in live.claims if c.measurand == "so2_out")
    assert (kept.id, kept.evidence_state) == (first, "confirmed"), "an unchanged claim keeps it"
    with reading() as session:
        assert OF["technology"](session, row.id).title == "新名称"


def test_inv_l5_a_holder_cannot_confirm_a_claim(database: object) -> None:
    holder = actor("holder")
    claim = {"measurand": "so2_out", "quantity": "≤35 mg/m³", "evidence_state": "confirmed"}
    assert draft(holder, claims=[claim]).claims[0].evidence_state == "none"
    named = draft(holder, claims=[claim | {"evidence_number": "R-1"}])
    assert named.claims[0].evidence_state == "external_report"


def test_inv_l5_a_changed_claim_loses_its_proof(database: object) -> None:
    holder = actor("holder")
    row = draft(holder)
    with unit() as session:
        public.set_evidence(session, row.claims[0].id, Evidence("confirmed", "CMA-1"))
    change(holder, row, claims=[{"measurand": "so2_out", "quantity": "≤10 mg/m³"}])
    assert again(row.id).claims[0].evidence_state == "none"


def test_revoked_evidence_suspends_what_was_shown_with_it(database: object) -> None:
    row = published(actor("holder"))
    key = row.claims[0].id
    with unit() as session:
        public.set_evidence(session, key, Evidence("confirmed", "CMA-1"))
    with unit() as session:
        public.set_evidence(session, key, Evidence("none"))
    assert (again(row.id).state, again(row.id).reason) == (S.SUSPENDED, "evidence_revoked")


def test_a_revision_that_breaks_the_dossier_is_not_published(database: object) -> None:
    holder, operator = actor("holder"), actor("operator")
    row = published(holder)
    done = change(holder, row, claims=[])
    with pytest.raises(refusals.ClaimsMissing), unit() as session:
        actions.technology.move_revision(
            session, operator, done.revision.id, "publish", done.revision.version
        )
    assert len(again(row.id).claims) == 1


def test_nobody_else_sees_a_proposed_revision(database: object) -> None:
    holder, other = actor("holder"), actor("holder")
    done = change(holder, published(holder), title="秘密的新名称")
    with reading() as session, pytest.raises(refusals.NoSuchRevision):
        queries.technology.revision(session, other, done.revision.id)


def test_under_deal_only_contact_and_references_change(database: object) -> None:
    holder = actor("holder")
    row = published(holder)
    with unit() as session:
        public.hold(session, row.id)
    with pytest.raises(refusals.NotEditableNow):
        change(holder, row, title="换名")
    assert change(holder, row, contact="新电话").technology.contact == "新电话"
    with pytest.raises(refusals.NothingChanged):
        change(holder, row, contact="新电话")


def test_units_are_converted_and_nonsense_refused(database: object) -> None:
    holder = actor("holder")
    claim = {"measurand": "gas_throughput", "quantity": "20~120 万m³/h"}
    (made,) = draft(holder, claims=[claim]).claims
    assert (made.comparator, made.canonical_low, made.canonical_high, made.canonical_unit) == (
        "between",
        200_000,
        1_200_000,
        "m³/h",
    )
    with pytest.raises(refusals.BadClaim):
        draft(holder, claims=[{"measurand": "so2_out", "quantity": "≤35 kWh"}])


def test_a_restricted_holder_has_nothing_left_on_the_market(database: object) -> None:
    holder = actor("holder")
    row = published(holder)
    with unit() as session:
        assert actions.technology.suspend_all_of(session, holder.org) == 1
    assert again(row.id).state is S.SUSPENDED
    with reading() as session:
        assert OF["technology"](session, row.id) is None


def test_features_hold_what_matching_compares(database: object) -> None:
    row = published(actor("holder"), processes=["sintering"])
    with reading() as session:
        found = public.features(session, row.id)
    assert found.codes["processes"] == ("sintering",)
    assert (found.claims[0].canonical_high, found.published) == (35, True)
    assert found.card.url == f"/technologies/{row.id}"
