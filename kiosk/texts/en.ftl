# Every sentence a citizen reads at the kiosk, on screens and on papers, in English.
# Numbers come as English text already; codes come isolated.

## The language itself

language-name = English
language-direction = ltr
language-digits = 0123456789
language-thousands = ,
language-decimal = .
language-keyboard = latin
# How the day is written as other countries count it (CLDR's pattern), or none: it stands beside the
# Jalali one on papers and where a payment is dated.
language-second-calendar = d MMMM y
month-1 = Farvardin
month-2 = Ordibehesht
month-3 = Khordad
month-4 = Tir
month-5 = Mordad
month-6 = Shahrivar
month-7 = Mehr
month-8 = Aban
month-9 = Azar
month-10 = Dey
month-11 = Bahman
month-12 = Esfand
weekday-0 = Saturday
weekday-1 = Sunday
weekday-2 = Monday
weekday-3 = Tuesday
weekday-4 = Wednesday
weekday-5 = Thursday
weekday-6 = Friday
date-long = { $weekday }, { $date }
place-line = District { $district }, { $office } counter { $number }

## The frame of all screens

city = Municipality of { $name }
status-online = Connected to the city
status-online-age = Connected to the city · data as of { $age }
status-offline = No connection to the city
status-offline-age = No connection to the city · data as of { $age }
age-today = { $time }
age-earlier = { $date }, { $time }
pill-listen = Listen
pill-contrast = Contrast
pill-large = Large
pill-low = Lower
pill-help = Help
listen-repeat = Say again
listen-louder = Louder
listen-quieter = Quieter
listen-volume = Volume { $level } of 5
help-title = Help
help-scan = Hold the barcode of your bill to the reader below, or type the bill id and the payment id.
help-card = You can only pay by bank card, at the card terminal of this machine. Enter your PIN only there.
help-receipt = After paying, a receipt is printed. Keep the tracking code on it.
help-person = If you need help, ask a clerk of this office or call { $phone }.
help-person-call = If you need help, call a clerk of this office to you, or phone { $phone }.
help-call = Call a clerk
help-close = Close help
help-calling-title = We have called a clerk
help-calling = Please stay at the machine. If nobody answers within a minute, we tell you another way.
help-calling-safe = Meanwhile you can go on.
help-withdraw = I need no help any more
help-back = Back to the screen
help-answered-title = A clerk is on the way
help-answered = Please stay at the machine.
help-answered-private = The clerk does not see your screen from afar. Tell nobody the PIN of your card.
help-unanswered-title = No clerk has answered yet
help-unanswered-phone = You can phone the city:
help-unanswered = Or go to the counter of this office. The clerk still sees your call.
help-unanswered-counter = Or go to the counter of this office.
help-again = Call again
btn-back = Back
btn-cancel = Cancel
btn-next = Continue
btn-ok = I understand
btn-retry = Try again
btn-finish = Finish
rial = rials
toman = { $amount } tomans
in-words = { $words } rials
step-id = Bill
step-review = Check
step-pay = Pay
step-receipt = Receipt

## Nobody is there yet

attract-title = Services of the Municipality of { $name }
attract-subtitle = Pay municipal bills, check a receipt, find out what you need
attract-start = Touch to start

## Home

home-title = Hello. What would you like to do?
home-subtitle = Touch one of these, or hold the barcode of a bill to the reader below.
tile-pay = Pay a municipal bill
tile-pay-sub = Renovation, waste, business levies · at this machine's card terminal
tile-pay-why-data = The data on bills is too old to pay by. Please go to the counter.
tile-pay-why-terminal = The card terminal is not ready. Please try again in a moment or go to the counter.
home-sticker = Pay only at this machine's card terminal. Do not scan codes stuck onto the machine.
home-offline = There is no connection to the city. Your payment is recorded here and sent when the connection is back.
home-no-paper = { $cause } You can still pay; the tracking code is shown on the screen.
home-paper-low = Receipt paper is running low.
home-printer = The printer is not ready. You can still pay; the tracking code is shown on the screen.

