"""The market's own counts of words: a copy made of its titles, which may be thrown away.

They lie in the data folder and are made anew when the market has grown or shrunk by a fifth. Every
match keeps the name of the counts it was scored with in its fingerprint.
"""

import json
import tempfile
from functools import lru_cache
from pathlib import Path

import structlog
from sqlalchemy.orm import Session

from config.settings import settings
from marketplace.display import public as display
from marketplace.matching.rules.counts import Counts, count, general, named, with_general
from marketplace.matching.rules.weights import TextWeights, weights

log = structlog.get_logger(__name__)

FILE = "wording.json"


def current(session: Session, by: TextWeights | None = None) -> Counts:
    """The counts in force; a market with few titles goes by the shipped ones."""
    by = by or weights().text
    now = display.how_many_titles(session)
    if now < by.fewest_titles:
        return general()
    kept = _kept(settings().data / FILE)
    if kept is None or abs(now - kept.own) > by.growth * kept.own:
        return renew(session)
    return kept


def renew(session: Session) -> Counts:
    """Count all public titles anew and keep the result."""
    made = count(display.titles(session))
    path = settings().data / FILE
    content = {"own": made.own, "letters": made.letters, "pairs": made.pairs}
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)
    Path(file.name).replace(path)
    log.info("match.words_counted", titles=made.own, name=made.name)
    return with_general(made)


def _kept(path: Path) -> Counts | None:
    """What was kept; None where there is none, or nothing that can be read."""
    try:
        found = path.stat()
        return _read(path, found.st_mtime_ns, found.st_ino)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as wrong:
        log.warning("match.words_unreadable", why=repr(wrong))
        return None


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int, _file: int) -> Counts:
    kept = json.loads(path.read_text(encoding="utf-8"))
    own, single, double = int(kept["own"]), dict(kept["letters"]), dict(kept["pairs"])
    return with_general(named(own, own, single, double))
