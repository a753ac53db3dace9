"""The doctor for FastAPI projects: what a rule file may import."""

from fastdoctor.finding import Edit, Finding, Fix, Location, Region, Related
from fastdoctor.rule import rule

__all__ = ["Edit", "Finding", "Fix", "Location", "Region", "Related", "rule"]
