"""Which rules there are and which of them run."""

from fastdoctor.catalogue.loading import MissingRules, load_rules, shipped_folder
from fastdoctor.catalogue.page import Page
from fastdoctor.catalogue.rule import BrokenRule, Rule
from fastdoctor.catalogue.selection import ALL, Selection, UnknownSelector, matches, nearest, select_rules

__all__ = [
    "ALL",
    "BrokenRule",
    "MissingRules",
    "Page",
    "Rule",
    "Selection",
    "UnknownSelector",
    "load_rules",
    "matches",
    "nearest",
    "select_rules",
    "shipped_folder",
]
