"""What is said of a wrong input, in the reader's language."""

import pytest
from flask import Flask
from marshmallow import Schema, ValidationError, fields, validate

from marketplace.web.messages import KNOWN, tell, told


class Everything(Schema):
    needed = fields.Str(required=True)
    length = fields.Str(validate=validate.Length(2, 3))
    choice = fields.Str(validate=validate.OneOf(["a", "b"]))
    number = fields.Int(validate=validate.Range(1, 9))
    mail = fields.Email()
    day = fields.Date()
    nested = fields.List(fields.UUID())


def messages() -> object:
    wrong = {"length": "x", "choice": "c", "number": 0, "mail": "@", "day": "?", "nested": ["x"]}
    with pytest.raises(ValidationError) as caught:
        Everything().load(wrong | {"unknown": 1})
    return caught.value.messages


@pytest.mark.parametrize(("language", "other"), [("zh", "required"), ("en", "必填")])
def test_every_message_is_told_in_the_readers_language(
    app: Flask, language: str, other: str
) -> None:
    with app.test_request_context(f"/?lang={language}"):
        app.preprocess_request()
        said = str(told(messages()))
        assert other not in said
        assert any("一" <= letter <= "鿿" for letter in said) == (language == "zh")


def test_both_languages_take_the_same_gaps() -> None:
    for pattern, words in KNOWN:
        for gap in range(pattern.groups):
            assert (f"{{{gap}}}" in words.zh) == (f"{{{gap}}}" in words.en)


def test_a_message_nobody_knows_stays(app: Flask) -> None:
    with app.test_request_context("/"):
        assert tell("A sentence of a room.") == "A sentence of a room."
