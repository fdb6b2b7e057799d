# Every sentence a citizen reads at the kiosk, on screens and on paper.
# Numbers come as Persian text already; codes come isolated left to right.

## The language itself

language-name = فارسی
language-direction = rtl
language-digits = ۰۱۲۳۴۵۶۷۸۹
language-thousands = ٬
language-decimal = ٫
language-keyboard = persian
# How the day is written as other countries count it (CLDR's pattern), or none: it stands beside the
# Jalali one on papers and where a payment is dated.
language-second-calendar = none
month-1 = فروردین
month-2 = اردیبهشت
month-3 = خرداد
month-4 = تیر
month-5 = مرداد
month-6 = شهریور
month-7 = مهر
month-8 = آبان
month-9 = آذر
month-10 = دی
month-11 = بهمن
month-12 = اسفند
weekday-0 = شنبه
weekday-1 = یکشنبه
weekday-2 = دوشنبه
weekday-3 = سه‌شنبه
weekday-4 = چهارشنبه
weekday-5 = پنجشنبه
weekday-6 = جمعه
date-long = {"\u200F"}{ $weekday } { $date }
place-line = منطقهٔ { $district }، پیشخوان { $office } { $number }

## The frame of all screens

city = شهرداری { $name }
status-online = ارتباط با مرکز برقرار است
status-online-age = ارتباط با مرکز برقرار است · داده‌ها تا { $age }
status-offline = بدون ارتباط با مرکز
status-offline-age = بدون ارتباط با مرکز · داده‌ها تا { $age }
age-today = ساعت { $time }
age-earlier = { $date }، ساعت { $time }
pill-listen = شنیدن
pill-contrast = تضاد
pill-large = درشت
pill-low = پایین
pill-help = کمک
listen-repeat = تکرار
listen-louder = بلندتر
listen-quieter = آرام‌تر
listen-volume = صدا { $level } از ۵
help-title = راهنما
help-scan = بارکد قبض را جلوی بارکدخوان پایین دستگاه بگیرید، یا شناسهٔ قبض و شناسهٔ پرداخت را وارد کنید.
help-card = پرداخت فقط با کارت بانکی و روی کارت‌خوان همین دستگاه است. رمز را فقط روی کارت‌خوان بزنید.
help-receipt = پس از پرداخت، رسید چاپ می‌شود. کد رهگیری روی رسید را نگه دارید.
help-person = اگر به کمک نیاز دارید، از کارشناس پیشخوان بخواهید یا با { $phone } تماس بگیرید.
help-person-call = اگر به کمک نیاز دارید، کارشناس پیشخوان را صدا بزنید یا با { $phone } تماس بگیرید.
help-call = صدا زدن کارشناس پیشخوان
help-close = بستن راهنما
help-calling-title = کارشناس را صدا زدیم
help-calling = لطفاً کنار دستگاه بمانید. اگر تا یک دقیقه پاسخ ندهد، راه دیگری می‌گوییم.
help-calling-safe = در این میان می‌توانید به کارتان ادامه دهید.
help-withdraw = دیگر کمک نمی‌خواهم
help-back = برگشت به صفحه
help-answered-title = کارشناس در راه است
help-answered = لطفاً کنار دستگاه بمانید.
help-answered-private = کارشناس صفحهٔ شما را از دور نمی‌بیند. رمز کارت را به هیچ‌کس نگویید.
help-unanswered-title = کارشناس هنوز پاسخ نداده است
help-unanswered-phone = می‌توانید به شهرداری زنگ بزنید:
help-unanswered = یا به باجهٔ پیشخوان بروید. کارشناس هنوز هم درخواست شما را می‌بیند.
help-unanswered-counter = یا به باجهٔ پیشخوان بروید.
help-again = دوباره صدا بزنید
btn-back = بازگشت
btn-cancel = انصراف
btn-next = ادامه
btn-ok = متوجه شدم
btn-retry = تلاش دوباره
btn-finish = پایان
rial = ریال
toman = { $amount } تومان
in-words = { $words } ریال
step-id = شناسه
step-review = بررسی
step-pay = پرداخت
step-receipt = رسید

## Nobody is there yet

attract-title = خدمات شهرداری { $name }
attract-subtitle = پرداخت عوارض، بررسی رسید، راهنمای خدمات
attract-start = برای شروع، صفحه را لمس کنید

## Home

home-title = سلام، چه کاری انجام دهیم؟
home-subtitle = یک مورد را لمس کنید، یا بارکد قبض را جلوی بارکدخوان پایین بگیرید.
tile-pay = پرداخت عوارض
tile-pay-sub = نوسازی، پسماند، کسب‌وپیشه · با کارت‌خوان همین دستگاه
tile-pay-why-data = اطلاعات قبض‌ها به‌روز نیست و اکنون پرداخت نمی‌گیریم. لطفاً به باجه مراجعه کنید.
tile-pay-why-terminal = دستگاه کارت‌خوان آماده نیست. لطفاً چند لحظه بعد دوباره تلاش کنید یا به باجه مراجعه کنید.
home-sticker = پرداخت فقط با کارت‌خوان همین دستگاه است. رمزینهٔ چسبانده‌شده روی دستگاه را اسکن نکنید.
home-offline = ارتباط با مرکز قطع است. پرداخت شما همین‌جا ثبت و پس از برقراری ارتباط فرستاده می‌شود.
home-no-paper = { $cause } پرداخت ممکن است و کد رهگیری روی صفحه نشان داده می‌شود.
home-paper-low = کاغذ رسید رو به پایان است.
home-printer = چاپگر آماده نیست. پرداخت ممکن است و کد رهگیری روی صفحه نشان داده می‌شود.

