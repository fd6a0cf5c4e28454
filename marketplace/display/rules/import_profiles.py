"""Files whose columns are known by heart: exports of registers, open data, our own template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from marketplace.core.speech import Phrase
from marketplace.core.text import near_key
from marketplace.display.rules.import_fields import TARGETS


@dataclass(frozen=True, slots=True)
class Profile:
    """One known header.

    It is recognised where all `signs` occur; `fields` says by heading which field a column fills,
    every other column is left out. `splits` names lists that are parted by a comma. `dates` is how
    its days are ordered where no cell proves it; `source` is named where its rows bear no number.
    """

    key: str
    words: Phrase
    target: str
    fields: Mapping[str, str]
    signs: tuple[str, ...]
    source: str | None = None
    dates: str | None = None
    splits: frozenset[str] = field(default_factory=frozenset)

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a header is this one's."""
        return {near_key(sign) for sign in self.signs} <= {near_key(name) for name in header}

    def match(self, header: Sequence[str]) -> list[str]:
        """The field of each column, an empty text for a column that is left out."""
        known = {near_key(name): filled for name, filled in self.fields.items()}
        return [known.get(near_key(name), "") for name in header]


def heading(words: Phrase) -> str:
    """How our template names a column: in both languages."""
    return f"{words.zh} / {words.en}"


def _template(target: str, words: Phrase) -> Profile:
    fields = {heading(f.words): f.name for f in TARGETS[target].values()}
    needed = {"patent": ("title", "number"), "demand": ("title", "text")}[target]
    signs = tuple(heading(TARGETS[target][name].words) for name in needed)
    return Profile(f"template-{target}", words, target, fields, signs)


PROFILES = (
    _template("patent", Phrase("本市场专利模板", "The market's template of patents")),
    _template("demand", Phrase("本市场需求模板", "The market's template of demands")),
    Profile(
        "cn-patents-ipc-titles",
        Phrase("公开号、名称与 IPC 小类", "Publication numbers, titles and IPC subclasses"),
        "patent",
        {"publication_numbers": "publication", "title": "title", "ipc_subclasses": "ipc"},
        ("publication_numbers", "title", "ipc_subclasses"),
        source="cn-patents-ipc-titles",
    ),
    Profile(
        "cn-patents-fewshot",
        Phrase("无专利号的名称、申请人与摘要", "Titles, assignees and abstracts without numbers"),
        "patent",
        {"id": "source_ref", "title": "title", "assignee": "applicants", "abstract": "abstract"},
        ("id", "title", "assignee", "abstract", "label_id"),
        source="cn-patents-fewshot",
    ),
    Profile(
        "henan-demands",
        Phrase("需求名称与内容", "Titles and contents of demands"),
        "demand",
        {"id": "source_ref", "title": "title", "content": "text"},
        ("id", "title", "content", "same_title_ids"),
        source="henan-demands",
    ),
    Profile(
        "lens",
        Phrase("Lens.org 导出", "Export of Lens.org"),
        "patent",
        {
            "Publication Number": "publication",
            "Publication Date": "published_on",
            "Application Date": "filed_on",
            "Title": "title",
            "Abstract": "abstract",
            "Applicants": "applicants",
            "Inventors": "inventors",
            "IPCR Classifications": "ipc",
        },
        ("Jurisdiction", "Publication Number", "Title", "IPCR Classifications"),
        source="Lens.org",
        dates="day_first",
    ),
    Profile(
        "google-patents",
        Phrase("Google Patents 导出", "Export of Google Patents"),
        "patent",
        {
            "id": "publication",
            "title": "title",
            "assignee": "applicants",
            "inventor/author": "inventors",
            "filing/creation date": "filed_on",
            "publication date": "published_on",
            "grant date": "granted_on",
        },
        ("id", "title", "inventor/author", "filing/creation date", "result link"),
        source="Google Patents",
        splits=frozenset({"inventors"}),
    ),
)
BY_KEY = {profile.key: profile for profile in PROFILES}


def recognised(header: Sequence[str]) -> Profile | None:
    """The profile whose header this is."""
    return next((profile for profile in PROFILES if profile.fits(header)), None)
