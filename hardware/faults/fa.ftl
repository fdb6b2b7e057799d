# What a technician reads with the kiosk's door open: what is wrong, and what to do.

device-printer = چاپگر
device-paper = کاغذ چاپگر
device-terminal = کارت‌خوان بانکی
device-scanner = بارکدخوان
device-reader = کارت‌خوان غیرتماسی
device-ups = برق پشتیبان
device-door = کلیدِ درِ محفظه
device-temperature = دماسنج
device-disk = دیسک
device-clock = ساعت دستگاه
device-screen = نمایشگر

## The line to any device

any-unplugged = { $device } وصل نیست.
    .action = کابل { $device } را در هر دو سر جا بزنید و روشن بودن آن را ببینید.
any-link_down = به { $device } نمی‌توان رسید.
    .action = برق و کابل شبکهٔ { $device } و نشانی آن در devices.toml را بررسی کنید.
any-port_busy = برنامهٔ دیگری درگاه { $device } را گرفته است.
    .action = فرمان fuser -v را روی آن درگاه بزنید و برنامهٔ دیگر را ببندید.
any-no_permission = اجازهٔ باز کردن درگاه { $device } نیست.
    .action = قواعد udev را با pishkhan hardware profile --udev بسازید و نصب کنید.
any-link_lost = ارتباط { $device } در میان کار قطع شد.
    .action = دو سر کابل را جا بزنید؛ اگر تکرار شد کابل را عوض کنید.
any-no_answer = { $device } روشن شده ولی هنوز پاسخی نداده است.
    .action = { $device } را خاموش و روشن کنید؛ سپس سرعت و نوع آن را در devices.toml بررسی کنید.
any-half_dead = { $device } داده می‌گیرد ولی دیگر پاسخ نمی‌دهد.
    .action = { $device } را خاموش و روشن کنید؛ اگر تکرار شد سیم برگشت (RX) کابل را عوض کنید.
any-wrong_baud = پاسخ { $device } با این سرعت خوانده نمی‌شود.
    .action = با pishkhan hardware probe سرعت درست را بیابید و در devices.toml بنویسید.
any-driver_failed = راه‌انداز { $device } خطا داد و از نو آغاز می‌شود.
    .action = اگر تکرار شد گزارش برنامه را برای پشتیبانی بفرستید.
any-service_down = سرویس سیستم که { $device } به آن نیاز دارد خاموش است.
    .action = با systemctl status وضعیت آن سرویس را ببینید و دوباره روشنش کنید.
any-unreadable = بیشتر آنچه { $device } می‌خواند ناخواناست.
    .action = شیشهٔ آن را پاک کنید؛ سپس کابل را عوض کنید.
any-not_grabbed = کلیدهای { $device } به صفحه می‌رسد.
    .action = برنامه‌ای را که این ورودی را گرفته ببندید و قواعد udev را نصب کنید.

any-types_into_window = { $device } در خود پنجره تایپ می‌کند و وصل بودنش معلوم نیست.
    .action = برای اطمینان یک قبض اسکن کنید؛ اگر دستگاه رویداد هست، درایور «hid» را برایش برگزینید.

## Printer and paper

paper-paper_end = کاغذ تمام شده است.
    .action = رول تازه بگذارید، سر کاغذ را بیرون بکشید و در چاپگر را ببندید.
paper-paper_near_end = کاغذ رو به پایان است.
    .action = رول تازه آماده کنید و پیش از تمام شدن عوضش کنید.
printer-cover_open = در چاپگر باز است.
    .action = در چاپگر را فشار دهید تا صدای بسته شدن بشنوید.
printer-cutter = تیغهٔ برش گیر کرده است.
    .action = چاپگر را خاموش کنید، کاغذ گیرکرده را بیرون بکشید و روشن کنید.
printer-head_hot = سر چاپ داغ شده است.
    .action = چند دقیقه صبر کنید؛ خودش برمی‌گردد. اگر تکرار شد بادگیر محفظه را باز کنید.
printer-printer_error = چاپگر خطایی دارد که خودش نام نمی‌برد.
    .action = خاموش و روشن کنید؛ اگر برگشت چاپگر را عوض کنید.
printer-offline = چاپگر از کار کنار رفته است.
    .action = دکمهٔ FEED را یک بار بزنید و در و کاغذ را ببینید.

