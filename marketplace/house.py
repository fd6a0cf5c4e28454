"""Everything of every room as static tables, without any web: for followers, tests, migrations.

`ON` and `REACTIONS` feed the worker, `LIVES` the desks, the sweep and the laws, `FACTS` the
sentences, `DOCUMENTS` and `TOUCHES` the search index; importing this module maps all tables.
"""

from marketplace.core import deliveries, heartbeat, idempotency  # noqa: F401 - maps their tables.
from marketplace.core.actor import SYSTEM
from marketplace.core.chores import Chore
from marketplace.core.deliveries import Reaction
from marketplace.core.finding import Findable, Touch, together
from marketplace.core.flow import Life
from marketplace.core.speech import Phrase
from marketplace.display import actions as display_actions
from marketplace.display import documents as display_documents
from marketplace.display import models as display_models
from marketplace.display import queries as display_queries
from marketplace.display import reactions as display_reactions
from marketplace.display import states as display_states
from marketplace.display import words as display_words
from marketplace.display.actions import imports as import_actions
from marketplace.display.queries import imports as import_queries
from marketplace.display.rules import demand as demand_rules
from marketplace.display.rules import imports as import_rules
from marketplace.display.rules import patent as patent_rules
from marketplace.display.rules import proposal as proposal_rules
from marketplace.display.rules import rewrite as rewrite_rules
from marketplace.display.rules import technology as technology_rules
from marketplace.display.states.demand import DEMAND
from marketplace.display.states.imports import IMPORT
from marketplace.display.states.proposal import PROPOSAL
from marketplace.display.states.rewrite import REWRITE
from marketplace.identity import actions as identity_actions
from marketplace.identity import models as identity_models
from marketplace.identity import reactions as identity_reactions
from marketplace.identity import rules as identity_rules
from marketplace.identity import states as identity_states
from marketplace.identity import words as identity_words
from marketplace.matching import actions as matching_actions
from marketplace.matching import models as matching_models
from marketplace.matching import reactions as matching_reactions
from marketplace.matching import states as matching_states
from marketplace.matching import words as matching_words
from marketplace.matching.rules import match as match_rules
from marketplace.notices import models as notices_models  # noqa: F401 - maps its tables.
from marketplace.notices import reactions as notices_reactions
from marketplace.outreach import actions as outreach_actions
from marketplace.outreach import models as outreach_models
from marketplace.outreach import reactions as outreach_reactions
from marketplace.outreach import states as outreach_states
from marketplace.outreach import words as outreach_words
from marketplace.outreach.rules import endpoint as endpoint_rules
from marketplace.oversight import words as oversight_words
from marketplace.service import documents as service_documents
from marketplace.service import models as service_models
from marketplace.service import queries as service_queries
from marketplace.service import reactions as service_reactions
from marketplace.service import states as service_states
from marketplace.service import words as service_words
from marketplace.service.actions import agency as agency_actions
from marketplace.service.actions import broker as broker_actions
from marketplace.service.actions import introduction as introduction_actions
from marketplace.service.actions import mandate as mandate_actions
from marketplace.service.actions import referral as referral_actions
from marketplace.service.rules import agency as agency_rules
from marketplace.service.rules import broker as broker_rules
from marketplace.service.rules import mandate as mandate_rules
from marketplace.service.rules import referral as referral_rules
from marketplace.trading import models as trading_models
from marketplace.trading import reactions as trading_reactions
from marketplace.trading import states as trading_states
from marketplace.trading import words as trading_words
from marketplace.trading.actions import deal as deal_actions
from marketplace.trading.actions import request as request_actions
from marketplace.trading.queries import deal as deal_queries
from marketplace.trading.rules import deal as deal_rules
from marketplace.trading.rules import request as request_rules

