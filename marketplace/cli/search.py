"""`market search`: how well the search finds what it should, measured."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from marketplace.core.lexicon import lexicon
from search_index import Index, Layout, relevance


@click.group(epilog="Example: market search evaluate papers/")
def search() -> None:
    """Measure the search."""


@search.command(epilog="Example: market search evaluate papers/ --run papers.run")
@click.argument("folder", metavar="SET", type=click.Path(path_type=Path, exists=True))
@click.option("--run", "file", type=click.Path(path_type=Path), help="Write `query doc score`.")
def evaluate(folder: Path, file: Path | None) -> None:
    """Answer the questions of a SET as the market would, and compare with its judgements.

    SET is a folder with docs.jsonl, queries.jsonl and, where there are judgements, qrels.tsv.
    """
    try:
        asked = relevance.questions(folder)
        known = relevance.grades(folder)
        with TemporaryDirectory(prefix="market-evaluate-") as place:
            made = _answered(Path(place), folder, asked)
    except relevance.SetNotReadable as wrong:
        raise click.ClickException(str(wrong)) from wrong
    if file:
        _write(file, made)
    _tell(made, known)


def _answered(place: Path, folder: Path, asked: list[relevance.Ask]) -> relevance.Run:
    """Index the documents with the product's own analysis, and ask each question."""
    index = Index(place / "index", Layout(), lexicon())
    documents = list(relevance.documents(folder))
    with click.progressbar(length=len(documents), label="documents", show_eta=True) as bar:
        index.rebuild(documents, 1, lambda _: bar.update(1))
    with click.progressbar(length=len(asked), label="questions", show_eta=True) as bar:
        made = relevance.run(index, asked, lambda _: bar.update(1))
    index.close()
    return made


def _write(file: Path, made: relevance.Run) -> None:
    lines = (
        f"{asked} {document} {score:.6f}\n"
        for asked, hits in made.items()
        for document, score in hits
    )
    file.write_text("".join(lines), encoding="utf-8")


def _tell(made: relevance.Run, known: relevance.Grades | None) -> None:
    if known is None:
        nothing = sum(1 for hits in made.values() if not hits)
        click.echo(f"{len(made)} questions, {nothing} found nothing; no qrels.tsv to compare with")
        return
    told = relevance.measured(made, known)
    click.echo(f"questions {told.questions}, with an answer {told.judged}, nothing {told.nothing}")
    click.echo(f"MRR@10     {told.mrr10:.4f}")
    click.echo(f"Recall@100 {told.recall100:.4f}")
    click.echo(f"nDCG@10    {told.ndcg10:.4f}")
