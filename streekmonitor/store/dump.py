"""The whole content of a database as plain JSON, and back: the same for SQLite and PostgreSQL."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Date,
    DateTime,
    MetaData,
    Table,
    create_engine,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.pool import StaticPool

from streekmonitor.store.database import HEAD, upgrade
from streekmonitor.store.tables import Base, HistoryRow, JudgementRow, Moment

Rows = list[dict[str, Any]]


def content_of(connection: Connection) -> dict[str, Rows]:
    """All rows by table, those that others refer to first; dates and moments as ISO text."""
    return {table.name: _rows(connection, table) for table in Base.metadata.sorted_tables}


def replace_content(connection: Connection, content: dict[str, Rows]) -> None:
    """Put these rows, of the version of today, in place of all that there are."""
    tables = Base.metadata.sorted_tables
    for table in reversed(tables):
        connection.execute(delete(table))
    for table in tables:
        _insert(connection, table, content[table.name])
    if connection.dialect.name == "postgresql":
        _number_on(connection)


def brought_up_to_date(content: dict[str, Rows], version: str) -> dict[str, Rows]:
    """Rows of an earlier version as those of today: by way of a database in memory, and its migrations.

    Raises KeyError or SQLAlchemyError for rows that do not fit that version.
    """
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            upgrade(connection, version)
            for table in _tables_then(connection):
                _insert(connection, table, content[table.name])
            if version != HEAD:
                upgrade(connection, HEAD)
            return content_of(connection)
    finally:
        engine.dispose()


def _tables_then(connection: Connection) -> list[Table]:
    """The tables that a database of another version has."""
    metadata = MetaData()
    metadata.reflect(connection)
    tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
    for table in tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)
    return tables


def _rows(connection: Connection, table: Table) -> Rows:
    found = connection.execute(select(table).order_by(*table.primary_key.columns))
    return [{name: _plain(value) for name, value in row.items()} for row in found.mappings()]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _insert(connection: Connection, table: Table, rows: Rows) -> None:
    if rows:
        connection.execute(insert(table), [_typed(table, row) for row in rows])


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """A row with dates and moments again: the opposite of `_plain`."""
    typed = dict(row)
    for column in table.columns:
        value = row[column.name]
        if value is not None and isinstance(column.type, DateTime | Moment):
            typed[column.name] = datetime.fromisoformat(value)
        elif value is not None and isinstance(column.type, Date):
            typed[column.name] = date.fromisoformat(value)
    return typed


def _number_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that came with their numbers."""
    for model in (HistoryRow, JudgementRow):
        name = model.__tablename__
        following = (connection.scalar(select(func.max(model.id))) or 0) + 1
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :following, false)"),
            {"name": name, "following": following},
        )
