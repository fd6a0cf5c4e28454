"""The verbs of this room."""

from marketplace.identity.actions.organisation import (
    ChangeOrganisation,
    RegisterOrganisation,
    add_member,
    change,
    move,
    register,
)
from marketplace.identity.actions.person import RegisterPerson, register_person
from marketplace.identity.actions.sign_in import (
    act_for,
    end,
    sign_in,
)

__all__ = [
    "ChangeOrganisation",
    "RegisterOrganisation",
    "RegisterPerson",
    "act_for",
    "add_member",
    "change",
    "end",
    "move",
    "register",
    "register_person",
    "sign_in",
]
