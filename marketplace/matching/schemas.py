"""What goes in and out of this room's doors."""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

from marketplace.core.unreadable import Unreadable
from marketplace.core.wishing import read_filter
from marketplace.matching.actions import ChangeSearch, SaveSearch
from marketplace.matching.queries.match import MatchCard
from marketplace.matching.rules import match as rules
from marketplace.matching.rules.saved_search import DAYS, FACETS, RANGES, address
from marketplace.matching.states import MATCH
from marketplace.matching.words import HINTS, REASONS
from marketplace.service.public import AgencyCandidate, Candidate
from marketplace.web.doors import PageIn
from marketplace.web.fields import Stamp, Text, open_moves, reader
from marketplace.web.speech import speak

_CODE = validate.Length(1, 64)
_MONEY = validate.Range(min=0, max=10**15)


class MatchListIn(PageIn):
    """Which matches."""

    demand = fields.UUID()
    technology = fields.UUID()
    state = fields.Str(validate=validate.OneOf([s.value for s in MATCH.states()]))


class DismissIn(Schema):
    """Why a match does not suit; `note` says which where the reason is another one."""

    reason = fields.Str(required=True, validate=validate.OneOf(list(REASONS)))
    note = Text(most=500)


def _words(line: dict[str, Any]) -> str:
    """A line of the explanation in the reader's language."""
    words: str = line["en" if reader()[1] == "en" else "zh"]
    return words


def _moves(card: MatchCard) -> list[dict[str, str]]:
    actor, language = reader()
    return [
        {"name": m.name, "words": m.words.to("en" if language == "en" else "zh")}
        for m in open_moves(MATCH, rules.MAY, actor, card.row)
    ]


class FeatureOut(Schema):
    """One line of the explanation."""

    name = fields.Str()
    verdict = fields.Str(metadata={"description": "yes, no or unknown"})
    value = fields.Float(metadata={"description": "How alike, 0 to 1"})
    weight = fields.Float()
    hard = fields.Bool(metadata={"description": "A condition that must not be missed"})
    words = fields.Function(_words, metadata={"type": "string"})


class MatchOut(Schema):
    """A match as its reader may see it; who seeks is never told here."""

    id = fields.UUID()
    version = fields.Int()
    state = fields.Str()
    side = fields.Str(allow_none=True)
    demand_id = fields.UUID()
    technology_id = fields.UUID()
    demand = fields.Str(allow_none=True)
    technology = fields.Str(allow_none=True)
    score = fields.Float()
    told = fields.Bool()
    features = fields.List(fields.Nested(FeatureOut))
    dismissed_by = fields.Str(allow_none=True)
    reason = fields.Str(allow_none=True)
    note = fields.Str(allow_none=True)
    created_at = Stamp()
    moves = fields.Function(_moves, metadata={"type": "array", "items": {"type": "object"}})


def _reasons(one: Candidate | AgencyCandidate) -> list[str]:
    """Why somebody fits, in the reader's language."""
    language = reader()[1]
    return [reason.to("en" if language == "en" else "zh") for reason in one.reasons]


class _FitsOut(Schema):
    """How well somebody fits, and why."""

    score = fields.Int()
    reasons = fields.Function(_reasons, metadata={"type": "array", "items": {"type": "string"}})


class BrokerFitsOut(_FitsOut):
    """A broker who fits."""

    id = fields.UUID(attribute="broker.id")
    name = fields.Str(attribute="broker.name")
    firm = fields.Str(attribute="broker.firm")
    grade = fields.Str(attribute="broker.grade")


class AgencyFitsOut(_FitsOut):
    """An agency that fits; `accredited` names the services it holds a certificate for today."""

    id = fields.UUID(attribute="agency.id")
    name = fields.Str(attribute="agency.name")
    accredited = fields.List(fields.Str(), attribute="agency.accredited")


