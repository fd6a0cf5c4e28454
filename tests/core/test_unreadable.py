from marketplace.core.speech import Phrase
from marketplace.core.unreadable import Unreadable


class TooRound(Unreadable):
    """{text} is too round."""

    code = "too_round"
    zh = "{text}太圆。"


def test_a_refusal_says_in_both_languages_what_was_typed() -> None:
    error = TooRound(text="{O}")
    assert error.phrase == Phrase("{O}太圆。", "{O} is too round.")
    assert str(error) == "{O} is too round."
    assert error.data == {"text": "{O}"}
    assert isinstance(error, ValueError)
