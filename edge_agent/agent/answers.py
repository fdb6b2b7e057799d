"""What a failure is called in a command's answer."""

from contract.command_answer import Answer, AnswerCode
from contract.errors import PishkhanError
from edge_agent.reference import HubRefused, HubUnreachable, NotStored


def answer_to(error: PishkhanError | OSError) -> Answer:
    """Its line says what is wrong and, where that is known, what to do."""
    match error:
        case OSError():
            return Answer(AnswerCode.DISK_REFUSED, f"the disk refused: {error}")
        case NotStored():
            code = AnswerCode.DISK_REFUSED
        case HubUnreachable():
            code = AnswerCode.NO_LINE
        case HubRefused():
            code = AnswerCode.HUB_REFUSED
        case _:
            code = AnswerCode.IN_WORDS
    return Answer(code, f"{error.what} {error.next_step}")
