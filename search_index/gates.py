"""Gates: very many conditions on one set of facts, decided together by counting.

A gate opens when at least so many of those it waits for are open: one for an "or", all for an
"and", half for half of the words. What is true of a thing opens facts; what follows from that is
counted in numpy, and nothing is looked at that no open fact leads to. Gates with a name are shared.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
PLAIN, GUARDED, FINAL = 0, 1, 2
LATE = 50_000  # So many ways are kept beside the arrays before they are sorted into them.


def _none() -> Numbers:
    return np.zeros(0, np.int32)


@dataclass(slots=True)
class Gates:
    """Facts and gates, numbered as they come, with the ways from each to those that wait for it.

    `starts` and `targets` hold the ways of the first numbers, sorted (those of n are
    `targets[starts[n]:starts[n + 1]]`), `late` what came since. `fresh` are names, with their
    numbers, that the owner has not taken note of.
    """

    names: dict[str, int] = field(default_factory=dict)
    needs: "array[int]" = field(default_factory=lambda: array("H"))
    flags: bytearray = field(default_factory=bytearray)
    starts: Numbers = field(default_factory=lambda: np.zeros(1, np.int32))
    targets: Numbers = field(default_factory=_none)
    late: dict[int, list[int]] = field(default_factory=dict)
    fresh: list[tuple[str, int]] = field(default_factory=list)
    _waiting: int = 0

    def fact(self, name: str) -> int:
        """Give the number of a fact, a new one where nobody waited for it before."""
        known = self.names.get(name)
        if known is None:
            known = self._named(name, self._new(1, PLAIN))
        return known

    def gate(self, need: int, waits: Sequence[int], flag: int = PLAIN, name: str = "") -> int:
        """Make a gate that opens with so many of these; one with a name is made once."""
        if name in self.names:
            return self.names[name]
        made = self._new(need, flag)
        if name:
            self._named(name, made)
        for one in waits:
            self.late.setdefault(one, []).append(made)
        self._waiting += len(waits)
        if self._waiting > LATE:
            self.settle()
        return made

    def opened(self, facts: Iterable[int], holds: Callable[[int], bool]) -> list[int]:
        """Say which final gates open by these facts.

        A guarded gate that could open does so if it `holds`, too, which is asked once.
        """
        needs, flags = np.frombuffer(self.needs, np.uint16), np.frombuffer(self.flags, np.uint8)
        counts = np.zeros(len(needs), np.uint16)
        done = np.zeros(len(needs), bool)
        fresh = np.fromiter(facts, np.int32)
        final = [_none()]
        while len(fresh):
            reached = self._reached(fresh)
            np.add.at(counts, reached, 1)
            ready = reached[(counts[reached] >= needs[reached]) & ~done[reached]]
            ready = np.unique(ready)
            done[ready] = True
            final.append(ready[flags[ready] == FINAL])
            guarded = [n for n in ready[flags[ready] == GUARDED].tolist() if holds(n)]
            fresh = np.append(ready[flags[ready] == PLAIN], np.array(guarded, np.int32))
        return [int(n) for n in np.concatenate(final)]

    def settle(self) -> None:
        """Sort what came late into the arrays."""
        late = [(one, to) for one, more in self.late.items() for to in more]
        pairs = np.array(late, np.int32).reshape(-1, 2)
        sources = np.concatenate([self._sources(), pairs[:, 0]])
        self._sort(len(self.needs), sources, np.concatenate([self.targets, pairs[:, 1]]))

    def swept(self, keep: Iterable[int]) -> Numbers:
        """Drop all that none of these gates waits for; give every old number's new one, or -1."""
        self.settle()
        size, sources = len(self.needs), self._sources()
        live = np.zeros(size, bool)
        live[np.fromiter(keep, np.int32)] = True
        while len(more := sources[live[self.targets] & ~live[sources]]):
            live[more] = True
        number = np.where(live, np.cumsum(live) - 1, -1).astype(np.int32)
        self.names = {name: int(number[n]) for name, n in self.names.items() if live[n]}
        self.fresh = list(self.names.items())
        self.needs = array("H", np.frombuffer(self.needs, np.uint16)[live].tobytes())
        self.flags = bytearray(np.frombuffer(self.flags, np.uint8)[live].tobytes())
        led = live[self.targets]
        self._sort(len(self.needs), number[sources[led]], number[self.targets[led]])
        return number

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give all but the names as arrays."""
        self.settle()
        return {
            "needs": np.frombuffer(self.needs, np.uint16),
            "flags": np.frombuffer(self.flags, np.uint8),
            "starts": self.starts,
            "targets": self.targets,
        }

    @classmethod
    def of(cls, names: Iterable[tuple[str, int]], arrays: Mapping[str, NDArray[Any]]) -> "Gates":
        """Bring back what `arrays` gave."""
        needs = array("H", arrays["needs"].tobytes())
        flags = bytearray(arrays["flags"].tobytes())
        made = cls(dict(names), needs, flags, arrays["starts"], arrays["targets"])
        made.fresh = list(made.names.items())
        return made

    def _named(self, name: str, number: int) -> int:
        self.names[name] = number
        self.fresh.append((name, number))
        return number

    def _new(self, need: int, flag: int) -> int:
        self.needs.append(need)
        self.flags.append(flag)
        return len(self.needs) - 1

    def _sources(self) -> Numbers:
        """Give where each way of the arrays begins."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    def _sort(self, size: int, sources: Numbers, targets: Numbers) -> None:
        order = np.argsort(sources, kind="stable")
        counts = np.bincount(sources, minlength=size)
        self.starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        self.targets = targets[order]
        self.late, self._waiting = {}, 0

    def _reached(self, fresh: Numbers) -> Numbers:
        """Give where the ways from these lead, each as often as there are ways."""
        sorted_in = fresh[fresh < len(self.starts) - 1]
        begins = self.starts[sorted_in]
        lengths = self.starts[sorted_in + 1] - begins
        ahead = np.cumsum(lengths) - lengths
        places = np.repeat(begins - ahead, lengths) + np.arange(int(lengths.sum()))
        reached = self.targets[places]
        if not self.late:
            return reached
        more = [to for one in fresh.tolist() for to in self.late.get(one, ())]
        return np.concatenate([reached, np.array(more, np.int32)])