## Payment terminal

terminal-wrong_terminal = شمارهٔ پایانهٔ این کارت‌خوان با devices.toml یکی نیست.
    .action = تا درست نشدن، پرداخت بسته است: کارت‌خوان را برگردانید یا پیمانکار بانک را خبر کنید.
terminal-wrong_merchant = شمارهٔ پذیرندهٔ این کارت‌خوان با devices.toml یکی نیست.
    .action = تا درست نشدن، پرداخت بسته است: پیمانکار بانک را خبر کنید.
terminal-needs_attention = کارت‌خوان می‌گوید به رسیدگی نیاز دارد.
    .action = صفحهٔ کارت‌خوان را بخوانید و همان را انجام دهید؛ پایان روز شاید لازم باشد.

## Cabinet

ups-on_battery = برق شهر رفته و دستگاه با باتری کار می‌کند.
    .action = فیوز و دوشاخهٔ محفظه را ببینید.
ups-battery_low = باتری برق پشتیبان رو به پایان است.
    .action = برق شهر را برگردانید؛ دستگاه به‌زودی خاموش می‌شود.
ups-battery_worn = باتری برق پشتیبان فرسوده است.
    .action = در سرکشی بعدی باتری را عوض کنید.
ups-overload = بار برق پشتیبان زیاد است.
    .action = وسیلهٔ اضافه را از خروجی برق پشتیبان جدا کنید.
ups-needs_attention = برق پشتیبان می‌گوید به رسیدگی نیاز دارد.
    .action = صفحهٔ آن را بخوانید؛ upsc همهٔ گفته‌هایش را نشان می‌دهد.
ups-no_answer = سرویس NUT از برق پشتیبان خبری ندارد.
    .action = کابل دادهٔ برق پشتیبان را در هر دو سر جا بزنید.
ups-unplugged = سرویس NUT برق پشتیبانی به این نام ندارد.
    .action = نامی را که upsc -l نشان می‌دهد در devices.toml بنویسید.
ups-service_down = سرویس NUT یا راه‌انداز برق پشتیبان خاموش است.
    .action = با systemctl status nut-server و upsdrvctl start روشنش کنید.
ups-no_permission = سرویس NUT به این دستگاه پاسخ نمی‌دهد.
    .action = سطر LISTEN در upsd.conf و دیوار آتش را بررسی کنید.
ups-unreadable = آنچه در آن نشانی پاسخ می‌دهد سرویس NUT نیست.
    .action = نشانی را در devices.toml درست کنید؛ درگاه آن 3493 است.
door-door_open = درِ محفظه باز است.
    .action = در را ببندید و قفل کنید؛ اگر بسته است کلید در را تنظیم کنید.
temperature-hot = محفظه گرم است.
    .action = بادگیر و پروانه را پاک کنید.
temperature-too_hot = محفظه بیش از اندازه داغ است.
    .action = دستگاه را خاموش کنید تا خنک شود و پروانه را عوض کنید.
temperature-cold = محفظه بیش از اندازه سرد است.
    .action = گرمایش دفتر یا محفظه را بررسی کنید.
temperature-no_answer = دماسنجی دیده نمی‌شود.
    .action = نام حسگر را در devices.toml بررسی کنید.
disk-nearly_full = جای دیسک رو به پایان است.
    .action = گزارش‌های کهنه را پاک کنید؛ پرونده‌های journals را هرگز.
disk-worn = عمر دیسک رو به پایان است.
    .action = در سرکشی بعدی دیسک را با همین دستور جایگزینی عوض کنید.
disk-disk_failing = دیسک رو به خرابی است.
    .action = همین امروز دفتر دستگاه را بیرون ببرید (agent journal export) و دیسک را عوض کنید.
clock-behind_floor = ساعت دستگاه عقب‌تر از آخرین زمان دانسته است.
    .action = باتری ساعت را عوض کنید؛ زمان از مرکز گرفته می‌شود.
clock-clock_jumped = ساعت دستگاه پرید.
    .action = باتری ساعت و سرویس زمان را بررسی کنید.
screen-screen_off = نمایشگر خاموش است.
    .action = برق و دکمهٔ نمایشگر را ببینید.
screen-no_screen = نمایشگری وصل نیست.
    .action = کابل تصویر را در هر دو سر جا بزنید.
