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
from marketplace.outreach.actions.texting import send_text

__all__ = [
    "ChangeEndpoint",
    "RegisterEndpoint",
    "Registered",
    "change",
    "move",
    "register",
    "rotate",
    "send",
    "send_text",
    "test",
]
