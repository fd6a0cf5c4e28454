"""Asking the rules: whoever records a fact must have asked a rule in the same unit.

A rule is a pure function `may_…(actor, thing) -> bool`. `must` asks it and raises Refused; the
unit of work refuses to commit a person's fact for which no rule was asked, so that a forgotten
check is a failing test and not a hole.
"""

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar, Token
from typing import Any, Protocol, TypeVar

from marketplace.core.actor import Actor
from marketplace.core.errors import MoveNotPossible, Refused, Unauthenticated

T = TypeVar("T")
Rule = Callable[[Actor, T], bool]

_asked: ContextVar[list[str]] = ContextVar("rules_asked")


class _Draft(Protocol):
    @property
    def actor(self) -> Actor: ...

    @property
    def fact(self) -> str: ...


def begin() -> Token[list[str]]:
    """Start counting the rules asked in a unit."""
    return _asked.set([])


def end(token: Token[list[str]]) -> None:
    """Forget them."""
    _asked.reset(token)


def check(drafts: Iterable[_Draft]) -> None:
    """Fail loudly where a person's fact was recorded and no rule was asked."""
    if _asked.get():
        return
    for draft in drafts:
        if not draft.actor.is_system:
            raise RuntimeError(f"{draft.fact} was recorded without asking a rule")


def must(rule: Callable[[Actor, T], bool], actor: Actor, thing: T) -> None:
    """Ask one rule; Refused (or Unauthenticated for nobody) when it says no."""
    asked = _asked.get(None)
    if asked is not None:
        asked.append(rule.__name__)
    if not rule(actor, thing):
        if not (actor.is_somebody or actor.is_system):
            raise Unauthenticated
        raise Refused(rule=rule.__name__)


def must_move(
    may: Mapping[str, Callable[[Actor, Any], bool]], name: str, actor: Actor, thing: object
) -> None:
    """Ask the rule of a move; a name without a rule is no move of this thing."""
    rule = may.get(name)
    if rule is None:
        raise MoveNotPossible(move=name)
    must(rule, actor, thing)
