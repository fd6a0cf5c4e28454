"""Tables of this room; one file per noun."""

from marketplace.trading.models.deal import Deal
from marketplace.trading.models.offer import Offer
from marketplace.trading.models.request import LicenceRequest

__all__ = ["Deal", "LicenceRequest", "Offer"]
