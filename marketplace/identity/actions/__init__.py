"""The verbs of this room."""

from marketplace.identity.actions.founding import establish
from marketplace.identity.actions.mobile import ask_code, confirm, forget_mobile, good_since
from marketplace.identity.actions.organisation import (
    ChangeOrganisation,
    RegisterOrganisation,
    add_member,
    change,
    move,
    register,
)
from marketplace.identity.actions.person import (
    ChangeSettings,
    RegisterPerson,
    change_settings,
    register_person,
)
from marketplace.identity.actions.registration import register_both
from marketplace.identity.actions.sign_in import (
    act_for,
    end,
    sign_in,
)
from marketplace.identity.actions.trust import set_trust

__all__ = [
    "ChangeOrganisation",
    "ChangeSettings",
    "RegisterOrganisation",
    "RegisterPerson",
    "act_for",
    "add_member",
    "ask_code",
    "change",
    "change_settings",
    "confirm",
    "end",
    "establish",
    "forget_mobile",
    "good_since",
    "move",
    "register",
    "register_both",
    "register_person",
    "set_trust",
    "sign_in",
]
