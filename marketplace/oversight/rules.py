"""Who may look over the market, and who may put things right."""

from marketplace.core.actor import Actor


def may_oversee(actor: Actor, _what: object) -> bool:
    """The supervising bureau and the operator: figures and the rows behind them."""
    return actor.is_supervisor or actor.is_operator


def may_operate(actor: Actor, _what: object) -> bool:
    """The operator's own staff: the journal, and notices that could not be delivered."""
    return actor.is_operator
