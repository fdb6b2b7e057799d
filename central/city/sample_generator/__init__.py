"""The generator that made the sample city's properties and bills.

Everything in them is invented, but for the names of streets and neighbourhoods. The same seed
gives the same bytes on every machine, and a test holds the shipped files against this code.
`python -m central.city.sample_generator` writes them anew.
"""

from central.city.sample_generator.files import SAMPLE_FOLDER, generate, write

__all__ = ["SAMPLE_FOLDER", "generate", "write"]