## Entering a bill

entry-title = Enter your bill
entry-scan = Hold the barcode of your bill to the reader
entry-title-another = Another bill
entry-basket = The bills you have added are kept; total: { $amount } rials.
entry-help = Or type the bill id and the payment id. Both are printed on the bill.
entry-bill = Bill id
entry-payment = Payment id
entry-erase = Erase
entry-clear = Clear
entry-error-empty = Please enter this id
entry-error-too_short = This id is not complete; please enter all digits
entry-error-wrong_digit = This id is not right; please check the digits
entry-error-other_bill = This payment id does not belong to this bill
entry-error-zero_amount = This bill is for zero rials; nothing needs to be paid

## Reviewing a bill

review-title = Is this what you want to pay?
review-title-several = Do you want to pay these { $count } bills together?
review-title-unverified = Do you want to pay this bill?
review-for = For
review-owner = Owner
review-address = Address
review-property = Property code
review-bill = Bill id
review-payment = Payment id
review-discount = Discount
review-penalty = Penalty
review-instalment = Instalment
review-instalment-of = Instalment { $number } of { $of }
review-until = Payable by { $date }
review-plain-bill = Municipal bill
review-remove = Remove
review-card-unverified = This machine has no data on it; compare the amount with your bill.
review-add = Add another bill
review-offers = Also unpaid under this bill id
review-full = One payment takes up to { $count } bills.
review-sum = { $amount } rials
review-due = Pay this amount by
review-unverified = This machine has no data on this bill; only the ids were checked. Please compare the amount with your bill.
review-unverified-several = This machine has no data on some of these bills; only their ids were checked. Please compare the amounts with your bills.
review-as-of = The data on bills is as of { $age }. If you have paid since then, do not pay again.
review-not-mine = This is not my bill
review-pay = Pay by card
no-paper-title = Continue without a paper receipt?
no-paper-body = No receipt can be printed now. Your payment is recorded and the tracking code is shown on the screen; please write it down.
no-paper-go-on = Pay without a receipt

## Why a bill is not taken here

refused-other_service = This is not a municipal bill
refused-other_service-body = Only municipal bills can be paid here. Please pay this one in the ways its issuer offers.
refused-other_organisation = This bill can't be paid here
refused-other_organisation-body = This bill was not issued by this city's municipality. Please ask its issuer.
refused-paid = This bill has been paid already
refused-paid-body = Nothing needs to be paid. If you want a receipt, please ask a clerk.
refused-paid-body-on = This bill was paid on { $date }. Nothing needs to be paid.
refused-paid_here = This bill was paid at this machine
refused-paid_here-body = The payment of this bill is recorded here. Please do not pay again.
refused-result_unknown = The result of an earlier payment of this bill is not known yet
refused-result_unknown-body = Please do not pay again. If money was taken, it is booked for this bill or returned by the bank. To ask: { $phone }
refused-amount_differs = The amount of this bill has changed
refused-amount_differs-body = This payment id is no longer valid. Please get a new bill from the revenue office.
refused-cancelled = This bill has been cancelled
refused-cancelled-body = Please get a new bill from the revenue office.
refused-expired = This bill is past its date
refused-expired-body = This amount was payable by { $date }. Please get the new amount from the revenue office.
refused-zero_amount = This bill is for zero rials
refused-zero_amount-body = Nothing needs to be paid for this bill.
refused-not_a_barcode = This is not the barcode of a municipal bill
refused-not_a_barcode-body = Please hold the long barcode of the bill to the reader, or type the ids.
refused-scanned_misread = The barcode could not be read
refused-scanned_misread-body = Please hold the bill flat and close to the reader, or type the ids.
refused-scanned_mismatch = The payment id in this barcode does not belong to this bill
refused-scanned_mismatch-body = Please type the ids from the bill or get a new bill.
refused-terminal_not_ready = The card terminal is not ready
refused-terminal_not_ready-body = You can't pay now, and no money was taken. Please try again in a moment or go to the counter.
refused-already_added = You have added this bill already
refused-already_added-body = It is part of this payment and is not paid twice.
refused-too_many_bills = This payment has no room for another bill
refused-too_many_bills-body = Pay the bills you have added first, and this one in a payment of its own.
refused-too_many_lookups = No more bills can be looked up in this visit
refused-too_many_lookups-body = To protect people's data the number of bills in a visit is limited. You can pay those you have seen so far; for others, finish and begin anew, or call { $phone }.
refused-data_too_old = This payment can't be taken now
refused-data_too_old-body = The data on bills has not reached this machine yet, and no money was taken. Please go to the counter; checking receipts and the information on services work here.
refused-data_too_old-body-as-of = The data on bills is as of { $age } and your amount may have changed; no money was taken. Please go to the counter; checking receipts and the information on services work here.
refused-bills = Back to the bills
refused-type = Type the ids
refused-edit = Edit the ids
refused-home = Home

