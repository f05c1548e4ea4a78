"""The connection with the database: made on first use, brought up to date, and honest about what it can't.

SQLite keeps one file (WAL, foreign keys on); PostgreSQL is reached by a URL. Writers go one by one in both:
the register is small, and so the order of the history is the order in which things were kept.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from streekmonitor.store.errors import StoreUnavailableError, is_damaged, reason_of

VERSIONS = ("0001", "0002")
"""The versions of the tables, oldest first: one per file in `migrations/versions`."""
HEAD = VERSIONS[-1]
MIGRATIONS = Path(__file__).with_name("migrations")
SECONDS_TO_WAIT = 10
SECONDS_TO_CONNECT = 5
# Any number that no other program on the same server takes.
LOCK = 7_311_926

Mode = Literal["rwc", "ro", "immutable"]


class Database:
    """A database of the store, reached when first needed.

    `first` fills a database that was just made. `refusal` says (Dutch) why writing is not possible; "" when
    it is, as far as known.
    """

    def __init__(self, url: str, first: Callable[[Session], None]) -> None:
        self.url = _checked(url)
        self.refusal = ""
        self._first = first
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one consistent picture of the database. Raises StoreUnavailableError."""
        with self._explained("niet gelezen"):
            engine = self._ready()
            if not self.is_sqlite:  # there every transaction sees one picture
                engine = engine.execution_options(isolation_level="REPEATABLE READ")
            with Session(engine) as session:
                yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that keeps all of its changes at its end, or none. Raises StoreUnavailableError."""
        with self._explained("niet bewaard"):
            engine = self._ready().execution_options(writes=True)
            if self.refusal:
                raise StoreUnavailableError(f"Dit is niet bewaard: {self.refusal}.")
            with Session(engine, expire_on_commit=False) as session, session.begin():
                _wait_for_turn(session.connection())
                refuse_other_version(session.connection(), "bewaard")
                yield session

    def close(self) -> None:
        """Let go of all connections; the next use makes new ones."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
            self._engine, self.refusal = None, ""

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self.url.database or "").absolute() if self.is_sqlite else None

    def _ready(self) -> Engine:
        """The engine; where writing was refused before, a new try: what stood in the way may be gone."""
        if self.refusal:
            self.close()
        with self._lock:
            if self._engine is None:
                self._engine = self._opened()
            return self._engine

    def _opened(self) -> Engine:
        """An engine on a database that is up to date; where that can't be, one to read with and a refusal."""
        if self.path is None:
            return self._brought_up_to_date(_postgres_engine(self.url))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return self._brought_up_to_date(_sqlite_engine(self.path, "rwc"))
        except (OSError, DBAPIError) as error:
            return self._opened_to_read(error)

    def _brought_up_to_date(self, engine: Engine) -> Engine:
        """The engine, with its tables up to date; else its connections are let go."""
        try:
            self.refusal = self._prepared(engine)
        except BaseException:
            engine.dispose()
            raise
        return engine

    def _opened_to_read(self, problem: OSError | DBAPIError) -> Engine:
        """An engine on a file that can't be written, or on a disk that can't."""
        path = self.path
        if path is None or not _is_file(path):
            raise StoreUnavailableError(
                f"De databank {path} is er niet en kan niet gemaakt worden ({_cause(problem)})."
            ) from problem
        for mode in ("ro", "immutable"):
            engine = _sqlite_engine(path, mode)
            try:
                with engine.connect() as connection:
                    version = _version(connection)
            except DBAPIError:
                engine.dispose()
                continue
            self.refusal = _cause(problem)
            if version in VERSIONS and version != HEAD:
                self.refusal += f"; ze moet bovendien van versie {version} naar {HEAD} worden gebracht"
            return engine
        raise problem

    def _prepared(self, engine: Engine) -> str:
        """Bring the tables up to date; say why writing is not possible, or ""."""
        with engine.connect() as connection:
            version = _version(connection)
        if version == HEAD:
            return ""
        if version is not None and version not in VERSIONS:
            return newer(version)
        with engine.execution_options(writes=True).begin() as connection:
            _wait_for_turn(connection)
            if _version(connection) == version:  # else another process was first
                upgrade(connection, HEAD)
                if version is None:
                    with Session(connection) as session:
                        self._first(session)
                        session.commit()
        return ""

    @contextmanager
    def _explained(self, what: str) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreUnavailableError(
                f"Dit is {what}: {reason_of(error)}.", beyond_us=is_damaged(error)
            ) from error


def refuse_other_version(connection: Connection, done: str) -> None:
    """Raise StoreUnavailableError unless the tables are ours: a newer program may have changed them."""
    version = _version(connection)
    if version != HEAD:
        raise StoreUnavailableError(f"Dit is niet {done}: {newer(str(version))}.", beyond_us=True)


def newer(version: str) -> str:
    """Why a database of a later version is only read."""
    return (
        f"de databank is van een nieuwere versie ({version}) dan dit programma kent ({HEAD}); werk "
        "Streekmonitor bij, of zet een back-up van deze versie terug"
    )


def upgrade(connection: Connection, version: str) -> None:
    """Bring the tables to a version, within the transaction of the connection."""
    # Imported here: needed on first use and after an update only.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("version_locations", str(MIGRATIONS / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, version)


def _checked(url: str) -> URL:
    """The URL with the driver that comes with us. Raises StoreUnavailableError."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreUnavailableError(
            "Het adres van de databank is niet te lezen; verwacht iets als postgresql://gebruiker@server/naam."
        ) from error
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and parsed.database not in (None, "", ":memory:"):
        return parsed
    raise StoreUnavailableError(
        f"“{backend}” kan hier geen databank zijn; verwacht postgresql://… of sqlite:///pad/naar/bestand.db."
    )


def _postgres_engine(url: URL) -> Engine:
    """Connections are tried before they are used: a server that was away is found again."""
    waiting = {"connect_timeout": SECONDS_TO_CONNECT}
    return create_engine(url, pool_pre_ping=True, connect_args=waiting)


def _sqlite_engine(path: Path, mode: Mode) -> Engine:
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"

    def connect() -> sqlite3.Connection:
        # Without isolation level, Python leaves transactions to us: it would begin them too late.
        return sqlite3.connect(
            f"{path.as_uri()}?{query}",
            uri=True,
            timeout=SECONDS_TO_WAIT,
            isolation_level=None,
            check_same_thread=False,
        )

    # Named, for without a file in the URL SQLAlchemy takes a pool for databases in memory.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", _write_ahead if mode == "rwc" else _foreign_keys)
    event.listen(engine, "begin", _begin)
    return engine


def _foreign_keys(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys=ON")


def _write_ahead(connection: sqlite3.Connection, record: Any) -> None:
    """Readers never wait for a writer; what was kept, survives a power cut."""
    _foreign_keys(connection, record)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _wait_for_turn(connection: Connection) -> None:
    """Let one writer in at a time; SQLite has done so when the transaction began."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _version(connection: Connection) -> str | None:
    """The version of the tables; None for a database without any."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _is_file(path: Path) -> bool:
    """Whether there is a file that we may know of."""
    try:
        return path.is_file()
    except OSError:  # a folder above it is closed to us
        return False


def _cause(problem: OSError | DBAPIError) -> str:
    return reason_of(problem) if isinstance(problem, DBAPIError) else str(problem)
