"""A value is set or taken back: judged, journaled and stored in one transaction."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.configuration.layers import Scope, newest_change
from central.configuration.models import ConfigurationValue
from central.fleet import Device, find_device
from central.hub import Hub
from contract.configuration import Origin, setting_of, text_of
from contract.events import ConfigurationChanged


@dataclass(frozen=True)
class Change:
    """`before` and `after` as people write them, None where nothing is set. `reaches` is how many
    kiosks in use look to that scope."""

    scope: Scope
    key: str
    before: str | None
    after: str | None
    reaches: int

    @property
    def is_new(self) -> bool:
        return self.before != self.after


def set_value(hub: Hub, scope: Scope, key: str, text: str, by: str) -> Change:
    """Raises InvalidValue for an unknown key or a value that it can't have, DeviceUnknown."""
    return _change(hub, scope, key, text_of(setting_of(key).parse(text)), by)


def unset_value(hub: Hub, scope: Scope, key: str, by: str) -> Change:
    """The next wider scope counts again. Raises InvalidValue for an unknown key, DeviceUnknown."""
    return _change(hub, scope, setting_of(key).key, None, by)


def _change(hub: Hub, scope: Scope, key: str, after: str | None, by: str) -> Change:
    with hub.sessions.writing() as session:
        if scope.origin is Origin.DEVICE:
            find_device(session, scope.name)
        row = session.get(ConfigurationValue, (scope.text, key), with_for_update=True)
        before = None if row is None else row.value
        change = Change(scope, key, before, after, _reach(session, scope))
        if change.is_new:
            # The journal's own row is locked by each append: changes are numbered one by one.
            hub.journal.append(
                session,
                ConfigurationChanged(scope=scope.text, key=key, before=before, after=after, by=by),
            )
            session.merge(
                ConfigurationValue(
                    scope=scope.text, key=key, value=after, by=by,
                    change=newest_change(session) + 1, changed_ms=hub.now_ms(),
                )
            )  # fmt: skip
    return change


def _reach(session: Session, scope: Scope) -> int:
    wanted = select(func.count()).select_from(Device).where(Device.revoked_ms.is_(None))
    if scope.origin is Origin.DISTRICT:
        wanted = wanted.where(Device.district == int(scope.name))
    if scope.origin is Origin.DEVICE:
        wanted = wanted.where(Device.device == scope.name)
    return session.scalar(wanted) or 0
