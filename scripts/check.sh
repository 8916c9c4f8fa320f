#!/usr/bin/env bash
# npm run check: types, lint, unused code. Runs all of them and names each that fails; exit code = number that failed.
source "$(dirname "${BASH_SOURCE[0]}")/ensure.sh"

failed=0
check() {
  local name=$1
  shift
  local log
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    say "✓ $name"
  else
    failed=$((failed + 1))
    say "✗ $name" "$(cat "$log")"
  fi
  rm -f "$log"
}

types() {
  check 'types 类型检查' "$NODE" node_modules/typescript/bin/tsc -p tsconfig.json --noEmit
  # The browser has other globals than Node, so the web application has a project of its own.
  check 'types of the workbench 界面类型检查' "$NODE" node_modules/typescript/bin/tsc -p packages/web/tsconfig.json --noEmit
}

# One after another they leave the second processor idle.
(types; exit "$failed") &
types=$!
check 'lint 代码规范' node_modules/.bin/biome check --colors=off .
check 'unused 无用代码' "$NODE" node_modules/knip/bin/knip.js --no-progress
wait "$types"
exit "$((failed + $?))"