## Entering a bill

entry-title = شناسهٔ قبض خود را وارد کنید
entry-scan = بارکد قبض را جلوی بارکدخوان بگیرید
entry-title-another = قبض دیگر
entry-basket = قبض‌هایی که افزوده‌اید سر جای خود است؛ جمع: { $amount } ریال.
entry-help = یا شناسهٔ قبض و شناسهٔ پرداخت را با صفحه‌کلید وارد کنید. هر دو روی قبض نوشته شده است.
entry-bill = شناسهٔ قبض
entry-payment = شناسهٔ پرداخت
entry-erase = پاک کردن رقم
entry-clear = پاک کردن همه
entry-error-empty = لطفاً این شناسه را وارد کنید
entry-error-too_short = این شناسه کامل نیست؛ لطفاً همهٔ رقم‌ها را وارد کنید
entry-error-wrong_digit = شناسه درست نیست؛ لطفاً رقم‌ها را دوباره بررسی کنید
entry-error-other_bill = این شناسهٔ پرداخت مربوط به این قبض نیست
entry-error-zero_amount = مبلغ این قبض صفر است و پرداختی لازم نیست

## Reviewing a bill

review-title = این عوارض را می‌پردازید؟
review-title-several = این { $count } قبض را با هم می‌پردازید؟
review-title-unverified = این قبض را می‌پردازید؟
review-for = بابت
review-owner = مالک
review-address = نشانی
review-property = کد نوسازی
review-bill = شناسهٔ قبض
review-payment = شناسهٔ پرداخت
review-discount = تخفیف
review-penalty = جریمه
review-instalment = قسط
review-instalment-of = قسط { $number } از { $of }
review-until = مهلت تا { $date }
review-plain-bill = قبض شهرداری
review-remove = برداشتن
review-card-unverified = اطلاعاتش در این دستگاه نیست؛ مبلغ را با قبض مقایسه کنید.
review-add = افزودن قبض دیگر
review-offers = با همین شناسهٔ قبض، این‌ها هم پرداخت نشده است
review-full = در یک پرداخت تا { $count } قبض جا می‌گیرد.
review-sum = { $amount } ریال
review-due = مهلت این مبلغ
review-unverified = اطلاعات این قبض در این دستگاه نیست و فقط درستی شناسه‌ها بررسی شده است. لطفاً مبلغ را با قبض خود مقایسه کنید.
review-unverified-several = اطلاعات برخی از این قبض‌ها در این دستگاه نیست و فقط درستی شناسه‌هایشان بررسی شده است. لطفاً مبلغ‌ها را با قبض‌های خود مقایسه کنید.
review-as-of = اطلاعات قبض تا { $age } است. اگر پس از آن پرداخت کرده‌اید، دوباره نپردازید.
review-not-mine = این قبض من نیست
review-pay = پرداخت با کارت
no-paper-title = بدون رسید کاغذی ادامه می‌دهید؟
no-paper-body = رسید کاغذی اکنون چاپ نمی‌شود. پرداخت شما ثبت می‌شود و کد رهگیری روی صفحه نشان داده می‌شود؛ لطفاً آن را یادداشت کنید.
no-paper-go-on = بدون رسید می‌پردازم

## Why a bill is not taken here

