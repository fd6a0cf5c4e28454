"""Everything of every room as static tables, without any web: for followers, tests, migrations.

`ON` and `REACTIONS` feed the worker, `LIVES` the desks, the sweep and the laws, `FACTS` the
sentences, `DOCUMENTS` and `TOUCHES` the search index; importing this module maps all tables.
"""

from marketplace.core import deliveries, heartbeat, idempotency  # noqa: F401 - maps their tables.
from marketplace.core.chores import Chore
from marketplace.core.deliveries import Reaction
from marketplace.core.finding import Findable, Touch, together
from marketplace.core.speech import Phrase
from marketplace.display import documents as display_documents
from marketplace.display import queries as display_queries
from marketplace.display import reactions as display_reactions
from marketplace.display import words as display_words
from marketplace.display.actions import imports as import_actions
from marketplace.display.queries import imports as import_queries
from marketplace.house.lives import LIVES
from marketplace.identity import reactions as identity_reactions
from marketplace.identity import words as identity_words
from marketplace.matching import reactions as matching_reactions
from marketplace.matching import words as matching_words
from marketplace.notices import models as notices_models  # noqa: F401 - maps its tables.
from marketplace.notices import reactions as notices_reactions
from marketplace.outreach import reactions as outreach_reactions
from marketplace.outreach import words as outreach_words
from marketplace.oversight import words as oversight_words
from marketplace.reminders import reactions as reminders_reactions
from marketplace.reminders import words as reminders_words
from marketplace.service import documents as service_documents
from marketplace.service import queries as service_queries
from marketplace.service import reactions as service_reactions
from marketplace.service import words as service_words
from marketplace.trading import reactions as trading_reactions
from marketplace.trading import words as trading_words

__all__ = ["CHORES", "DOCUMENTS", "FACTS", "LABELS", "LIVES", "ON", "REACTIONS", "TOUCHES"]

ON: dict[str, list[Reaction]] = {
    **display_reactions.ON,
    **service_reactions.ON,
    **trading_reactions.ON,
    **matching_reactions.ON,
    **reminders_reactions.ON,
    **outreach_reactions.ON,
    **identity_reactions.ON,
    **notices_reactions.ON,
}
REACTIONS: dict[str, Reaction] = {r.name: r for several in ON.values() for r in several} | {
    r.name: r for r in notices_reactions.BESIDE
}
FACTS: dict[str, Phrase] = {
    **identity_words.FACTS,
    **outreach_words.FACTS,
    **display_words.FACTS,
    **oversight_words.FACTS,
    **service_words.FACTS,
    **trading_words.FACTS,
    **matching_words.FACTS,
    **reminders_words.FACTS,
}
# Long work kept in rows: the relay asks for whoever waits, a worker does a piece.
CHORES: dict[str, Chore] = {
    "imports": Chore(import_queries.waiting, import_actions.work),
}
# What search finds, by kind, and which documents depend on another subject.
DOCUMENTS: dict[str, Findable] = {
    "technology": Findable(
        Phrase("技术", "Technologies"),
        Phrase("技术", "Technology"),
        "technologies",
        display_queries.technology.visible,
        display_documents.OF["technology"],
    ),
    "demand": Findable(
        Phrase("需求", "Demands"),
        Phrase("需求", "Demand"),
        "demands",
        display_queries.demand.visible,
        display_documents.OF["demand"],
    ),
    "patent": Findable(
        Phrase("专利", "Patents"),
        Phrase("专利", "Patent"),
        "patents",
        display_queries.patent.visible,
        display_documents.OF["patent"],
    ),
    "broker": Findable(
        Phrase("技术经纪人", "Brokers"),
        Phrase("技术经纪人", "Broker"),
        "brokers",
        service_queries.broker.visible,
        service_documents.OF["broker"],
    ),
    "agency": Findable(
        Phrase("服务机构", "Agencies"),
        Phrase("服务机构", "Agency"),
        "agencies",
        service_queries.agency.visible,
        service_documents.OF["agency"],
    ),
}
TOUCHES: dict[str, list[Touch]] = together(display_documents.TOUCHES, service_documents.TOUCHES)
# The words for codes that are no vocabulary: kinds of organisation, states, roles.
LABELS: dict[str, dict[str, Phrase]] = {
    **identity_words.LABELS,
    **outreach_words.LABELS,
    **service_words.LABELS,
    "licence": display_words.technology.LICENCES,
}
