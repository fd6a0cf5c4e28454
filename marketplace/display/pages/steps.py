"""What a reader can do next with a thing, and why not where a way is shut."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from flask import request

from marketplace.core.speech import Phrase

NOT_VERIFIED = Phrase(
    "贵机构通过核验后即可进行，目前可先准备内容。",
    "Open once the market has verified your organisation.",
)
NO_FIRM = Phrase(
    "提问的单位尚未确定：市场工作人员联系提问人并归到其单位后，才能完善。",
    "Whose question it is, is not known yet: it can be completed once the market's staff have "
    "reached the asker and given it to their firm.",
)
ONLY_HOLDERS = Phrase(
    "方案由技术持有方或技术经纪机构提交。",
    "Proposals come from technology holders and broker firms.",
)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A way on; `why_not` says why it is shut, and then no link is drawn."""

    label: str
    url: str
    main: bool = False
    why_not: str | None = None


def shut(step: NextStep, why_not: str | None) -> NextStep:
    """The step, shut for a reason if there is one."""
    return replace(step, why_not=why_not)


def guest(step: NextStep) -> NextStep:
    """The step for who has not signed in: by way of signing in, back to this page."""
    return replace(step, url=f"/sign-in?next={quote(request.path)}")