## Paying

paying-title = Payment
paying-prepare = Getting the card terminal ready
paying-prepare-body = Please wait a moment.
paying-card = Swipe or insert your card
paying-card-contactless = Swipe, insert or hold your card
paying-card-body = Enter your PIN only at the card terminal and cover it with your hand. This machine never sees your PIN or full card number.
paying-pin = Enter your PIN at the card terminal
paying-pin-body = Cover the keypad of the terminal with your hand.
paying-bank = Contacting the bank
paying-bank-body = Please wait and do not remove your card.
paying-remove_card = Please take your card
paying-remove_card-body = The result is shown in a moment.
paying-inquiry = Asking the card terminal for the result
paying-inquiry-body = No answer came. We are asking the terminal what happened; no money is taken a second time.
paying-waiting = Waiting for the card terminal · { $seconds } seconds
paying-waiting-plain = Waiting for the card terminal
paying-more = If the terminal shows nothing, please stay here; the result appears on this screen. For help, call a clerk.
paying-cancel = To cancel, press the red key of the card terminal
paying-cancelled = The terminal has been told to cancel; please wait for its answer
paying-no-cancel = You can't cancel now; please wait

## Printing

printing-title = Receipt
printing-take-card = Please take your card
printing-paid = Payment done
printing-paid-body = Your receipt is being printed. Please wait.
printing-unknown = The bank has not answered yet
printing-unknown-body = A slip with a tracking code is being printed for you. Please do not pay again.
printing-progress = Printing · a few seconds

## The result