refused-other_service = این قبض مربوط به شهرداری نیست
refused-other_service-body = اینجا فقط قبض‌های شهرداری پرداخت می‌شود. این قبض را از راه‌های پرداخت همان سازمان بپردازید.
refused-other_organisation = این قبض اینجا پرداخت نمی‌شود
refused-other_organisation-body = این قبض را شهرداری این شهر صادر نکرده است. لطفاً به صادرکنندهٔ قبض مراجعه کنید.
refused-paid = این قبض پیش‌تر پرداخت شده است
refused-paid-body = پرداختی لازم نیست. اگر رسید می‌خواهید، از کارشناس پیشخوان بخواهید.
refused-paid-body-on = این قبض در تاریخ { $date } پرداخت شده است و پرداختی لازم نیست.
refused-paid_here = این قبض روی همین دستگاه پرداخت شده است
refused-paid_here-body = پرداخت این قبض اینجا ثبت شده است. لطفاً دوباره نپردازید.
refused-result_unknown = نتیجهٔ پرداخت پیشین این قبض هنوز معلوم نیست
refused-result_unknown-body = لطفاً دوباره پرداخت نکنید. اگر مبلغ کم شده باشد، یا برای همین قبض ثبت می‌شود یا بانک آن را برمی‌گرداند. پیگیری: { $phone }
refused-amount_differs = مبلغ این قبض تغییر کرده است
refused-amount_differs-body = شناسهٔ پرداخت این قبض دیگر معتبر نیست. لطفاً قبض تازه را از کارشناس درآمد بگیرید.
refused-cancelled = این قبض باطل شده است
refused-cancelled-body = لطفاً قبض تازه را از کارشناس درآمد بگیرید.
refused-expired = مهلت این قبض گذشته است
refused-expired-body = مهلت این مبلغ { $date } بوده است. لطفاً مبلغ تازه را از کارشناس درآمد بگیرید.
refused-zero_amount = مبلغ این قبض صفر است
refused-zero_amount-body = برای این قبض پرداختی لازم نیست.
refused-not_a_barcode = این بارکد قبض شهرداری نیست
refused-not_a_barcode-body = لطفاً بارکد بلند روی قبض را جلوی بارکدخوان بگیرید، یا شناسه‌ها را وارد کنید.
refused-scanned_misread = بارکد درست خوانده نشد
refused-scanned_misread-body = لطفاً قبض را صاف و نزدیک بارکدخوان نگه دارید، یا شناسه‌ها را وارد کنید.
refused-scanned_mismatch = شناسهٔ پرداخت این بارکد مربوط به این قبض نیست
refused-scanned_mismatch-body = لطفاً شناسه‌ها را از روی قبض وارد کنید یا قبض تازه بگیرید.
refused-terminal_not_ready = دستگاه کارت‌خوان آماده نیست
refused-terminal_not_ready-body = اکنون پرداخت ممکن نیست و مبلغی کم نشده است. لطفاً چند لحظه بعد دوباره تلاش کنید یا به باجه مراجعه کنید.
refused-already_added = این قبض را پیش‌تر افزوده‌اید
refused-already_added-body = در همین پرداخت حساب شده است و دو بار پرداخت نمی‌شود.
refused-too_many_bills = این پرداخت جای قبض دیگری ندارد
refused-too_many_bills-body = قبض‌هایی را که افزوده‌اید بپردازید؛ این یکی را در پرداخت بعدی بپردازید.
refused-too_many_lookups = در این نوبت قبض دیگری جست‌وجو نمی‌شود
refused-too_many_lookups-body = برای حفظ اطلاعات مردم، در هر نوبت شمار قبض‌ها محدود است. قبض‌هایی را که تا اینجا دیده‌اید می‌توانید بپردازید؛ برای بقیه، کار را تمام کنید و نوبت تازه‌ای آغاز کنید، یا با { $phone } تماس بگیرید.
refused-data_too_old = اکنون نمی‌توانیم این پرداخت را بگیریم
refused-data_too_old-body = اطلاعات قبض‌ها هنوز به این دستگاه نرسیده است و مبلغی کم نشد. لطفاً به باجه مراجعه کنید؛ بررسی رسید و راهنمای خدمات همین‌جا کار می‌کند.
refused-data_too_old-body-as-of = اطلاعات قبض‌ها تا { $age } است و شاید مبلغ شما تغییر کرده باشد؛ مبلغی کم نشد. لطفاً به باجه مراجعه کنید؛ بررسی رسید و راهنمای خدمات همین‌جا کار می‌کند.
refused-bills = بازگشت به قبض‌ها
refused-type = وارد کردن شناسه‌ها
refused-edit = ویرایش شناسه‌ها
refused-home = صفحهٔ نخست

## Paying

paying-title = پرداخت
paying-prepare = در حال آماده‌سازی کارت‌خوان
paying-prepare-body = لطفاً چند لحظه صبر کنید.
paying-card = کارت را بکشید یا وارد کنید
paying-card-contactless = کارت را بکشید، وارد کنید یا نزدیک بگیرید
paying-card-body = رمز را فقط روی کارت‌خوان بزنید و با دست بپوشانید. این دستگاه رمز و شمارهٔ کامل کارت را نمی‌بیند.
paying-pin = رمز را روی کارت‌خوان بزنید
paying-pin-body = هنگام وارد کردن رمز، صفحه‌کلید کارت‌خوان را با دست بپوشانید.
paying-bank = در حال ارتباط با بانک
paying-bank-body = لطفاً صبر کنید و کارت را برندارید.
paying-remove_card = لطفاً کارت خود را بردارید
paying-remove_card-body = نتیجه تا چند لحظهٔ دیگر نشان داده می‌شود.
paying-inquiry = در حال پرسش نتیجه از کارت‌خوان
paying-inquiry-body = پاسخ پرداخت نرسید. از کارت‌خوان می‌پرسیم چه شده است؛ مبلغی دوباره گرفته نمی‌شود.
paying-waiting = منتظر پاسخ کارت‌خوان · { $seconds } ثانیه
paying-waiting-plain = منتظر پاسخ کارت‌خوان
paying-more = اگر کارت‌خوان پیامی نشان نمی‌دهد، همین‌جا بمانید؛ نتیجه روی این صفحه می‌آید. برای کمک، کارشناس پیشخوان را صدا کنید.
paying-cancel = برای انصراف، دکمهٔ قرمز کارت‌خوان را بزنید
paying-cancelled = انصراف شما به کارت‌خوان گفته شد؛ لطفاً منتظر پاسخ آن بمانید
paying-no-cancel = اکنون نمی‌توان انصراف داد؛ لطفاً صبر کنید

## Printing

printing-title = رسید
printing-take-card = لطفاً کارت خود را بردارید
printing-paid = پرداخت انجام شد
printing-paid-body = رسید شما در حال چاپ است. لطفاً صبر کنید.
printing-unknown = نتیجهٔ پرداخت هنوز از بانک نرسیده است
printing-unknown-body = برگه‌ای با کد رهگیری برای شما چاپ می‌شود. لطفاً دوباره پرداخت نکنید.
printing-progress = در حال چاپ · چند ثانیه

## The result

