"""The whole path on one machine: a city, a kiosk, and a citizen who pays while the line is cut."""
