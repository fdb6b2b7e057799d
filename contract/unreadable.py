"""What reading hostile or damaged MessagePack or JSON may raise.

msgspec lets a UnicodeDecodeError through for a string that is not UTF-8, and a RecursionError for
deep nesting; who catches its own errors alone is stopped by one flipped bit.
"""

import msgspec

UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
