"""A dossier's content: proved against the vocabularies, and written into the rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.text import clean
from marketplace.core.unreadable import Unreadable
from marketplace.core.vocabulary import vocabulary
from marketplace.display import queries
from marketplace.display.actions.technology import claims
from marketplace.display.errors.patent import BadText, NotYourCard
from marketplace.display.errors.technology import PriceRangeReversed, UnknownCode
from marketplace.display.models import Patent, Technology, TechnologyPatent, TechnologyTag
from marketplace.display.rules.content import PROOF, TAGS, TEXTS
from marketplace.display.states.technology import (
    LICENCE_KINDS,
    PROOF_KINDS,
    ROUTES,
    TRL_TOP,
)

Content = Mapping[str, Any]


def proved(session: Session, actor: Actor, holder: UUID, given: Content) -> dict[str, Any]:
    """The given fields as plain JSON values.

    Raises UnknownCode, BadClaim, BadText, NoSuchPatent, NotYourCard; each names its field.
    """
    made: dict[str, Any] = {}
    for name, value in given.items():
        if name in TAGS:
            made[name] = _codes(name, value or ())
        elif name == "claims":
            made[name] = claims.all_plain(value or ())
        elif name == "patents":
            made[name] = [_resting(session, actor, holder, link) for link in value or ()]
        else:
            made[name] = _text(name, value) if isinstance(value, str) else value
    _choices(made)
    return made


def _text(name: str, value: str) -> str | None:
    try:
        return clean(value) or None
    except Unreadable as error:
        raise BadText(fields=[name], because=error.phrase) from error


def _codes(name: str, given: Any) -> list[str]:
    source = TAGS[name]
    for code in given:
        known = vocabulary(source).known(code) if source else code in LICENCE_KINDS
        if not known:
            raise UnknownCode(fields=[name], value=code)
    return sorted(set(given))


def _choices(made: Content) -> None:
    """What must be one of a few words, and numbers that must go together."""
    known: dict[str, Any] = {
        "price_route": ROUTES,
        "trl_scale": TRL_TOP,
        "price_mode": vocabulary("price_modes").terms,
        "region": vocabulary("regions").terms,
    }
    for name, words in known.items():
        if made.get(name) is not None and made[name] not in words:
            raise UnknownCode(fields=[name], value=made[name])


def must_fit(technology: Technology) -> None:
    """Raise where fields contradict each other, whichever of them was given now."""
    low, high = technology.price_low_fen, technology.price_high_fen
    if low is not None and high is not None and low > high:
        raise PriceRangeReversed(fields=["price_low_fen", "price_high_fen"])
    level, scale = technology.trl_level, technology.trl_scale
    if level is not None and not 1 <= level <= TRL_TOP.get(scale or "a", 0):
        raise UnknownCode(fields=["trl_level"], value=level)


def _resting(session: Session, actor: Actor, holder: UUID, link: Content) -> dict[str, Any]:
    patent = queries.patent.patent(session, actor, UUID(str(link["patent_id"])))
    if patent.holder_id not in (None, holder):
        raise NotYourCard(fields=["patents"])
    kind = link.get("proof_kind") or None
    if kind and kind not in PROOF_KINDS:
        raise UnknownCode(fields=["proof_kind"], value=kind)
    on = link.get("proof_on") or None
    number = _text("proof_number", link.get("proof_number") or "")
    return {
        "patent_id": str(patent.id),
        "proof_kind": kind,
        "proof_number": number,
        "proof_on": on.isoformat() if isinstance(on, date) else on,
    }


def write(session: Session, technology: Technology, content: Content) -> None:
    """Write proved fields into the dossier and its child rows."""
    for name, value in content.items():
        if name in TEXTS:
            empty = False if name in FLAGS else None
            setattr(technology, name, empty if value is None else value)
    _write_tags(technology, content)
    if "claims" in content:
        technology.claims = claims.rows(content["claims"], technology.claims)
    if "patents" in content:
        technology.rests_on = _links(session, technology, content["patents"])
    must_fit(technology)


FLAGS = frozenset({"trl_self_declared", "catalogue_confirmed", "unquantified", "non_confidential"})


def _write_tags(technology: Technology, content: Content) -> None:
    kept = [tag for tag in technology.tags if tag.vocabulary not in content]
    held = {(tag.vocabulary, tag.code): tag for tag in technology.tags}
    wanted = [(name, code) for name in TAGS if name in content for code in content[name]]
    technology.tags = kept + [
        held.get((name, code)) or TechnologyTag(vocabulary=name, code=code) for name, code in wanted
    ]


def _links(session: Session, technology: Technology, links: list[Any]) -> list[TechnologyPatent]:
    held = {str(link.patent_id): link for link in technology.rests_on}
    made: dict[str, TechnologyPatent] = {}
    for position, given in enumerate(links):
        key = given["patent_id"]
        link = made.get(key) or held.get(key)
        if link is None:
            patent = session.get_one(Patent, UUID(key))
            link = TechnologyPatent(patent_id=patent.id, patent=patent)
        link.position = position
        for name in PROOF:
            value = given.get(name)
            on = name == "proof_on" and value
            setattr(link, name, date.fromisoformat(value) if on else value)
        made[key] = link
    return list(made.values())
