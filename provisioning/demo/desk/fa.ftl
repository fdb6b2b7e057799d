desk = میز پیشخوان
rial = { $amount } ریال
error-connection = پیوند این صفحه با برنامهٔ نمایش قطع است. اگر برنامه را بسته‌اید، دوباره make demo را اجرا کنید.

# Switches, with the word for on and for off.
switches = کلیدها
switch-line = خط شهر
switch-line-on = وصل
switch-line-off = قطع
switch-power = برق
switch-power-on = روشن
switch-power-off = خاموش
switch-power-starting = راه می‌افتد…
switch-paper = کاغذ
switch-paper-on = دارد
switch-paper-off = تمام
switch-cover = درِ چاپگر
switch-cover-on = بسته
switch-cover-off = باز
switch-bank = خط بانک
switch-bank-on = وصل
switch-bank-off = قطع

kiosk = صفحهٔ زندهٔ کیوسک؛ لمس کنید
kiosk-dark = برق کیوسک قطع است
kiosk-starting = کیوسک راه می‌افتد…

# Payment terminal.
terminal = کارت‌خوان
terminal-idle = آمادهٔ پرداخت
terminal-card = کارت را وارد کنید
terminal-pin = رمز را وارد کنید و کلید سبز را بزنید
terminal-bank = در ارتباط با بانک…
terminal-insert = کارت بانکی را وارد کنید
terminal-card-name = کارت بانکی
terminal-green = تأیید
terminal-red = لغو
terminal-clear = پاک کردن
terminal-pin-note = رمز نمایشی: هر چهار رقم
answer = پاسخ بانک
answer-approve = می‌پذیرد
answer-no_money = موجودی کافی نیست
answer-wrong_pin = رمز نادرست است
answer-late = می‌پذیرد، پس از ۲۰ ثانیه
answer-lost = پول را برمی‌دارد، پاسخ گم می‌شود

# Printer.
printer = چاپگر رسید
printer-empty = کاغذی بیرون نیامده است.
printer-printing = چاپ می‌کند…
printer-done = بریده شد
printer-trouble = ایستاده است
printer-open = رسید را بزرگ ببینید
printer-close = بستن
printer-earlier = برگه‌های پیشین

# Bills and the citizen's card.
bills = قبض‌ها: یکی را جلوی بارکدخوان بگیرید
bill-valid = قابل پرداخت
bill-paid = پرداخت‌شده
bill-overdue = سررسید گذشته
bill-electricity = سازمان دیگر
bill-instalment = قسطی
bill-owner = مالک
bill-due = تا
bill-next = قبض بعدی
reader = کارت‌خوان شهروندی
reader-card = کارت شهروندی
reader-show = جلوی خواننده بگیرید

# Journal and hub.
journal = دفتر کیوسک
journal-where = روی دیسک خود دستگاه
journal-waiting = { $n } در صف مرکز
journal-all-acked = همه به مرکز رسیده
hub = دفتر مرکز
hub-where = همان رویدادها، نزد شهر
row-acked = رسید
row-waiting = در صف
rows-empty = هنوز رویدادی نیست.
console = میز عملیات شهر
console-account = نام کاربری { $account }، گذرواژه { $password }
phone = بررسی رسید با گوشی
phone-how = دوربین گوشی را روی رمزینهٔ همین رسید بگیرید: صفحهٔ مرکز را باز می‌کند. گواهی شهرِ نمایشی را گوشی نمی‌شناسد و یک بار هشدار می‌دهد.
wire-on = خط شهر وصل است
wire-off = خط شهر قطع است

# What an event says.
kind-journal-genesis = آغاز دفتر
kind-journal-sealing-key = کلید مهر
kind-journal-prefix-taken = پیش‌شمارهٔ رهگیری
kind-journal-gap = افتادگی
kind-device-self-test = آزمون دستگاه‌ها
kind-device-enrolled = ثبت کیوسک
kind-kiosk-started = کیوسک روشن شد
kind-help-called = کارشناس صدا زده شد
kind-help-answered = کارشناس می‌آید
kind-help-unanswered = کارشناس پاسخ نداد
kind-service-stopped = کارشناس از خدمت خارج کرد
kind-service-resumed = به خدمت برگشت
kind-payment-started = شهروند تأیید کرد
kind-payment-requested = درخواست از کارت‌خوان
kind-payment-approved = بانک پذیرفت
kind-payment-declined = بانک نپذیرفت
kind-payment-unknown = نتیجه نامعلوم
kind-payment-closed = پایان پرداخت
kind-receipt-requested = درخواست چاپ رسید
kind-receipt-printed = رسید چاپ شد
kind-receipt-not-printed = رسید چاپ نشد
kind-receipt-uncertain = چاپ رسید نامعلوم
