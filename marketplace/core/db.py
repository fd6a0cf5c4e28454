"""Tables, types and engines; everything here runs on SQLite and on PostgreSQL 15+."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Engine,
    Integer,
    MetaData,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Dialect, make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

# A unit that waits longer for somebody's lock answers 503 and is tried again by its sender.
LOCK_WAIT_MS = 5_000
IDLE_MS = 600_000


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time on both databases (SQLite forgets the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature.
        """To the database: UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature.
        """From the database: aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


JSON_TYPE = JSON().with_variant(JSONB(), "postgresql")
FEN = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """All tables of the market; constraint names follow one convention."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        dict[str, Any]: JSON_TYPE,
        list[str]: JSON_TYPE,
        list[dict[str, Any]]: JSON_TYPE,
    }


class Aggregate:
    """A thing with an id that never changes and a version that changes with every change."""

    kind: ClassVar[str]
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    version: Mapped[int] = mapped_column(nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it on the class.
        """A write against an older version finds no row: StaleDataError."""
        return {"version_id_col": cls.version}


_bound: list[Engine | Connection] = []


def bind(to: Engine | Connection) -> None:
    """Say once per process which database this is (tests: one open connection)."""
    _bound[:] = [to]


def bound() -> Engine | Connection:
    """The database of this process."""
    if not _bound:
        raise RuntimeError("no database is bound in this process")
    return _bound[0]


def options(url: str) -> dict[str, Any]:
    """Engine options for one database address."""
    if url.startswith("sqlite"):
        # The driver's own transactions are switched off; `prepare` begins them (see reading/unit).
        return {"connect_args": {"isolation_level": None, "timeout": 5}}
    limits = f"-c lock_timeout={LOCK_WAIT_MS} -c idle_in_transaction_session_timeout={IDLE_MS}"
    return {
        "isolation_level": "READ COMMITTED",
        "pool_pre_ping": True,
        "connect_args": {"options": limits},
    }


def prepare(engine: Engine) -> None:
    """Attach what a SQLite connection needs: WAL, full sync, foreign keys, explicit BEGIN."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(raw: Any, _record: Any) -> None:
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("begin", "")
        connection.exec_driver_sql(f"BEGIN {mode}")


def open_engine(url: str) -> Engine:
    """An engine without any web: worker, relay, command line."""
    engine = create_engine(make_url(url), **options(url))
    prepare(engine)
    return engine


def database_now(session: Session) -> datetime:
    """The database's own clock: leases and closing times never trust a worker's."""
    if session.get_bind().dialect.name == "sqlite":
        stamp = text("SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')")
        return datetime.fromisoformat(str(session.scalar(stamp)))
    value = session.scalar(select(func.clock_timestamp()))
    if not isinstance(value, datetime):
        raise TypeError(f"the database's clock answered {value!r}")
    return value.astimezone(UTC)
