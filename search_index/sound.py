"""How Chinese words sound: pinyin, for suggestions while typing and for words typed wrongly.

Input methods write the right sound and the wrong character: 托硫 for 脱硫 sounds the same.
"""

from functools import lru_cache

from search_index.analysis import HAN_RUN

SOUND = "\x02"  # Begins a term that is a sound and the word it is of; sorts before all words.
LONGEST = 8  # Characters; longer terms are suggested by their parts.


@lru_cache(maxsize=100_000)
def sounding(word: str) -> tuple[str, ...]:
    """The pinyin of a Chinese word without tones, and its initials; nothing for other words."""
    if not 1 < len(word) <= LONGEST or not HAN_RUN.fullmatch(word):
        return ()
    syllables = syllables_of(word)
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)


@lru_cache(maxsize=10_000)
def syllables_of(word: str) -> tuple[str, ...]:
    """One syllable for each character, ü as v."""
    # Late, because its dictionaries take a fifth of a second that not every process needs.
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(word, style=Style.NORMAL, v_to_u=False, errors=lambda _: ["?"]))
