"""The web: the doors of all rooms, hung into one Flask application."""

import structlog
from flask import Blueprint, Flask, g
from flask.json.provider import DefaultJSONProvider
from sqlalchemy.exc import SQLAlchemyError

from config import logging as house_logging
from config.settings import settings
from marketplace import house
from marketplace.core.errors import Problem
from marketplace.core.speech import LANGUAGES, Phrase
from marketplace.core.unit import reading
from marketplace.core.vocabulary import vocabulary
from marketplace.desk import api as desk_api
from marketplace.desk import pages as desk_pages
from marketplace.display import api as display_api
from marketplace.display.pages import PAGES as DISPLAY_PAGES
from marketplace.identity import api as identity_api
from marketplace.identity import public as identity
from marketplace.identity.pages import PAGES as IDENTITY_PAGES
from marketplace.matching import api as matching_api
from marketplace.matching import pages as matching_pages
from marketplace.matching import public as matching
from marketplace.notices import api as notices_api
from marketplace.notices import public as notices
from marketplace.notices.pages import PAGES as NOTICES_PAGES
from marketplace.outreach import api as outreach_api
from marketplace.outreach import pages as outreach_pages
from marketplace.oversight import api as oversight_api
from marketplace.oversight.pages import PAGES as OVERSIGHT_PAGES
from marketplace.reminders import api as reminders_api
from marketplace.reminders import pages as reminders_pages
from marketplace.search import api as search_api
from marketplace.search.pages import PAGES as SEARCH_PAGES
from marketplace.search.queries import state as search_state
from marketplace.service import api as service_api
from marketplace.service import public as service
from marketplace.service.pages import PAGES as SERVICE_PAGES
from marketplace.trading import api as trading_api
from marketplace.trading.pages import PAGES as TRADING_PAGES
from marketplace.web import api_docs, database, health, length, page, problems, shield, who
from marketplace.web.doors import Door, MarketApi
from marketplace.web.shapes import NavItem

DOORS: tuple[Door, ...] = (
    *identity_api.DOORS,
    *notices_api.DOORS,
    *outreach_api.DOORS,
    *display_api.DOORS,
    *desk_api.DOORS,
    *oversight_api.DOORS,
    *search_api.DOORS,
    *service_api.DOORS,
    *trading_api.DOORS,
    *matching_api.DOORS,
    *reminders_api.DOORS,
)
PAGES: tuple[Blueprint, ...] = (
    *IDENTITY_PAGES,
    *NOTICES_PAGES,
    *outreach_pages.PAGES,
    *DISPLAY_PAGES,
    *desk_pages.PAGES,
    *OVERSIGHT_PAGES,
    *SEARCH_PAGES,
    *SERVICE_PAGES,
    *TRADING_PAGES,
    *matching_pages.PAGES,
    *reminders_pages.PAGES,
)
OFFICE = frozenset({"operator"})
HELPERS = frozenset({"operator", "broker_firm"})
IMPORTERS = frozenset({"holder", "enterprise", "operator"})
WATCHERS = frozenset({"operator", "supervisor"})
TRADERS = frozenset({"holder", "enterprise", "broker_firm", "operator"})
# Everybody's doors first; those with roles make a second row, in the order of a day's work.
NAV: tuple[NavItem, ...] = (
    NavItem(Phrase("首页", "Home"), "home.front"),
    NavItem(Phrase("技术", "Technologies"), "technology_pages.technologies"),
    NavItem(Phrase("需求", "Demands"), "demand_pages.demands"),
    NavItem(Phrase("专利", "Patents"), "patent_pages.patents"),
    NavItem(Phrase("经纪人", "Brokers"), "brokers_pages.brokers"),
    NavItem(Phrase("检测评价认证", "Agencies"), "agencies_pages.agencies"),
    NavItem(Phrase("工作台", "My desk"), "desk_pages.desk", frozenset({"somebody"})),
    NavItem(Phrase("我的技术", "My technologies"), "technology_pages.mine", frozenset({"holder"})),
    NavItem(Phrase("我的专利", "My patents"), "patent_pages.mine", frozenset({"holder"})),
    NavItem(Phrase("我的需求", "My demands"), "demand_pages.mine", frozenset({"enterprise"})),
    NavItem(Phrase("审核", "Reviews"), "review_pages.reviews", OFFICE),
    NavItem(Phrase("需求处理", "Demands that wait"), "demand_pages.queue", HELPERS),
    NavItem(Phrase("转请", "Referrals"), "referrals_pages.referrals", HELPERS),
    NavItem(Phrase("委托", "Mandates"), "mandates_pages.mandates", TRADERS - OFFICE),
    NavItem(Phrase("匹配", "Matches"), "matching_pages.matches", TRADERS),
    NavItem(Phrase("许可申请", "Requests"), "request_pages.several", TRADERS),
    NavItem(Phrase("交易", "Deals"), "deal_pages.several", TRADERS | {"supervisor"}),
    NavItem(Phrase("批量导入", "Import"), "import_pages.imports", IMPORTERS),
    NavItem(Phrase("搁置事项", "What rests"), "escalation_pages.escalations", WATCHERS),
    NavItem(Phrase("监管指标", "Headline figures"), "oversight.headline", WATCHERS),
    NavItem(Phrase("通知模板", "Notice templates"), "notice_templates_pages.templates", OFFICE),
    NavItem(Phrase("机构", "Organisations"), "organisations_pages.organisations", WATCHERS),
    NavItem(Phrase("本机构", "My organisation"), "people_pages.own", TRADERS | {"agency"}),
)
PLACES = {
    "home": "home.front",
    "desk": "desk_pages.desk",
    "sign_in": "account.sign_in",
    "sign_out": "account.sign_out",
    "register": "account.register",
    "settings": "account.settings",
    "act_for": "account.act_for",
    "inbox": "notices_pages.inbox",
    "unread": "notices.unread",
    "notice_settings": "notice_settings_pages.wishes",
}


