"""Where a device stands. Data, never part of an identity: a kiosk that moves stays itself."""

import msgspec

from contract.values.text import persian_digits


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """`office` is the office's code, `number` the kiosk's number in that office."""

    city: str
    city_name: str
    district: int
    office: str
    office_name: str
    number: int

    @property
    def title(self) -> str:
        """«خیام ۱»"""
        return f"{self.office_name} {persian_digits(str(self.number))}"

    @property
    def line(self) -> str:
        """«منطقهٔ ۲، پیشخوان خیام ۱»"""
        return f"منطقهٔ {persian_digits(str(self.district))}، پیشخوان {self.title}"
