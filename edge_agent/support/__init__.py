"""A support bundle: what somebody needs to know who helps this kiosk from afar, and no more."""

from edge_agent.support.bundle import Bundled, write_bundle

__all__ = ["Bundled", "write_bundle"]
