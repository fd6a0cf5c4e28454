"""What is done with receiving addresses, and sending to them."""

from marketplace.outreach.actions.endpoint import (
    ChangeEndpoint,
    Registered,
    RegisterEndpoint,
    change,
    move,
    register,
    rotate,
    test,
)
from marketplace.outreach.actions.sending import send

__all__ = [
    "ChangeEndpoint",
    "RegisterEndpoint",
    "Registered",
    "change",
    "move",
    "register",
    "rotate",
    "send",
    "test",
]