done-title = Result
done-paid = Payment done
done-paid-body = Please take your receipt and your card. Thank you.
done-paid-no-slip-body = Your payment is recorded. Please write down the tracking code and take your card.
done-not-printed-body = Your payment is recorded, but no receipt was printed. Please write down the tracking code; the counter gives you a receipt for it.
done-uncertain-slip-body = Your payment is recorded. If the receipt did not come out whole, write down the tracking code; the counter gives you a receipt for it.
done-not-printed-cause = Your payment is recorded, but no receipt was printed: { $cause } Please write down the tracking code; the counter gives you a receipt for it.
done-uncertain-slip-cause = Your payment is recorded. { $cause } If the receipt did not come out whole, write down the tracking code; the counter gives you a receipt for it.
slip-paper_end = The receipt paper has run out.
slip-cover_open = The printer's cover is open.
slip-cutter = The printer's cutter is stuck.
slip-head_hot = The printer is hot and has to cool down.
slip-printer_error = The printer reports an error.
slip-offline = The printer has been set aside.
slip-unplugged = The printer is not connected.
slip-link_down = The printer can't be reached.
slip-port_busy = The printer is used by another program.
slip-no_permission = The machine may not use the printer.
slip-link_lost = The connection to the printer was lost.
slip-no_answer = The printer does not answer.
slip-half_dead = The printer no longer answers.
slip-wrong_baud = The printer's speed is not set right.
slip-driver_failed = The printer failed and is being made ready again.
slip-no_proof = The printer did not say that the receipt was printed.
slip-expired = It was too late to print; to protect your data the receipt was put aside.
slip-bad_image = The receipt could not be prepared for this printer.
slip-closed = The machine was shutting down.
done-declined = Payment not made
done-unknown = The bank has not answered yet
done-unknown-body = Please do not pay again. If money was taken, it is booked for this bill or returned by the bank.
done-unknown-no-slip-body = Please do not pay again, and take a photo of this screen. If money was taken, it is booked for this bill or returned by the bank.
done-unknown-notice = The result is known by { $date } at the latest. To ask with the tracking code: { $phone }
done-qr = Take a photo of this screen: it is the record of your payment, as no paper was printed.
done-kept-offline = Your payment is recorded on this machine and sent to the city when the connection is back.
done-tracking = Tracking code
done-card = Card
done-rrn = Reference number
done-for = For
done-bills = { $count } bills
done-reference = Request number
done-bill = Bill id
done-retry = Try again
declined-cancelled = The payment was cancelled; no money was taken.
declined-timed_out = No card was used; no money was taken.
declined-no_funds = There is not enough money in the account. No money was taken.
declined-wrong_pin = The PIN was wrong. No money was taken.
declined-card_refused = The bank refused this card. No money was taken; please use another card.
declined-card_expired = This card has expired. No money was taken; please use another card.
declined-limit = This card's limit is reached. No money was taken.
declined-bank_refused = The bank refused the payment; no money was taken.
declined-bank_unreachable = The bank can't be reached; no money was taken. Please try again a little later.
declined-not_permitted = This payment is not possible with this card. No money was taken.
declined-terminal_refused = The card terminal refused the payment; no money was taken.
declined-not_taken = The payment had not been made; no money was taken.
declined-link_down = The card terminal could not be reached; no money was taken.
declined-busy = The card terminal was busy; no money was taken. Please try again in a moment.
declined-no_answer = The card terminal did not answer; no money was taken.
declined-amount_too_large = This amount is too large for the card terminal. No money was taken; please go to the counter.
declined-wrong_terminal = This machine's card terminal is not set up right. No money was taken; please go to the counter.
declined-wrong_merchant = This machine's card terminal is not set up right. No money was taken; please go to the counter.
declined-closed = The card terminal could not be reached; no money was taken.
declined-other = The bank refused the payment; no money was taken.

## A receipt again, or checked

