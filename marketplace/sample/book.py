"""The data files of the sample market, as they are written."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

Row = dict[str, Any]
DATA = "data"
FIELDS = (
    "energy_saving_env",
    "clean_production",
    "clean_energy",
    "eco_restoration",
    "green_infrastructure",
    "eco_agriculture",
)
WAN_FEN = 1_000_000  # The fen in 万元, the unit the data files state money in.


@cache
def table(*path: str) -> dict[str, Any]:
    """One file of the data folder."""
    return tomllib.loads(files(__package__).joinpath(DATA, *path).read_text("utf-8"))


def rows(name: str, kind: str) -> list[Row]:
    """The rows of one kind of a file, in order."""
    found: list[Row] = table(f"{name}.toml").get(kind, [])
    return found


def organisations() -> dict[str, Row]:
    """All organisations by key."""
    return {row["key"]: row for row in rows("organisations", "organisation")}


def organisation_of(person: str) -> Row:
    """The organisation a person belongs to."""
    found = organisations().values()
    return next(row for row in found if person in {each[0] for each in row["people"]})


def technologies() -> list[Row]:
    """All technologies, each with the green field whose file it stands in."""
    return [
        {"fields": [field], **row}
        for number, field in enumerate(FIELDS, 1)
        for row in table("technologies", f"{number}_{field}.toml")["technology"]
    ]


def fen(wan: float | None) -> int | None:
    """Fen of a sum in 万元; half a 万元 is written as 0.5 in the files."""
    return None if wan is None else round(wan * WAN_FEN)
