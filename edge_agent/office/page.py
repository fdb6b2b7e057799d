"""Opening and closing the page: when it is configured, and as soon as its address is there."""

import datetime as dt
import logging

from contract.clock import Clock
from contract.errors import PishkhanError
from edge_agent.device import DeviceDirectory
from edge_agent.office.application import OfficeApplication
from edge_agent.office.arenas import share_arenas
from edge_agent.office.certificate import OfficeCertificate
from edge_agent.office.configuration import OfficeConfiguration, read_configuration
from edge_agent.office.desk import Desk
from edge_agent.office.pin import has_pin
from edge_agent.office.server import OfficeServer
from edge_agent.office.view import Viewing

log = logging.getLogger(__name__)

TRY_EVERY_MS = 5_000


class OfficePage:
    """Tended by the agent's loop each second; what goes wrong here goes into the log only."""

    def __init__(self, directory: DeviceDirectory, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._server: OfficeServer | None = None
        self._try_at_ms = 0
        self._complaint = ""

    @property
    def is_open(self) -> bool:
        """A clerk can be called."""
        return self._server is not None

    def tend(self, now_ms: int) -> None:
        """Opens the page when it is wanted and can be. Monotonic milliseconds."""
        if self._server is not None or now_ms < self._try_at_ms:
            return
        self._try_at_ms = now_ms + TRY_EVERY_MS
        try:
            self._open()
        except (PishkhanError, OSError) as error:
            if str(error) != self._complaint:
                log.warning("the clerk's page is not there: %s", error)
                self._complaint = str(error)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def _open(self) -> None:
        configuration = read_configuration(self._directory.office_configuration_path)
        if configuration is None or not has_pin(self._directory.pin_path):
            return
        certificate = OfficeCertificate(self._directory.office_certificate_path)
        now = dt.datetime.fromtimestamp(self._clock.now().utc_ms / 1000, dt.UTC)
        share_arenas()
        certificate.renew(configuration.listen, now)
        address = (configuration.listen, configuration.port)
        server = OfficeServer(address, certificate.context(), self._application(configuration))
        server.start()
        self._server = server
        log.info("the clerk's page is at %s", configuration.url)

    def _application(self, configuration: OfficeConfiguration) -> OfficeApplication:
        viewing = Viewing(self._directory, self._clock)
        desk = Desk(self._directory, viewing, self._clock)
        return OfficeApplication(
            configuration.host, self._directory.pin_path, viewing, desk, self._clock
        )
