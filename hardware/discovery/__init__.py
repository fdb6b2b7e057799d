"""What is plugged in, what it probably is and why, and what was asked to be sure."""
