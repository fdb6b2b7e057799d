"""What happens at the kiosk, as pure state machines: happenings in, commands out. No I/O."""
