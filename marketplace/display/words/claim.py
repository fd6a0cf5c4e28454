"""The words of quantified claims."""

from marketplace.core.speech import Phrase

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
EVIDENCE = {
    "none": Phrase("无佐证", "No evidence"),
    "external_report": Phrase("有报告", "Report on file"),
    "confirmed": Phrase("已确认", "Confirmed"),
}
