"""The city's repository of releases: a folder that is signed here, and believed by its kiosks."""

from provisioning.releases.archive import ArchiveRefused, Packed, pack
from provisioning.releases.folder import ReleaseFolder, ReleasesMissing
from provisioning.releases.keys import ReleaseKeys, make_release_keys

__all__ = [
    "ArchiveRefused",
    "Packed",
    "ReleaseFolder",
    "ReleaseKeys",
    "ReleasesMissing",
    "make_release_keys",
    "pack",
]
