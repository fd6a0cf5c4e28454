"""The words a claim is made of."""

COMPARATORS = ("le", "ge", "lt", "gt", "eq", "between", "about")
EVIDENCE_STATES = ("none", "external_report", "confirmed")
