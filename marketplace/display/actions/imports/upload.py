"""Taking a file in: the same file again is answered with its earlier import."""

from uuid import uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.errors import Refused
from marketplace.display.actions.imports.examine import Examined
from marketplace.display.actions.imports.matching import match_known
from marketplace.display.models.imports import Import, ImportWork
from marketplace.display.queries import imports as queries
from marketplace.display.rules import import_header
from marketplace.display.rules import imports as rules
from marketplace.display.rules.import_profiles import recognised
from marketplace.display.states.imports import IMPORT


def upload(
    session: Session, actor: Actor, file: Examined, *, match: bool = True
) -> tuple[Import, bool]:
    """The import of a file, and whether it is new; an import given up does not count.

    Unless `match` is false, columns that are known are matched at once and the trial run begins.
    """
    must(rules.may_upload, actor, file.title)
    if actor.org is None or actor.person is None:
        raise Refused
    earlier = queries.same_file(session, actor.org, file.kept.sha256)
    if earlier:
        return earlier, False
    profile = recognised(file.header)
    made = Import(
        id=uuid4(),
        title=file.title,
        sha256=file.kept.sha256,
        size=file.kept.size,
        format=file.look.kind,
        mended=file.mended,
        encoding=file.look.encoding,
        delimiter=file.look.delimiter,
        header=list(file.header),
        header_at=file.header_at,
        header_key=import_header.fingerprint(file.header),
        profile=profile.key if profile else None,
        target=profile.target if profile else import_header.target_of(file.header),
        org_id=actor.org,
        person_id=actor.person,
        behalf_of=actor.on_behalf_of,
        work=ImportWork(),
    )
    IMPORT.begin(made)
    session.add(made)
    journal.record(session, actor, "import.uploaded", made, title=made.title, sha256=made.sha256)
    session.flush()
    if match:
        match_known(session, actor, made)
    return made, True
