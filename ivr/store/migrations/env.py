"""Alembic's entry: migrates on the connection that `upgrade` passes, or on IVR_DATABASE_URL for a developer."""

from alembic import context

from ivr.settings import load_settings
from ivr.store.database import engine_of
from ivr.store.schema import METADATA


def migrate() -> None:
    connection = context.config.attributes.get("connection")
    if connection is None:
        with engine_of(load_settings(dev=True).effective_database_url).begin() as own:
            _run(own)
    else:
        _run(connection)


def _run(connection: object) -> None:
    context.configure(connection=connection, target_metadata=METADATA)  # type: ignore[arg-type]  # a Connection
    with context.begin_transaction():
        context.run_migrations()


migrate()
