# shellcheck shell=bash
# Sourced by check-package.sh and check-release.sh: a new Debian in a folder. Needs root, mmdebstrap
# and the network; whoever sources it has fail <words>, and calls unmount_clean_root at its end.

root= # the folder, once it is made
mounted=()

can_make_clean_root() {
    ((EUID == 0)) && command -v mmdebstrap >/dev/null
}

# make_clean_root <release> <folder>: with a user "tester".
make_clean_root() {
    mmdebstrap --quiet --variant=minbase --include=ca-certificates "$1" "$2.tar"
    root=$2
    mkdir "$root"
    tar -xpf "$root.tar" -C "$root" --exclude='./dev/*'
    rm "$root.tar"
    cp /etc/resolv.conf "$root/etc/"
    local name minor
    while read -r name minor; do
        mknod -m 666 "$root/dev/$name" c 1 "$minor"
    done <<<$'null 3\nzero 5\nfull 7\nrandom 8\nurandom 9'
    ln -s /proc/self/fd "$root/dev/fd"
    mkdir -p "$root/dev/shm"
    mount -t tmpfs tmpfs "$root/dev/shm"
    mounted+=("$root/dev/shm")
    mount -t proc proc "$root/proc"
    mounted+=("$root/proc")
    # No services in there.
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod +x "$root/usr/sbin/policy-rc.d"
    inside useradd --create-home --shell /bin/bash tester
    inside apt-get update -q >"$root/apt.log" 2>&1 || { cat "$root/apt.log"; fail "apt-get update"; }
}

unmount_clean_root() {
    local place
    for place in "${mounted[@]}"; do
        umount "$place" || umount --lazy "$place"
    done
    mounted=()
}

# inside <command …>: as root, in the folder.
inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive "$@"
}

as_user() {
    inside runuser -u tester -- env HOME=/home/tester "$@"
}
