#!/usr/bin/env bash
# check-release.sh bookworm|trixie [--keep]
# Makes a clean Debian 12 or 13, runs ./run and ./check --quick of the last commit there as somebody
# without rights, and says what came out. A warning of the compiler counts as failure. Needs root,
# mmdebstrap, the network, 10 GB and most of an hour. Logs: build/RELEASE; --keep leaves the root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

release=${1:-}
keep=${2:-}
if [[ ! "$release" =~ ^(bookworm|trixie)$ || ! "$keep" =~ ^(--keep)?$ ]] || (($# > 2)); then
    sed -n '2,5s/^# //p' "${BASH_SOURCE[0]}"
    exit 2
fi

fail() {
    echo "$*" >&2
    exit 1
}

# shellcheck source=packaging/clean-root.sh
. packaging/clean-root.sh
can_make_clean_root || fail "This needs root and the package mmdebstrap."

work=$(mktemp -d)
logs=$PWD/build/$release
lines=()
failed=0

cleanup() {
    unmount_clean_root
    if [[ -n "$keep" ]]; then
        echo "The root is left in $work."
    else
        rm -rf --one-file-system "$work"
    fi
}
trap cleanup EXIT

# step <name> <log> <command …>: notes how it ended, how long it took and how its failure begins.
step() {
    local name=$1 log=$logs/$2.log since=$SECONDS outcome=passed
    shift 2
    echo "-- $name ($log)"
    "$@" >"$log" 2>&1 || outcome=failed
    if [[ "$outcome" == passed ]] && grep -q 'warning:' "$log"; then
        outcome=warns
    fi
    lines+=("$(printf '%-34s %-9s %15d s' "$name" "$outcome" $((SECONDS - since)))")
    if [[ "$outcome" != passed ]]; then
        failed=1
        lines+=("$({ grep -m 10 -E 'warning:|[Ee]rror:|^CMake Error|^FAIL|\*\*\*|^E:' "$log" \
            || tail -n 10 "$log"; } | sed 's/^/    /')")
    fi
}

in_sources() {
    as_user env -C /home/tester/console "$@"
}

mkdir -p "$logs"
commit=$(git rev-parse --short HEAD)
echo "-- making a clean $release in $work"
make_clean_root "$release" "$work/root"
mkdir "$root/home/tester/console"
git archive HEAD | tar -x -C "$root/home/tester/console"
inside chown -R tester:tester /home/tester/console

step packages packages inside env -C /home/tester/console bash packaging/install-packages.sh check
if ((failed == 0)); then
    step "./run" run in_sources ./run
    step "./check --quick" check in_sources ./check --quick
    lines+=("$(tail -n 5 "$logs/check.log" | sed 's/^/    /')") # what it counted
fi

# version_of <package>: as upstream counts.
version_of() {
    # shellcheck disable=SC2016  # dpkg-query's own
    inside dpkg-query -W -f='${source:Upstream-Version}' "$1" 2>/dev/null | cut -d+ -f1
}
echo
echo "Debian $(<"$root/etc/debian_version") ($release), Qt $(version_of qt6-base-dev)," \
    "GCC $(inside g++ -dumpfullversion || true), commit $commit"
printf '%s\n' "${lines[@]}"
exit "$failed"
