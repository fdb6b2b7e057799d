"""What makes a city, and what makes a machine one of the city's: authority, broker, enrolment."""
