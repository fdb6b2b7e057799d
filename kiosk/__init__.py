"""The kiosk: journeys, the counter that runs them, what is on paper and on screen."""
