"""Everything of every room as static tables, without any web: for followers, tests, migrations.

`ON` and `REACTIONS` feed the worker, `LIVES` the desks, the sweep and the laws, `FACTS` the
sentences, `DOCUMENTS` and `TOUCHES` the search index; importing this module maps all tables.
"""

from marketplace.core import deliveries, heartbeat, idempotency  # noqa: F401 - maps their tables.
from marketplace.core.actor import SYSTEM
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
from marketplace.display.rules import patent as patent_rules
from marketplace.display.rules import technology as technology_rules
from marketplace.identity import actions as identity_actions
from marketplace.identity import models as identity_models
from marketplace.identity import rules as identity_rules
from marketplace.identity import states as identity_states
from marketplace.identity import words as identity_words
from marketplace.notices import models as notices_models  # noqa: F401 - maps its tables.
from marketplace.oversight import words as oversight_words

ON: dict[str, list[Reaction]] = {**display_reactions.ON}
REACTIONS: dict[str, Reaction] = {r.name: r for several in ON.values() for r in several}
FACTS: dict[str, Phrase] = {
    **identity_words.FACTS,
    **display_words.FACTS,
    **oversight_words.FACTS,
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
}
# What search finds, by kind, and which documents depend on another subject.
DOCUMENTS: dict[str, Findable] = {
    "technology": Findable(
        Phrase("技术", "Technologies"),
        "technologies",
        display_queries.technology.visible,
        display_documents.OF["technology"],
    ),
    "patent": Findable(
        Phrase("专利", "Patents"),
        "patents",
        display_queries.patent.visible,
        display_documents.OF["patent"],
    ),
}
TOUCHES: dict[str, list[Touch]] = together(display_documents.TOUCHES)
# The words for codes that are no vocabulary: kinds of organisation, states, roles.
LABELS: dict[str, dict[str, Phrase]] = {**identity_words.LABELS}
