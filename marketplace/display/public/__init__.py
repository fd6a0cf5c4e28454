"""The door of this room for other rooms; one file per noun."""

from marketplace.display.actions.technology import Evidence
from marketplace.display.public.patent import (
    CardIn,
    PatentCard,
    Taken,
    patent,
    patents,
    take_in_cards,
)
from marketplace.display.public.technology import (
    TechnologyCard,
    TechnologyClaimCard,
    TechnologyFeatures,
    claims,
    conclude,
    features,
    hold,
    published_ids,
    release,
    set_evidence,
    several_features,
    technologies,
    technology,
)

__all__ = [
    "CardIn",
    "Evidence",
    "PatentCard",
    "Taken",
    "TechnologyCard",
    "TechnologyClaimCard",
    "TechnologyFeatures",
    "claims",
    "conclude",
    "features",
    "hold",
    "patent",
    "patents",
    "published_ids",
    "release",
    "set_evidence",
    "several_features",
    "take_in_cards",
    "technologies",
    "technology",
]
