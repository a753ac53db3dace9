#!/usr/bin/env bash
# Checks and reports; its own exit code is 0, so that what was found can be uploaded before the job fails.
set -euo pipefail

lines() { # the lines of a text as arguments, empty ones left out
    local line
    while IFS= read -r line || [[ -n "$line" ]]; do
        if [[ -n "$line" ]]; then arguments+=("$line"); fi
    done <<<"$1"
}

arguments=()
lines "${FASTDOCTOR_ARGUMENTS:-}"
if [[ -n "${FASTDOCTOR_SINCE:-}" ]]; then arguments+=("--since=$FASTDOCTOR_SINCE"); fi
arguments+=("--fail-on=${FASTDOCTOR_FAIL_ON:-warning}" --)
lines "${FASTDOCTOR_PATHS:-.}"

sarif="$RUNNER_TEMP/fastdoctor.sarif"
summary="$RUNNER_TEMP/fastdoctor.md"
rm -f "$sarif" "$summary"
code=0
fastdoctor check --output-format github --output "sarif:$sarif" --output "markdown:$summary" "${arguments[@]}" || code=$?

if [[ -f "$summary" ]]; then cat "$summary" >>"$GITHUB_STEP_SUMMARY"; fi
if [[ ! -f "$sarif" ]]; then sarif=""; fi
{
    echo "exit-code=$code"
    echo "sarif-file=$sarif"
} >>"$GITHUB_OUTPUT"
