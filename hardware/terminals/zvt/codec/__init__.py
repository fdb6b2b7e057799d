"""ZVT in bytes: units (`apdu`), serial frames (`serial_frame`), fields and messages. No I/O."""
