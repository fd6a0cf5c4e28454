"""Who acts: frozen, free of the ORM, the same in request, worker and command line."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for an organisation.

    `kinds` are what the organisation is (holder, enterprise, broker_firm, agency, operator,
    supervisor), `roles` what the person is in it (admin, member) or `system`. Where staff of the
    market enter something for a firm that came by phone or in person, `org` is that firm,
    `on_behalf_of` too, and `person` stays the clerk. `also` are the other organisations the person
    belongs to: they give no right, but nobody judges what is their own (INV-G6).
    """

    person: UUID | None
    org: UUID | None
    kinds: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    on_behalf_of: UUID | None = None
    verified: bool = False
    also: frozenset[UUID] = frozenset()

    def is_of(self, org: UUID | None) -> bool:
        """Whether they act for this organisation or belong to it beside: who decides must not."""
        return org is not None and (org == self.org or org in self.also)

    @property
    def is_operator(self) -> bool:
        """Staff of the market, acting as such."""
        return "operator" in self.kinds

    @property
    def is_supervisor(self) -> bool:
        """The bureau that supervises the market."""
        return "supervisor" in self.kinds

    @property
    def is_system(self) -> bool:
        """The house itself: a timer, a follower, an upgrade."""
        return "system" in self.roles

    @property
    def is_somebody(self) -> bool:
        """Signed in."""
        return self.person is not None


SYSTEM = Actor(None, None, roles=frozenset({"system"}))
NOBODY = Actor(None, None)
