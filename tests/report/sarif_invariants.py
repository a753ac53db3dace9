"""What a SARIF log must also keep to, which neither the JSON schema nor the multitool looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

_MOST_TAGS = 10
_LINK = re.compile(r"(?<!\\)\[[^\]]*\]\((\d+)\)")


def problems(log: dict[str, Any], texts: Mapping[str, str]) -> list[str]:
    """What is wrong with the log of a run over files with these texts."""
    return [problem for run in log["runs"] for problem in _of_run(run, texts)]


def _of_run(run: dict[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    if "automationDetails" in run:
        yield "automationDetails would beat the category of the upload"
    if run.get("columnKind") != "unicodeCodePoints":
        yield "columns are code points and must be declared so"
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        yield from _of_rule(rule)
    if len(run["results"]) > 25_000:
        yield "more results than GitHub takes"
    for result in run["results"]:
        yield from _of_result(result, rules, run, texts)


def _of_rule(rule: dict[str, Any]) -> Iterator[str]:
    properties = rule["properties"]
    if len(properties["tags"]) > _MOST_TAGS or len(set(properties["tags"])) != len(properties["tags"]):
        yield f"{rule['id']}: tags {properties['tags']}"
    if len(rule["name"]) > 255:
        yield f"{rule['id']}: name too long"
    for key in ("shortDescription", "fullDescription"):
        if not 0 < len(rule[key]["text"]) <= 1024:
            yield f"{rule['id']}: length of {key}"
    if properties["precision"] not in ("very-high", "high", "medium", "low"):
        yield f"{rule['id']}: precision"
    severity = properties.get("security-severity")
    if ("security" in properties["tags"]) != (severity is not None):
        yield f"{rule['id']}: tag security without security-severity, or the other way round"
    if severity is not None and not (isinstance(severity, str) and 0 < float(severity) <= 10):
        yield f"{rule['id']}: security-severity {severity!r}"


def _of_result(
    result: dict[str, Any], rules: list[dict[str, Any]], run: dict[str, Any], texts: Mapping[str, str]
) -> Iterator[str]:
    if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
        yield f"{result['ruleId']}: ruleIndex leads to another rule"
    if "suppressions" in result:
        yield f"{result['ruleId']}: a suppressed result would become an alert"
    if not result["partialFingerprints"].get("fastdoctor/v1"):
        yield f"{result['ruleId']}: no fingerprint"
    if len(result["locations"]) != 1:
        yield f"{result['ruleId']}: GitHub takes one location"
    linked = [int(found) for found in _LINK.findall(result["message"]["text"])]
    if linked != [related["id"] for related in result.get("relatedLocations", ())]:
        yield f"{result['ruleId']}: related locations that the message does not link to"
    for location in (*result["locations"], *result.get("relatedLocations", ())):
        yield from _of_place(location["physicalLocation"], run, texts)
    for fix in result.get("fixes", ()):
        for change in fix["artifactChanges"]:
            for replacement in change["replacements"]:
                place = {"artifactLocation": change["artifactLocation"], "region": replacement["deletedRegion"]}
                yield from _of_place(place, run, texts)


def _of_place(place: dict[str, Any], run: dict[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    uri = place["artifactLocation"]["uri"]
    path = unquote(uri, errors="surrogateescape")
    if place["artifactLocation"].get("uriBaseId") not in run["originalUriBaseIds"]:
        yield f"{uri}: base that is not declared"
    if re.search(r"[^A-Za-z0-9_.~/%-]", uri) or uri.startswith(("/", "./")) or ".." in uri.split("/"):
        yield f"{uri}: not a plain relative URI"
    region = place["region"]
    start = (region["startLine"], region["startColumn"])
    end = (region["endLine"], region["endColumn"])
    if path not in texts:
        if (start, end) != ((1, 1), (1, 1)):
            yield f"{uri}: a region in a file that is not there"
        return
    lines = texts[path].split("\n")
    if not (1, 1) <= start <= end or end[0] > len(lines):
        yield f"{uri}: region {start} to {end}"
    elif start[1] > len(lines[start[0] - 1]) + 1 or end[1] > len(lines[end[0] - 1]) + 1:
        yield f"{uri}: columns of {start} to {end}"
    elif "snippet" in region and region["snippet"]["text"] not in texts[path]:
        yield f"{uri}: a snippet that is not in the file"
