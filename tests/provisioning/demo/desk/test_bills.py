"""The bills on the desk: of the sample city, and with a barcode that a scanner reads."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from central.city.commands import SAMPLE_FOLDER
from central.city.loading import read_city_files
from contract.errors import InvalidValue
from provisioning.demo.citizen import BILL
from provisioning.demo.city_side import DISTRICT
from provisioning.demo.desk.barcode import barcode_svg, bars
from provisioning.demo.desk.bills import SampleBill, Slot, sample_bills

OF_THE_CITY = [bill for bill in sample_bills() if bill.slot is not Slot.ELECTRICITY]


def drawn(digits: str) -> Image.Image:
    """The bars of the SVG, painted."""
    path = barcode_svg(digits)
    box = re.search(r'viewBox="0 0 (\d+) 1"', path)
    assert box is not None
    picture = Image.new("L", (int(box[1]) * 3, 120), 255)
    for left, width in re.findall(r"M(\d+) 0h(\d+)", path):
        first = int(left) * 3
        ImageDraw.Draw(picture).rectangle((first, 0, first + int(width) * 3 - 1, 120), fill=0)
    return picture


@pytest.mark.parametrize("bill", sample_bills(), ids=lambda bill: bill.barcode)
def test_the_barcode_is_read_back(bill: SampleBill) -> None:
    found = zxingcpp.read_barcodes(drawn(bill.barcode))
    assert [(code.format, code.text) for code in found] == [
        (zxingcpp.BarcodeFormat.ITF, bill.barcode)
    ]


def test_an_odd_number_of_digits_has_no_such_barcode() -> None:
    with pytest.raises(InvalidValue):
        bars("123")


@pytest.mark.parametrize("bill", OF_THE_CITY, ids=lambda bill: bill.barcode)
def test_a_bill_is_one_of_the_sample_city_in_the_kiosks_district(bill: SampleBill) -> None:
    city = read_city_files(SAMPLE_FOLDER)
    pair = bill.pair
    row = next(
        row
        for row in city.bills
        if (row.bill_id, row.payment_id) == (pair.bill.text, pair.payment.text)
    )
    assert row.property_code is not None
    owned = city.properties[row.property_code]
    assert owned.district == DISTRICT
    assert (owned.owner, owned.address) == (bill.owner, bill.address)
    assert row.state == ("paid" if bill.slot is Slot.PAID else "open")


def test_every_slot_has_a_bill_and_the_electricitys_is_no_municipal_one() -> None:
    slots = [bill.slot for bill in sample_bills()]
    assert set(slots) == set(Slot)
    assert slots.count(Slot.VALID) >= 5, "each is paid only once"
    (electricity,) = (bill for bill in sample_bills() if bill.slot is Slot.ELECTRICITY)
    assert electricity.pair.bill.service == 2


def test_the_journeys_own_bill_is_not_among_them() -> None:
    assert BILL.barcode() not in [bill.barcode for bill in sample_bills()]
