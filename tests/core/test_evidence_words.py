"""Evidence has one set of words, and what people call its states otherwise is understood."""

import pytest

from marketplace.core.lexicon import codes
from marketplace.core.vocabulary import vocabulary
from marketplace.display.words.claim import EVIDENCE
from marketplace.matching.words import EVIDENCE as IN_REASONS


def test_pages_and_reasons_say_what_the_vocabulary_says() -> None:
    for term in vocabulary("evidence_states"):
        assert EVIDENCE[term.code] == (term.zh, term.en)
        assert IN_REASONS[term.code] == (term.zh, term.en.lower())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("有报告", "external_report"),
        ("附第三方报告", "external_report"),
        ("report on file", "external_report"),
        ("已确认", "confirmed"),
        ("已核验", "confirmed"),
        ("无佐证", "none"),
        ("自行声明", "none"),
    ],
)
def test_each_word_that_pages_ever_used_finds_its_state(typed: str, code: str) -> None:
    assert codes("evidence", typed) == (code,)
