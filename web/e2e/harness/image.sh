#!/usr/bin/env bash
# Runs the last stage of docker/Dockerfile without an engine: image.sh ROOT JAVA_HOME DATA WORD...
# ROOT is what stage.sh made of it; it cannot be written to, and has this system's programs in place of the base image's. The
# user of the image, no capabilities, no new privileges. All mounts live in a namespace and are gone with the process.
set -euo pipefail
if [ "${1:-}" != --inside ]; then exec unshare --mount --propagation private "$0" --inside "$@"; fi
built=$2
java_home=$3
data=$4
shift 4

# Over a folder that every system has: it is seen in this namespace only.
root=/mnt
case $java_home in /usr/*) ;; *) mkdir -p "$built$java_home" ;; esac
mount --bind "$built" "$root"
for folder in /usr /proc /dev; do mount --rbind "$folder" "$root$folder"; done
mount -o remount,bind,ro "$root/usr"
case $java_home in /usr/*) ;; *) mount --bind "$java_home" "$root$java_home" ;; esac
# VOLUME /data, and what compose and Kubernetes mount at /tmp.
chown 10001:10001 "$data"
mount --bind "$data" "$root/data"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mount -o remount,bind,ro "$root"

export PATH="$java_home/bin:/usr/sbin:/usr/bin:/sbin:/bin"
exec chroot "$root" env --chdir=/opt/stagedoor \
  setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
