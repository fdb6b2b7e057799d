"""Records of every dataset, so that every journey has something to show."""

from collections.abc import Mapping, Sequence

from contract.reference import BillItem, BillRecord, CityRecord, Dataset, Record
from tests.kiosk.journeys.information.samples import CATALOGUE

DAY_MS = 86_400_000


def everything(now_ms: int) -> Mapping[Dataset, Sequence[Record]]:
    """As of now: two open bills of one district, the city's settings, services, fees, offices."""
    bills = [
        _bill("1000012726167", "125050196", 1_250_000, now_ms),
        _bill("1000234826160", "487050149", 4_870_000, now_ms),
    ]
    return {
        Dataset.BILLS: bills,
        Dataset.CITY: [CityRecord(city="qazvin", display_name="قزوین")],
        Dataset.SERVICES: CATALOGUE.services,
        Dataset.FEES: CATALOGUE.fees,
        Dataset.OFFICES: CATALOGUE.offices,
    }


def _bill(bill_id: str, payment_id: str, amount: int, now_ms: int) -> BillRecord:
    return BillRecord(
        bill_id=bill_id,
        payment_id=payment_id,
        amount=amount,
        kind="renovation",
        title="عوارض نوسازی، سال 1405",
        year=1405,
        period=1,
        owner_masked="م*** رحیمی",
        due_ms=now_ms + DAY_MS,
        items=(BillItem("عوارض سال", amount),),
    )
