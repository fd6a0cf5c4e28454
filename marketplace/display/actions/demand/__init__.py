"""The verbs of demands: writing, moving, judging proposals, disclosing, rewriting."""

from marketplace.display.actions.demand.batch import Item, Result, renew_all, review_all
from marketplace.display.actions.demand.commands import (
    Award,
    AwardAll,
    DemandFields,
    Offer,
    Question,
    Shortlist,
)
from marketplace.display.actions.demand.disclosing import ask_more, disclose, promise, revoke
from marketplace.display.actions.demand.judging import award, propose, shortlist, take_back
from marketplace.display.actions.demand.moving import (
    contract,
    leave_unfilled,
    renew,
    resume,
    review,
    submit,
    time_is_up,
    withdraw,
)
from marketplace.display.actions.demand.rewriting import decide, rewrite
from marketplace.display.actions.demand.writing import ask, attach, change, enter

__all__ = [
    "Award",
    "AwardAll",
    "DemandFields",
    "Item",
    "Offer",
    "Question",
    "Result",
    "Shortlist",
    "ask",
    "ask_more",
    "attach",
    "award",
    "change",
    "contract",
    "decide",
    "disclose",
    "enter",
    "leave_unfilled",
    "promise",
    "propose",
    "renew",
    "renew_all",
    "resume",
    "review",
    "review_all",
    "revoke",
    "rewrite",
    "shortlist",
    "submit",
    "take_back",
    "time_is_up",
    "withdraw",
]
