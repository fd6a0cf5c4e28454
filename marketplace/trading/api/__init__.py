"""JSON doors of this room; one file per noun."""

from marketplace.trading.api.deal import deals
from marketplace.trading.api.request import requests

DOORS = (requests, deals)
