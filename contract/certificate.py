"""Renewing a device's certificate: asked on the device port with the one there is.

    POST /device/v1/certificate    PKCS #10 request in DER -> PEM: the device, then its issuer

The request proves that the asker has the new key; the connection, that it has the old one. A
certificate that has ended still asks for its successor, and for nothing else: a kiosk that stood
dark for years comes back without a technician, unless it was revoked meanwhile.
"""

ROUTE = "/device/v1/certificate"
LARGEST_REQUEST_BYTES = 8 * 1024
LARGEST_CHAIN_BYTES = 64 * 1024

NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME of OpenSSL's x509_vfy.h; Python has no name for it. Both ends of the
device port judge times themselves: kiosks' clocks can't be trusted, and ended certificates are
renewed."""
