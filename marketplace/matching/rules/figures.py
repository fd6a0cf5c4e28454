"""How figures offered are put beside those asked: in one unit, with what proves them."""

from decimal import Decimal

from marketplace.core.measure import Claim, measurand, parse_unit
from marketplace.core.measure.aligning import converted
from marketplace.core.speech import Phrase
from marketplace.matching.rules.features import Effect
from marketplace.matching.words import EVIDENCE

_UNPROVED = "none"


def proof(effect: Effect) -> Phrase | None:
    """What a figure rests on; where a report proves it, the month of that report first."""
    words = EVIDENCE.get(effect.evidence)
    if words is None or effect.proved_on is None or effect.evidence == _UNPROVED:
        return words
    month = f"{effect.proved_on:%Y-%m}"
    return Phrase(f"{month}，{words.zh}", f"{month}, {words.en}")


def shown(offer: Claim, asked: Claim) -> Phrase:
    """The offer as it was written, and in the unit that is asked in where that is another."""
    same = _in_unit_of(offer, asked)
    equal = "" if same is None else f"（即 {same.show('zh')}）"
    equal_en = "" if same is None else f" (that is {same.show('en')})"
    condition = offer.condition
    under = Phrase(f"［{condition}］", f" [{condition}]") if condition else Phrase("", "")
    return Phrase(offer.show("zh") + equal + under.zh, offer.show("en") + equal_en + under.en)


def scale(offer: Claim, asked: Claim) -> Phrase | None:
    """“40 of 60 万m³/h”; None where the two are no plain sizes, under no condition."""
    if measurand(asked.measurand).better != "covers" or offer.condition:
        return None
    reach = offer if offer.unit == asked.unit else _in_unit_of(offer, asked)
    if reach is None or asked.comparator != "eq" or not _reaches(reach, asked):
        return None
    most = _plain(reach.high)
    return Phrase(f"{most} / {asked.show('zh')}", f"{most} of {asked.show('en')}")


def _reaches(reach: Claim, asked: Claim) -> bool:
    """Whether "so much of so much" is true: "up to" says so, one size only where it is less."""
    if reach.comparator == "le":
        return True
    less = reach.high is not None and asked.high is not None and reach.high <= asked.high
    return reach.comparator == "eq" and less


def _in_unit_of(offer: Claim, asked: Claim) -> Claim | None:
    """The offer in the other's unit; None where it is the same one, or would have to be rounded."""
    if offer.unit == asked.unit:
        return None
    made = converted(offer, parse_unit(asked.unit))
    return None if made.rounded else made.claim


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize(), ",f")
