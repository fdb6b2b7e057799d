"""The gallery: every token and component of the kiosk's screens in every state and mode.

For designers and developers; it needs no enrolled device, no counter and no agent. What a citizen
reads in it comes from the kiosk's texts and from `samples`; its own labels are in English.
"""

from kiosk.interface.gallery.opening import open_gallery, save_pictures

__all__ = ["open_gallery", "save_pictures"]
