"""The agent's part of an update: journals each step, switches between visits, judges the trial.

What is so stands in update.json; the journal follows it, and a hold there says how far. So nothing
is said twice, and a power cut between file and journal is made good at the next start.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from contract.events import (
    UpdateApplied,
    UpdateConfirmed,
    UpdateEvent,
    UpdateRolledBack,
    UpdateStaged,
)
from edge_agent.device import DamagedDeviceFile, DeviceDirectory, is_fresh, read_counter_state
from edge_agent.journal import Draft, Hold, JournalWriter
from edge_agent.updates.fetching import Fetching, FetchOutcome
from edge_agent.updates.launching import (
    Application,
    DamagedUpdate,
    Phase,
    Reason,
    Update,
    begin_trial,
    confirm,
)
from edge_agent.updates.turn import Given, Turn

log = logging.getLogger(__name__)

SUBJECT = "update"
STEADY_PART = 40
"""All must be well for this part of the trial's time: of ten minutes a quarter of one."""
Told = Literal["staged", "applied", "confirmed", "rolled_back"]


@dataclass
class Updates:
    """Raises JournalFailed from `tend`. `finished` is told how a look for a release ended."""

    directory: DeviceDirectory
    software: str
    journal: JournalWriter
    turn: Turn
    fetching: Fetching
    finished: Callable[[FetchOutcome], None] = lambda _outcome: None
    _well_since_ms: int | None = None
    _complained: str = ""

    @property
    def has_slots(self) -> bool:
        """Was this machine prepared for releases?"""
        return self._application.named() is not None

    def look(self) -> None:
        """For a newer release, now."""
        self.fetching.start()

    def tend(self, now_ms: int) -> bool:
        """Each second. True: the agent shall end, to be started as the version that `current`
        names now."""
        if not self.has_slots:
            return False
        try:
            return self._tend(now_ms)
        except (DamagedUpdate, OSError) as error:
            if str(error) != self._complained:
                self._complained = str(error)
                log.warning("updates wait: %s", error)
            return False

    def _tend(self, now_ms: int) -> bool:
        update = self._application.read()
        if update is not None:
            self._tell(update)
            if update.phase is Phase.STAGED:
                return self._apply(update)
            if update.phase is Phase.TRYING:
                self._judge(update, now_ms)
                return False
        outcome = self.fetching.tend(now_ms)
        if outcome is not None:
            log.log(logging.WARNING if outcome.failed else logging.INFO, "%s", outcome.detail)
            self.finished(outcome)
        return False

    def _apply(self, update: Update) -> bool:
        given = self.turn.given(update.version)
        if given is None:
            return False
        before = self._application.named() or ""
        applied = UpdateApplied(software=update.version, before=self.software)
        self._journal(update, "applied", applied)
        tried = replace(update, with_counter=given is Given.BY_COUNTER)
        with self._application.held():
            if self._application.read() != update:
                return False  # a newer one came in this moment
            begin_trial(self._application, tried)
        self.turn.give_back()
        log.info("%s is tried in the place of %s", update.version, before)
        return True

    def _judge(self, update: Update, now_ms: int) -> None:
        """Only the new version speaks for itself; that it does not is judged by `launching`."""
        is_well = self.software == update.version and (
            not update.with_counter or self._has_counter_of(update.version)
        )
        if not is_well:
            self._well_since_ms = None
            return
        if self._well_since_ms is None:
            self._well_since_ms = now_ms
        if now_ms - self._well_since_ms >= update.within_ms // STEADY_PART and confirm(
            self._application, update.version
        ):
            confirmed = self._application.read()
            assert confirmed is not None
            self._tell(confirmed)

    def _has_counter_of(self, version: str) -> bool:
        with suppress(DamagedDeviceFile):
            counter = read_counter_state(self.directory.counter_state_path)
            return counter is not None and is_fresh(counter) and counter.software == version
        return False

    def _tell(self, update: Update) -> None:
        """What update.json says and the journal does not yet."""
        match update.phase:
            case Phase.STAGED:
                if self._told() not in (f"{update.version}:staged", f"{update.version}:applied"):
                    digest = bytes.fromhex(update.digest)
                    self._journal(update, "staged", UpdateStaged(
                        software=update.version, digest=digest, source=update.source
                    ))  # fmt: skip
            case Phase.TRYING:
                pass  # said before it began
            case Phase.CONFIRMED:
                self._journal(update, "confirmed", UpdateConfirmed(software=update.version))
            case Phase.ROLLED_BACK:
                reason = update.reason or Reason.NOT_WELL
                self._journal(update, "rolled_back", UpdateRolledBack(
                    software=update.version, before=self.software, reason=reason.value
                ))  # fmt: skip

    def _journal(self, update: Update, told: Told, event: UpdateEvent) -> None:
        state = f"{update.version}:{told}"
        if self._told() != state:
            self.journal.append(Draft(event, holds=(Hold(SUBJECT, state),)))

    def _told(self) -> str:
        hold = self.journal.holds(SUBJECT)
        return "" if hold is None else hold.state

    @property
    def _application(self) -> Application:
        return Application(self.directory.application_path)
