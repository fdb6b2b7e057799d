"""Services, fees, hours and lines of bills for the small city of `files.py`."""

from pathlib import Path

from tests.central.city import files as sample

SERVICES = (
    "service,title,title_en,summary,summary_en,offices,fee,fee_note,fee_note_en,days,order,icon,"
    "online,online_en\n"
    "permit,پروانه,Permit,اجازهٔ ساخت,,khayyam,permit-file,,,45,20,crane-tower,,\n"
    "address,اصلاح نشانی,,,,any,,رایگان,Free,,10,identification-card,با 137,By 137\n"
)
DOCUMENTS = (
    "service,text,text_en\npermit,سند مالکیت,Title deed\npermit,کارت ملی,\naddress,قبض نوسازی,\n"
)
STEPS = "service,text,text_en\npermit,ثبت درخواست,Application\n"
FEES = (
    "fee,service,title,title_en,amount,text,text_en,unit,unit_en,valid_from,source,source_en\n"
    "permit-file,permit,تشکیل پرونده,File,۲٬۵۰۰٬۰۰۰,,,هر پرونده,each,1405/01/01,مصوبهٔ ۱۲,No. 12\n"
    "permit-area,permit,زیربنا,,,برابر تعرفه,By tariff,,,1405/01/01,مصوبهٔ ۱۲,\n"
)
OFFICES = (
    "office,district,name,address,phone,name_en,hours,lat,lon\n"
    "khayyam,2,خیام,خیابان خیام,02833330201,Khayyam,"
    "sat-wed 07:30-14:00; thu 07:30-12:30,36.2793,50.0077\n"
)
SETTINGS = sample.CITY + (
    "display_name_en,Qazvin Municipality\npublic_url,https://Kiosk.Example/\n"
)
ITEM_HEADING = "bill_id,payment_id,kind,title,title_en,amount,rule,rule_en"
SECOND_ITEMS = (
    "1000012726167,119350285,due,عوارض,Levy,1300000,۲٫۵٪,2.5%",
    "1000012726167,119350285,due,آتش‌نشانی,,25556,,",
    "1000012726167,119350285,discount,خوش‌حسابی,,132556,10٪ تا پایان آذر,",
)
SERVICE_FILES = {
    "services.csv": SERVICES,
    "service_documents.csv": DOCUMENTS,
    "service_steps.csv": STEPS,
    "fees.csv": FEES,
}


def items(*lines: str) -> str:
    return "\n".join([ITEM_HEADING, *lines, ""])


def write_whole_city(folder: Path, **changed: str) -> Path:
    """Files by name without `.csv`; what is not given is as above."""
    whole = {"city": SETTINGS, "offices": OFFICES}
    sample.write_city(folder, **{**whole, **changed})
    extra = {**SERVICE_FILES, "bill_items.csv": items(*SECOND_ITEMS)}
    for name, text in extra.items():
        text_now = changed.get(name.removesuffix(".csv"), text)
        (folder / name).write_text(text_now, encoding="utf-8")
    return folder
