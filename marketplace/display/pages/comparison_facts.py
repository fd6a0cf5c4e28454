"""What a comparison tells of each technology beside its figures: the same for page and workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from marketplace.core import codes, money
from marketplace.core.sheets import Cell
from marketplace.core.speech import Phrase
from marketplace.display.pages import choices
from marketplace.display.queries.comparison import Comparison, Offer
from marketplace.display.words.patent import LEGAL_STATES
from marketplace.web.speech import language, say, speak

Telling = Callable[[Offer], Cell]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of each technology; None is a gap."""

    label: str
    cells: Sequence[Cell]


def rows(found: Comparison, facts: Sequence[tuple[Phrase, Telling]]) -> list[FactRow]:
    """The facts of a comparison in the reader's language."""
    return [
        FactRow(speak(label), [_told(tell(offer)) for offer in found.offers])
        for label, tell in facts
    ]


def _told(cell: Cell) -> Cell:
    """Nothing written is a gap; nought is a number."""
    return None if cell == "" else cell


def _names(vocabulary: str) -> Telling:
    def tell(offer: Offer) -> str:
        found = [choices.term(vocabulary, code) for code in offer.row.codes(vocabulary)]
        return say("、", ", ").join(found)

    return tell


def _maturity(offer: Offer) -> str:
    row = offer.row
    if row.trl_level is None:
        return ""
    words = choices.term(f"trl_{row.trl_scale or 'a'}", str(row.trl_level))
    level = f"TRL {row.trl_level} · {words}"
    why = row.trl_evidence or (say("自行声明", "Self-declared") if row.trl_self_declared else "")
    return "\n".join(filter(None, (level, why)))


def _references(offer: Offer) -> str:
    count = offer.row.references_count
    told = [] if count is None else [say(f"{count} 例", f"{count}")]
    return say("；", "; ").join([*told, *filter(None, [offer.row.references_text])])


def _price_mode(offer: Offer) -> str:
    return choices.term("price_modes", offer.row.price_mode) if offer.row.price_mode else ""


def _price(offer: Offer) -> str:
    return money.span(offer.row.price_low_fen, offer.row.price_high_fen, language())


def _patents(offer: Offer) -> str:
    told = [
        f"{p.number or say('无号', 'no number')} · {speak(LEGAL_STATES[p.legal_state])}"
        for p in offer.row.patents
    ]
    return "\n".join([*told, *([say("技术秘密", "Know-how")] if offer.row.know_how else [])])


def _money(name: str) -> Telling:
    def tell(offer: Offer) -> str:
        fen = getattr(offer.row, name)
        return "" if fen is None else money.show(fen, language(), short=True)

    return tell


def _yuan(name: str) -> Telling:
    """The sum in yuan, as a number to reckon with."""

    def tell(offer: Offer) -> Cell:
        fen = getattr(offer.row, name)
        return None if fen is None else Decimal(fen) / money.YUAN

    return tell


def _plain(name: str) -> Telling:
    def tell(offer: Offer) -> Cell:
        value: Cell = getattr(offer.row, name)
        return value

    return tell


def _region(offer: Offer) -> str:
    return codes.address(offer.row.region, language())


_WHO = (
    (Phrase("持有方", "Holder"), lambda offer: offer.holder),
    (Phrase("所在地区", "Region"), _region),
)
_USE = (
    (Phrase("绿色领域", "Green fields"), _names("fields")),
    (Phrase("应用行业", "Industries"), _names("industries")),
    (Phrase("治理对象", "Pollutants and media"), _names("pollutants")),
    (Phrase("适用工艺", "Processes"), _names("processes")),
    (Phrase("处理规模", "Scale treatable"), _plain("scale")),
)
_RIGHTS = (
    (Phrase("许可方式", "Licence kinds"), _names("licences")),
    (Phrase("计价方式", "Price mode"), _price_mode),
)
PAGE: Sequence[tuple[Phrase, Telling]] = (
    *_WHO,
    (Phrase("成熟度及依据", "Maturity and its evidence"), _maturity),
    *_RIGHTS,
    (Phrase("价格", "Price"), _price),
    *_USE,
    (Phrase("应用案例", "References in operation"), _references),
    (Phrase("投资成本", "Investment cost"), _money("investment_fen")),
    (Phrase("年运行成本", "Running cost per year"), _money("running_cost_fen")),
    (Phrase("专利与法律状态", "Patents and legal state"), _patents),
)
SHEET: Sequence[tuple[Phrase, Telling]] = (
    *_WHO,
    (Phrase("技术就绪度（级）", "TRL (level)"), _plain("trl_level")),
    (Phrase("成熟度及依据", "Maturity and its evidence"), _maturity),
    *_RIGHTS,
    (Phrase("价格下限（元）", "Price from (yuan)"), _yuan("price_low_fen")),
    (Phrase("价格上限（元）", "Price to (yuan)"), _yuan("price_high_fen")),
    *_USE,
    (Phrase("应用案例（例）", "References (count)"), _plain("references_count")),
    (Phrase("应用案例", "References in operation"), _plain("references_text")),
    (Phrase("投资成本（元）", "Investment (yuan)"), _yuan("investment_fen")),
    (Phrase("年运行成本（元）", "Running cost per year (yuan)"), _yuan("running_cost_fen")),
    (Phrase("专利与法律状态", "Patents and legal state"), _patents),
)
