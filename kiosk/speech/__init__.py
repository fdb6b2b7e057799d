"""Screens read aloud: what is said follows from the same typed screen that is drawn."""

from kiosk.speech.elements import spoken_element, spoken_key
from kiosk.speech.pronunciation import Pronunciation
from kiosk.speech.utterances import spoken_screen
from kiosk.speech.voice import SilentVoice, Utterance, Voice

__all__ = [
    "Pronunciation",
    "SilentVoice",
    "Utterance",
    "Voice",
    "spoken_element",
    "spoken_key",
    "spoken_screen",
]
