"""Handing journals over to the hub through the broker, until the hub has acknowledged them."""
