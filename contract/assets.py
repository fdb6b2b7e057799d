"""Where an installation keeps its fonts and icons. They are fetched at set-up, never committed."""

import os
from pathlib import Path
from typing import Literal

from contract.errors import MissingPart

FONT_FILES = {
    400: "Vazirmatn-Regular",
    500: "Vazirmatn-Medium",
    600: "Vazirmatn-SemiBold",
    700: "Vazirmatn-Bold",
    800: "Vazirmatn-ExtraBold",
    900: "Vazirmatn-Black",
}
IconStyle = Literal["duotone", "regular"]


def asset_root() -> Path:
    """The folder of assets: PISHKHAN_ASSETS, else `.assets` beside the packages."""
    configured = os.environ.get("PISHKHAN_ASSETS")
    return Path(configured) if configured else Path(__file__).resolve().parent.parent / ".assets"


def asset(relative: str) -> Path:
    """The path of one asset. Raises MissingPart when set-up has not brought it."""
    path = asset_root() / relative
    if not path.is_file():
        raise MissingPart(
            f"The asset {relative} is not under {asset_root()}.",
            "Run `make setup`, or set PISHKHAN_ASSETS to the folder that holds it.",
        )
    return path


def font(weight: int) -> Path:
    """The static Vazirmatn file of a weight (400 to 900 in hundreds)."""
    return asset(f"vazirmatn/ttf/{FONT_FILES[weight]}.ttf")


def web_font(weight: int) -> Path:
    """The same font for browsers."""
    return asset(f"vazirmatn/webfonts/{FONT_FILES[weight]}.woff2")


def icon(name: str, style: IconStyle = "duotone") -> Path:
    """A Phosphor icon as SVG, by its name without the style."""
    file = f"{name}-duotone.svg" if style == "duotone" else f"{name}.svg"
    return asset(f"phosphor/{style}/{file}")
