#!/usr/bin/env bash
# Fetches the reports of the last green run of a combination: last-green.sh <artifact's name> <folder>.
# Where there is none yet the folder is not made, and that is no error. Needs gh, GH_TOKEN and GITHUB_REPOSITORY.
set -euo pipefail

name=$1 folder=$2
run=$(gh api "repos/$GITHUB_REPOSITORY/actions/artifacts?name=$name&per_page=30" \
  --jq '[.artifacts[] | select(.expired | not)] | sort_by(.created_at) | last | .workflow_run.id // empty')
if [ -z "$run" ]; then
  echo "no green run of $name yet"
  exit 0
fi
gh run download "$run" --name "$name" --dir "$folder"
echo "the last green run of $name is $run"
