"""The device's TLS key and certificate: made on the machine, renewed before it ends."""

from edge_agent.certificate.keys import certificate_request, create_tls_key
from edge_agent.certificate.renewal import CertificateRenewal, UnfitCertificate

__all__ = [
    "CertificateRenewal",
    "UnfitCertificate",
    "certificate_request",
    "create_tls_key",
]
