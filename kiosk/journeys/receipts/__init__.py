"""A receipt wanted again, and a receipt held to the reader to be checked. Pure; see `journey`."""
