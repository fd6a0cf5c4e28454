"""The tables of this room; one file per noun."""

from marketplace.display.models.claim import ClaimColumns, claim_checks
from marketplace.display.models.demand import Demand, DemandDisclosure, DemandTarget
from marketplace.display.models.imports import Import, ImportMatching, ImportRow, ImportWork
from marketplace.display.models.patent import Patent
from marketplace.display.models.proposal import Proposal
from marketplace.display.models.question import QuestionTrace
from marketplace.display.models.revision import TechnologyRevision
from marketplace.display.models.rewrite import DemandRewrite
from marketplace.display.models.technology import (
    Technology,
    TechnologyClaim,
    TechnologyPatent,
    TechnologyTag,
)

__all__ = [
    "ClaimColumns",
    "Demand",
    "DemandDisclosure",
    "DemandRewrite",
    "DemandTarget",
    "Import",
    "ImportMatching",
    "ImportRow",
    "ImportWork",
    "Patent",
    "Proposal",
    "QuestionTrace",
    "Technology",
    "TechnologyClaim",
    "TechnologyPatent",
    "TechnologyRevision",
    "TechnologyTag",
    "claim_checks",
]
