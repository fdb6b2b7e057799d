"""What chaos tells at the end: whom it struck, and whether the money agrees."""

from tests.support.chaos import Sides, Story, Struck, lines

STORY = Story(
    struck=[Struck(1.5, "agent killed", "k-1"), Struck(12.0, "killed", "hub")],
    kiosks=2,
    payments=40,
    events=1_234,
    healed_s=3.25,
    sides=Sides(5_000, 5_000, 5_000, 5_000),
)


def test_each_fault_is_a_line_with_its_time_and_whom_it_met() -> None:
    first, second, total, money = lines(STORY)
    assert first.split() == ["1.5", "s", "agent", "killed", "k-1"]
    assert second.split() == ["12.0", "s", "killed", "hub"]
    assert total.startswith("2 faults over 2 kiosks, 40 payments, 1,234 events")
    assert money.endswith("rials: equal")


def test_money_that_differs_on_one_side_is_said_loudly() -> None:
    for unequal in ((1, 2, 2, 2), (2, 1, 2, 2), (2, 2, 1, 2), (2, 2, 2, 1)):
        assert str(Sides(*unequal)).endswith("NOT EQUAL")
