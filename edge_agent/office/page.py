"""Opening and closing the page: when it is configured, and as soon as its address is there."""

import datetime as dt
import logging
from dataclasses import dataclass

from contract.clock import Clock
from contract.errors import PishkhanError
from edge_agent.device import DeviceDirectory
from edge_agent.office.application import OfficeApplication
from edge_agent.office.arenas import share_arenas
from edge_agent.office.certificate import OfficeCertificate
from edge_agent.office.configuration import OfficeConfiguration, read_configuration
from edge_agent.office.desk import Desk
from edge_agent.office.pin import read_pin
from edge_agent.office.server import OfficeServer
from edge_agent.office.view import Viewing

log = logging.getLogger(__name__)

LOOK_EVERY_MS = 5_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Another address, or a renewed certificate, is another page."""

    configuration: OfficeConfiguration
    fingerprint: str


class OfficePage:
    """Tended by the agent's loop each second; what goes wrong here goes into the log only."""

    def __init__(self, directory: DeviceDirectory, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._certificate = OfficeCertificate(directory.office_certificate_path)
        self._server: OfficeServer | None = None
        self._served: Wanted | None = None
        self._look_at_ms = 0
        self._complaint = ""

    @property
    def is_open(self) -> bool:
        """A clerk can be called."""
        return self._server is not None

    def tend(self, now_ms: int) -> None:
        """Opens the page when it is wanted and can be, and moves or closes it with its files.
        Monotonic milliseconds."""
        if now_ms < self._look_at_ms:
            return
        self._look_at_ms = now_ms + LOOK_EVERY_MS
        try:
            self._serve(self._wanted())
        except (PishkhanError, OSError) as error:
            self.close()
            if str(error) != self._complaint:
                log.warning("the clerk's page is not there: %s", error)
                self._complaint = str(error)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = self._served = None

    def _wanted(self) -> Wanted | None:
        """None without an address or a PIN. Raises DamagedDeviceFile, InvalidValue or OSError."""
        configuration = read_configuration(self._directory.office_configuration_path)
        if configuration is None or read_pin(self._directory.pin_path) is None:
            return None
        now = dt.datetime.fromtimestamp(self._clock.now().utc_ms / 1000, dt.UTC)
        self._certificate.renew(configuration.listen, now)
        return Wanted(configuration, self._certificate.fingerprint)

    def _serve(self, wanted: Wanted | None) -> None:
        if wanted == self._served:
            return
        self.close()
        if wanted is None:
            log.info("the clerk's page is no longer wanted")
            return
        configuration = wanted.configuration
        share_arenas()
        address = (configuration.listen, configuration.port)
        context = self._certificate.context()
        server = OfficeServer(address, context, self._application(configuration))
        server.start()
        self._server, self._served, self._complaint = server, wanted, ""
        log.info("the clerk's page is at %s", configuration.url)

    def _application(self, configuration: OfficeConfiguration) -> OfficeApplication:
        viewing = Viewing(self._directory, self._clock)
        desk = Desk(self._directory, viewing, self._clock)
        return OfficeApplication(
            configuration.host, self._directory.pin_path, viewing, desk, self._clock
        )
