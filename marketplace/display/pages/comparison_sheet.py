"""A comparison as a workbook: one sheet to read, one with the figures to reckon with."""

from collections.abc import Iterator, Sequence

from marketplace.core.measure import parse_unit
from marketplace.core.sheets import Cell, write_xlsx
from marketplace.display.pages.comparison_facts import SHEET, rows
from marketplace.display.queries.comparison import Comparison
from marketplace.display.rules.comparison import MeasuredRow, Stated
from marketplace.display.words.claim import COMPARATORS, EVIDENCE
from marketplace.display.words.comparison import BEST, GAP, REMARKS
from marketplace.web.speech import language, say, speak

Row = Sequence[Cell]


def workbook(found: Comparison) -> bytes:
    """The workbook in the reader's language."""
    return write_xlsx(
        [
            (say("对比", "Comparison"), _overview(found)),
            (say("指标数值", "Figures"), _figures(found)),
        ]
    )


def _overview(found: Comparison) -> Iterator[Row]:
    yield [say("项目", "What"), *(offer.row.title for offer in found.offers)]
    for fact in rows(found, SHEET):
        yield [fact.label, *(speak(GAP) if cell is None else cell for cell in fact.cells)]
    for row in found.measured:
        yield [_label(row), *(_told(cell) for cell in row.cells)]


def _label(row: MeasuredRow) -> str:
    unit = parse_unit(row.unit).to(language())
    named = speak(row.measurand.name)
    return f"{named}{say('（', ' (')}{unit}{say('）', ')')}" if unit else named


def _told(cell: Sequence[Stated]) -> str:
    return "\n".join(map(_said, cell)) or speak(GAP)


def _said(stated: Stated) -> str:
    claim = stated.claim
    more = [
        speak(BEST) if stated.best else "",
        claim.condition,
        f"{say('基准：', 'baseline: ')}{claim.baseline}" if claim.baseline else "",
        speak(EVIDENCE[stated.row.evidence_state]),
    ]
    return say("；", "; ").join([claim.show(language()), *filter(None, more)])


def _figures(found: Comparison) -> Iterator[Row]:
    yield [
        *(say("指标", "What"), say("单位", "Unit"), say("技术", "Technology")),
        *(say("比较", "Comparator"), say("下限", "From"), say("上限", "To")),
        *(say("条件", "Condition"), say("基准", "Baseline"), say("证明", "Evidence")),
        *(say("证明编号", "Evidence no."), speak(BEST), say("原文", "As written")),
        say("说明", "Remark"),
    ]
    for row in found.measured:
        for offer, cell in zip(found.offers, row.cells, strict=True):
            named = [speak(row.measurand.name), parse_unit(row.unit).to(language())]
            for stated in cell:
                yield [*named, offer.row.title, *_figure(stated), _remark(row)]
            if not cell:
                yield [*named, offer.row.title, speak(GAP)]


def _figure(stated: Stated) -> Row:
    claim, row = stated.claim, stated.row
    return [
        speak(COMPARATORS[claim.comparator]),
        *(claim.low, claim.high, claim.condition, claim.baseline),
        *(speak(EVIDENCE[row.evidence_state]), row.evidence_number),
        say("是", "Yes") if stated.best else None,
        stated.written.show(language()),
    ]


def _remark(row: MeasuredRow) -> str | None:
    return speak(REMARKS[row.remark]) if row.remark else None
