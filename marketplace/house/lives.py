"""Every life cycle in use, by its noun."""

from marketplace.core.actor import SYSTEM
from marketplace.core.flow import Life
from marketplace.display import actions as display_actions
from marketplace.display import models as display_models
from marketplace.display import states as display_states
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
from marketplace.identity import rules as identity_rules
from marketplace.identity import states as identity_states
from marketplace.matching import actions as matching_actions
from marketplace.matching import models as matching_models
from marketplace.matching import states as matching_states
from marketplace.matching.rules import match as match_rules
from marketplace.outreach import actions as outreach_actions
from marketplace.outreach import models as outreach_models
from marketplace.outreach import states as outreach_states
from marketplace.outreach.rules import endpoint as endpoint_rules
from marketplace.reminders import actions as reminders_actions
from marketplace.reminders import models as reminders_models
from marketplace.reminders import rules as reminders_rules
from marketplace.reminders import states as reminders_states
from marketplace.service import models as service_models
from marketplace.service import states as service_states
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
from marketplace.trading import states as trading_states
from marketplace.trading.actions import deal as deal_actions
from marketplace.trading.actions import request as request_actions
from marketplace.trading.queries import deal as deal_queries
from marketplace.trading.rules import deal as deal_rules
from marketplace.trading.rules import request as request_rules

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
    "escalation": Life(
        reminders_states.ESCALATION,
        reminders_models.Escalation,
        reminders_rules.MAY,
        title=lambda row: row.title,
        page=lambda row: f"/escalations/{row.id}",
        fire=lambda session, key, name: reminders_actions.move(session, SYSTEM, key, name),
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
