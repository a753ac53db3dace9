"""Rule files are found by folder and run by path."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastdoctor.catalogue import BrokenRule, MissingRules, load_rules

RULE = '''"""A page

Why.

Bad:

```python
x = 1
```

Good:

```python
x = 2
```
"""
from fastdoctor import rule


@rule(severity="note", tier="strict")
def check(project):
    return ()
'''


def write(folder: Path, name: str, text: str = RULE) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_a_rule_is_one_file(tmp_path: Path) -> None:
    write(tmp_path, "security/my_own_rule.py")
    write(tmp_path, "security/_not_a_rule.py", "raise SystemExit")
    write(tmp_path, "loose.py", "raise SystemExit")
    (rule,) = (rule for rule in load_rules([tmp_path]) if rule.file.is_relative_to(tmp_path))
    assert (rule.id, rule.category, rule.severity, rule.tier) == ("my-own-rule", "security", "note", "strict")
    assert rule.page.summary == "A page"


def test_the_catalogue_is_sorted_and_has_unique_ids() -> None:
    keys = [(rule.category, rule.id) for rule in load_rules()]
    assert keys == sorted(set(keys))
    assert ("suppression", "unused-suppression") in keys


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = (", "SyntaxError"),
        ("import no_such_module_anywhere", "ModuleNotFoundError"),
        ("x = 1", "declares no rule"),
        ("def check(project): return ()", "declares no rule"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, reason: str) -> None:
    file = write(tmp_path, "security/broken.py", text)
    with pytest.raises(BrokenRule, match=reason) as raised:
        load_rules([tmp_path])
    assert str(file) in str(raised.value)


def test_a_page_is_only_needed_when_it_is_read(tmp_path: Path) -> None:
    write(tmp_path, "security/no_page.py", RULE.replace("Bad:", "Worse:"))
    rule = next(rule for rule in load_rules([tmp_path]) if rule.id == "no-page")
    with pytest.raises(BrokenRule, match=r"no_page\.py has no valid page"):
        _ = rule.page


def test_two_files_of_one_id(tmp_path: Path) -> None:
    write(tmp_path, "security/same.py")
    write(tmp_path, "openapi/same.py")
    with pytest.raises(BrokenRule, match="claims the id same"):
        load_rules([tmp_path])


def test_a_name_that_makes_no_id(tmp_path: Path) -> None:
    write(tmp_path, "security/MyRule.py")
    with pytest.raises(BrokenRule, match="lower case"):
        load_rules([tmp_path])


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingRules, match="nowhere"):
        load_rules([tmp_path / "nowhere"])