done-title = نتیجه
done-paid = پرداخت انجام شد
done-paid-body = لطفاً رسید و کارت خود را بردارید. سپاس از همراهی شما.
done-paid-no-slip-body = پرداخت شما ثبت شد. لطفاً کد رهگیری را یادداشت کنید و کارت خود را بردارید.
done-not-printed-body = پرداخت شما ثبت شد، اما رسید چاپ نشد. لطفاً کد رهگیری را یادداشت کنید؛ با همین کد در باجه رسید می‌گیرید.
done-uncertain-slip-body = پرداخت شما ثبت شد. اگر رسید کامل بیرون نیامد، کد رهگیری را یادداشت کنید؛ با همین کد در باجه رسید می‌گیرید.
done-not-printed-cause = پرداخت شما ثبت شد، اما رسید چاپ نشد: { $cause } لطفاً کد رهگیری را یادداشت کنید؛ با همین کد در باجه رسید می‌گیرید.
done-uncertain-slip-cause = پرداخت شما ثبت شد. { $cause } اگر رسید کامل بیرون نیامد، کد رهگیری را یادداشت کنید؛ با همین کد در باجه رسید می‌گیرید.
slip-paper_end = کاغذ رسید تمام شده است.
slip-cover_open = درِ چاپگر باز است.
slip-cutter = تیغهٔ چاپگر گیر کرده است.
slip-head_hot = چاپگر گرم شده است و باید خنک شود.
slip-printer_error = چاپگر خطا داده است.
slip-offline = چاپگر از کار کنار گذاشته شده است.
slip-unplugged = چاپگر به دستگاه وصل نیست.
slip-link_down = چاپگر در دسترس نیست.
slip-port_busy = چاپگر در اختیار برنامهٔ دیگری است.
slip-no_permission = دستگاه اجازهٔ کار با چاپگر را ندارد.
slip-link_lost = ارتباط با چاپگر قطع شد.
slip-no_answer = چاپگر پاسخ نمی‌دهد.
slip-half_dead = چاپگر دیگر پاسخ نمی‌دهد.
slip-wrong_baud = سرعت چاپگر درست تنظیم نشده است.
slip-driver_failed = چاپگر خطا داد و از نو آماده می‌شود.
slip-no_proof = چاپگر نگفت که رسید چاپ شده است.
slip-expired = نوبت چاپ دیر رسید و برای حفظ اطلاعات شما کنار گذاشته شد.
slip-bad_image = رسید برای این چاپگر آماده نشد.
slip-closed = دستگاه در حال بسته شدن بود.
done-declined = پرداخت انجام نشد
done-unknown = نتیجهٔ پرداخت هنوز از بانک نرسیده است
done-unknown-body = لطفاً دوباره پرداخت نکنید. اگر مبلغ کم شده باشد، یا برای همین قبض ثبت می‌شود یا بانک آن را برمی‌گرداند.
done-unknown-no-slip-body = لطفاً دوباره پرداخت نکنید و از همین صفحه عکس بگیرید. اگر مبلغ کم شده باشد، یا برای همین قبض ثبت می‌شود یا بانک آن را برمی‌گرداند.
done-unknown-notice = نتیجه حداکثر تا { $date } روشن می‌شود. پیگیری با کد رهگیری: { $phone }
done-qr = از این صفحه عکس بگیرید: مدرک پرداخت شماست و کاغذی چاپ نشد.
done-kept-offline = پرداخت شما روی این دستگاه ثبت شد و پس از برقراری ارتباط به مرکز فرستاده می‌شود.
done-tracking = کد رهگیری
done-card = کارت
done-rrn = شمارهٔ مرجع
done-for = بابت
done-bills = { $count } قبض
done-reference = شمارهٔ درخواست
done-bill = شناسهٔ قبض
done-retry = تلاش دوباره
declined-cancelled = پرداخت لغو شد و مبلغی کم نشد.
declined-timed_out = کارتی کشیده نشد و مبلغی کم نشد.
declined-no_funds = موجودی کافی نیست. مبلغی کم نشد.
declined-wrong_pin = رمز نادرست است. مبلغی کم نشد.
declined-card_refused = بانک این کارت را نپذیرفت. مبلغی کم نشد؛ لطفاً کارت دیگری به کار ببرید.
declined-card_expired = اعتبار این کارت گذشته است. مبلغی کم نشد؛ لطفاً کارت دیگری به کار ببرید.
declined-limit = سقف برداشت این کارت پر شده است. مبلغی کم نشد.
declined-bank_refused = بانک پرداخت را نپذیرفت و مبلغی کم نشد.
declined-bank_unreachable = ارتباط با بانک برقرار نیست و مبلغی کم نشد. لطفاً کمی بعد دوباره تلاش کنید.
declined-not_permitted = این پرداخت با این کارت ممکن نیست. مبلغی کم نشد.
declined-terminal_refused = کارت‌خوان پرداخت را نپذیرفت و مبلغی کم نشد.
declined-not_taken = پرداخت انجام نشده بود و مبلغی کم نشد.
declined-link_down = کارت‌خوان در دسترس نبود و مبلغی کم نشد.
declined-busy = کارت‌خوان مشغول بود و مبلغی کم نشد. لطفاً چند لحظه بعد دوباره تلاش کنید.
declined-no_answer = کارت‌خوان پاسخ نداد و مبلغی کم نشد.
declined-amount_too_large = این مبلغ برای کارت‌خوان این دستگاه زیاد است. مبلغی کم نشد؛ لطفاً به باجه مراجعه کنید.
declined-wrong_terminal = کارت‌خوان این دستگاه درست تنظیم نشده است. مبلغی کم نشد؛ لطفاً به باجه مراجعه کنید.
declined-wrong_merchant = کارت‌خوان این دستگاه درست تنظیم نشده است. مبلغی کم نشد؛ لطفاً به باجه مراجعه کنید.
declined-closed = کارت‌خوان در دسترس نبود و مبلغی کم نشد.
declined-other = بانک پرداخت را نپذیرفت و مبلغی کم نشد.

