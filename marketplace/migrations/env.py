"""The Alembic environment: batch mode, plain types, our metadata."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.dialects.postgresql import JSONB

from config.settings import settings
from marketplace import house  # noqa: F401 - maps all tables.
from marketplace.core.db import Base, UtcDateTime, open_engine


def render_item(type_: str, obj: Any, autogen: Any) -> str | Literal[False]:
    """Write plain types into migrations, never ours: they must outlive the code."""
    if type_ != "type":
        return False
    if isinstance(obj, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(getattr(obj, "_variant_mapping", {}).get("postgresql"), JSONB):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def run() -> None:
    """Run what was asked for, on the address of the configuration or of the settings."""
    url = context.config.get_main_option("sqlalchemy.url") or settings().database_url
    engine = open_engine(url)
    with engine.connect() as connection:
        context.configure(
            connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=render_item,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
    engine.dispose()


run()
