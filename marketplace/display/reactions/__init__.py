"""Whom the facts of this room concern; one file per noun."""

from marketplace.core.deliveries import Reaction
from marketplace.display.reactions import demand, imports, technology

ON: dict[str, list[Reaction]] = {**technology.ON, **demand.ON, **imports.ON}
