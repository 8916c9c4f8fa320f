#!/usr/bin/env bash
# npm start: everything from nothing: packages, database, demo region, server, and the demo day in front of the user.
source "$(dirname "${BASH_SOURCE[0]}")/ensure.sh"
exec "$NODE" packages/cli/src/main.ts demo "$@"
