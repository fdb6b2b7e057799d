"""A city of two properties and three bills, in files that a test may spoil."""

from pathlib import Path

CITY = """name,value
display_name,شهرداری قزوین
municipal_services,6
bill_organisations,261 262
call_centre,137
"""
DISTRICTS = "district,name,head_office\n1,منطقه ۱,\n2,منطقه ۲,میدان عدل\n"
NEIGHBOURHOODS = "district,name\n1,سپه\n2,نوروزیان\n"
OFFICES = "office,district,name,address,phone\nkhayyam,2,خیام,خیابان خیام,02833330201\n"
BILL_KINDS = """kind,title,organisation,levy_title,discount_title,late_fee_title
renovation,عوارض نوسازی,261,عوارض سال,تخفیف,دیرکرد
waste,پسماند,262,بهای خدمات,تخفیف,دیرکرد
"""
PROPERTIES = """property_code,district,neighbourhood,owner,owner_kind,address,use
2-14-108-23-1-6-0,2,نوروزیان,مریم رحیمی,person,خیابان نوروزیان,residential
1-4-12-35-1-6-0,1,سپه,شرکت سپه,entity,خیابان سپه,residential
"""
BILL_HEADING = (
    "bill_id,payment_id,kind,year,period,title,property_code,"
    "levy,discount,late_fee,due_date,state,paid_date"
)
FIRST_BILL = "1000012726167,125050196,renovation,1405,1,,2-14-108-23-1-6-0,1250000,,,,open,"
SECOND_BILL = (
    "1000012726167,119350285,renovation,1405,2,نوبت دوم,2-14-108-23-1-6-0,"
    "1325556,132556,,1405/09/30,open,"
)
WASTE_BILL = (
    "2001506726267,96050293,waste,1405,2,,1-4-12-35-1-6-0,960000,,,1405/09/30,paid,1405/08/01"
)
BILLS = f"{BILL_HEADING}\n{FIRST_BILL}\n{SECOND_BILL}\n{WASTE_BILL}\n"

FILES = {
    "city.csv": CITY,
    "districts.csv": DISTRICTS,
    "neighbourhoods.csv": NEIGHBOURHOODS,
    "offices.csv": OFFICES,
    "bill_kinds.csv": BILL_KINDS,
    "properties.csv": PROPERTIES,
    "bills.csv": BILLS,
}


def write_city(folder: Path, **changed: str) -> Path:
    """Files by name without `.csv`; what is not given is as above."""
    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        text_now = changed.get(name.removesuffix(".csv"), text)
        (folder / name).write_text(text_now, encoding="utf-8")
    return folder


def bills(*lines: str) -> str:
    return "\n".join([BILL_HEADING, *lines, ""])
