"""The full form of a demand as people fill it in: money as they write it, targets in rows."""

from typing import Any

from marshmallow import ValidationError, fields

from marketplace.core import money
from marketplace.core.unreadable import Unreadable
from marketplace.display.schemas.demand import DemandIn
from marketplace.web.named import industry_name, place_name
from marketplace.web.speech import language


class Amount(fields.Field[int]):
    """Money as people write it (“300 万”), kept in fen."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        try:
            return money.parse_yuan(str(value))
        except Unreadable as error:
            raise ValidationError(error.phrase.to(language())) from error


class DemandFormIn(DemandIn):
    """As the API takes it, but for money and targets."""

    class Meta:
        """The rows of targets are read beside the schema."""

        exclude = ("targets",)

    budget_low = Amount(load_default=None)
    budget_high = Amount(load_default=None)


def as_typed(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a demand as the form shows them."""
    typed: dict[str, Any] = {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}
    for name in ("budget_low", "budget_high"):
        if typed.get(name) is not None:
            typed[name] = money.show(typed[name], language())
    typed["place"] = place_name(typed.get("place"))
    typed["industry"] = industry_name(typed.get("industry"))
    if typed.get("deadline"):
        typed["deadline"] = typed["deadline"].isoformat()
    return {k: v for k, v in typed.items() if v is not None}
