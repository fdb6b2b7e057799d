# The public page of a receipt. What stands in braces comes in ready for reading.

page-title = Check a receipt
language = فارسی
call = Call { $phone }
rials = rials
tomans = { $n } tomans
steps = How far this payment has come
facts = On the receipt
foot = This page checks the receipt's signature and keeps nothing about you. It is not a clearance certificate.

place = District { $district }, { $office } { $number }
fact-tracking = Tracking code
fact-date = Date
fact-place = Kiosk
fact-bills = Bills

paid-recorded = Paid
paid-recorded-do = The receipt is genuine. The kiosk has not passed it on to the city yet; don't worry, and don't pay again.
paid-reached = Paid
paid-reached-do = The receipt is genuine and the city has the payment. There is nothing to do; keep the receipt.
paid-settled = Paid, and settled by the bank
paid-settled-do = The receipt is genuine and the money is in the city's account. There is nothing to do.
open = The bank's result isn't known yet
open-do = Don't pay again. Open this page tomorrow; if it isn't known after three days, call { $phone } and give the tracking code.
not-taken = No money was taken
not-taken-do = This payment was not made and the bill is still open. If your account was charged, the bank returns it within three days; after that call { $phone }.
disputed = This receipt has to be looked at
disputed-do = Keep the receipt and don't pay again. Call { $phone } and give the tracking code.

step-recorded = Recorded at the kiosk
step-recorded-said = { $time }; the kiosk's signature on the receipt holds.
step-reached = Reached the city
step-reached-said = { $time }
step-reached-waits = Not yet. While the kiosk's line is down, up to three days is normal; it sends by itself.
step-settled = Settled by the bank
step-settled-said = The bank has the money: { $date }
step-settled-waits = Not yet. The bank usually settles on the next working day.
step-settled-nothing = There is nothing to settle.
step-settled-not_taken = Not in the bank's file: no money was taken.
step-settled-other_amount = The bank's file has another amount; the city is looking at it.
step-settled-missing = Not found in the bank's file; the city is looking at it. Your payment is recorded with the city.
mark-good = Done
mark-notice = Waiting
mark-danger = To be looked at
mark-plain = No payment

differs-amount = The amount on the receipt is not what the kiosk told the city.
differs-bill = The bill on the receipt is not what the kiosk told the city.
differs-outcome = The receipt says paid, but the kiosk told the city that no money was taken.
differs-kiosk = With the city this payment is another kiosk's.
differs-code = The tracking code on the receipt is not this payment's with the city.
doubled = This bill has been paid once more. To get the money back, call { $phone }.
found-later = The receipt says that the result was unknown; after it was printed the payment was confirmed.

refused-unreadable = This code could not be read
refused-unreadable-do = Hold the receipt flat and in good light and scan it again. If that fails, call { $phone } and give the tracking code.
refused-stranger = This receipt is not from a kiosk of this city
refused-stranger-do = No kiosk of this city has signed it. If someone gave you this paper, don't trust it, and call { $phone }.
refused-forged = This receipt is forged or was changed
refused-forged-do = The kiosk's signature on it does not hold. Keep the paper and take it to an office, or call { $phone }.
refused-revoked = This kiosk is no longer trusted
refused-revoked-do = The city has withdrawn this kiosk, and this payment has not reached the city. Keep the receipt, don't pay again, and call { $phone }.

too-many = This page was opened too often
too-many-do = Too many questions came from this internet line within a minute. Wait { $wait } seconds and open it again.
