"""Facts that a model read in a message, checked by code: quoted, counted, dated, none twice.

Pure: it asks nobody. What would make a day better than the athlete's own words and the rules have
it is set apart, to be offered.
"""

from coach.agents.extraction.asking import content, is_worth_asking
from coach.agents.extraction.checking import fact_of
from coach.agents.extraction.reading import Extracted, read
from coach.agents.extraction.taking import taken

__all__ = ["Extracted", "content", "fact_of", "is_worth_asking", "read", "taken"]
