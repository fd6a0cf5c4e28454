"""Whether an explanation says enough: from its lines alone a reader picks the demand, of four.

    python -m tests.bench.explained [--questions] [--key] [--cases 50] [--answers FILE]

The pairs are the sample market's that would be kept. Beside the demand of a pair stand the one that
reads most like it and two others, by title and text. Without an option the share of right choices
of a reader that only counts what is shared. `--questions` prints the cases for people, `--key` the
right choices, apart; `--answers` compares a file of lines such as "12 C".
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from marketplace.core.unit import reading
from marketplace.matching.queries import wording
from tests.bench.explained.cases import CHOICES, Case, cases
from tests.bench.explained.market import pairs, sample
from tests.bench.explained.reader import picks

NAMES = "ABCD"


def show(made: Sequence[Case]) -> None:
    """The questions, without their key."""
    for number, case in enumerate(made, 1):
        print(f"\n== {number}")
        for line in case.lines:
            print(f"  {line}")
        for name, text in zip(NAMES, case.texts, strict=True):
            print(f"{name}  {text}")


def right(made: Sequence[Case], chosen: Sequence[int | None]) -> str:
    """How many of the choices are right, and which are not."""
    wrong = [n for n, (case, one) in enumerate(zip(made, chosen, strict=True), 1)
             if one != case.right]  # fmt: skip
    share = 1 - len(wrong) / len(made)
    return f"{len(made) - len(wrong)} of {len(made)} right ({share:.0%}); wrong: {wrong or 'none'}"


def answers(file: Path, many: int) -> list[int | None]:
    """A reader's choices by number; None where there is none."""
    given = dict(line.split() for line in file.read_text("utf-8").splitlines() if line.strip())
    return [NAMES.index(given[str(n)]) if str(n) in given else None for n in range(1, many + 1)]


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--questions", action="store_true")
    given.add_argument("--key", action="store_true")
    given.add_argument("--cases", type=int, default=50)
    given.add_argument("--answers", type=Path)
    chosen = given.parse_args()
    with sample():
        demands, found = pairs()
        with reading() as session:
            counts = wording.current(session)
    made = cases(demands, found, counts, chosen.cases)
    if chosen.questions:
        show(made)
    elif chosen.key:
        for number, case in enumerate(made, 1):
            print(number, NAMES[case.right])
    elif chosen.answers:
        print("reader:", right(made, answers(chosen.answers, len(made))))
    else:
        print(f"{len(demands)} demands, {len(found)} pairs kept, {CHOICES} texts each")
        print("counting what is shared:", right(made, [picks(case) for case in made]))


if __name__ == "__main__":
    main()
