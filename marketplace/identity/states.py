"""The life cycle of an organisation (domain §4.10)."""

from enum import StrEnum
from typing import Any

from marketplace.core.flow import OPERATOR, Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.identity.words import STATES


class OrganisationState(StrEnum):
    """Registered by its people, verified by the operator."""

    REGISTERED = "registered"
    VERIFIED = "verified"
    RESTRICTED = "restricted"
    CLOSED = "closed"


S = OrganisationState
KINDS = ("holder", "enterprise", "broker_firm", "agency", "operator", "supervisor")
RESERVED = frozenset({"operator", "supervisor"})


def _operator(_: Any) -> Owner:
    return Owner(role=OPERATOR)


def _itself(organisation: Any) -> Owner:
    return Owner(org=organisation.id)


ORGANISATION = Flow(
    "organisation",
    S.REGISTERED,
    (
        arrow("verify", {S.REGISTERED}, S.VERIFIED, Phrase("核验通过", "Verify"), fact="verified"),
        arrow(
            "restrict",
            {S.VERIFIED},
            S.RESTRICTED,
            Phrase("限制使用", "Restrict"),
            fact="restricted",
            danger=True,
        ),
        arrow(
            "restore", {S.RESTRICTED}, S.VERIFIED, Phrase("恢复使用", "Restore"), fact="restored"
        ),
        arrow(
            "close",
            {S.REGISTERED, S.VERIFIED, S.RESTRICTED},
            S.CLOSED,
            Phrase("注销", "Close"),
            fact="closed",
            danger=True,
        ),
    ),
    waits={
        S.REGISTERED: Wait(
            _operator,
            Phrase("核验机构身份", "Verify this organisation"),
            why_no_clock=Phrase("核验依赖线下证明材料", "Verification rests on papers"),
        ),
        S.VERIFIED: Wait(
            _itself,
            Phrase("保持资料最新", "Keep your details up to date"),
            quiet=True,
            why_no_clock=Phrase("在册状态，无需处理", "A standing state, nothing to do"),
        ),
        S.RESTRICTED: Wait(
            _operator,
            Phrase("复核限制", "Review the restriction"),
            why_no_clock=Phrase("待限制原因消除", "Until its cause is gone"),
        ),
    },
    words=STATES,
)
