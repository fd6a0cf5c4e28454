"""Terms, as the API takes them and as a form does."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from marketplace.core.speech import Phrase
from marketplace.trading.rules.places import known
from marketplace.trading.rules.terms import Instalment, Terms
from marketplace.trading.schemas.fields import AnyField, Instalments, Permille, Places, Yuan
from marketplace.trading.words import terms as words
from marketplace.web.fields import Day, Fen, Text

MOST_PLACES = 60


def one_of(labels: Mapping[str, Phrase]) -> validate.OneOf:
    """One of the keys of a list of words."""
    return validate.OneOf(list(labels))


class InstalmentIn(Schema):
    """A part of a lump sum, and when it falls due, in words."""

    amount_fen = Fen(required=True)
    when = Text(required=True, most=200)

    @post_load
    def part(self, data: dict[str, Any], **_: Any) -> Instalment:
        """As the terms hold it."""
        return Instalment(**data)


class DealTermsIn(Schema):
    """The terms of a licence or transfer; money in fen, territory in codes."""

    licence = fields.Str(required=True, validate=one_of(words.LICENCES))
    territory: AnyField = fields.List(
        fields.Str(validate=known), load_default=["CN"], validate=validate.Length(1, MOST_PLACES)
    )
    field = Text(most=500)
    acts = fields.List(fields.Str(validate=one_of(words.ACTS)), load_default=list)
    months = fields.Int(validate=validate.Range(1, 1200))
    until = Day()
    sublicensing = fields.Str(load_default="no", validate=one_of(words.SUBLICENSING))
    price_mode = fields.Str(required=True, validate=one_of(words.PRICE_MODES))
    lump_sum_fen: AnyField = Fen()
    instalments: AnyField = fields.List(fields.Nested(InstalmentIn), load_default=list)
    entry_fee_fen: AnyField = Fen()
    royalty_permille: AnyField = fields.Int(
        validate=validate.Range(1, 1000), metadata={"description": "Thousandths of the base"}
    )
    royalty_base = fields.Str(validate=one_of(words.BASES))
    royalty_cap_fen: AnyField = Fen()
    improvements = fields.Str(load_default="improver", validate=one_of(words.IMPROVEMENTS))
    confidentiality = Text(most=2000)
    note = Text(most=5000)

    @post_load
    def terms(self, data: dict[str, Any], **_: Any) -> Any:
        """As the room knows them."""
        several = {name: tuple(data[name]) for name in ("territory", "acts", "instalments")}
        return Terms(**data | several)


class DealTermsFormIn(DealTermsIn):
    """The same from a form: yuan, places in words, percent, instalments line by line."""

    territory: AnyField = Places(load_default=("CN",))
    lump_sum_fen: AnyField = Yuan()
    instalments: AnyField = Instalments(load_default=())
    entry_fee_fen: AnyField = Yuan()
    royalty_permille: AnyField = Permille()
    royalty_cap_fen: AnyField = Yuan()
