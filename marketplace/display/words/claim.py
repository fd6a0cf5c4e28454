"""The words of quantified claims."""

from marketplace.core.speech import Phrase
from marketplace.core.vocabulary import vocabulary

UNQUANTIFIED = Phrase("未量化", "Not quantified")
COMPARATORS = {
    "le": Phrase("≤", "≤"),
    "ge": Phrase("≥", "≥"),
    "lt": Phrase("<", "<"),
    "gt": Phrase(">", ">"),
    "eq": Phrase("=", "="),
    "between": Phrase("介于", "between"),
    "about": Phrase("约", "about"),
}
EVIDENCE = vocabulary("evidence_states").phrases()
