"""How Chinese words sound: pinyin, for suggestions while typing and for words typed wrongly.

Input methods write the right sound and the wrong character: 托硫 for 脱硫 sounds the same.
"""

from functools import lru_cache

from search_index.analysis import HAN_RUN

SOUND = "\x02"  # Begins a term that is a sound and the word it is of; sorts before all words.
ALIKE = "\x03"  # The same for a sound in which what many speakers do not tell apart is one.
LONGEST = 8  # Characters; longer terms are suggested by their parts.


@lru_cache(maxsize=100_000)
def sounding(word: str) -> tuple[str, ...]:
    """The pinyin of a Chinese word without tones, and its initials; nothing for other words."""
    if not 1 < len(word) <= LONGEST or not HAN_RUN.fullmatch(word):
        return ()
    syllables = syllables_of(word)
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)


def sounds(word: str) -> tuple[str, ...]:
    """The terms by which an index finds a word that sounds so."""
    spoken = sounding(word)
    if not spoken:
        return ()
    terms = [f"{SOUND}{sound} {word}" for sound in spoken]
    return (*terms, f"{ALIKE}{alike(word)} {word}")


@lru_cache(maxsize=10_000)
def alike(word: str) -> str:
    """One key for words that many speakers sound the same: zh and z, n and l, -ng and -n."""
    return "|".join(_blurred(syllable) for syllable in syllables_of(word))


def _blurred(syllable: str) -> str:
    for said, heard in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n")):
        if syllable.startswith(said):
            syllable = heard + syllable[len(said) :]
            break
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable


@lru_cache(maxsize=10_000)
def syllables_of(word: str) -> tuple[str, ...]:
    """One syllable for each character, ü as v."""
    # Late, because its dictionaries take a fifth of a second that not every process needs.
    from pypinyin import Style, lazy_pinyin

    def unknown(run: str) -> list[str]:
        return ["?"] * len(run)

    # A list stands for as many characters, which its types do not say.
    return tuple(lazy_pinyin(word, Style.NORMAL, unknown, v_to_u=False))  # type: ignore[arg-type]
