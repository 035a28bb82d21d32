#!/usr/bin/env bash
# check-package.sh               builds the Debian package, reads it with lintian and the validators,
#                                unpacks it and runs both programs from there
# check-package.sh --clean-root  also installs it in a new Debian of this release, opens the window there,
#                                takes a picture and purges it (needs root, mmdebstrap, network)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=packaging/clean-root.sh
. packaging/clean-root.sh

clean_root=no
case "${1:-}" in
"") ;;
--clean-root) clean_root=yes ;;
*)
    sed -n '2,5s/^# //p' "${BASH_SOURCE[0]}"
    exit 2
    ;;
esac

build=build/release
work=$(mktemp -d)
out=$PWD/build/package

cleanup() {
    unmount_clean_root
    rm -rf --one-file-system "$work"
}
trap cleanup EXIT

say() {
    echo "-- $*"
}

fail() {
    echo "The package is not in order: $*" >&2
    exit 1
}

build_package() {
    say "building"
    mkdir -p build
    cmake --preset release >build/configure-release.log 2>&1 \
        || { cat build/configure-release.log; fail "it does not configure"; }
    cmake --build "$build" --parallel "$(nproc)" --target identity-console demo-tenant
    rm -rf "$out"
    cpack --config "$build/CPackConfig.cmake" -B "$out" >"$work/cpack.log" 2>&1 \
        || { cat "$work/cpack.log"; fail "cpack"; }
    debs=("$out"/identity-console_*.deb)
    deb=${debs[0]}
    [[ -f "$deb" ]] || fail "cpack wrote no package"
    version=$(dpkg-deb --field "$deb" Version)
    say "$(basename "$deb"), $(du -k "$deb" | cut -f1) KiB, depends on $(dpkg-deb --field "$deb" Depends)"
}

read_package() {
    say "reading it"
    # Root may run it, as in a container; nobody else needs the switch.
    local as=()
    ((EUID != 0)) || as=(--allow-root)
    # The suppressed tag is about bugs in Debian's own tracker.
    lintian "${as[@]}" --fail-on error --suppress-tags initial-upload-closes-no-bugs "$deb"
    desktop-file-validate packaging/identity-console.desktop
    appstreamcli validate --no-net "$build/packaging/identity-console.metainfo.xml"
}

# expect_export <file> <rows>: header and rows, as many as that.
expect_export() {
    local count
    count=$(wc -l <"$1")
    ((count == $2 + 1)) || fail "the export has $count lines instead of $(($2 + 1))"
}

# expect_documented <help> <text> <name>: every switch of a help text is in the documentation, too.
expect_documented() {
    local one
    while read -r one; do
        grep -qF -e "$one" <<<"$2" || fail "$3 does not mention $one"
    done < <(grep -oE '^ +--[a-z0-9-]+' <<<"$1" | tr -d ' ')
}

# manual <program>: its man page of the unpacked package as text.
manual() {
    gzip -dc "$work/tree/usr/share/man/man1/$1.1.gz" | sed 's/\\-/-/g'
}

run_unpacked() {
    say "running it unpacked"
    dpkg-deb --extract "$deb" "$work/tree"
    local bin=$work/tree/usr/bin said
    said=$("$bin/identity-console" --version)
    [[ "identity-console ${version%-*}" == "$said" ]] || fail "--version says \"$said\""
    said=$("$bin/demo-tenant" --version)
    [[ "demo-tenant ${version%-*}" == "$said" ]] || fail "--version says \"$said\""
    local command
    for command in "" export list process delete run "jobs resume" audit; do
        # shellcheck disable=SC2086  # a command may be two words
        said=$("$bin/identity-console" $command --help)
        expect_documented "$said" "$(manual identity-console)" "the man page"
        expect_documented "$said" "$(<README.md)" "README.md"
    done
    # shellcheck disable=SC2016  # the inner shell's
    said=$(bash -c '. "$1"; COMP_WORDS=(identity-console jobs re) COMP_CWORD=2; _identity_console
        echo "${COMPREPLY[@]}"' bash "$work/tree/usr/share/bash-completion/completions/identity-console")
    [[ "$said" == "results resume" ]] || fail "bash completes \"$said\""
    grep -q '^#compdef identity-console' "$work/tree/usr/share/zsh/vendor-completions/_identity-console" \
        || fail "there is no completion for zsh"
    expect_documented "$("$bin/demo-tenant" --help)" "$(manual demo-tenant)" "the man page"
    "$bin/identity-console" export --demo --demo-identities 600 --all --output "$work/all.csv"
    expect_export "$work/all.csv" 600
    # Qt HttpServer is GPLv3-only. The console must not link it.
    if objdump -p "$bin/identity-console" | grep 'NEEDED.*HttpServer'; then
        fail "the console links Qt HttpServer"
    fi
}

install_inside() {
    inside apt-get install -q -y --no-install-recommends "$@" >"$work/apt.log" 2>&1 \
        || { cat "$work/apt.log"; fail "apt-get install $*"; }
}

install_and_purge() {
    say "installing it there"
    cp "$deb" "$root/tmp/console.deb"
    install_inside /tmp/console.deb
    local said
    said=$(as_user identity-console --version)
    [[ "identity-console ${version%-*}" == "$said" ]] || fail "--version says \"$said\""
    as_user identity-console export --demo --demo-identities 600 --all --output /home/tester/all.csv
    expect_export "$root/home/tester/all.csv" 600

    say "opening the window there"
    install_inside xvfb xauth xdotool imagemagick
    # shellcheck disable=SC2016  # $console is the inner shell's
    as_user xvfb-run --server-args="-screen 0 1440x900x24" bash -c '
        identity-console --demo & console=$!
        xdotool search --sync --onlyvisible --name "Identity Console" >/home/tester/window
        sleep 5
        kill -0 $console && import -window root /home/tester/window.png
        kill $console; wait $console || true
    ' 2>"$work/window.log" || { cat "$work/window.log"; fail "the window did not open"; }
    [[ -s "$root/home/tester/window" && -s "$root/home/tester/window.png" ]] \
        || { cat "$work/window.log"; fail "there is no picture of the window"; }
    cp "$root/home/tester/window.png" "$out/window.png"
    say "picture of it: $out/window.png"

    say "purging it"
    local file left=0
    inside dpkg -L identity-console >"$work/files"
    inside apt-get purge -q -y identity-console >"$work/apt.log" 2>&1 \
        || { cat "$work/apt.log"; fail "apt-get purge"; }
    while read -r file; do
        # Directories that other packages use, too, stay.
        if [[ -e "$root$file" && ! -d "$root$file" || "$file" == */doc/identity-console && -e "$root$file" ]]; then
            echo "$file"
            left=1
        fi
    done <"$work/files"
    ((left == 0)) || fail "purging left these files"
    if inside dpkg-query -W identity-console >/dev/null 2>&1; then
        fail "it is still known after purging"
    fi
}

if [[ "$clean_root" == yes ]] && ! can_make_clean_root; then
    echo "--clean-root needs root and the package mmdebstrap." >&2
    exit 2
fi
build_package
read_package
run_unpacked
if [[ "$clean_root" == yes ]]; then
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    say "making a clean $release"
    make_clean_root "$release" "$work/root"
    install_and_purge
fi
say "the package is in order"
