"""Everything that search and its neighbours tell, asked over HTTP as somebody."""

import base64
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask.testing import FlaskClient
from openpyxl import load_workbook

from marketplace.search.words import FACETS
from tests.rooms.search.marks import Mark

BROAD = (
    {"q": "烟气", "limit": 2},
    {"limit": 3},
    {"q": "烟气净化 so2 ≤35 mg/m³"},
    {"q": "field:节能环保"},
    {"kind": "technology", "sort": "price"},
    {"kind": "technology", "sort": "-price", "price_min_fen": 1},
    {"kind": "technology", "sort": "measure:so2_out"},
    {"kind": "technology", "measure": "so2_out ≤35 mg/m³"},
    {"kind": "demand", "sort": "deadline"},
)
LISTS = ("/technologies", "/api/v1/technologies", "/demands", "/api/v1/demands")
OWN = ("/matches", "/api/v1/matches", "/saved-searches", "/api/v1/saved-searches")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who looks: with a browser and with a program."""

    name: str
    pages: FlaskClient
    api: FlaskClient

    def json(self, path: str, **query: Any) -> dict[str, Any]:
        """What the API answers."""
        answer = self.api.get(f"{path}?{urlencode(query, doseq=True)}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json or {})

    def text(self, path: str) -> str:
        """What is read on a page or in an answer of the API."""
        client = self.api if path.startswith("/api/") else self.pages
        answer = client.get(path)
        assert answer.status_code in {200, 401, 403}, (path, answer.status_code)
        return str(answer.text)


def search(reader: Reader, public: set[str], secret: list[Mark], turn: int) -> list[str]:
    """Look at broad questions, every page of the answers; give the cursors that were met."""
    cursors = []
    for question in BROAD:
        answers = list(_answers(reader, question))
        found = [item["id"] for answer in answers for item in answer["items"]]
        assert set(found) <= public
        assert len(found) == len(set(found)) == answers[0]["total"]
        for answer in answers:
            assert not told(secret, json.dumps(answer, ensure_ascii=False)), question
            _counted(answer, question)
            cursors += [answer["cursor"]] if answer["cursor"] else []
    question = BROAD[turn % len(BROAD)]
    assert not told(secret, reader.text(f"/search?{urlencode(question)}")), question
    return cursors


def _answers(reader: Reader, question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    after: str | None = None
    while True:
        more = {"after": after} if after else {}
        answer = reader.json("/api/v1/search", **question, **more)
        following = answer.pop("next")
        after = following.partition("after=")[2].partition("&")[0] if following else None
        cursor = base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)).decode() if after else ""
        yield answer | {"cursor": after, "read": cursor}
        if not after:
            return


def _counted(answer: dict[str, Any], question: dict[str, Any]) -> None:
    """Every count is of what was found; without a filter on kinds, the kinds sum to the total."""
    kinds = {value["value"]: value["count"] for value in answer["facets"].get("kind", ())}
    if "kind" not in question:
        assert sum(kinds.values()) == answer["total"]
    for name in FACETS:
        for value in answer["facets"].get(name, ()):
            assert value["count"] <= answer["total"], (name, value)
    for figure in answer["figures"]:
        stated = figure["meets"] + figure["misses"] + figure["unstated"]
        assert stated <= answer["total"]
        assert figure["proved"] <= figure["meets"]


def asked_for(reader: Reader, mark: Mark, others: list[Mark]) -> None:
    """Look for one secret: nothing is found, counted, completed or read into it."""
    for text in mark.questions():
        answer = reader.json("/api/v1/search", q=text)
        said = json.dumps(answer["read_as"], ensure_ascii=False)
        assert not told([mark, *others], said.replace(text, "")), said
        if answer["read_as"]:
            continue  # Taken for a public word, it finds what that one finds.
        assert (answer["total"], answer["items"]) == (0, []), (text, answer)
        assert not any(word["documents"] for word in answer["words"]), answer["words"]
        assert not any(v["count"] for several in answer["facets"].values() for v in several)
        if mark.latin in text:
            assert "没有" in reader.text(f"/search?{urlencode({'q': text, 'lang': 'zh'})}")
    for beginning in mark.beginnings():
        words = reader.json("/api/v1/search/suggestions", prefix=beginning, limit=20)["items"]
        assert not told([mark], " ".join(words)), words


def frequencies(reader: Reader, mark: Mark, never: str) -> None:
    """The cursor of a question says of a secret word what it says of one that never was."""
    read = []
    for word in (mark.latin, never):
        for answer in _answers(reader, {"q": f"烟气 OR {word}", "limit": 1}):
            content = json.loads(answer["read"]) if answer["read"] else []
            read.append((word, content[1:3], answer["total"]))
            break
    assert read[0][1:] == read[1][1:]


def continued(reader: Reader, cursors: Iterable[str], public: set[str]) -> None:
    """Go on where a page ended before things changed."""
    for cursor in cursors:
        answer = reader.api.get(f"/api/v1/search?{urlencode(BROAD[0] | {'after': cursor})}")
        assert answer.status_code in {200, 400}, answer.text
        if answer.status_code == 200:
            assert {item["id"] for item in answer.json["items"]} <= public


def alike(reader: Reader, things: Iterable[tuple[str, UUID]], public: set[str]) -> None:
    """What is like a thing: a hidden one has no such page, and is on none."""
    for kind, key in things:
        query = urlencode({"kind": kind, "id": key})
        answer = reader.api.get(f"/api/v1/search/similar?{query}")
        page = reader.pages.get(f"/search/similar?{query}")
        expected = 200 if str(key) in public else 404
        assert (answer.status_code, page.status_code) == (expected, expected)
        if expected == 200:
            assert {item["id"] for item in answer.json["items"]} <= public - {str(key)}


def compared(reader: Reader, keys: list[UUID], secret: list[Mark], *, seen: bool) -> None:
    """A comparison with something one may not see is no comparison at all."""
    query = urlencode({"id": keys}, doseq=True)
    for path in ("/technologies/comparison", "/technologies/comparison.xlsx"):
        answer = reader.pages.get(f"{path}?{query}")
        assert answer.status_code == (200 if seen else 404)
        if seen and path.endswith("xlsx"):
            sheet = load_workbook(io.BytesIO(answer.data)).active
            cells = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
            assert not told(secret, cells)
        elif path.endswith("comparison"):
            assert not told(secret, answer.text)
    answer = reader.api.get(f"/api/v1/technologies/comparison?{query}")
    assert answer.status_code == (200 if seen else 404)
    assert not told(secret, answer.text)


def told(secret: Iterable[Mark], text: str) -> list[Mark]:
    """The secrets that a text gives away."""
    return [mark for mark in secret if mark.told_in(text)]