## A receipt again, or checked

tile-receipts = رسید و پیگیری
tile-receipts-sub = چاپ دوباره، بررسی رسید
receipts-title = رسید و پیگیری
receipts-scan = رمزینهٔ رسید را جلوی بارکدخوان بگیرید
receipts-scan-body = رسید هر دستگاه شهرداری را می‌توانید این‌جا بررسی کنید: ثبت شده، به شهر رسیده، تسویه شده.
receipts-reprint = چاپ دوبارهٔ رسید
receipts-reprint-sub = رسید پرداختی که روی همین دستگاه بوده است
receipts-ask-title = کدام پرداخت؟
receipts-ask-body = چهار رقم آخر کارت و مبلغ پرداخت را وارد کنید. این دو را فقط پرداخت‌کننده می‌داند.
receipts-card = چهار رقم آخر کارت
receipts-amount = مبلغ به ریال
receipts-find = یافتن رسید
receipts-error-card = لطفاً هر چهار رقم آخر کارت را وارد کنید
receipts-error-amount = لطفاً مبلغ را به ریال وارد کنید
receipts-found-title = این پرداخت پیدا شد
receipts-when = زمان
receipts-moment = { $date }، ساعت { $time }
receipts-copy = چاپ نسخهٔ دوم
receipts-no-paper = رسید کاغذی اکنون چاپ نمی‌شود. کد رهگیری را یادداشت کنید؛ با همین کد در باجه رسید می‌گیرید.
receipts-copying = نسخهٔ دوم در حال چاپ است
receipts-copying-body = لطفاً چند ثانیه صبر کنید.
receipts-copied = نسخهٔ دوم چاپ شد
receipts-copied-body = لطفاً رسید خود را بردارید.
receipts-not-copied = نسخهٔ دوم چاپ نشد
receipts-not-copied-body = پرداخت شما ثبت است. با کد رهگیری در باجه رسید می‌گیرید.
receipts-perhaps-copied = چاپ نسخهٔ دوم معلوم نیست
receipts-perhaps-copied-body = اگر رسید کامل بیرون نیامد، با کد رهگیری در باجه رسید می‌گیرید.
receipts-not-found = چنین پرداختی روی این دستگاه پیدا نشد
receipts-not-found-body = لطفاً رقم‌ها را دوباره بررسی کنید؛ { $left } بار دیگر می‌توانید بکوشید. شاید روی دستگاه دیگری پرداخت کرده‌اید.
receipts-paused = جست‌وجو برای چند دقیقه بسته است
receipts-paused-body = برای حفظ اطلاعات شهروندان، پس از سه بار نیافتن کمی صبر می‌کنیم. رسید را از باجه بگیرید یا با { $phone } تماس بگیرید.
receipts-again = تلاش دوباره
check-title = بررسی رسید
check-verifying = در حال بررسی امضای رسید
check-another = بررسی رسید دیگر
check-misread = رمزینهٔ رسید درست خوانده نشد
check-misread-body = لطفاً رسید را صاف و نزدیک بارکدخوان نگه دارید. اگر باز هم خوانده نشد، با کد رهگیری از { $phone } بپرسید.
check-not_signed_here = این رسید را دستگاه‌های شهرداری امضا نکرده‌اند
check-not_signed_here-body = به این کاغذ اعتماد نکنید و پولی بر پایهٔ آن نپردازید. اگر آن را به‌جای رسید گرفته‌اید، با { $phone } تماس بگیرید.
check-key_unknown = این دستگاه امضای این رسید را نمی‌شناسد
check-key_unknown-body = شاید رسید از دستگاهی تازه یا از شهر دیگری باشد. با کد رهگیری از { $phone } بپرسید.
check-revoked = شهرداری دیگر به دستگاهی که این رسید را داده اعتماد ندارد
check-revoked-body = به این کاغذ اعتماد نکنید. لطفاً آن را نگه دارید و با { $phone } تماس بگیرید.
check-is-paid = این رسید درست است
check-is-paid-body = امضای دستگاه شهرداری بر این رسید درست است.
check-is-settled = این رسید درست است و تسویه شده است
check-is-settled-body = بانک این مبلغ را به شهرداری پرداخته است.
check-is-unknown = این برگه درست است، ولی نتیجه هنوز نرسیده بود
check-is-unknown-body = لطفاً دوباره پرداخت نکنید. اگر مبلغ کم شده باشد، یا برای همین قبض ثبت می‌شود یا بانک آن را برمی‌گرداند. پیگیری: { $phone }
check-is-not_taken = بانک برای این برگه پولی نگرفته است
check-is-not_taken-body = مبلغی کم نشده یا برگشته است. می‌توانید قبض را دوباره بپردازید. پیگیری: { $phone }
check-is-differs = این رسید با آن‌چه ثبت شده یکی نیست
check-is-differs-body = لطفاً رسید را نگه دارید و با { $phone } تماس بگیرید یا به باجه مراجعه کنید.
check-mark-recorded = ثبت شده
check-mark-reached = به شهر رسیده
check-mark-settled = تسویه شده
check-recorded-here = امضای دستگاه درست است: { $place }
check-recorded-elsewhere = امضای دستگاه دیگری از شهر درست است: { $place }
check-reached = در سامانهٔ شهر ثبت است
check-reached-asking = در حال پرسش از شهر
check-reached-no_line = اکنون ارتباط با شهر نیست؛ رسید همچنان معتبر است
check-reached-not_yet = هنوز نرسیده است؛ دستگاه پس از برقراری ارتباط می‌فرستد
check-reached-disputed = در سامانهٔ شهر به شکل دیگری ثبت است
check-settled = بانک مبلغ را پرداخته است
check-settled-waiting = معمولاً تا یک روز کاری
check-settled-open = پس از رسیدن به شهر معلوم می‌شود
check-settled-not_taken = پولی گرفته نشده است

