"""Keys of a US keyboard: what scanners and readers pretend to be unless they are set otherwise.

Codes are those of linux/input-event-codes.h.
"""

LEFT_SHIFT, RIGHT_SHIFT = 42, 54

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]\n", "QWERTYUIOP{}\n"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (55, "*", "*"),
    (57, " ", " "),
    (71, "789-456+1230.", "789-456+1230."),  # the number pad
    (96, "\n", "\n"),
    (98, "/", "/"),
)

# A key's code: its character without and with shift; Enter is a line feed.
CHARACTERS = {
    first + place: (plain, shifted)
    for first, plain_row, shifted_row in _ROWS
    for place, (plain, shifted) in enumerate(zip(plain_row, shifted_row, strict=True))
}
