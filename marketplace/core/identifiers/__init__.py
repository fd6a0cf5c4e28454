"""The numbers by which the world knows things: patents, organisations, classes, accreditations.

Each parser reads every spelling people use, returns one canonical form, and raises a named
`Unreadable` that says what is wrong.
"""

from marketplace.core.identifiers.accreditation import (
    CmaAuthorityNotKnown,
    CmaFieldNotKnown,
    CmaNotReadable,
    CmaNumber,
    CmaSectorNotKnown,
    CnasNotReadable,
    CnasNumber,
    CncaNotReadable,
    CncaNumber,
    parse_cma,
    parse_cnas,
    parse_cnca,
)
from marketplace.core.identifiers.applications import (
    ApplicationNumber,
    ApplicationNumberNotReadable,
    CheckDigitMissing,
    FilingYearNotPossible,
    PatentType,
    PatentTypeNotKnown,
    parse_application_number,
)
from marketplace.core.identifiers.classes import CpcOnly, Ipc, IpcNotReadable, parse_ipc
from marketplace.core.identifiers.organisations import (
    OrganisationCodeWrong,
    Uscc,
    UsccCharacterNotUsed,
    UsccLengthWrong,
    UsccRegionNotDigits,
    parse_uscc,
    uscc_ok,
)
from marketplace.core.identifiers.patents import (
    OfficesDiffer,
    PatentNumber,
    PatentNumberNotReadable,
    parse_patent_number,
)
from marketplace.core.identifiers.publications import (
    KindDoesNotFit,
    PublicationNumber,
    PublicationNumberNotReadable,
    parse_publication_number,
)
from marketplace.core.identifiers.spelling import WrongCheckDigit

__all__ = [
    "ApplicationNumber",
    "ApplicationNumberNotReadable",
    "CheckDigitMissing",
    "CmaAuthorityNotKnown",
    "CmaFieldNotKnown",
    "CmaNotReadable",
    "CmaNumber",
    "CmaSectorNotKnown",
    "CnasNotReadable",
    "CnasNumber",
    "CncaNotReadable",
    "CncaNumber",
    "CpcOnly",
    "FilingYearNotPossible",
    "Ipc",
    "IpcNotReadable",
    "KindDoesNotFit",
    "OfficesDiffer",
    "OrganisationCodeWrong",
    "PatentNumber",
    "PatentNumberNotReadable",
    "PatentType",
    "PatentTypeNotKnown",
    "PublicationNumber",
    "PublicationNumberNotReadable",
    "Uscc",
    "UsccCharacterNotUsed",
    "UsccLengthWrong",
    "UsccRegionNotDigits",
    "WrongCheckDigit",
    "parse_application_number",
    "parse_cma",
    "parse_cnas",
    "parse_cnca",
    "parse_ipc",
    "parse_patent_number",
    "parse_publication_number",
    "parse_uscc",
    "uscc_ok",
]