## Looking something up

tile-information = راهنمای خدمات
tile-information-sub = مدارک، نشانی‌ها، تعرفه‌ها
info-title = راهنمای خدمات
info-body = چه می‌خواهید بدانید؟
info-search = جست‌وجو
info-search-sub = نام خدمت، مدرک یا اداره را بنویسید
info-search-label = چه چیزی را جست‌وجو می‌کنید؟
info-search-placeholder = مانند پروانه، پایان‌کار، خیام
info-services = خدمات و مدارک لازم
info-services-sub = برای هر کار چه باید همراه داشته باشید
info-offices = اداره‌ها و دفترها
info-offices-sub = نشانی، ساعت کار، نقشه
info-fees = تعرفه‌ها
info-fees-sub = بهای خدمات به مصوبهٔ شورای شهر
info-as-of = این اطلاعات تا { $age } است.
info-empty = این اطلاعات هنوز به این دستگاه نرسیده است. لطفاً با { $phone } تماس بگیرید.
info-nothing = چیزی با این نام پیدا نشد. واژهٔ کوتاه‌تری بنویسید یا با { $phone } تماس بگیرید.
info-documents = مدارک لازم
info-steps = کار چگونه پیش می‌رود
info-online = راه دیگر
info-days = مدت
info-days-of = معمولاً { $days } روز کاری
info-where = کجا
info-anywhere = هر دفتر شهرداری
info-fee = هزینه
info-fee-per = { $amount } ریال، { $unit }
info-fee-source = { $source }، از { $date }
info-phone = تلفن
info-hours = ساعت کار
info-distance = فاصله
list-comma = {"، "}
distance-metres = { $metres } متر
distance-kilometres = { $kilometres } کیلومتر
map-north = شمال
map-here = اینجا هستید
hours-range = { $first } تا { $last }
hours-open = {"\u200F"}{ $days }: { $hours }
hours-closed = {"\u200F"}{ $days }: تعطیل
hours-now-open = اکنون باز است تا { $time }
hours-opens-today = امروز از { $time } باز می‌شود
hours-now-closed = اکنون بسته است
key-space = فاصله
key-half-space = نیم‌فاصله
key-erase = پاک کردن

## Read aloud

speech-guide = صفحه خوانده می‌شود. با کلیدهای جهت‌نما میان گزینه‌ها بروید، با کلید میانی برگزینید و با کلید بازگشت برگردید.
speech-actions = می‌توانید: { $actions }
speech-minus = منهای
speech-point = ممیز
speech-on = روشن
speech-one-thousand = یک هزار=هزار
speech-masked = پوشیده
speech-hour = { $hours } و { $minutes } دقیقه
speech-key-layout = صفحه‌کلید دیگر
speech-lexicon = کد رهگیری = کدِ رهگیری | شمارهٔ = شماره‌یِ | شناسهٔ = شناسه‌یِ | مالک = مالِک | رمزینه = رَمزینه

## After a restart

recovering-title = بازیابی
recovering = در حال بررسی پرداخت پیشین
recovering-body = برق یا دستگاه قطع شده بود. از کارت‌خوان می‌پرسیم نتیجهٔ پرداخت پیشین چه شد. لطفاً کمی صبر کنید.
recovered = پرداخت پیشین بررسی شد
recovered-body = دستگاه در میان یک پرداخت قطع شده بود. اگر این پرداخت شما بوده است، دوباره پرداخت نکنید و با کد رهگیری یا در باجه پیگیری کنید.
recovered-paid = یک پرداخت در ساعت { $time } ثبت شد.
recovered-paid-printed = یک پرداخت در ساعت { $time } ثبت شد و رسید آن چاپ شد.
recovered-paid-uncertain = یک پرداخت در ساعت { $time } ثبت شد؛ چاپ رسید آن معلوم نیست.
recovered-unknown = نتیجهٔ یک پرداخت در ساعت { $time } هنوز معلوم نیست.
recovered-declined = یک پرداخت در ساعت { $time } انجام نشد و مبلغی کم نشد.

## No service

