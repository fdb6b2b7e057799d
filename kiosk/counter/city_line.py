"""The line to the city for a question that can't wait for the journal's turn."""

from contract.receipt_record import ReceiptRecord
from edge_agent.device import DeviceDirectory
from kiosk.counter.agent_link import AgentLink
from kiosk.journeys.receipts.checking import CityWord


class CityLine:
    """Asks the hub; without a line it says so at once."""

    def __init__(self, directory: DeviceDirectory, agent: AgentLink) -> None:
        self._directory = directory
        self._agent = agent

    def word_on(self, record: ReceiptRecord) -> CityWord:
        return CityWord.NO_LINE
