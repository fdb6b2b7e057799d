"""Bills that the documentation and the tests name; they stand first in the sample city."""

from central.city.sample_generator.bills import OPEN, Bill
from central.city.sample_generator.properties import Property

_AT_HOME = "2-14-108-23-1-6-0"
_FLAT = "1-4-12-35-1-6-0"
_SHOP = "1-4-12-35-1-0-2"
_WASTE_FLAT = "2-3-118-42-1-6-0"
_HOUSE = "3-2-51-7-1-0-0"
_SITE = "3-5-77-19-0-0-0"
_BAKERY = "2-2-64-8-1-0-1"

DOCUMENTED_PROPERTIES = (
    Property(
        _AT_HOME, 2, "نوروزیان", "مریم رحیمی", "person",
        "خیابان نوروزیان، حکمت ۴۵، پلاک ۱۲", "residential",
    ),
    Property(
        _FLAT, 1, "سپه", "محمد علی‌اکبری", "person",
        "خیابان سپه، کوچه ۷، پلاک ۳۵، واحد ۶", "residential",
    ),
    Property(
        _SHOP, 1, "سپه", "كيوان زرگر", "person",
        "خیابان سپه، کوچه ۷، پلاک ۳۵، مغازه ۲", "commercial",
    ),
    Property(
        _WASTE_FLAT, 2, "فردوسی", "زهرا کاظمی", "person",
        "خیابان فردوسی، کوچه ۱۱، پلاک ۴۲، واحد ۶", "residential",
    ),
    Property(
        _HOUSE, 3, "مهدیه", "حسین حاج‌شفیعی", "person",
        "خیابان شهید بابایی، بابایی ۹، پلاک ۷", "residential",
    ),
    Property(
        _SITE, 3, "ملاصدرا", "شرکت ساختمانی آریاسازه مینودر", "entity",
        "خیابان ملاصدرا، ملاصدرا ۱۴، پلاک ۱۹", "vacant",
    ),
    Property(
        _BAKERY, 2, "خیام", "یوسف قزوینی", "person",
        "خیابان خیام شمالی، خیام ۳، پلاک ۸، مغازه ۱", "commercial",
    ),
)  # fmt: skip

DOCUMENTED_BILLS = (
    Bill(
        "1000012726167", "125050196", "renovation", 1405, 1, "", _AT_HOME,
        1_250_000, 0, 0, "1405/12/29", OPEN, "",
    ),
    Bill(
        "1000012726167", "119350285", "renovation", 1405, 2, "عوارض نوسازی، سال 1405، نوبت دوم",
        _AT_HOME, 1_325_556, 132_556, 0, "1405/09/30", OPEN, "",
    ),
    Bill(
        "1000234826160", "487050149", "renovation", 1405, 1, "", _FLAT,
        4_870_000, 0, 0, "1405/12/29", OPEN, "",
    ),
    Bill(
        "2001506726267", "96050293", "waste", 1405, 2, "", _WASTE_FLAT,
        960_000, 0, 0, "1405/09/30", OPEN, "",
    ),
    Bill(
        "3000045126367", "1840050186", "commercial", 1405, 1, "", _SHOP,
        18_400_000, 0, 0, "1405/12/29", OPEN, "",
    ),
    Bill(
        "200451926267", "12541207", "waste", 1404, 12, "", _HOUSE,
        125_000, 0, 0, "1404/12/29", OPEN, "",
    ),
    Bill(
        "1000510726166", "283440159", "renovation", 1404, 1, "", _HOUSE,
        2_600_000, 234_000, 468_000, "1405/09/30", OPEN, "",
    ),
    Bill(
        "9000001826967", "25000050100", "permit", 1405, 1, "", _SITE,
        250_000_000, 0, 0, "1405/09/30", OPEN, "", 1, 4,
        "Instalment 1 of 4, building permit levies, 1405",
    ),
    Bill(
        "3010277326368", "273550727", "trade", 1405, 7, "", _BAKERY,
        2_735_000, 0, 0, "1405/12/29", OPEN, "",
    ),
)  # fmt: skip
