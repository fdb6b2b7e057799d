"""The kiosk's window: draws the screen the counter shows, sends back what was touched.

It decides nothing, keeps nothing and computes no text; it may be killed at any moment.
"""
