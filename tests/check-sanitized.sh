#!/usr/bin/env bash
# tests/check-sanitized.sh [ctest arguments]
# Builds everything with the address and undefined-behaviour sanitizers and runs all tests, those
# with windows and real programs, too: about three quarters of an hour on two cores the first time.
# ./check runs the unit and model tests of the same build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

bash packaging/install-packages.sh check
cmake --preset asan
cmake --build --preset asan --parallel "$(nproc)"
exec ctest --preset asan-all "$@"
