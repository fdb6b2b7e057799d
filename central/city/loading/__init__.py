"""Loading a city's data from CSV files: all of it is right and loaded, or nothing is."""

from central.city.loading.files import CityFiles, read_city_files
from central.city.loading.problems import CityDataRefused, Problem
from central.city.loading.replace import replace_city_data

__all__ = ["CityDataRefused", "CityFiles", "Problem", "read_city_files", "replace_city_data"]
