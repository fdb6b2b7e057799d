"""The line to the city for a question that can't wait for the journal's turn."""

import logging
from collections.abc import Callable
from typing import assert_never

from contract.errors import PishkhanError
from contract.receipt_check import ReceiptAnswer
from edge_agent.device import DeviceDirectory
from edge_agent.receipts import NoAnswer, open_hub_receipts
from kiosk.counter.agent_link import AgentLink
from kiosk.journeys.commands import AskCity
from kiosk.journeys.receipts.answers import CitySaid
from kiosk.journeys.receipts.checking import CityWord

log = logging.getLogger(__name__)


class CityLine:
    """`answer` is called once for each question, within seconds, also where there is no line."""

    def __init__(
        self, directory: DeviceDirectory, agent: AgentLink, answer: Callable[[CitySaid], None]
    ) -> None:
        self._directory = directory
        self._agent = agent
        self._answer = answer

    def ask(self, question: AskCity) -> None:
        """Returns at once."""

        def answered(answer: ReceiptAnswer | NoAnswer) -> None:
            self._answer(CitySaid(question.tracking, word_of(answer)))

        if self._agent.link != "online":
            answered(NoAnswer("The agent has no line to the city."))
            return
        try:
            # Opened anew each time: the agent may have renewed the certificate meanwhile.
            hub = open_hub_receipts(self._directory)
        except PishkhanError as error:
            log.warning("the hub can't be asked about a receipt: %s", error)
            answered(NoAnswer(error.what))
            return
        hub.ask(question.text, answered)


def word_of(answer: ReceiptAnswer | NoAnswer) -> CityWord:
    """What the hub said, as the screen tells it."""
    if isinstance(answer, NoAnswer):
        return CityWord.NO_LINE
    match answer.state:
        case "disputed" | "unknown":  # our signature held, but the hub can't vouch for the paper
            return CityWord.DISPUTED
        case "recorded":
            return CityWord.NOT_YET
        case "reached" | "settled" if answer.outcome == "not_taken":
            return CityWord.NOT_TAKEN
        case "reached":
            return CityWord.REACHED
        case "settled":
            return CityWord.SETTLED
        case _:
            assert_never(answer.state)
