"""Written forms become what a person would say."""

import pytest

from contract.values import FSI, LRI, PDI
from kiosk.speech import Pronunciation
from kiosk.texts import Texts


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("۱٬۲۵۰٬۰۰۰ ریال", "یک میلیون و دویست و پنجاه هزار ریال"),
        (f"کد نوسازی: {LRI}۲-۱۴-۱۰۸{PDI}", "کد نوسازی: دو, یک چهار, یک صفر هشت"),
        ("۶۰۳۷۹۹******۰۰۱۴", "شش صفر سه هفت, نه نه, پوشیده, صفر صفر یک چهار"),
        ("م*** رحیمی", "م پوشیده رحیمی"),
        ("ساعت ۱۴:۳۶", "ساعت چهارده و سی و شش دقیقه"),
        ("ساعت ۷:۰۰", "ساعت هفت"),
        ("−۲۰٬۰۰۰", "منهای بیست هزار"),
        ("۲٫۱ کیلومتر", "دو ممیز یک کیلومتر"),
        ("۱۳۷", "صد و سی و هفت"),
        ("مهلت: ۱۴۰۵/۰۸/۲۷", "مهلت: بیست و هفت آبان هزار و چهارصد و پنج"),
        ("عوارض ۱۴۰۵", "عوارض هزار و چهارصد و پنج"),
        ("۱٬۵۰۰ ریال", "هزار و پانصد ریال"),
        ("۲۱٬۰۰۰ ریال", "بیست و یک هزار ریال"),
        ("۰۰۱۴", "صفر صفر یک چهار"),
        (f"{FSI}خیام{PDI} · باز", "خیام، باز"),
        ("شمارهٔ مرجع", "شماره‌یِ مرجع"),
    ],
)
def test_persian(written: str, said: str) -> None:
    assert Pronunciation(Texts("fa"))(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1,250,000 rials", "one million two hundred fifty thousand ree-ahls"),
        ("14:36", "fourteen thirty-six"),
        ("2.1 km", "two point one km"),
        ("028-33228888", "zero two eight, three three two two, eight eight eight eight"),
        ("Renovation levy, 1405", "Renovation levy, fourteen oh-five"),
        ("26 November 2026", "twenty-six November twenty twenty-six"),
        ("1,405 rials", "one thousand four hundred five ree-ahls"),
        ("until 1405/08/27", "until twenty-seven Aban fourteen oh-five"),
        ("call 137.", "call one hundred thirty-seven."),
    ],
)
def test_english(written: str, said: str) -> None:
    assert Pronunciation(Texts("en"))(written) == said
