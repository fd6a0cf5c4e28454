"""The life cycle of a receiving address: it works, rests, or was switched off for failing."""

from enum import StrEnum
from typing import Any

from marketplace.core.flow import Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.outreach.words import STATES


class EndpointState(StrEnum):
    """Whether messages are sent there."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"
    REMOVED = "removed"


S = EndpointState


def _owner(endpoint: Any) -> Owner:
    return Owner(org=endpoint.org_id)


ENDPOINT = Flow(
    "endpoint",
    S.ACTIVE,
    (
        arrow("pause", {S.ACTIVE}, S.PAUSED, Phrase("暂停推送", "Pause"), fact="paused"),
        arrow("resume", {S.PAUSED}, S.ACTIVE, Phrase("恢复推送", "Go on"), fact="resumed"),
        arrow(
            "disable",
            {S.ACTIVE},
            S.DISABLED,
            Phrase("停用", "Switch off"),
            fact="disabled",
            danger=True,
        ),
        arrow("enable", {S.DISABLED}, S.ACTIVE, Phrase("重新启用", "Switch on"), fact="enabled"),
        arrow(
            "remove",
            {S.ACTIVE, S.PAUSED, S.DISABLED},
            S.REMOVED,
            Phrase("移除", "Remove"),
            fact="removed",
            danger=True,
        ),
    ),
    waits={
        S.ACTIVE: Wait(
            _owner,
            Phrase("正常推送", "Messages are sent there"),
            quiet=True,
            why_no_clock=Phrase("正常状态，无需处理", "All is well, nothing to do"),
        ),
        S.PAUSED: Wait(
            _owner,
            Phrase("由机构恢复推送", "Until its organisation goes on"),
            quiet=True,
            why_no_clock=Phrase("由机构自行决定", "Its organisation decides"),
        ),
        S.DISABLED: Wait(
            _owner,
            Phrase("修复接收地址后重新启用", "Mend the receiver, then switch it on again"),
            why_no_clock=Phrase("由机构自行决定", "Its organisation decides"),
        ),
    },
    words=STATES,
)
