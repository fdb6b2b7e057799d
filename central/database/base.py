"""The declarative base that every slice's models share, so that one migration holds them all."""

from sqlalchemy import BigInteger, Integer, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints carry the same names on SQLite and PostgreSQL, so migrations can drop them."""

BIG_ID = BigInteger().with_variant(Integer, "sqlite")
"""An ascending 64-bit key: SQLite gives row ids only to a column typed exactly INTEGER."""


class Base(DeclarativeBase):
    """Plain mapping: `int` is 64 bits (milliseconds, rials), `bytes` raw, `str` unbounded text."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it from the class)
        int: BigInteger(),
        str: Text(),
        bytes: LargeBinary(),
    }
