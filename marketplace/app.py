"""The web: the doors of all rooms, hung into one Flask application."""

from flask import Flask

from config import logging as house_logging
from config.settings import settings
from marketplace.core.speech import Phrase
from marketplace.identity import api as identity_api
from marketplace.identity import public as identity
from marketplace.web import database, health, page, problems, shield
from marketplace.web.doors import Door, MarketApi
from marketplace.web.shapes import NavItem

DOORS: tuple[Door, ...] = (*identity_api.DOORS,)
NAV: tuple[NavItem, ...] = ()


def create_app() -> Flask:
    """The application that `market serve` and any WSGI server run."""
    house_logging.set_up("web")
    app = Flask(__name__, static_folder=None)
    chosen = settings()
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # The default provider has it.
    app.config.update(
        SECRET_KEY=chosen.secret_key,
        MARKET_LANG=chosen.lang,
        MARKET_NAME=Phrase(chosen.name, "Green Technology Market"),
        API_TITLE="Green Technology Market",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        TRUSTED_HOSTS=list(chosen.trusted_hosts) or None,
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    shield.register(app)
    database.register(app, chosen.database_url)
    app.extensions["who"] = identity.resolve
    app.extensions["nav"] = NAV
    api = MarketApi(app)
    for door in DOORS:
        api.register_blueprint(door)
    health.register(app)
    page.register(app)
    problems.register(app)
    return app
