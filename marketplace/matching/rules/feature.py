"""One line of an explanation."""

from dataclasses import dataclass
from typing import Any

from marketplace.core.measure import Answer
from marketplace.core.speech import Phrase

MARKS = {"yes": "✓", "no": "✗", "unknown": "？"}
NOT_SAID = Phrase("未知", "not known")
NOT_ASKED = Phrase("无要求", "nothing asked")


@dataclass(frozen=True, slots=True)
class Feature:
    """One trait or condition: how alike (0 to 1), how much it counts, the verdict, the words.

    `hard` conditions that are not met keep a pair from being told.
    """

    name: str
    value: float
    weight: float
    verdict: Answer
    words: Phrase
    hard: bool = False

    @property
    def kind(self) -> str:
        """What is compared, without the measurand it is about."""
        return self.name.partition(":")[0]

    def plain(self) -> dict[str, Any]:
        """As it is kept beside the match."""
        return {
            "name": self.name,
            "value": round(self.value, 3),
            "weight": self.weight,
            "verdict": self.verdict,
            "hard": self.hard,
            "zh": self.words.zh,
            "en": self.words.en,
        }


def told(zh: str, en: str, verdict: Answer, note: Phrase | None = None) -> Phrase:
    """A line with its mark, and what it rests on in brackets."""
    mark = MARKS[verdict]
    if note is None:
        return Phrase(f"{zh} {mark}", f"{en} {mark}")
    return Phrase(f"{zh} {mark}（{note.zh}）", f"{en} {mark} ({note.en})")
