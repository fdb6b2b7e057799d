"""Payments as folded from the journals: projection, totals, one payment with its events."""
