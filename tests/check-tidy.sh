#!/usr/bin/env bash
# tests/check-tidy.sh [COMMIT]   clang-tidy and clazy (level 1) over the sources that differ from
#                                COMMIT (default: main's last landing, origin/main, else HEAD~1)
# tests/check-tidy.sh --all      over every source of the product; slow
# Needs the Debian packages clang-tidy and clazy. Leaves its build files in build/tidy.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for tool in clang-tidy clazy-standalone; do
    command -v "$tool" >/dev/null || {
        echo "$tool is missing: apt-get install clang-tidy clazy" >&2
        exit 2
    }
done

if [[ "${1:-}" == --all ]]; then
    mapfile -t sources < <(find app models ui -name '*.cpp' | sort)
else
    since=${1:-$(git rev-parse --verify -q origin/main || git rev-parse HEAD~1)}
    mapfile -t sources < <(git diff --name-only --diff-filter=d "$since" -- \
        'app/*.cpp' 'models/*.cpp' 'ui/*.cpp')
fi
if ((${#sources[@]} == 0)); then
    echo "No source differs."
    exit 0
fi

# Without precompiled headers, which are the compiler's own; moc's files are all that is built.
mkdir -p build
cmake -S . -B build/tidy -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCONSOLE_PCH=OFF \
    -DCONSOLE_TESTS=OFF >build/configure-tidy.log
mapfile -t mocs < <(ninja -C build/tidy -t targets all | sed -n 's/^\([a-z_-]*_autogen\): phony$/\1/p')
ninja -C build/tidy "${mocs[@]}" >build/tidy.log

echo "${#sources[@]} sources"
failed=0
printf '%s\0' "${sources[@]}" | xargs -0 -n 4 -P "$(nproc)" \
    clang-tidy -p build/tidy --quiet --warnings-as-errors='*' 2>/dev/null || failed=1
export CLAZY_CHECKS=level0,level1,no-overloaded-signal,no-qproperty-without-notify
printf '%s\0' "${sources[@]}" | xargs -0 -n 4 -P "$(nproc)" \
    clazy-standalone -p build/tidy --header-filter="$PWD/(app|models|ui)/.*" \
    >build/clazy.log 2>&1 || true
if grep -E 'warning: .*\[-Wclazy' build/clazy.log | sort -u; then
    failed=1
fi
exit "$failed"
