"""Who may see and move a licence request."""

from collections.abc import Callable

from marketplace.core.actor import Actor
from marketplace.core.errors import Unauthenticated
from marketplace.trading.models import LicenceRequest
from marketplace.trading.states import RequestState


def _is(actor: Actor, *orgs: object) -> bool:
    return actor.org is not None and actor.org in orgs


def may_see(actor: Actor, request: LicenceRequest) -> bool:
    """The seeker and its broker; once sent the holder, the operator and the supervisor too."""
    if actor.is_system or _is(actor, request.seeker_id, request.broker_id):
        return True
    watching = actor.is_operator or actor.is_supervisor or _is(actor, request.holder_id)
    return watching and request.sent_at is not None


def may_request(actor: Actor, seeker: object) -> bool:
    """People of the seeker, or a broker for it (whose mandate the action looks up)."""
    return actor.is_somebody and (_is(actor, seeker) or "broker_firm" in actor.kinds)


def may_change(actor: Actor, request: LicenceRequest) -> bool:
    """Whoever writes it, while it is a draft."""
    return may_seek(actor, request) and request.state is RequestState.DRAFT


def may_seek(actor: Actor, request: LicenceRequest) -> bool:
    """The seeker's side: its own people or its broker."""
    return _is(actor, request.seeker_id, request.broker_id)


def may_answer(actor: Actor, request: LicenceRequest) -> bool:
    """The holder's people."""
    return _is(actor, request.holder_id)


def may_time(actor: Actor, _request: LicenceRequest) -> bool:
    """Only the house's own clock."""
    return actor.is_system


def must_sign_in(actor: Actor) -> None:
    """Lists of one's own requests are for who is signed in. Raises Unauthenticated."""
    if not actor.is_somebody:
        raise Unauthenticated


MAY: dict[str, Callable[[Actor, LicenceRequest], bool]] = {
    "send": may_seek,
    "acknowledge": may_answer,
    "qualify": may_answer,
    "open_deal": may_answer,
    "decline": may_answer,
    "withdraw": may_seek,
    "escalate": may_time,
    "lapse": may_time,
}