tile-receipts = Receipts
tile-receipts-sub = print again, check a receipt
receipts-title = Receipts
receipts-scan = Hold the code of a receipt to the reader
receipts-scan-body = Receipts of any machine of the city can be checked here: recorded, reached the city, settled.
receipts-reprint = Print a receipt again
receipts-reprint-sub = of a payment made at this machine
receipts-ask-title = Which payment?
receipts-ask-body = Enter the last four digits of the card and the amount. Only the one who paid knows both.
receipts-card = Last four digits of the card
receipts-amount = Amount in rials
receipts-find = Find the receipt
receipts-error-card = Please enter all four digits
receipts-error-amount = Please enter the amount in rials
receipts-found-title = This payment was found
receipts-when = Time
receipts-moment = { $date }, { $time }
receipts-copy = Print a copy
receipts-no-paper = No receipt can be printed now. Write down the tracking code; the counter gives you a receipt for it.
receipts-copying = A copy is being printed
receipts-copying-body = Please wait a few seconds.
receipts-copied = The copy is printed
receipts-copied-body = Please take your receipt.
receipts-not-copied = The copy was not printed
receipts-not-copied-body = Your payment is recorded. The counter gives you a receipt for the tracking code.
receipts-perhaps-copied = It is not known whether the copy was printed
receipts-perhaps-copied-body = If it did not come out whole, the counter gives you a receipt for the tracking code.
receipts-not-found = No such payment was found at this machine
receipts-not-found-body = Please check the digits; you can try { $left } more times. Perhaps you paid at another machine.
receipts-paused = Searching is closed for a few minutes
receipts-paused-body = To protect people's data we wait a little after three searches without a result. Get the receipt at the counter or call { $phone }.
receipts-again = Try again
check-title = Check a receipt
check-verifying = Checking the signature of the receipt
check-another = Check another
check-misread = The code of the receipt could not be read
check-misread-body = Please hold the receipt flat and close to the reader. If that fails, ask { $phone } with the tracking code.
check-not_signed_here = No machine of the city has signed this receipt
check-not_signed_here-body = Do not trust this paper and do not pay anything because of it. If you were given it as a receipt, call { $phone }.
check-key_unknown = This machine does not know the signature of this receipt
check-key_unknown-body = It may be from a new machine or from another city. Ask { $phone } with the tracking code.
check-revoked = The city no longer trusts the machine that gave this receipt
check-revoked-body = Do not trust this paper. Please keep it and call { $phone }.
check-is-paid = This receipt is genuine
check-is-paid-body = It is signed by a machine of the city.
check-is-settled = This receipt is genuine and settled
check-is-settled-body = The bank has paid this amount to the municipality.
check-is-unknown = This slip is genuine, but its result was not known yet
check-is-unknown-body = Please do not pay again. If money was taken, it is booked for this bill or returned by the bank. To ask: { $phone }
check-is-not_taken = The bank took no money for this slip
check-is-not_taken-body = No money was taken or it was returned. You can pay the bill again. To ask: { $phone }
check-is-differs = This receipt differs from what is recorded
check-is-differs-body = Please keep the receipt and call { $phone } or go to the counter.
check-mark-recorded = Recorded
check-mark-reached = Reached the city
check-mark-settled = Settled
check-recorded-here = Signed by this machine: { $place }
check-recorded-elsewhere = Signed by another machine of the city: { $place }
check-reached = It is in the city's books
check-reached-asking = Asking the city
check-reached-no_line = There is no connection now; the receipt is valid all the same
check-reached-not_yet = Not yet; the machine sends it when it is connected
check-reached-disputed = The city's books say something else
check-settled = The bank has paid the amount
check-settled-waiting = Usually within one working day
check-settled-open = Known after it has reached the city
check-settled-not_taken = No money was taken

## Looking something up

tile-information = Services and offices
tile-information-sub = documents, addresses, fees
info-title = Services and offices
info-body = What would you like to know?
info-search = Search
info-search-sub = type the name of a service, a document or an office
info-search-label = What are you looking for?
info-search-placeholder = for example permit, completion, Khayyam
info-services = Services and what to bring
info-services-sub = the documents each service needs
info-offices = Offices
info-offices-sub = addresses, opening hours, map
info-fees = Fees
info-fees-sub = prices set by the city council
info-as-of = This is as of { $age }.
info-empty = This has not reached this machine yet. Please call { $phone }.
info-nothing = Nothing of that name was found. Try a shorter word or call { $phone }.
info-documents = What to bring
info-steps = How it goes
info-online = Another way
info-days = Takes
info-days-of = usually { $days } working days
info-where = Where
info-anywhere = any office of the municipality
info-fee = Price
info-fee-per = { $amount } rials, { $unit }
info-fee-source = { $source }, since { $date }
info-phone = Phone
info-hours = Opening hours
info-distance = Distance
list-comma = {", "}
distance-metres = { $metres } m
distance-kilometres = { $kilometres } km
map-north = North
map-here = You are here
hours-range = { $first } to { $last }
hours-open = { $days }: { $hours }
hours-closed = { $days }: closed
hours-now-open = open now until { $time }
hours-opens-today = opens at { $time } today
hours-now-closed = closed now
key-space = space
key-half-space = half-space
key-erase = Erase

## Read aloud

speech-guide = This screen is read aloud. Move with the arrow keys, choose with the middle key, go back with the back key.
speech-actions = You can: { $actions }
speech-minus = minus
speech-point = point
speech-on = on
speech-one-thousand = one thousand=one thousand
speech-masked = hidden
speech-hour = { $hours } { $minutes }
speech-key-layout = other keyboard
speech-lexicon = rials = ree-ahls | tomans = toh-mahns | Qazvin = Ghazveen

