"""Which agency fits a thing: what it is accredited for today, each point said in words.

An item of a scope in force that names the thing's pollutant counts most; a service on offer counts
only where the agency holds a certificate for it today (INV-S1). Being near helps, but is no reason
of its own: a laboratory of the same city that tests nothing of it does not fit.
"""

from collections.abc import Collection, Iterable
from datetime import date

from marketplace.core.naming import speaks_of
from marketplace.core.speech import Phrase
from marketplace.core.vocabulary import vocabulary
from marketplace.service.models import Agency, ScopeRow
from marketplace.service.rules.agency import accredited, in_scope
from marketplace.service.rules.routing import Fit, named, nearness

ITEM_POINTS, SCOPE_POINTS, FIELD_POINTS = 40, 20, 15


def fit(
    agency: Agency,
    on: date,
    *,
    region: str | None,
    green_fields: Collection[str],
    pollutants: Collection[str],
) -> Fit:
    """The points an agency gets on a day for a thing of these classes in this place."""
    held = [row for row in agency.scope if in_scope(agency, row, on)]
    found = (
        (ITEM_POINTS, "pollutant", _items(held, pollutants), ITEM),
        (SCOPE_POINTS, "scope", _scopes(agency, on, pollutants), SCOPE),
        (FIELD_POINTS, "field", {row.field for row in held if row.field} & {*green_fields}, FIELD),
    )
    points = sum(worth for worth, _, codes, _ in found if codes)
    reasons = [named(says, facet, sorted(codes)) for _, facet, codes, says in found if codes]
    if not reasons:
        return Fit(0, (), knows=False)
    near, where = nearness([agency.region] if agency.region else [], region)
    return Fit(points + near, (*reasons, *where), knows=True)


ITEM = Phrase("资质范围内有项目：{names}", "Accredited for items on: {names}")
SCOPE = Phrase("资质有效的服务：{names}", "Accredited today for: {names}")
FIELD = Phrase("资质项目服务领域：{names}", "Its items serve the field: {names}")


def needed(pollutants: Iterable[str]) -> set[str]:
    """The scopes of service that a thing with these pollutants or media needs."""
    scopes, tree = vocabulary("agency_scopes"), vocabulary("pollutants")
    roots = {[code, *(term.code for term in tree.ancestors(code))][-1] for code in pollutants}
    return {scope for root in roots for scope in scopes.mapped("pollutants", root)}


def _scopes(agency: Agency, on: date, pollutants: Iterable[str]) -> set[str]:
    tree = vocabulary("agency_scopes")
    offered = needed(pollutants) & set(agency.scopes)
    return {code for code in offered if accredited(agency, on, tree.ancestors(code)[-1].code)}


def _items(rows: Collection[ScopeRow], pollutants: Iterable[str]) -> set[str]:
    """The pollutants that an item names, by any of their names."""
    terms = vocabulary("pollutants").terms
    known = [terms[code] for code in pollutants if code in terms]
    return {term.code for term in known if any(speaks_of(row.item, term) for row in rows)}
