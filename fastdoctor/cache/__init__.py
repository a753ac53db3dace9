"""What a run found is kept, for as long as what it depends on stays the same."""

from fastdoctor.cache.folder import VARIABLE, cache_folder
from fastdoctor.cache.remembering import Question, remembered
from fastdoctor.cache.store import Store

__all__ = ["VARIABLE", "Question", "Store", "cache_folder", "remembered"]
