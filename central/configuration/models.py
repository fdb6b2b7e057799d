"""The values that were set, by the scope they were set for."""

from sqlalchemy.orm import Mapped, mapped_column

from central.database import Base


class ConfigurationValue(Base):
    """One key in one scope: `city`, `district:2`, `device:k-ab12`.

    `value` as people write it; None once it was taken back, so that the row says by whom.
    `change` counts all changes of the city.
    """

    __tablename__ = "configuration_values"

    scope: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str | None]
    change: Mapped[int]
    changed_ms: Mapped[int]
    by: Mapped[str]