class HelpOut(Schema):
    """Who could help with a thing, the best first; none of them was told."""

    brokers = fields.List(fields.Nested(BrokerFitsOut))
    agencies = fields.List(fields.Nested(AgencyFitsOut))


class ReasonsIn(Schema):
    """Of which technology."""

    technology = fields.UUID(required=True)


class ReasonOut(Schema):
    """A reason, how many organisations gave it, and what can be done about it."""

    reason = fields.Str()
    organisations = fields.Int()
    words = fields.Function(lambda told: speak(REASONS[told.reason]), metadata={"type": "string"})
    hint = fields.Function(lambda told: speak(HINTS[told.reason]), metadata={"type": "string"})


class ReasonsOut(Schema):
    """Reasons, the commonest first; one that fewer than `least` organisations gave is left out."""

    least = fields.Int()
    reasons = fields.List(fields.Nested(ReasonOut))


def _codes() -> fields.Field[Any]:
    return fields.List(fields.Str(validate=_CODE), validate=validate.Length(max=50))


def _must_be_a_figure(text: str) -> None:
    try:
        read_filter(text)
    except Unreadable as error:
        raise ValidationError(speak(error.phrase)) from error


class _Words(Schema):
    """The words and figures of a search."""

    class Meta:
        """Parameters that no search knows are refused."""

        unknown = RAISE

    q = Text(most=256)
    kind = _codes()
    exact = fields.Bool(metadata={"description": "Take words as they are typed"})
    measure = fields.List(
        fields.Str(validate=[validate.Length(1, 120), _must_be_a_figure]),
        validate=validate.Length(max=8),
        metadata={"description": "Figures to be met, as the search takes them: so2_out ≤35 mg/m³"},
    )


def _range(name: str) -> fields.Field[Any]:
    if name in DAYS:
        return fields.Date()
    top = validate.Range(1, 13) if name.startswith("trl") else _MONEY
    return fields.Int(validate=top)


QueryIn = _Words.from_dict(
    {name: _codes() for name in sorted(FACETS)} | {name: _range(name) for name in RANGES},
    name="SavedQueryIn",
)


def _plain(query: dict[str, Any]) -> dict[str, Any]:
    """Days as written; everything else is plain already."""
    return {k: v.isoformat() if k in DAYS else v for k, v in query.items()}


class SavedSearchIn(Schema):
    """What to keep an eye on."""

    name = Text(required=True, most=80)
    query = fields.Nested(QueryIn, required=True)
    notify = fields.Bool(load_default=True)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> SaveSearch:
        """As the action takes it."""
        return SaveSearch(data["name"], _plain(data["query"]), data["notify"])


class SavedSearchForm(QueryIn):  # type: ignore[misc, valid-type]  # It is made above.
    """The same as one flat form, as a page of results hands it over; not ticked is a no."""

    name = Text(required=True, most=80)
    notify = fields.Bool(load_default=False)

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> SaveSearch:
        """As the action takes it."""
        name, notify = data.pop("name"), data.pop("notify")
        return SaveSearch(name, _plain(data), notify)


class SavedSearchChangeIn(Schema):
    """A new name, or whether to be told."""

    name = Text(most=80)
    notify = fields.Bool()

    @post_load
    def command(self, data: dict[str, Any], **_: Any) -> ChangeSearch:
        """As the action takes it."""
        return ChangeSearch(**data)


class SavedSearchOut(Schema):
    """A saved search, to its owner; `url` is the search itself, `page` the same for people."""

    id = fields.UUID()
    version = fields.Int()
    name = fields.Str()
    query = fields.Dict(keys=fields.Str())
    notify = fields.Bool()
    url = fields.Function(
        lambda row: address(row.query, "/api/v1/search"), metadata={"type": "string"}
    )
    page = fields.Function(lambda row: address(row.query, "/search"), metadata={"type": "string"})
    last_seen = Stamp()
    created_at = Stamp()
