"""What a technology's content is made of, and which change of it is material."""

from collections.abc import Mapping
from typing import Any

from marketplace.display.models import Technology, TechnologyClaim

TEXTS = (
    "title",
    "summary",
    "description",
    "know_how",
    "scale",
    "references_count",
    "references_text",
    "investment_fen",
    "running_cost_fen",
    "trl_scale",
    "trl_level",
    "trl_evidence",
    "trl_self_declared",
    "experimental_notice",
    "price_mode",
    "price_route",
    "price_low_fen",
    "price_high_fen",
    "region",
    "catalogue_confirmed",
    "unquantified",
    "non_confidential",
    "contact",
)
# The name in the dossier, and the vocabulary its codes come from.
TAGS = {
    "effects": "green_effects",
    "fields": "green_fields",
    "stages": "life_cycle_stages",
    "topics": "demonstration_topics",
    "catalogue": "industry_catalogue_2024",
    "industries": "gbt4754",
    "processes": "processes",
    "pollutants": "pollutants",
    "licences": "",
}
CLAIM = ("measurand", "comparator", "low", "high", "unit", "condition", "baseline")
EVIDENCE = ("evidence_state", "evidence_number", "evidence_sha256", "evidence_issuer")
PROOF = ("proof_kind", "proof_number", "proof_on")

# Goes live at once whatever the trust.
OWN = frozenset({"contact", "references_count", "references_text"})
# What others decide on: reviewed again unless the market trusts the holder wholly.
MATERIAL = frozenset(
    {
        "title",
        "summary",
        "know_how",
        "patents",
        "claims",
        "effects",
        "fields",
        "licences",
        "trl_scale",
        "trl_level",
        "trl_evidence",
        "trl_self_declared",
        "experimental_notice",
        "price_mode",
        "price_route",
        "price_low_fen",
        "price_high_fen",
        "unquantified",
        "non_confidential",
    }
)


def content(technology: Technology) -> dict[str, Any]:
    """Everything a holder states, as plain JSON values, by the name of the field."""
    plain: dict[str, Any] = {name: getattr(technology, name) for name in TEXTS}
    plain |= {name: technology.codes(name) for name in TAGS}
    plain["claims"] = [claim(row) for row in technology.claims]
    plain["patents"] = [
        {
            "patent_id": str(link.patent_id),
            "proof_kind": link.proof_kind,
            "proof_number": link.proof_number,
            "proof_on": link.proof_on.isoformat() if link.proof_on else None,
        }
        for link in technology.rests_on
    ]
    return plain


def claim(row: TechnologyClaim) -> dict[str, Any]:
    """One claim as plain values; numbers as text, without the zeros a database adds."""
    plain = {name: getattr(row, name) for name in (*CLAIM, *EVIDENCE)}
    for bound in ("low", "high"):
        value = plain[bound]
        plain[bound] = None if value is None else format(value.normalize(), "f")
    plain["evidence_date"] = row.evidence_date.isoformat() if row.evidence_date else None
    return plain


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What `new` would change: the old and the new value by field."""
    return {name: (old.get(name), value) for name, value in new.items() if old.get(name) != value}


def needs_review(changed: set[str], trust: str) -> bool:
    """Whether a change of a published technology waits for review (trust levels, domain C13)."""
    if trust == "post_audit":
        return False
    if trust == "material_only":
        return bool(changed & MATERIAL)
    return bool(changed - OWN)
