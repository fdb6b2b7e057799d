"""A small city to look things up in."""

from contract.reference import (
    Bilingual,
    FeeRecord,
    OfficeRecord,
    OpeningHours,
    ServiceRecord,
)
from kiosk.journeys.information.pages import Catalogue

PERMIT = ServiceRecord(
    code="permit",
    title="پروانهٔ ساختمانی",
    title_en="Building permit",
    summary="ساخت، تخریب و نوسازی",
    summary_en="build, demolish, renew",
    documents=(Bilingual("سند مالکیت", "Title deed"), Bilingual("نقشهٔ معماری", "")),
    steps=(Bilingual("تشکیل پرونده", "Open a file"),),
    offices=("khayyam",),
    fee="permit-file",
    days=20,
    icon="buildings",
)
TREE = ServiceRecord(code="tree", title="هرس درخت", title_en="Tree pruning")
FILE_FEE = FeeRecord(
    code="permit-file",
    title="تشکیل پروندهٔ ساختمانی",
    title_en="Opening a building file",
    amount=1_500_000,
    unit="هر پرونده",
    unit_en="a file",
    valid_from="1405/01/01",
    source="مصوبهٔ ۱۲ شورا",
    service="permit",
)
WEEK = tuple(OpeningHours(day, "07:30", "14:00") for day in range(5))
KHAYYAM = OfficeRecord(
    code="khayyam",
    district=2,
    name="خیام",
    name_en="Khayyam",
    address="خیابان خیام شمالی",
    address_en="Khayyam North St.",
    phone="02833228888",
    hours=(*WEEK, OpeningHours(5, "07:30", "12:30")),
    lat=36.2800,
    lon=50.0000,
)
MINUDAR = OfficeRecord(
    code="minudar",
    district=3,
    name="مینودر",
    address="بلوار ۱۲ متری",
    phone="02833330000",
    lat=36.2980,
    lon=50.0000,
)
CATALOGUE = Catalogue(
    services=(PERMIT, TREE),
    fees=(FILE_FEE,),
    offices=(MINUDAR, KHAYYAM),
    as_of_ms=1_795_400_000_000,
    office="khayyam",
)
