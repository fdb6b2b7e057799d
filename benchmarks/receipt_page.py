"""A whole receipt of a bill payment, as a kiosk of the city prints it."""

from nacl.signing import SigningKey

from contract.receipt_record import ReceiptBill, ReceiptRecord, encode_receipt_record
from contract.values import Rial, isolate_ltr, persian_digits
from hardware.paper import Amount, Bar, Note, Page, QrBlock, Row, Rule, Title

HEAD = Title("شهرداری قزوین", "منطقهٔ ۲، پیشخوان خیام ۱")
_AMOUNT = Rial(1_250_000)


def receipt_page(columns_dots: int) -> Page:
    """Every row that a receipt can have, and a signed record in its code."""
    return Page(
        (
            HEAD,
            Bar("پرداخت موفق"),
            Row("بابت", "عوارض نوسازی، سال ۱۴۰۵"),
            Row("تاریخ", f"{isolate_ltr('۱۴۰۵/۰۹/۰۲')}  {isolate_ltr('۱۴:۳۶')}"),
            Row("کد نوسازی", "۲-۱۴-۱۰۸-۲۳-۱-۶-۰", ltr=True),
            Row("مالک", "م*** رحیمی"),
            Row("شناسهٔ قبض", "۱۰۰۰۰۱۲۷۲۶۱۶۷", ltr=True),
            Row("شناسهٔ پرداخت", "۱۲۵۰۵۰۱۹۶", ltr=True),
            Row("کارت", "۶۰۳۷۹۹******۰۰۱۴", ltr=True),
            Row("شمارهٔ مرجع", "۸۹۸۱۹۴۱۸۴۰۲۷", ltr=True),
            Row("شمارهٔ پیگیری بانک", "۱۲۳۴۵۶", ltr=True),
            Row("پایانه", "۱۲۳۴۵۶۷۸", ltr=True),
            Rule(),
            Amount("مبلغ", f"{isolate_ltr(_AMOUNT.grouped())} ریال", f"{_AMOUNT.in_words()} ریال"),
            Rule(),
            QrBlock(
                _code(),
                "کد رهگیری",
                persian_digits("3056 000 010"),
                ("با این کد در باجه یا با تماس با ۱۳۷ پیگیری کنید.",),
            ),
            Note("این رسید تأیید پرداخت است و گواهی تسویه حساب نیست. پیگیری: ۱۳۷"),
        ),
        columns_dots,
    )


def _code() -> str:
    record = ReceiptRecord(
        outcome="paid",
        transaction=bytes(range(16, 32)),
        tracking="3056000010",
        reference="3056000010",
        bills=(ReceiptBill("1000012726167", "125050196", _AMOUNT.amount),),
        utc_ms=1_795_000_000_000,
        rrn="898194184027",
        terminal="12345678",
    )
    return encode_receipt_record(record, SigningKey(bytes(32)), None)