ON: dict[str, list[Reaction]] = {
    **display_reactions.ON,
    **service_reactions.ON,
    **trading_reactions.ON,
    **matching_reactions.ON,
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
}
# Long work kept in rows: the relay asks for whoever waits, a worker does a piece.
CHORES: dict[str, Chore] = {
    "imports": Chore(import_queries.waiting, import_actions.work),
}
LIVES: dict[str, Life] = {
    "organisation": Life(
        identity_states.ORGANISATION,
        identity_models.Organisation,
        identity_rules.MAY,
        title=lambda row: row.name,
        page=lambda row: f"/organisations/{row.id}",
        fire=lambda session, key, name: identity_actions.move(session, SYSTEM, key, name, None),
    ),
    "endpoint": Life(
        outreach_states.ENDPOINT,
        outreach_models.Endpoint,
        endpoint_rules.MAY,
        title=lambda row: row.name,
        page=lambda row: f"/endpoints/{row.id}",
        fire=lambda session, key, name: outreach_actions.move(session, SYSTEM, key, name, None),
    ),
    "patent": Life(
        display_states.PATENT,
        display_models.Patent,
        patent_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/patents/{row.id}",
        fire=lambda session, key, name: display_actions.patent.move(
            session, SYSTEM, key, name, None
        ),
    ),
    "technology": Life(
        display_states.TECHNOLOGY,
        display_models.Technology,
        technology_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/technologies/{row.id}",
        fire=display_actions.technology.fire,
    ),
    "revision": Life(
        display_states.REVISION,
        display_models.TechnologyRevision,
        technology_rules.MAY_REVISION,
        title=lambda row: row.title,
        page=lambda row: f"/revisions/{row.id}",
        fire=lambda session, key, name: display_actions.technology.move_revision(
            session, SYSTEM, key, name, None
        ),
    ),
    "broker": Life(
        service_states.BROKER,
        service_models.Broker,
        broker_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/brokers/{row.id}",
        fire=lambda session, key, name: broker_actions.move(session, SYSTEM, key, name, None),
    ),
    "agency": Life(
        service_states.AGENCY,
        service_models.Agency,
        agency_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/agencies/{row.id}",
        fire=lambda session, key, name: agency_actions.move(session, SYSTEM, key, name, None),
    ),
    "mandate": Life(
        service_states.MANDATE,
        service_models.Mandate,
        mandate_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/mandates/{row.id}",
        fire=lambda session, key, name: mandate_actions.move(session, SYSTEM, key, name, None),
    ),
    "introduction": Life(
        service_states.INTRODUCTION,
        service_models.Introduction,
        mandate_rules.MAY_INTRODUCTION,
        title=lambda row: row.title,
        page=lambda row: f"/introductions/{row.id}",
        fire=lambda session, key, name: introduction_actions.move(session, SYSTEM, key, name, None),
    ),
    "referral": Life(
        service_states.REFERRAL,
        service_models.Referral,
        referral_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/referrals/{row.id}",
        fire=lambda session, key, name: referral_actions.move(session, SYSTEM, key, name, None),
    ),
    "demand": Life(
        DEMAND,
        display_models.Demand,
        demand_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/demands/{row.id}",
        # One clock, two ends: with proposals screening begins, without any it expires.
        fire=lambda session, key, _name: display_actions.demand.time_is_up(session, key),
    ),
    "import": Life(
        IMPORT,
        display_models.Import,
        import_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/imports/{row.id}",
    ),
    "proposal": Life(
        PROPOSAL,
        display_models.Proposal,
        proposal_rules.MAY,
        title=lambda row: row.demand.title,
        page=lambda row: f"/demands/{row.demand_id}/proposals",
    ),
    "demand_rewrite": Life(
        REWRITE,
        display_models.DemandRewrite,
        rewrite_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/demands/{row.demand_id}",
    ),
    "licence_request": Life(
        trading_states.REQUEST,
        trading_models.LicenceRequest,
        request_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/licence-requests/{row.id}",
        fire=lambda session, key, _: request_actions.when_due(session, key),
    ),
    "deal": Life(
        trading_states.DEAL,
        trading_models.Deal,
        deal_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/deals/{row.id}",
        also=lambda actor: deal_queries.waits_for(actor.org),
        fire=deal_actions.when_due,
    ),
    "match": Life(
        matching_states.MATCH,
        matching_models.Match,
        match_rules.MAY,
        title=lambda row: f"{row.percent}%",
        page=lambda row: f"/matches/{row.id}",
        fire=lambda session, key, name: matching_actions.move(session, SYSTEM, key, name, None),
    ),
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
