#!/usr/bin/env bash
# Installs the wheel where later steps find the program. Inputs come as variables, never as script.
set -euo pipefail

# Where the checkout lies, a module of Python could lie too, and be run in the place of Python's own.
cd "$RUNNER_TEMP"
python="$(command -v python3 || command -v python)" || {
  echo "::error title=tadqiq::there is no Python; add actions/setup-python before this action"
  exit 2
}
"$python" -I -m venv --clear tadqiq-program
programs=tadqiq-program/bin
[ -d "$programs" ] || programs=tadqiq-program/Scripts

case "${INPUT_VERSION:-}" in
  # What this version of the action goes with.
  "") wanted="$GITHUB_ACTION_PATH" ;;
  *[!0-9A-Za-z.+]*)
    echo "::error title=tadqiq::the input version takes a version of tadqiq, such as 0.1.0, and nothing else"
    exit 2
    ;;
  *) wanted="tadqiq==$INPUT_VERSION" ;;
esac
"$programs/pip" install --quiet --disable-pip-version-check "$wanted"
"$programs/tadqiq" --version
printf '%s\n' "$RUNNER_TEMP/$programs" >>"$GITHUB_PATH"
