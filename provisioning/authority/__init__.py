"""The city's certificate authority, the hub's role keys, and the folder that holds them."""

from provisioning.authority.city import CityAlreadyThere, CityPlan, init_city, next_steps
from provisioning.authority.directory import CityDirectory, CityMissing, CityRecordFile

__all__ = [
    "CityAlreadyThere",
    "CityDirectory",
    "CityMissing",
    "CityPlan",
    "CityRecordFile",
    "init_city",
    "next_steps",
]
