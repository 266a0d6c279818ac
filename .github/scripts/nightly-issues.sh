#!/usr/bin/env bash
# Does what `npm run nightly-report` says is to be done to the issues: nightly-issues.sh <nightly.json>. Needs gh and GH_TOKEN.
set -euo pipefail

jq -c '.issue[]' "$1" | while read -r step; do
  of() { jq -r ".$1 // empty" <<<"$step"; }
  case "$(of action)" in
    open) of body | gh issue create --title "$(of title)" --body-file - ;;
    update)
      of body | gh issue edit "$(of number)" --title "$(of title)" --body-file -
      if [ -n "$(of comment)" ]; then of comment | gh issue comment "$(of number)" --body-file -; fi
      ;;
    close) gh issue close "$(of number)" --comment "$(of comment)" ;;
    *) echo "unknown: $step" >&2 && exit 1 ;;
  esac
done
