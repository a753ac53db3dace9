"""What users excuse in place: suppression comments."""

from fastdoctor.suppression.applying import Judged, suppress
from fastdoctor.suppression.directive import MARK

__all__ = ["MARK", "Judged", "suppress"]
