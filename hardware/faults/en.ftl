# What a technician reads with the kiosk's door open: what is wrong, and what to do.

device-printer = The printer
device-paper = The printer's paper
device-terminal = The payment terminal
device-scanner = The scanner
device-reader = The card reader
device-ups = The UPS
device-door = The door switch
device-temperature = The thermometer
device-disk = The disk
device-clock = The clock
device-screen = The screen

## The line to any device

any-unplugged = { $device } is not plugged in.
    .action = Push in both ends of its cable and see that it is switched on.
any-link_down = { $device } cannot be reached.
    .action = Check its power, its network cable and its address in devices.toml.
any-port_busy = Another program holds its port: { $device }.
    .action = Run fuser -v on that port and end the other program.
any-no_permission = This user may not open the port: { $device }.
    .action = Make udev rules with pishkhan hardware profile --udev and install them.
any-link_lost = The line broke while it was used: { $device }.
    .action = Push in both ends of the cable; if it happens again, change the cable.
any-no_answer = { $device } is on the line and has not answered yet.
    .action = Switch it off and on; then check its speed and kind in devices.toml.
any-half_dead = { $device } takes bytes and no longer answers.
    .action = Switch it off and on; if it happens again, change the cable (its return wire is broken).
any-wrong_baud = { $device } answers, and cannot be read at this speed.
    .action = Find the right speed with pishkhan hardware probe and write it into devices.toml.
any-driver_failed = The driver failed and is starting again: { $device }.
    .action = If it happens again, send the log to support.
any-service_down = A system service is not running: { $device } needs it.
    .action = See it with systemctl status and start it again.
any-unreadable = Most of what comes cannot be read: { $device }.
    .action = Clean its window; then change the cable.
any-not_grabbed = Its keystrokes reach the screen: { $device }.
    .action = End the program that holds this input and install the udev rules.

any-types_into_window = It types into the window, so nobody can tell whether it is there: { $device }.
    .action = Scan a bill to be sure; where event devices exist, choose the driver “hid” for it.

## Printer and paper

paper-paper_end = The paper has run out.
    .action = Put in a new roll, pull its end out and close the printer.
paper-paper_near_end = The paper is near its end.
    .action = Have a new roll ready and change it before it ends.
printer-cover_open = The printer's cover is open.
    .action = Press it down until it clicks.
printer-cutter = The cutter is jammed.
    .action = Switch the printer off, pull the jammed paper out, switch it on.
printer-head_hot = The print head is too hot.
    .action = Wait some minutes, it comes back by itself; if it happens again, open the vents.
printer-printer_error = The printer has an error that it does not name.
    .action = Switch it off and on; if it comes back, change the printer.
printer-offline = The printer is offline.
    .action = Press FEED once; look at cover and paper.

## Payment terminal

terminal-wrong_terminal = This terminal's number is not the one in devices.toml.
    .action = No payment until it is right: bring the terminal back, or call the bank's contractor.
terminal-wrong_merchant = This terminal's merchant number is not the one in devices.toml.
    .action = No payment until it is right: call the bank's contractor.
terminal-needs_attention = The terminal says that it needs attention.
    .action = Read its display and do what it says; an end of day may be due.

## Cabinet

ups-on_battery = Mains power is gone; the kiosk runs on its battery.
    .action = Look at the cabinet's fuse and plug.
ups-battery_low = The UPS battery is nearly empty.
    .action = Bring mains power back; the kiosk will switch off soon.
ups-battery_worn = The UPS battery is worn out.
    .action = Change the battery at the next visit.
ups-overload = The UPS is overloaded.
    .action = Unplug what does not belong on its outlets.
ups-needs_attention = The UPS says that it needs attention.
    .action = Read its display; upsc shows all that it says.
ups-no_answer = The NUT service hears nothing from the UPS.
    .action = Push in both ends of the UPS's data cable.
ups-unplugged = The NUT service has no UPS of this name.
    .action = Write the name that upsc -l shows into devices.toml.
ups-service_down = The NUT service, or its driver of the UPS, is not running.
    .action = Start them: systemctl status nut-server, upsdrvctl start.
ups-no_permission = The NUT service refuses this machine.
    .action = Check LISTEN in upsd.conf, and the firewall.
ups-unreadable = What answers at that address is no NUT service.
    .action = Correct the address in devices.toml; its port is 3493.
door-door_open = The cabinet's door is open.
    .action = Close and lock it; if it is closed, adjust the switch.
temperature-hot = The cabinet is hot.
    .action = Clean vents and fan.
temperature-too_hot = The cabinet is far too hot.
    .action = Switch the kiosk off to cool and change the fan.
temperature-cold = The cabinet is too cold.
    .action = Check the heating of office or cabinet.
temperature-no_answer = No thermometer is found.
    .action = Check the sensor's name in devices.toml.
disk-nearly_full = The disk is nearly full.
    .action = Delete old logs; never the files in journals.
disk-worn = The disk nears the end of its life.
    .action = Change it at the next visit.
disk-disk_failing = The disk is failing.
    .action = Today: copy the journals out (agent journal export) and change the disk.
clock-behind_floor = The clock is behind the last known time.
    .action = Change the clock's battery; the time comes from the hub.
clock-clock_jumped = The clock jumped.
    .action = Check the clock's battery and the time service.
screen-screen_off = The screen is off.
    .action = Look at its power and its button.
screen-no_screen = No screen is plugged in.
    .action = Push in both ends of the picture cable.
