"""One database per city: engine, session per request, tables and their migrations.

A request is one transaction: depend on `Reading` to look and on `Writing` to change; the
transaction is committed before the answer leaves, rolled back when the handler raises.
"""

from central.database.away import AWAY, RETRY_AFTER_S, HubBusy, words_of
from central.database.base import BIG_ID, Base
from central.database.engine import URL_VARIABLE, DatabaseRefused, open_engine, resolve_url
from central.database.migrations import migrate, schema_differences
from central.database.rows import ROWS_A_STEP, insert_rows, replace_rows
from central.database.session import Reading, Sessions, Turns, Writing, open_sessions
from central.database.statements import Turn, ask_by_keys, placeholders, take_turn

__all__ = [
    "AWAY",
    "BIG_ID",
    "RETRY_AFTER_S",
    "ROWS_A_STEP",
    "URL_VARIABLE",
    "Base",
    "DatabaseRefused",
    "HubBusy",
    "Reading",
    "Sessions",
    "Turn",
    "Turns",
    "Writing",
    "insert_rows",
    "ask_by_keys",
    "migrate",
    "open_engine",
    "open_sessions",
    "placeholders",
    "replace_rows",
    "resolve_url",
    "schema_differences",
    "take_turn",
    "words_of",
]
