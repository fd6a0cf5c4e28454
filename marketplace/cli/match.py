"""`market match`: how well matches agree with what people think, measured."""

from pathlib import Path

import click

from marketplace.cli import judged
from marketplace.matching.rules.judging.report import Line, Pair, lines
from marketplace.matching.rules.weights import weights


@click.group(epilog="Example: market match evaluate judged/")
def match() -> None:
    """Measure the matching."""


@match.command(epilog="Example: market match evaluate judged/ --run judged.run")
@click.argument("folder", metavar="SET", type=click.Path(path_type=Path, exists=True))
@click.option("--run", "file", type=click.Path(path_type=Path), help="Write every judged pair.")
def evaluate(folder: Path, file: Path | None) -> None:
    """Score the judged pairs of a SET as the market would, and compare with the judgements.

    SET is a folder with demands (queries.jsonl or demands.jsonl), technologies (docs.jsonl or
    achievements_dev.jsonl) and grades 0 to 3 of pairs (qrels*.tsv). How common words are is counted
    over all its titles, as a market counts its own. --run writes `demand document score told`.
    """
    try:
        known = judged.read(folder)
    except judged.SetNotReadable as wrong:
        raise click.ClickException(str(wrong)) from wrong
    with click.progressbar(length=len(known.grades), label="demands", show_eta=True) as bar:
        made = judged.judged(known, bar.update)
    if file:
        _write(file, made)
    _tell(made)


def _write(file: Path, made: dict[str, list[Pair]]) -> None:
    rows = (
        f"{asked} {pair.document} {pair.score:.4f} {int(pair.pushed)}\n"
        for asked, case in made.items()
        for pair in case
    )
    file.write_text("".join(rows), encoding="utf-8")


def _tell(made: dict[str, list[Pair]]) -> None:
    pairs = [pair for case in made.values() for pair in case]
    answerable = sum(any(pair.right for pair in case) for case in made.values())
    by = weights()
    click.echo(
        f"demands {len(made)}, with a right answer (grade ≥ 2) {answerable}, pairs {len(pairs)}, "
        f"told {sum(pair.pushed for pair in pairs)} "
        f"(score ≥ {by.push:g}, at most {by.told} of a demand)"
    )
    click.echo(f"{'':18}{'market':>8}  {'95 % by demand':16}{'BM25':>8}{'p':>9}")
    for line in lines(made):
        click.echo(_row(line))


def _row(line: Line) -> str:
    peer = "" if line.peer is None else f"{line.peer:.4f}"
    p = "" if line.p is None else f"{line.p:.4f}"
    span = f"{line.low:.4f}–{line.high:.4f}"
    return f"{line.name:18}{line.value:8.4f}  {span:16}{peer:>8}{p:>9}".rstrip()
