#!/usr/bin/env bash
# npm test: the whole ritual, the same as CI. Checks first, then every test; the last line is "N passed, N failed",
# where each check counts as one. Exit code 0 only when nothing failed and tests ran.
source "$(dirname "${BASH_SOURCE[0]}")/ensure.sh"
# Fetching a browser waits for the network, the checks for the processor: side by side.
bash scripts/ensure-browser.sh &
browser=$!

checks=4
bash scripts/check.sh
failed_checks=$?
wait "$browser"

# Temporary files of this run lie together and go with it; others may pass through, because root's PostgreSQL is another user.
TMPDIR=$(mktemp -d)
export TMPDIR
chmod 711 "$TMPDIR"
trap 'rm -rf "$TMPDIR"' EXIT

report=$TMPDIR/vitest.json
"$NODE" node_modules/vitest/vitest.mjs run --reporter=dot --reporter=json --outputFile.json="$report" "$@"
"$NODE" scripts/summary.ts "$report" "$checks" "$failed_checks"
