"""The two languages of the house, side by side where the words are used."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Phrase(NamedTuple):
    """The same words in Chinese and in English; neither can be forgotten."""

    zh: str
    en: str

    def to(self, language: Language, **values: object) -> str:
        """The words in one language, `{names}` filled from `values`."""
        text = self.zh if language == "zh" else self.en
        return text.format(**values) if values else text


def label(labels: Mapping[str, Phrase], key: str, language: Language) -> str:
    """The words for a key, or the key itself where the vocabulary has grown past the words."""
    phrase = labels.get(key)
    return phrase.to(language) if phrase else key