out-title = این دستگاه موقتاً خدمت نمی‌دهد
out-body = لطفاً به باجه مراجعه کنید یا از دستگاه دیگری استفاده کنید.
out-body-interrupted = اگر در میان پرداخت بوده‌اید، لطفاً دوباره پرداخت نکنید و با کد { $code } پیگیری کنید.
out-storage = ثبت اطلاعات در این دستگاه ممکن نیست.
out-disk_full = حافظهٔ این دستگاه پر شده است.
out-journal_diverged = این دستگاه باید از نو راه‌اندازی شود.
out-unexpected_answer = دستگاه در حال راه‌اندازی دوباره است.
out-clerk_paper = کاغذ این دستگاه را عوض می‌کنند.
out-clerk_repair = این دستگاه در دست تعمیر است.
out-clerk_cleaning = این دستگاه را تمیز می‌کنند.
out-clerk_closing_time = ساعت کار پیشخوان رو به پایان است.
out-clerk_other = کارشناس پیشخوان این دستگاه را کنار گذاشته است.
out-city_closed = شهرداری این دستگاه را موقتاً از خدمت خارج کرده است.
out-city_maintenance = این دستگاه در حال سرویس دوره‌ای است.
out-back-today = ساعت { $time } بازمی‌گردد.
out-back = { $day } ساعت { $time } بازمی‌گردد.
out-phone = پشتیبانی: { $phone }
out-nearest = نزدیک‌ترین دستگاهی که کار می‌کند

## The technician, with the cabinet open

technician-door = درِ دستگاه باز است
technician-enter = ورود تکنسین
technician-title = ورود تکنسین
technician-code-body = کد دوازده‌رقمی را که مرکز به شما داده است وارد کنید. تا وقتی این‌جا هستید، دستگاه به شهروندان خدمت نمی‌دهد.
technician-code = کد تکنسین
technician-code-wrong = این کد درست نیست. دوباره و با دقت وارد کنید.
technician-code-expired = زمان این کد گذشته است. از مرکز کد تازه بگیرید.
technician-wait = چند بار کد نادرست وارد شد. { $time } دیگر دوباره بیازمایید.
technician-no-codes = مرکز برای این دستگاه هنوز به تکنسینی کد نداده است. با پشتیبانی تماس بگیرید.
technician-sign-in = ورود
technician-page-title = حمل صف با فلش
technician-line = ارتباط با مرکز
technician-line-offline = قطع است
technician-line-online = برقرار است
technician-line-heard = قطع است؛ آخرین خبر مرکز: { $since }
technician-queue = در صف ارسال
technician-queue-none = هیچ رویدادی در صف نیست
technician-queue-count = { $count } رویداد
technician-queue-since = { $count } رویداد؛ قدیمی‌ترین از { $since }
technician-stick = فلش
technician-stick-none = فلشی در دستگاه نیست
technician-stick-unknown = هنوز معلوم نیست
technician-stick-nameless = بدون نام
technician-stick-there = { $name } · { $free } مگابایت جای خالی
technician-put-stick = فلش را در درگاه دستگاه بگذارید. فلش باید با قالب { $formats } باشد.
technician-agent-silent = برنامه‌ای که صف را نگه می‌دارد پاسخ نمی‌دهد. یک دقیقه صبر کنید؛ اگر درست نشد، دستگاه را خاموش و روشن کنید.
technician-online = ارتباط با مرکز برقرار است و صف خودش ارسال می‌شود. به حمل با فلش نیازی نیست.
technician-export = نوشتن صف روی فلش
technician-export-sub = رمزشده برای مرکز؛ از این‌جا چیزی پاک نمی‌شود
technician-import = گرفتن پاسخ مرکز از فلش
technician-import-sub = پس از آن که مرکز پرونده را تحویل گرفت
technician-not-yet = هنوز ممکن نیست
technician-stick-first = اول فلش را در درگاه دستگاه بگذارید
technician-finish = پایان کار و بازگشت به خدمت
technician-export-now = صف روی فلش نوشته می‌شود
technician-import-now = پاسخ مرکز از فلش خوانده می‌شود
technician-leave-stick = فلش را بیرون نکشید و در را باز بگذارید.
technician-progress = { $done } از { $total } رویداد
technician-export-progress = آماده‌سازی
technician-import-progress = معمولاً چند ثانیه
technician-written = صف روی فلش نوشته شد
technician-written-body = اکنون فلش را بردارید و به مرکز ببرید. پاسخ مرکز را با همین فلش بازگردانید.
technician-written-damaged = بخشی از یک دفتر خوانده نشد و در پرونده نیست. به پشتیبانی خبر دهید.
technician-file = پرونده
technician-events = رویداد
technician-payments = پرداخت موفق
technician-answered = پاسخ مرکز گرفته شد
technician-answered-body = این رویدادها در مرکز ثبت شده‌اند. فلش را بردارید.
technician-known = چیز تازه‌ای در پاسخ نبود
technician-known-body = این پاسخ پیش‌تر گرفته شده یا از خبر تازهٔ مرکز قدیمی‌تر است. چیزی عوض نشد.
technician-news = تازه تحویل‌شده
technician-made = زمان پاسخ
technician-export-no_stick = فلشی در دستگاه نیست
technician-export-no_stick-body = فلشی با قالب { $formats } در درگاه بگذارید و دوباره بنویسید.
technician-export-full = فلش پر است
technician-export-full-body = روی آن جا باز کنید یا فلش دیگری بگذارید. چیزی نیمه‌کاره روی آن نماند.
technician-export-read_only = روی این فلش نمی‌توان نوشت
technician-export-read_only-body = کلید قفل روی فلش را ببینید. فلش خراب هم فقط خواندنی می‌شود؛ فلش دیگری بگذارید.
technician-export-gone = فلش هنگام نوشتن جدا شد
technician-export-gone-body = آن را دوباره در درگاه بگذارید و از نو بنویسید. چیزی گم نشده است.
technician-export-denied = دستگاه اجازهٔ نوشتن روی این فلش را ندارد
technician-export-denied-body = فلشی با قالب { $formats } بگذارید.
technician-export-nothing_waits = چیزی در صف نیست
technician-export-nothing_waits-body = مرکز همهٔ رویدادهای این دستگاه را دارد. پرونده‌ای نوشته نشد.
technician-export-damaged = دفتر این دستگاه خوانده نشد
technician-export-damaged-body = پرونده‌ای نوشته نشد. دستگاه را روشن بگذارید و به پشتیبانی خبر دهید.
technician-export-no_key = کلید مرکز در این دستگاه نیست
technician-export-no_key-body = پرونده‌ای نوشته نشد. دستگاه باید یک بار با مرکز ارتباط بگیرد؛ به پشتیبانی خبر دهید.
technician-export-agent_silent = برنامهٔ نگه‌دارندهٔ صف پاسخ نداد
technician-export-agent_silent-body = یک دقیقه صبر کنید و دوباره بنویسید. چیزی گم نشده است.
technician-export-failed = نوشتن روی فلش ممکن نشد
technician-export-failed-body = فلش دیگری بگذارید. چیزی گم نشده است.
technician-import-no_stick = فلشی در دستگاه نیست
technician-import-no_stick-body = فلشی را که پاسخ مرکز روی آن است در درگاه بگذارید.
technician-import-no_answer = پاسخی روی این فلش نیست
technician-import-no_answer-body = پرونده‌ای را که مرکز پس داده است در پوشهٔ نخست فلش بگذارید.
technician-import-form = پروندهٔ روی فلش پاسخ مرکز نیست
technician-import-form-body = آن را در مرکز دوباره روی فلش بنویسید. چیزی عوض نشد.
technician-import-signature = پاسخ خراب است یا مرکز آن را امضا نکرده است
technician-import-signature-body = آن را دور بریزید و پاسخ را از مرکز از نو بگیرید. چیزی عوض نشد.
technician-import-city = این پاسخ از شهر دیگری است
technician-import-city-body = آن را به شهر خودش ببرید. چیزی عوض نشد.
technician-import-device = این پاسخ برای دستگاه دیگری است
technician-import-device-body = نام دستگاه در نام پرونده هست؛ آن را به همان دستگاه ببرید. چیزی عوض نشد.
technician-import-gone = فلش هنگام خواندن جدا شد
technician-import-gone-body = آن را دوباره در درگاه بگذارید و پاسخ را از نو بگیرید.
technician-import-agent_silent = برنامهٔ نگه‌دارندهٔ صف پاسخ نداد
technician-import-agent_silent-body = پاسخ، اگر خوانده شده باشد، با آغاز دوبارهٔ آن گرفته می‌شود. یک دقیقه صبر کنید و دوباره بگیرید.
technician-import-failed = خواندن پاسخ ممکن نشد
technician-import-failed-body = فلش را دوباره در درگاه بگذارید یا پاسخ را روی فلش دیگری بیاورید.

