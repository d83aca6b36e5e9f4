#!/usr/bin/env bash
# Checks, and hands the report to whoever reads it at GitHub: annotations, the step's summary, a file of SARIF. Inputs come
# as variables, never as script: each is one argument, or words of one, whatever is in it.
set -euo pipefail

folder="${INPUT_WORKING_DIRECTORY:-.}"
cd -- "$folder"

sarif="${INPUT_SARIF:-}"
if [ -z "$sarif" ]; then
  sarif="$RUNNER_TEMP/tadqiq.sarif"
  rm -f -- "$sarif"
fi
case "$sarif" in *$'\n'*)
  echo "::error title=tadqiq::the input sarif takes the name of one file"
  exit 2
  ;;
esac

arguments=(check --output github=- --output "sarif=$sarif")
if [ "${INPUT_SUMMARY:-true}" = true ]; then
  arguments+=(--output "markdown=$GITHUB_STEP_SUMMARY")
fi
[ -z "${INPUT_CONFIG:-}" ] || arguments+=("--config=$INPUT_CONFIG")
[ -z "${INPUT_CONFIG_FROM:-}" ] || arguments+=("--config-from=$INPUT_CONFIG_FROM")
[ -z "${INPUT_SINCE:-}" ] || arguments+=("--since=$INPUT_SINCE")
[ -z "${INPUT_FAIL_ON:-}" ] || arguments+=("--fail-on=$INPUT_FAIL_ON")
# Words, apart by white space; no sign among them is a glob.
read -r -d '' -a words <<<"${INPUT_ARGS:-}" || true
arguments+=(${words[@]+"${words[@]}"} --)
# A path a line.
while IFS= read -r path; do
  [ -z "$path" ] || arguments+=("$path")
done <<<"${INPUT_PATHS:-}"

code=0
tadqiq "${arguments[@]}" || code=$?
case "$code" in 0 | 1) ;; *)
  echo "::error title=tadqiq::not everything that was asked for could be judged (exit code $code); the log of this step says why"
  ;;
esac
{
  echo "exit-code=$code"
  if [ -f "$sarif" ]; then
    case "$sarif" in
      /* | [A-Za-z]:*) printf 'sarif=%s\n' "$sarif" ;;
      *) printf 'sarif=%s\n' "${folder%/}/$sarif" ;;
    esac
  fi
} >>"$GITHUB_OUTPUT"
exit "$code"
