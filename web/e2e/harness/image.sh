#!/usr/bin/env bash
# Runs the last stage of docker/Dockerfile without an engine: image.sh JAVA_HOME DATA WORD...
# A root directory of its own that cannot be written to, with this system's programs in place of the base image's; the user
# of the image, no capabilities, no new privileges. All of it lives in a mount namespace and is gone with the process.
set -euo pipefail
if [ "${1:-}" != --inside ]; then exec unshare --mount --propagation private "$0" --inside "$@"; fi
java_home=$2
data=$3
shift 3
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)

# Over a folder that every system has: it is seen in this namespace only.
root=/mnt
mount -t tmpfs -o mode=755 image "$root"
mkdir -p "$root"/{usr,etc,proc,dev,data,tmp,opt/stagedoor/{lib,web/dist,admin-web/dist}} "$root$java_home"
for folder in /usr /etc /proc /dev; do mount --rbind "$folder" "$root$folder"; done
for folder in /usr /etc; do mount -o remount,bind,ro "$root$folder"; done
for link in bin sbin lib lib64; do ln -s "usr/$link" "$root/$link"; done
mount --bind "$java_home" "$root$java_home"
# RUN useradd …: PostgreSQL asks who its user is.
{ cat /etc/passwd && echo 'stagedoor:x:10001:10001::/nonexistent:/usr/sbin/nologin'; } >"$root/passwd"
mount --bind "$root/passwd" "$root/etc/passwd"
# COPY --from=…
cp "$repository"/server/target/server-*-SNAPSHOT.jar "$root/opt/stagedoor/server.jar"
mount --bind "$repository/server/target/lib" "$root/opt/stagedoor/lib"
mount --bind "$repository/web/dist" "$root/opt/stagedoor/web/dist"
mount --bind "$repository/admin-web/dist" "$root/opt/stagedoor/admin-web/dist"
# VOLUME /data, and what compose and Kubernetes mount at /tmp.
chown 10001:10001 "$data"
mount --bind "$data" "$root/data"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mount -o remount,ro "$root"

export PATH="$java_home/bin:/usr/sbin:/usr/bin:/sbin:/bin"
exec chroot "$root" env --chdir=/opt/stagedoor \
  setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
