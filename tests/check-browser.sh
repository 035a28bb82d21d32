#!/usr/bin/env bash
# tests/check-browser.sh [DIR]   signs in to the demo tenant with a real browser, Chromium without a
#                                window; leaves pictures of the pages in DIR
# Not a part of ./check: Chromium and its driver are 400 MB that nothing else needs. What the pages
# hold and what the tenant does with every wrong step is tested without a browser (tst_demosignin);
# only a browser can say that it shows them, obeys their policy and follows where they lead.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

if [[ -n "${1:-}" ]]; then
    mkdir -p "$1"
    PICTURES=$(realpath "$1")
    export PICTURES
fi
bash packaging/install-packages.sh browser
cmake --preset dev >/dev/null
cmake --build --preset dev --parallel "$(nproc)" --target tst_browsersignin
exec env LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen build/dev/bin/tst_browsersignin
