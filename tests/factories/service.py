"""Brokers, agencies, mandates and referrals, made through the room's own actions."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from marketplace.core.actor import Actor
from marketplace.core.clock import today
from marketplace.core.unit import unit
from marketplace.service.actions import agency as agencies
from marketplace.service.actions import broker as brokers
from marketplace.service.actions import mandate as mandates
from marketplace.service.actions.agency import AddAccreditation, AddScope, AgencyDetails
from marketplace.service.actions.broker import ApplyAsBroker, Certificate
from marketplace.service.actions.mandate import DraftMandate, Terms
from marketplace.service.models import Agency, Broker, Mandate
from tests.factories.identity import SYSTEM_OPERATOR, actor

YEAR = timedelta(days=365)
CMA = "201612050342"  # 2020, Henan, environment: invented, as domain §3.11 gives it.
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Firm:
    """A broker's profile and who acts for it."""

    actor: Actor
    broker: Broker


def paper(until: date | None = None, grade: str = "senior") -> Certificate:
    """A grade certificate, good for a year unless said otherwise."""
    return Certificate(grade, f"JJR-{next(_numbers):06}", until or today() + YEAR)


def applied(who: Actor | None = None, **more: Any) -> Firm:
    """A broker who waits for verification."""
    who = who or actor("broker_firm")
    facets = more.pop("facets", {"field": ("energy_saving_env",), "region": ("410300",)})
    with unit() as session:
        command = ApplyAsBroker(more.pop("certificate", None) or paper(), facets, **more)
        made = brokers.apply(session, who, command)
    return Firm(who, made)


def broker(who: Actor | None = None, **more: Any) -> Firm:
    """A practising broker."""
    firm = applied(who, **more)
    with unit() as session:
        row = brokers.move(session, SYSTEM_OPERATOR, firm.broker.id, "verify", None)
    return replace(firm, broker=row)


def terms(**more: Any) -> Terms:
    """The terms of a mandate for a year from today."""
    given: dict[str, Any] = {
        "title": "烟气治理技术转让委托",
        "side": "seller",
        "scope": "寻找受让方并协助谈判",
        "valid_from": today(),
        "valid_until": today() + YEAR,
        "fee_kind": "percent",
        "fee_permille": 30,
        "tail_months": 6,
    }
    return Terms(**given | more)


def offered(firm: Firm, client: Actor, **more: Any) -> Mandate:
    """A mandate that the client drafted and signed."""
    with unit() as session:
        assert client.org
        made = mandates.draft(
            session, client, DraftMandate(firm.broker.id, client.org, terms(**more))
        )
        session.flush()
        mandates.move(session, client, made.id, "offer", None)
    return made


def mandate(firm: Firm, client: Actor, **more: Any) -> Mandate:
    """A mandate that both have signed."""
    made = offered(firm, client, **more)
    with unit() as session:
        return mandates.move(session, firm.actor, made.id, "accept", None)


def draft_agency(who: Actor, **more: Any) -> UUID:
    """An agency with one CMA certificate and two items, still a draft."""
    on = today()
    start, end = more.get("start", on - YEAR), more.get("end", on + YEAR)
    with unit() as session:
        details = AgencyDetails({"service": ("testing",), "scope": ("testing_air",)}, "410300")
        made = agencies.draft(session, who, details)
        session.flush()
        certificate = AddAccreditation("cma", CMA, start, end, "环境空气和废气")
        agencies.add_accreditation(session, who, made.id, certificate, made.version)
        session.flush()
        key = made.accreditations[0].id
        item = AddScope("testing", "烟气中二氧化硫", "HJ 57-2017", "energy_saving_env", key)
        agencies.add_scope(session, who, made.id, item, made.version)
        session.flush()
        outside = AddScope("testing", "恶臭", "GB/T 14675-1993")
        agencies.add_scope(session, who, made.id, outside, made.version)
    return made.id


def agency(who: Actor | None = None, **more: Any) -> Agency:
    """A listed agency."""
    who = who or actor("agency")
    key = draft_agency(who, **more)
    with unit() as session:
        agencies.move(session, who, key, "submit", None)
        session.flush()
        return agencies.move(session, SYSTEM_OPERATOR, key, "list", None)


def subject() -> tuple[str, UUID]:
    """An object somebody may act about."""
    return ("technology", uuid4())
