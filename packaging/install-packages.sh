#!/usr/bin/env bash
# install-packages.sh run|check|browser
# Installs the Debian packages that ./run, ./check or tests/check-browser.sh needs and that are
# missing.
set -euo pipefail

# What builds and starts the two programs; libqt6sql6-sqlite and libsecret-1-0 are loaded at run
# time and linked by nothing. qt6-websockets-dev is asked for by Qt HttpServer's
# CMake files. The fonts are what the window looks best with.
run_packages=(
    cmake ninja-build g++ mold
    qt6-base-dev libqt6sql6-sqlite qt6-svg-dev qt6-httpserver-dev qt6-websockets-dev
    qtkeychain-qt6-dev libsecret-1-0 libyaml-cpp-dev libsimdjson-dev libsqlite3-dev
    ca-certificates fonts-inter fonts-noto-core
)
# What else the tests (openssl; proxies; a keychain of their own: dbus, gnome-keyring,
# libsecret-tools; lupdate: qt6-l10n-tools, found by the CMake files of qt6-tools-dev; zsh for its
# completion) and the check of the package use.
check_packages=(
    qt6-l10n-tools qt6-tools-dev
    openssl tinyproxy-bin microsocks dbus gnome-keyring libsecret-tools zsh
    dpkg-dev binutils lintian desktop-file-utils appstream
)

case "${1:-}" in
run) packages=("${run_packages[@]}") ;;
check) packages=("${run_packages[@]}" "${check_packages[@]}") ;;
browser) packages=("${run_packages[@]}" chromium chromium-driver) ;;
*)
    echo "Usage: install-packages.sh run|check|browser" >&2
    exit 2
    ;;
esac
# Qt's plug-in for a desktop that has no X server at all.
if [[ -n "${WAYLAND_DISPLAY:-}" && -z "${DISPLAY:-}" ]]; then
    packages+=(qt6-wayland)
fi

if ! command -v dpkg-query >/dev/null; then
    echo "This is not a Debian system. Needed are the equivalents of: ${packages[*]}"
    exit 0
fi

# The sources are formatted by this version, which Debian 12 has.
if [[ "${1:-}" == check ]] && grep -qs '^VERSION_ID="12"' /etc/os-release; then
    packages+=(clang-format-14)
fi

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ "$state" == installed ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
    exit 0
fi

as_root=()
if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
        echo "These packages are missing: ${missing[*]}" >&2
        echo "Install them as root: apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

# Expands to nothing, not to an empty word, when this already runs as root.
apt_get() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 "$@"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing ${#missing[@]} missing packages: ${missing[*]}"
if ! { apt_get update && apt_get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    cat "$log" >&2
    echo "The packages could not be installed; apt-get's own words are above." >&2
    exit 1
fi
