"""Words, sounds and figures that nobody else says: where one is read, its thing was told of."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

# Words of the dictionary that no technology is about, with how they are typed.
RARE = (
    ("饕餮", "taotie"), ("貔貅", "pixiu"), ("魑魅", "chimei"), ("狻猊", "suanni"),
    ("睚眦", "yazi"), ("蒺藜", "jili"), ("鹧鸪", "zhegu"), ("鹈鹕", "tihu"),
    ("獬豸", "xiezhi"), ("鸳鸯", "yuanyang"), ("蝙蝠", "bianfu"), ("螳螂", "tanglang"),
    ("蟋蟀", "xishuai"), ("琵琶", "pipa"), ("蜻蜓", "qingting"), ("蓍草", "shicao"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One secret: a Latin word, a Chinese one while there are any left, and a sum of money."""

    latin: str
    han: str
    sound: str
    fen: int

    @property
    def title(self) -> str:
        """A title that bears it."""
        return f"{self.han}{self.latin}烟气净化"

    def told_in(self, text: str) -> bool:
        """Whether a text gives any of it away."""
        return self.latin in text or bool(self.han and self.han in text) or str(self.fen) in text

    def questions(self) -> Iterable[str]:
        """Ways to ask for it."""
        yield from (self.latin, f"{self.latin[:6]}*", f"title:{self.latin}")
        if self.han:
            yield from (self.han, f'"{self.han}"', self.sound)

    def beginnings(self) -> Iterable[str]:
        """What somebody types who wants it completed: letters, characters, sounds, initials."""
        yield self.latin[:5]
        if self.han:
            yield from (self.han, self.han[0], self.sound, self.sound[:3])


class Marks:
    """Makes marks, none twice."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self) -> Mark:
        """A mark that nothing bears yet."""
        number = next(self._numbers)
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        latin = "".join(chr(ord("a") + int(digit, 16)) for digit in digest[:12])
        han, sound = RARE[number - 1] if number <= len(RARE) else ("", "")
        return Mark(latin, han, sound, 713_000_000 + number * 10_100)
