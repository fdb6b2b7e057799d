"""The city and its offices as kiosks know them."""

import msgspec


class OpeningHours(msgspec.Struct, frozen=True, array_like=True):
    """One stretch of one weekday, Saturday being 0 and Friday 6; times as "07:30" in the city's
    time. A day without a stretch is closed."""

    weekday: int
    opens: str
    closes: str


class OfficeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A place that citizens go to. English texts may be empty; `hours` empty means not told.

    Which kiosks stand in it, and whether they work, is the kiosks' dataset.
    """

    code: str
    district: int
    name: str
    address: str
    phone: str
    name_en: str = ""
    address_en: str = ""
    hours: tuple[OpeningHours, ...] = ()
    lat: float | None = None
    lon: float | None = None


class CityRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A city's settings that kiosks follow. `bill_organisations` empty means any.

    `public_url` is the https address of the hub's public pages, without a slash at its end.
    """

    city: str
    display_name: str
    municipal_services: tuple[int, ...] = (6,)
    bill_organisations: tuple[str, ...] = ()
    call_centre: str = "137"
    display_name_en: str = ""
    public_url: str | None = None
