"""What a visit costs a citizen: screens, touches and seconds, counted by making it."""

from benchmarks.journeys.visits import measure

__all__ = ["measure"]
