"""What users decide for a project: rules, severities, files."""

from fastdoctor.configuration.model import Configuration, InvalidConfiguration
from fastdoctor.configuration.patterns import matching
from fastdoctor.configuration.reading import (
    configuration_in,
    find_configuration,
    read_configuration,
    require_known_rules,
)

__all__ = [
    "Configuration",
    "InvalidConfiguration",
    "configuration_in",
    "find_configuration",
    "matching",
    "read_configuration",
    "require_known_rules",
]