log = structlog.get_logger()


class Json(DefaultJSONProvider):
    """JSON with Chinese as Chinese."""

    ensure_ascii = False


def create_app() -> Flask:
    """The application that `market serve` and any WSGI server run."""
    house_logging.set_up("web")
    app = Flask(__name__, static_folder=None)
    app.json = Json(app)
    _configure(app)
    shield.register(app)
    database.register(app, settings().database_url)
    app.extensions["parts"] = {"index": search_state.state}
    app.extensions.update(
        who=identity.resolve,
        nav=NAV,
        places=PLACES,
        who_view=_view,
        inbox_count=_unread,
        facts=house.FACTS,
        tellings={
            name: one for name, one in house.REACTIONS.items() if isinstance(one, notices.Telling)
        },
        state_words={noun: life.flow.words for noun, life in house.LIVES.items()},
        organisations=identity.meant,
        clients=service.clients_of,
        who_helps=matching.who_helps,
    )
    api = MarketApi(app)
    for door in DOORS:
        api.register_blueprint(door)
    api_docs.register(app, api)
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
    health.register(app)
    page.register(app)
    length.register(app)
    problems.register(app)
    return app


def _configure(app: Flask) -> None:
    chosen = settings()
    app.config.update(
        SECRET_KEY=chosen.secret_key,
        MARKET_LANG=chosen.lang,
        MARKET_NAME=Phrase(chosen.name, "Green Technology Market"),
        MARKET_CITY=_city(chosen.city),
        MARKET_CITY_CODE=chosen.city,
        SESSION_COOKIE_SECURE=chosen.public_url.startswith("https:"),
        TRUSTED_HOSTS=list(chosen.trusted_hosts) or None,
        API_TITLE="Green Technology Market",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )


def _city(code: str) -> Phrase:
    """The name of the market's city, from the vocabulary of divisions."""
    regions = vocabulary("regions")
    return Phrase(*(regions.label(code, language) for language in LANGUAGES))


def _view() -> identity.View | None:
    """Who reads this page, read once a request; nobody while the database cannot be asked.

    Pages that tell of a broken database draw the same header.
    """
    if "view" not in g:
        g.view, g.unread = None, 0
        try:
            with reading() as session:
                actor = who.actor(session)
                g.view = identity.view(session, actor)
                g.unread = notices.unread(session, actor)
        except (SQLAlchemyError, Problem) as error:
            log.warning("header.unread", error=repr(error))
    view: identity.View | None = g.view
    return view


def _unread() -> int:
    _view()
    return int(g.unread)
