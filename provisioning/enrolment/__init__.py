"""The machine's side of enrolment, and what the administrator asks of the hub."""
