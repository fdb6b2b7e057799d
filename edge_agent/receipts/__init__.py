"""Receipts: what the hub knows of one, asked by a kiosk that is online."""

from edge_agent.receipts.asking import Answered, HubReceipts, NoAnswer, open_hub_receipts

__all__ = ["Answered", "HubReceipts", "NoAnswer", "open_hub_receipts"]
