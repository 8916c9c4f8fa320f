#!/usr/bin/env bash
# npm start: everything from nothing: packages, database, demo region, server, and the demo day in front of the user.
source "$(dirname "${BASH_SOURCE[0]}")/ensure.sh"
# A young generation of 64 MiB: bills under way die before they are copied (docs/performance.md).
exec "$NODE" --max-semi-space-size=64 packages/cli/src/main.ts demo "$@"