## After a restart

recovering-title = Recovery
recovering = Checking an earlier payment
recovering-body = The power or the machine had failed. We are asking the card terminal what became of the earlier payment. Please wait a little.
recovered = An earlier payment has been checked
recovered-body = The machine stopped in the middle of a payment. If it was yours, do not pay again; ask with your tracking code or at the counter.
recovered-paid = A payment at { $time } is recorded.
recovered-paid-printed = A payment at { $time } is recorded and its receipt was printed.
recovered-paid-uncertain = A payment at { $time } is recorded; it is not known whether its receipt was printed.
recovered-unknown = The result of a payment at { $time } is not known yet.
recovered-declined = A payment at { $time } was not made; no money was taken.

## No service

out-title = This machine is out of service at the moment
out-body = Please go to the counter or use another machine.
out-body-interrupted = If you were paying, please do not pay again; ask with the code { $code }.
out-storage = This machine can't record data.
out-disk_full = This machine's storage is full.
out-journal_diverged = This machine has to be set up anew.
out-unexpected_answer = The machine is restarting.
out-clerk_paper = The paper of this machine is being changed.
out-clerk_repair = This machine is being repaired.
out-clerk_cleaning = This machine is being cleaned.
out-clerk_closing_time = This office is about to close.
out-clerk_other = A clerk has taken this machine out of service.
out-city_closed = The municipality has taken this machine out of service.
out-city_maintenance = This machine is being serviced.
out-back-today = Back at { $time }.
out-back = Back on { $day } at { $time }.
out-phone = Support: { $phone }
out-nearest = The nearest machine that works

## The technician, with the cabinet open

