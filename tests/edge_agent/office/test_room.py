"""Who is let in to the page's server."""

from edge_agent.office.room import MOST_CONNECTIONS, MOST_OF_ONE, Room


def test_one_address_never_takes_all_the_room() -> None:
    room = Room()
    assert [room.enter("a") for _ in range(MOST_OF_ONE + 2)] == [True] * MOST_OF_ONE + [False] * 2
    assert room.enter("b")


def test_all_addresses_together_have_an_end_and_who_leaves_makes_room() -> None:
    room = Room()
    entered = [name for name in map(str, range(MOST_CONNECTIONS + 5)) if room.enter(name)]
    assert len(entered) == MOST_CONNECTIONS
    room.leave(entered[0])
    assert room.enter("late")
    assert not room.enter("later")
