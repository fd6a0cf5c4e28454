"""A stretch of words taken apart: what a document needs, what adds to its score, what it may say.

units    the words of which a document needs all, or half; a long Chinese word counts by the
short ones it is made of
thing    those of the units that name the thing: a list of its forms at the end may be said in part
spans    stretches that name a concept: its synonyms stand for all units inside
pairs    the bigrams, which find what is cut in the middle of a word
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search_index.analysis import END, Token, fold, pairs, tokens
from search_index.lexicon import Lexicon

# What people write around the words they mean.
_FILLING = """
的 了 和 与 及 或 等 在 对 把 被 用 有 是 怎么 怎么办 如何 怎样 什么 哪些 哪家 哪里
请问 有没有 能不能 可以 需要 想 要 我们 我 你们 吗 呢 一种 种 及其 以及 找 求 求助
the a an of for to in on at and or with by from is are be how what which we our need want us do can
"""
FILLERS = frozenset(_FILLING.split())
SHORT = 6  # Units up to which half of them have to be there.
_ENOUGH_PAIRS = 0.6
# What joins the forms of a thing, and how one ends: 一种脱硫方法、装置及存储介质.
_JOINTS = frozenset(("及其", "以及", "及", "和", "与", "或"))
_FORMS = (
    *("方法", "工艺", "装置", "设备", "系统", "终端"),
    *("服务器", "介质", "程序", "产品", "用途", "应用"),
)
_LONGEST_FORM = 10  # Characters; a longer one is another thing.


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other words for a span: tokens that must stand next to each other."""

    tokens: tuple[Token, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the question with the units and tokens in it, and other words for it."""

    units: frozenset[str]
    own: tuple[str, ...]
    others: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Bare words as the evaluator takes them."""

    units: tuple[str, ...]
    thing: tuple[str, ...]
    tokens: tuple[str, ...]
    spans: tuple[Span, ...]
    pairs: tuple[Token, ...]
    others: tuple[str, ...] = ()

    def enough(self, relaxed: int) -> int:
        """How many units suffice: half of a few, fewer of many; relaxed two, or any one."""
        count = len(self.units)
        usual = (count + 1) // 2 if count <= SHORT else SHORT // 2 + (count - SHORT) // SHORT
        return (usual, min(usual, 2), 1)[relaxed]

    def pair_texts(self) -> tuple[str, ...]:
        """The different bigrams, clause ends left out."""
        texts = (token.text for token in self.pairs if not token.text.endswith(END))
        return tuple(dict.fromkeys(texts))

    def enough_pairs(self) -> int:
        """How many bigrams in one place suffice: all of one or two, most of many."""
        count = len(self.pair_texts())
        return count if count < 3 else -int(-count * _ENOUGH_PAIRS // 1)  # noqa: PLR2004

    def terms(self) -> Iterator[str]:
        """Every word that can add to a score, synonyms included."""
        yield from self.tokens
        for span in self.spans:
            for other in span.others:
                yield from (token.text for token in other.tokens)


@lru_cache(maxsize=512)
def question(text: str, lexicon: Lexicon) -> Question:
    """Take a text apart."""
    folded = fold(text)
    found = list(tokens(folded))
    meant = _meant(found)
    units = [token for token in _shortest(meant) if token.needed]
    meanings = list(lexicon.meanings(folded, meant))
    spans = [_span(one.start, one.end, meant, units, _terms(one.others)) for one in meanings]
    end = _end_of_thing(folded, found)
    return Question(
        tuple(dict.fromkeys(unit.text for unit in units)),
        tuple(dict.fromkeys(unit.text for unit in units if unit.end <= end)),
        tuple(dict.fromkeys(token.text for token in found)),
        tuple(span for span in spans if span.others),
        tuple(pairs(folded)),
        tuple(dict.fromkeys(other for meaning in meanings for other, _ in meaning.others)),
    )


def _meant(found: Iterable[Token]) -> list[Token]:
    """Leave out what people write around the words they mean, unless there is nothing else."""
    listed = list(found)
    return [token for token in listed if token.text not in FILLERS] or listed


def _end_of_thing(folded: str, found: Iterable[Token]) -> int:
    """Say where the thing ends and "and its method", "、装置及系统" begins.

    A document that has the thing in one of these forms is all that was asked for.
    """
    joints = {token.start: token.end for token in found if token.text in _JOINTS}
    joints |= {at: at + 1 for at, sign in enumerate(folded) if sign == "、"}
    end = len(folded)
    for start in sorted(joints, reverse=True):
        form = folded[joints[start] : end]
        if not form.endswith(_FORMS) or len(form) > _LONGEST_FORM:
            break
        end = start
    return end


def _terms(others: Iterable[tuple[str, float]]) -> list[Alternative]:
    made = ((spine(term), weight) for term, weight in others)
    return [Alternative(spine, weight) for spine, weight in made if spine]


def _span(
    start: int,
    end: int,
    meant: Sequence[Token],
    units: Sequence[Token],
    others: Sequence[Alternative],
) -> Span:
    def inside(token: Token) -> bool:
        return start <= token.start and token.end <= end

    own = tuple(dict.fromkeys(token.text for token in meant if inside(token)))
    return Span(frozenset(unit.text for unit in units if inside(unit)), own, tuple(others))


def _shortest(found: Sequence[Token]) -> list[Token]:
    """Leave out Chinese words that have another one inside."""
    kept: list[Token] = []
    for token in found:
        inner = (
            other
            for other in found
            if token.start <= other.start
            and other.end <= token.end
            and other.end - other.start < token.end - token.start
            and other.end - other.start > 1
            and token.needed
            and other.needed
        )
        if not any(inner):
            kept.append(token)
    return kept


def parts(text: str) -> tuple[str, ...]:
    """The words of a text as they were written, long Chinese ones by the short ones in them."""
    folded = fold(text)
    units = [token for token in _shortest(_meant(tokens(folded))) if token.needed]
    return tuple(dict.fromkeys(folded[unit.start : unit.end] for unit in units))


def spine(text: str) -> tuple[Token, ...]:
    """Choose tokens that cover a text, the short ones: long words depend on their neighbours.

    They may overlap, as 科学 and 学院 do, which only together say 科学院.
    """
    over: dict[int, Token] = {}
    for token in tokens(fold(text)):
        for place in range(token.position, token.position + token.width):
            if token.needed and (place not in over or token.width < over[place].width):
                over[place] = token
    chosen: list[Token] = []
    for place in sorted(over):
        if not chosen or place >= chosen[-1].position + chosen[-1].width:
            chosen.append(over[place])
    return tuple(chosen)
