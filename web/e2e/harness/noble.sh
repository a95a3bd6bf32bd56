#!/usr/bin/env bash
# Runs a command as root on a fresh Ubuntu noble, which the image stands on: noble.sh ROOT COMMAND
# debootstrap fetches it (about 100 MB); where Ubuntu's keys are not installed, without checking signatures: nothing of it is kept.
set -euo pipefail
if [ "${1:-}" != --inside ]; then exec unshare --mount --propagation private "$0" --inside "$@"; fi
root=$2
command=$3
keys=/usr/share/keyrings/ubuntu-archive-keyring.gpg
if [ -e "$keys" ]; then check=--keyring=$keys; else check=--no-check-gpg; fi
debootstrap --variant=minbase --components=main,universe "$check" noble "$root" "${NOBLE_MIRROR:-http://archive.ubuntu.com/ubuntu}"
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
exec chroot "$root" env PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive sh -ec "$command"
