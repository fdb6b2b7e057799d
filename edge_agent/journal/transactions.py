"""When a transaction is open: from its event «….started» to its event «….closed».

Open transactions are folded on start and never pruned, so both kinds of writer follow this form.
"""


def opens(kind: str, transaction: bytes | None) -> bool:
    return transaction is not None and kind.endswith(".started")


def closes(kind: str, transaction: bytes | None) -> bool:
    return transaction is not None and kind.endswith(".closed")
