"""Card readers. A card's number is an identifier, not a proof of identity."""
