"""What people typed and the house cannot read: each way to be wrong has a name and says so."""

from typing import ClassVar

from marketplace.core.speech import Phrase


class Unreadable(ValueError):
    """What was typed could not be read."""

    code: ClassVar[str] = "unreadable"
    zh: ClassVar[str] = "无法识别所填内容。"

    def __init__(self, **data: object) -> None:
        self.data = data
        super().__init__(self.phrase.en)

    @property
    def phrase(self) -> Phrase:
        """The reason in both languages, with what was typed and what would have been right."""
        english = " ".join((self.__class__.__doc__ or "").split())
        return Phrase(self.zh.format(**self.data), english.format(**self.data))
