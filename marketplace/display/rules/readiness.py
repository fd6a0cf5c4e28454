"""What a dossier must hold before it is submitted and before it is shown (domain §4.1)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.core.errors import Problem
from marketplace.display.errors import technology as refusals
from marketplace.display.models import Technology
from marketplace.display.states import LOST, PatentState

REQUIRED = ("title", "summary", "description", "licences", "price_mode", "region", "contact")
# On scale B (13 levels) level 6 is the same system sample as on scale A, so one figure serves both.


@dataclass(frozen=True, slots=True)
class Bounds:
    """The figures and facts the guards are judged by, on one day."""

    on: date
    experimental_level: int
    proof_days: int
    state_set_up: bool
    verified: bool


Guard = Callable[[Technology, Bounds], Iterator[Problem]]


def _filled(technology: Technology, _: Bounds) -> Iterator[Problem]:
    held = {name: getattr(technology, name, None) for name in REQUIRED}
    held["licences"] = technology.codes("licences")
    empty = [name for name in REQUIRED if not held[name]]
    if empty:
        yield refusals.FieldsMissing(fields=empty)


def _rests(technology: Technology, _: Bounds) -> Iterator[Problem]:
    if not (technology.rests_on or technology.know_how):
        yield refusals.NothingToRestOn(fields=["patents", "know_how"])
    for patent in technology.patents:
        if patent.number is None or patent.state is PatentState.WITHDRAWN:
            yield refusals.PatentNotUsable(fields=["patents"], patent=patent.id)


def _in_force(technology: Technology, _: Bounds) -> Iterator[Problem]:
    for patent in technology.patents:
        if patent.legal_state in LOST:
            yield refusals.LegalStateLost(
                fields=["patents"], patent=patent.id, legal_state=patent.legal_state
            )


def _green(technology: Technology, _: Bounds) -> Iterator[Problem]:
    empty = [name for name in ("effects", "fields") if not technology.codes(name)]
    if empty:
        yield refusals.GreenNotStated(fields=empty)


def _mature(technology: Technology, bounds: Bounds) -> Iterator[Problem]:
    if technology.trl_level is None or technology.trl_scale is None:
        yield refusals.MaturityNotProved(fields=["trl_level"])
        return
    if not (technology.trl_evidence or technology.trl_self_declared):
        yield refusals.MaturityNotProved(fields=["trl_evidence", "trl_self_declared"])
    if technology.trl_level <= bounds.experimental_level and not technology.experimental_notice:
        yield refusals.ExperimentalNoticeMissing(fields=["experimental_notice"])


def _quantified(technology: Technology, _: Bounds) -> Iterator[Problem]:
    if not (technology.claims or technology.unquantified):
        yield refusals.ClaimsMissing(fields=["claims", "unquantified"])


def _open(technology: Technology, _: Bounds) -> Iterator[Problem]:
    if not technology.non_confidential:
        yield refusals.DeclarationMissing(fields=["non_confidential"])


def _priced(technology: Technology, bounds: Bounds) -> Iterator[Problem]:
    if bounds.state_set_up and not technology.price_route:
        yield refusals.PricingRouteMissing(fields=["price_route"])


def _proved(technology: Technology, _: Bounds) -> Iterator[Problem]:
    for link in technology.rests_on:
        if not (link.proof_kind and link.proof_number and link.proof_on):
            yield refusals.ValidityProofMissing(fields=["patents"], patent=link.patent_id)


def _proved_of_late(technology: Technology, bounds: Bounds) -> Iterator[Problem]:
    oldest = bounds.on - timedelta(days=bounds.proof_days)
    for link in technology.rests_on:
        if link.proof_on and not oldest <= link.proof_on <= bounds.on:
            yield refusals.ValidityProofTooOld(
                fields=["patents"], patent=link.patent_id, days=bounds.proof_days
            )


def _verified(_: Technology, bounds: Bounds) -> Iterator[Problem]:
    if not bounds.verified:
        yield refusals.HolderNotVerified()


TO_SUBMIT: tuple[Guard, ...] = (
    _filled,
    _rests,
    _in_force,
    _green,
    _mature,
    _quantified,
    _priced,
    _open,
)
TO_PUBLISH: tuple[Guard, ...] = (_verified, *TO_SUBMIT, _proved, _proved_of_late)
# What was proved when it was published stays so; what a revision adds is proved with it.
TO_REVISE: tuple[Guard, ...] = (_verified, *TO_SUBMIT, _proved)
TO_RENEW: tuple[Guard, ...] = (_verified, *TO_SUBMIT)
TO_SHOW: tuple[Guard, ...] = (_verified, _in_force)


def shortcomings(
    technology: Technology, bounds: Bounds, guards: tuple[Guard, ...] = TO_PUBLISH
) -> list[Problem]:
    """Everything that is still missing, in the order of the form; empty when it is ready."""
    return [problem for guard in guards for problem in guard(technology, bounds)]


def must_be_ready(technology: Technology, bounds: Bounds, guards: tuple[Guard, ...]) -> None:
    """Raise the one shortcoming by its name, or NotReady with all of them by name and field."""
    found = shortcomings(technology, bounds, guards)
    if not found:
        return
    if len(found) == 1:
        raise found[0]
    names = list(dict.fromkeys(name for p in found for name in _fields(p)))
    raise refusals.NotReady(fields=names, missing=[p.code for p in found])


def _fields(problem: Problem) -> list[str]:
    named = problem.data.get("fields")
    return [str(name) for name in named] if isinstance(named, list) else []
