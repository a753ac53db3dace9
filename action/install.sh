#!/usr/bin/env bash
# Installs fastdoctor into an environment of its own: the release that is asked for, else what this action came with.
set -euo pipefail

if [[ -n "${FASTDOCTOR_VERSION:-}" && ! "$FASTDOCTOR_VERSION" =~ ^[0-9]+(\.[0-9]+)*([a-z0-9.]+)?$ ]]; then
    echo "::error title=fastdoctor::\`version\` must be a release such as 0.1.0"
    exit 2
fi
python3 -m venv "$RUNNER_TEMP/fastdoctor"
"$RUNNER_TEMP/fastdoctor/bin/python" -m pip install --quiet --disable-pip-version-check \
    "${FASTDOCTOR_VERSION:+fastdoctor==}${FASTDOCTOR_VERSION:-$GITHUB_ACTION_PATH}"
echo "$RUNNER_TEMP/fastdoctor/bin" >>"$GITHUB_PATH"
