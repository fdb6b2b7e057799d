"""Lines of documented bills that have lines of their own, by bill id and payment id."""

Line = tuple[str, str, str, int, str, str]
"""Kind, title, English title, rials, rule, English rule."""

_VALUE = "۲٫۵٪ ارزش معاملاتی ملک، قانون درآمد پایدار شهرداری‌ها ۱۴۰۱"
_VALUE_EN = "2.5% of the transaction value, sustainable revenue law of 1401"
_FIRE = "بهای خدمات ایمنی، ۴٪ عوارض نوسازی، مصوبهٔ شورا ۱۴۰۵"
_FIRE_EN = "Charge for safety, 4% of the renovation levy, council resolution of 1405"
_TARIFF = "تعرفهٔ عوارض ساختمانی، مصوبهٔ شورا ۱۴۰۵"
_TARIFF_EN = "Tariff of building levies, council resolution of 1405"

DOCUMENTED_LINES: dict[tuple[str, str], tuple[Line, ...]] = {
    ("1000012726167", "119350285"): (
        ("due", "عوارض نوسازی، نوبت دوم", "Renovation levy, second part", 1_250_000,
         _VALUE, _VALUE_EN),
        ("due", "بهای خدمات آتش‌نشانی", "Fire service charge", 50_000, _FIRE, _FIRE_EN),
        ("due", "خردهٔ قبض پیش", "Remainder of the bill before", 25_556,
         "آنچه از گرد کردن قبض پیش به هزار ریال مانده است",
         "What was left when the bill before was rounded to a thousand rials"),
        ("discount", "تخفیف خوش‌حسابی", "Early payment discount", 132_556,
         "۱۰٪ خوش‌حسابی تا پایان آذر، مصوبهٔ شورا ۱۴۰۵",
         "10% for payment by the end of Azar, council resolution of 1405"),
    ),
    ("1000510726166", "283440159"): (
        ("due", "عوارض نوسازی سال ۱۴۰۴", "Renovation levy of 1404", 2_500_000,
         _VALUE, _VALUE_EN),
        ("due", "بهای خدمات آتش‌نشانی", "Fire service charge", 100_000, _FIRE, _FIRE_EN),
        ("penalty", "جریمهٔ نُه ماه دیرکرد", "Penalty for nine months of delay", 468_000,
         "۲٪ برای هر ماه دیرکرد، حداکثر ۲۴٪، قانون درآمد پایدار ۱۴۰۱",
         "2% for each month of delay, at most 24%, sustainable revenue law of 1401"),
        ("discount", "بخشودگی نیمی از جریمه", "Half of the penalty forgiven", 234_000,
         "بخشودگی ۵۰٪ جریمه تا پایان آذر، مصوبهٔ شورا ۱۴۰۵",
         "50% of penalties forgiven until the end of Azar, council resolution of 1405"),
    ),
    ("9000001826967", "25000050100"): (
        ("due", "عوارض زیربنا", "Levy on built area", 150_000_000, _TARIFF, _TARIFF_EN),
        ("due", "عوارض تراکم مازاد", "Levy on extra density", 60_000_000, _TARIFF, _TARIFF_EN),
        ("due", "کسری پارکینگ", "Missing parking space", 30_000_000, _TARIFF, _TARIFF_EN),
        ("due", "بهای خدمات آتش‌نشانی", "Fire service charge", 10_000_000,
         _TARIFF, _TARIFF_EN),
    ),
}  # fmt: skip
