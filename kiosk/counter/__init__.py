"""The process behind the window: runs journeys, devices and the journal. No Qt."""
