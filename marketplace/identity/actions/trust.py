"""How far the market trusts what a holder publishes."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.errors import Stale
from marketplace.identity import queries, rules
from marketplace.identity.errors import NoSuchTrust
from marketplace.identity.models import Organisation
from marketplace.identity.words import TRUST


def set_trust(session: Session, actor: Actor, key: UUID, trust: str, seen: int) -> Organisation:
    """Say whether what a holder publishes is reviewed before or audited after. Raises NoSuchTrust.

    Setting what is set already changes nothing and is not recorded.
    """
    made = queries.organisation(session, actor, key)
    must(rules.may_trust, actor, made)
    if seen != made.version:
        raise Stale(version=made.version)
    if trust not in TRUST:
        raise NoSuchTrust(fields=["trust"])
    before, made.trust = made.trust, trust
    if before != trust:
        journal.record(
            session,
            actor,
            "organisation.trust_changed",
            made,
            title=made.name,
            before=before,
            after=trust,
        )
    return made