## Nobody there

idle-title = هنوز اینجا هستید؟
idle-text = این نشست تا { $seconds } ثانیهٔ دیگر بسته می‌شود
idle-more = زمان بیشتر می‌خواهم
idle-close = نفر بعد: پاک شود

## The counter is away (said by the interface itself)

one-moment-title = یک لحظه لطفاً
one-moment-body = دستگاه در حال آماده شدن است. اگر پرداختی در جریان بوده، نتیجهٔ آن همین‌جا نشان داده می‌شود.

## Paper

paper-paid = پرداخت موفق
paper-copy = نسخهٔ دوم – ارزش پرداخت دوباره ندارد
paper-unknown = در انتظار تأیید بانک – دوباره پرداخت نکنید
paper-for = بابت
paper-bills = { $count } قبض
paper-unverified = قبض شهرداری
paper-date = تاریخ
paper-date-jalali = تاریخ شمسی
paper-date-time = { $date }  { $time }
paper-property = کد نوسازی
paper-owner = مالک
paper-bill = شناسهٔ قبض
paper-payment = شناسهٔ پرداخت
paper-card = کارت
paper-rrn = شمارهٔ مرجع
paper-trace = شمارهٔ پیگیری بانک
paper-terminal = پایانه
paper-amount = مبلغ
paper-rial = { $amount } ریال
paper-words = { $words } ریال
paper-tracking = کد رهگیری
paper-check = با این کد در باجه یا با تماس با { $phone } پیگیری کنید: ثبت شد، به شهر رسید، تسویه شد.
paper-unknown-note = نتیجهٔ این پرداخت هنوز از بانک نرسیده است. اگر مبلغ کم شده باشد، یا برای همین قبض ثبت می‌شود یا بانک آن را برمی‌گرداند. لطفاً دوباره پرداخت نکنید.
paper-foot = این رسید تأیید پرداخت است و گواهی تسویه حساب نیست. پیگیری: { $phone }
paper-foot-unknown = این برگه رسید پرداخت نیست. پیگیری: { $phone }
