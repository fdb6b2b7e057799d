"""Lines of the PC/SC monitor: whole, in pieces, and nonsense."""

from hypothesis import given
from hypothesis import strategies as st

from hardware.readers.pcsc.messages import Card, Gone, MessageReader, State, Unreadable


def test_messages_come_out_of_pieces() -> None:
    lines = b'{"is":"state","state":"ready"}\n{"is":"card","number":"04A1"}\n{"is":"gone"}\n'
    reader = MessageReader()
    told = [message for byte in lines for message in reader.feed(bytes((byte,)))]
    assert told == [State("ready"), Card("04A1"), Gone()]
    assert "04A1" not in repr(told)


def test_nonsense_counts_as_unreadable_and_the_next_line_is_read() -> None:
    nonsense = b'{"is":"card"}\n{"is":"party"}\n\xff\xfe\n' + b"x" * 5000
    reader = MessageReader()
    told = reader.feed(nonsense) + reader.feed(b'\n{"is":"gone"}\n')
    assert told == [Unreadable(), Unreadable(), Unreadable(), Gone()]


@given(st.lists(st.binary()))
def test_any_bytes_do_no_harm(pieces: list[bytes]) -> None:
    reader = MessageReader()
    for piece in pieces:
        reader.feed(piece)
    reader.feed(b"\n")
    assert reader.feed(b'{"is":"gone"}\n') == [Gone()]
