"""Is a value that stands in a file a secret, and not a placeholder?"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

from fastdoctor.pattern import pattern

_NAME = pattern(r"(?i)secret|(?<![A-Za-z])token|passw(?:or)?d|api_?key|private_?key|access_?key|auth_?key|credential")
_OTHER_NAME = pattern(
    r"(?i)(?:_file|_path|_url|_uri|_dir|_name|_type|_algorithm|_header|_id|_ttl|_seconds|_minutes|_hours|_days|_limit"
    r"|_length|_size|_prefix|_version|_mode|_enabled|_count)$|expir|tokeniz|max_|min_|public"
)
_ISSUED = pattern(
    r"sk-[A-Za-z0-9_-]{20,}|gh[pousr]_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16}|xox[abp]-[\w-]{20,}|AIza[\w-]{30,}"
    r"|glpat-[\w-]{18,}|hf_[A-Za-z0-9]{30,}|SG\.[\w-]{20,}\.[\w-]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY"
)
_PLACEHOLDER = pattern(
    r"(?i)change|example|placeholder|your|dummy|default|secret|password|token|insecure|test|sample|xxx|todo|none|null"
    r"|replace|1234|abcd|dev|local|fake|random|enter|put_|key-?here|generate"
)
_PATH = pattern(r"~?(?:/[A-Za-z_.-][\w.-]*){2,}/?")
_CREDENTIALS = pattern(r"://([^:/@\s]+):([^@/\s${}<>]{4,})@")
_SHORTEST = 16
_LEAST_ENTROPY = 3.2
"""Bits a character: words and repeated letters have less, generated keys more."""


def is_secret(name: str, value: str) -> bool:
    """Whether a variable's value is surely a real secret: one that a service issues, or random under a telling name."""
    if _ISSUED.search(value) and not _PLACEHOLDER.search(value.lower().replace("sk-", "")):
        return True
    if not _NAME.search(name) or _OTHER_NAME.search(name) or _PATH.fullmatch(value):
        return False
    plain = re.fullmatch(r"[\w+/=.~!@#%^&*-]+", value) is not None
    return plain and len(value) >= _SHORTEST and not _PLACEHOLDER.search(value) and _entropy(value) >= _LEAST_ENTROPY


def holds_secret(variables: Mapping[str, str]) -> bool:
    """Whether one of these variables is a secret, or an address with a password that is no placeholder."""
    for name, value in variables.items():
        found = _CREDENTIALS.search(value)
        if is_secret(name, value) or (found and found[1] != found[2] and not _PLACEHOLDER.search(found[2])):
            return True
    return False


def _entropy(text: str) -> float:
    counts = Counter(text).values()
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts)
