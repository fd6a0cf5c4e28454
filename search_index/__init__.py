"""Full text search in Chinese and English, in a folder, for one writer and many readers.

It knows nothing of what it searches: you say which facets and numbers your documents carry, hand it
documents with a number of your own (a cursor: how far you have read your source of truth), and ask.

    layout = Layout(facets=("field", "region"), numbers=("published",))
    index = Index(Path("index"), layout)
    index.apply(
        put=[
            Document(
                key="technology:1", kind="technology",
                title="烧结烟气脱硫", body="SO₂排放低于35 mg/m³", keywords="钢铁",
                facets={"field": ("air",), "region": ("140000",)}, numbers={"published": 20261},
            )
        ],
        drop=["technology:7"],
        cursor=42,
    )
    found = index.search(Query("烟气 SO2 35mg/m3", filters={"field": ("air",)}, facets=("region",)))
    found.hits[0].key, found.total, found.facets["region"], found.next
    snippet("SO₂排放低于35 mg/m³", "SO2")     # [("SO₂", True), ("排放低于35 mg/m³", False)]

What it promises:

- `apply` is one commit, the cursor in it. A process may be killed at any moment: what was committed
  is there, `cursor()` says how far it goes, and the rest is put again from there.
- Commits only add: call `merge` when nothing is urgent, until it says that there is nothing to do.
  It lets you commit meanwhile, keeps at most six segments and purges what was deleted.
- The index is a copy that may be thrown away. `Damaged` means that the files cannot be read or are
  not what was written (every file has its checksum, proved before it is used);
  `rebuild` makes them anew from the source of truth, beside the old ones, which are read meanwhile.
- A second writer gets `Busy` and has changed nothing. Readers never wait for a writer and see a
  commit with their next question. An `Index` may be shared by threads.
- Questions are written in the small language of `search_index.grammar`. What cannot be asked raises
  `BadQuery` with a code; nothing that can be typed takes long.
- Documents that have all words come first, then those that have at least half (`strict` leaves
  these out). Chinese matches by words, and in title and keywords by any run of characters.
- Pages go on by `after=found.next`: no document twice and none passed over while others are added.
"""

from search_index.alone import alone
from search_index.analysis import bigrams, fold, learn, words
from search_index.document import Document, Layout
from search_index.errors import BadQuery, Busy, Damaged, Outdated, SearchError
from search_index.index import Index
from search_index.lexicon import Concept, Lexicon
from search_index.measures import Span, Tally, Wish
from search_index.progress import Rebuilding
from search_index.query import Found, Hit, Query, Word
from search_index.snippet import Marker, snippet

__all__ = [
    "BadQuery",
    "Busy",
    "Concept",
    "Damaged",
    "Document",
    "Found",
    "Hit",
    "Index",
    "Layout",
    "Lexicon",
    "Marker",
    "Outdated",
    "Query",
    "Rebuilding",
    "SearchError",
    "Span",
    "Tally",
    "Wish",
    "Word",
    "alone",
    "bigrams",
    "fold",
    "learn",
    "snippet",
    "words",
]
