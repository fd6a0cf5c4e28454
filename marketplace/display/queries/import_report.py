"""The report of refused rows: the reasons in front, the rows as they were sent behind."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from marketplace.core.sheets import write_csv, write_xlsx
from marketplace.display.models.imports import Import, ImportRow
from marketplace.display.queries import imports as queries
from marketplace.display.rules.import_header import REPORT
from marketplace.display.states.imports import ImportState

TRIED = frozenset({ImportState.MAPPED, ImportState.CHECKED})


def phase(row: Import) -> str:
    """Which of its runs an import tells of now: the trial until the real one began."""
    return "check" if row.state in TRIED or not row.work.counts else "run"


def as_csv(session: Session, row: Import) -> Iterator[str]:
    """The report as CSV; mended and sent again, its first columns are known and left out."""
    return write_csv(_rows(session, row))


def as_xlsx(session: Session, row: Import) -> bytes:
    """The report as a workbook."""
    return write_xlsx([("report", _rows(session, row))])


def _rows(session: Session, row: Import) -> Iterator[list[str]]:
    yield [*REPORT, *row.header]
    for told in queries.refused(session, row.id, phase(row)):
        cells = [*told.cells, *[""] * (len(row.header) - len(told.cells))]
        yield [*_reasons(told), *cells]


def _reasons(told: ImportRow) -> list[str]:
    """Row, columns, values, and reasons in both languages; several one below the other."""
    troubles = told.problems
    return [
        str(told.number),
        "\n".join(each["column"] or "—" for each in troubles),
        "\n".join(each["value"] for each in troubles),
        "\n".join(f"{each['zh']} / {each['en']}" for each in troubles),
    ]