technician-door = The cabinet is open
technician-enter = Technician
technician-title = Technician
technician-code-body = Type the twelve digits that the centre gave you. While you are here, this machine serves nobody.
technician-code = Technician's code
technician-code-wrong = That code is wrong. Please type it again, with care.
technician-code-expired = That code has run out. Ask the centre for a new one.
technician-wait = Several codes were wrong. Try again in { $time }.
technician-no-codes = The centre has given no technician a code for this machine yet. Please call support.
technician-sign-in = Sign in
technician-page-title = Carry the queue on a USB stick
technician-line = Line to the centre
technician-line-offline = down
technician-line-online = up
technician-line-heard = down; last word from the centre: { $since }
technician-queue = Waiting to be sent
technician-queue-none = no events
technician-queue-count = { $count } events
technician-queue-since = { $count } events; the oldest since { $since }
technician-stick = USB stick
technician-stick-none = none in this machine
technician-stick-unknown = not known yet
technician-stick-nameless = without a name
technician-stick-there = { $name } · { $free } MB free
technician-put-stick = Put a stick into this machine. It has to be formatted as { $formats }.
technician-agent-silent = The program that keeps the queue does not answer. Wait a minute; if that doesn't help, turn the machine off and on.
technician-online = The line to the centre is up and the queue is sent by itself. It need not be carried.
technician-export = Write the queue to the stick
technician-export-sub = Sealed for the centre; nothing is removed here
technician-import = Take the centre's answer from the stick
technician-import-sub = Once the centre has taken the file
technician-not-yet = Not possible yet
technician-stick-first = Put the stick into this machine first
technician-finish = Finish and serve again
technician-export-now = The queue is being written to the stick
technician-import-now = The centre's answer is being read
technician-leave-stick = Don't pull the stick out, and leave the door open.
technician-progress = { $done } of { $total } events
technician-export-progress = Getting ready
technician-import-progress = A few seconds as a rule
technician-written = The queue is on the stick
technician-written-body = Remove the stick now and take it to the centre. Bring the centre's answer back on it.
technician-written-damaged = A part of one journal could not be read and is not in the file. Tell support.
technician-file = File
technician-events = Events
technician-payments = Payments
technician-answered = The centre's answer was taken
technician-answered-body = These events are recorded at the centre. You can remove the stick.
technician-known = There was nothing new in the answer
technician-known-body = It was taken before, or the centre has said more since. Nothing has changed.
technician-news = Newly recorded
technician-made = Answered
technician-export-no_stick = There is no stick in this machine
technician-export-no_stick-body = Put in a stick formatted as { $formats } and write again.
technician-export-full = The stick is full
technician-export-full-body = Free some space on it or take another one. Nothing half-written stays on it.
technician-export-read_only = This stick can't be written
technician-export-read_only-body = Look for its lock switch. A damaged stick is read-only too; take another one.
technician-export-gone = The stick was pulled out
technician-export-gone-body = Put it in again and write anew. Nothing is lost.
technician-export-denied = This machine may not write on that stick
technician-export-denied-body = Take a stick formatted as { $formats }.
technician-export-nothing_waits = Nothing is waiting
technician-export-nothing_waits-body = The centre has all events of this machine. No file was written.
technician-export-damaged = This machine's journal can't be read
technician-export-damaged-body = No file was written. Leave the machine on and tell support.
technician-export-no_key = This machine lacks the centre's key
technician-export-no_key-body = No file was written. It has to reach the centre once; tell support.
technician-export-agent_silent = The program that keeps the queue did not answer
technician-export-agent_silent-body = Wait a minute and write again. Nothing is lost.
technician-export-failed = The stick can't be written
technician-export-failed-body = Take another one. Nothing is lost.
technician-import-no_stick = There is no stick in this machine
technician-import-no_stick-body = Put in the stick with the centre's answer.
technician-import-no_answer = There is no answer on this stick
technician-import-no_answer-body = Put the file that the centre gave back into the first folder of the stick.
technician-import-form = The file on the stick is no answer
technician-import-form-body = Copy it to the stick anew at the centre. Nothing has changed.
technician-import-signature = The answer is damaged, or the centre did not sign it
technician-import-signature-body = Throw it away and fetch the answer from the centre anew. Nothing has changed.
technician-import-city = This answer is another city's
technician-import-city-body = Take it to its own city. Nothing has changed.
technician-import-device = This answer is for another machine
technician-import-device-body = The file's name says which; take it there. Nothing has changed.
technician-import-gone = The stick was pulled out
technician-import-gone-body = Put it in again and take the answer anew.
technician-import-agent_silent = The program that keeps the queue did not answer
technician-import-agent_silent-body = If the answer was read, it is taken when that program is back. Wait a minute and take it again.
technician-import-failed = The answer can't be read
technician-import-failed-body = Put the stick in again, or bring the answer on another one.

## Nobody there

idle-title = Are you still there?
idle-text = This visit is closed in { $seconds } seconds
idle-more = I need more time
idle-close = Next person: clear it

## The counter is away (said by the interface itself)

one-moment-title = One moment please
one-moment-body = The machine is getting ready. If a payment was under way, its result is shown here.

## Paper

paper-paid = Payment successful
paper-copy = Copy – not a second payment
paper-unknown = Waiting for the bank – do not pay again
paper-for = For
paper-bills = { $count } bills
paper-unverified = Municipal bill
paper-date = Date
paper-date-jalali = Iranian date
paper-date-time = { $date }  { $time }
paper-property = Property code
paper-owner = Owner
paper-bill = Bill id
paper-payment = Payment id
paper-card = Card
paper-rrn = Reference number
paper-trace = Bank trace number
paper-terminal = Terminal
paper-amount = Amount
paper-rial = { $amount } rials
paper-words = { $words } rials
paper-tracking = Tracking code
paper-check = Ask with this code at the counter or by calling { $phone }: recorded, reached the city, settled.
paper-unknown-note = The bank has not answered yet. If money was taken, it is booked for this bill or returned by the bank. Please do not pay again.
paper-foot = This receipt confirms the payment and is no clearance certificate. To ask: { $phone }
paper-foot-unknown = This slip is not a receipt. To ask: { $phone }
