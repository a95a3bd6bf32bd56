#!/usr/bin/env bash
# Builds a stage of docker/Dockerfile without an engine: stage.sh WORK STAGE
# WORK/STAGE.sh has the instructions as calls (dockerfile.ts), WORK/context what an engine is sent, and WORK/STAGE becomes the stage's
# root directory: a copy of this system's /etc, this system's programs in place of the base image's. What Maven and npm have
# fetched before is there and not changed. All mounts live in a namespace and are gone with the process.
set -euo pipefail
if [ "${1:-}" != --inside ]; then exec unshare --mount --propagation private "$0" --inside "$@"; fi
work=$2
root=$work/$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
node_home=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
maven_home=$(dirname "$(dirname "$(readlink -f "$(command -v mvn)")")")

mkdir -p "$root"/{usr,proc,dev,root,home,replay,caches,stand-ins,var/lib/apt/lists} "$root"/tmp
chmod 1777 "$root/tmp"
cp -a /etc "$root/etc"
for folder in /usr /proc /dev; do mount --rbind "$folder" "$root$folder"; done
mount -o remount,bind,ro "$root/usr"
for link in bin sbin lib lib64; do ln -s "usr/$link" "$root/$link"; done
for home in "$JAVA_HOME" "$node_home" "$maven_home"; do
  case $home in
    /usr | /usr/*) ;;
    *)
      mkdir -p "$root$home"
      mount --bind "$home" "$root$home"
      ;;
  esac
done
mount --bind "$work" "$root/replay"
cp "$here/apt-get" "$root/stand-ins/"

# What is written to a cache stays in memory; whoever the stage runs as may write there.
mount -t tmpfs caches "$root/caches"
for name in .m2 .npm; do
  mkdir -p "$HOME/$name" "$root/caches/upper$name" "$root/caches/work$name" "$root/caches/$name"
  mount -t overlay overlay "$root/caches/$name" \
    -o "lowerdir=$HOME/$name,upperdir=$root/caches/upper$name,workdir=$root/caches/work$name"
done
find "$root/caches/.m2" -type d -exec chmod 777 {} +
[ ! -e "$HOME/.npmrc" ] || cp "$HOME/.npmrc" "$root/caches/.npmrc"

cp "$here/instructions.sh" "$work/$3.instructions.sh"
exec chroot "$root" env HOME=/root USER=root \
  PATH="/stand-ins:$JAVA_HOME/bin:$node_home/bin:$maven_home/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
  MAVEN_OPTS="-Duser.home=/caches" NPM_CONFIG_CACHE=/caches/.npm NPM_CONFIG_USERCONFIG=/caches/.npmrc \
  bash -euo pipefail -c '. "$1"; . "$2"' stage "/replay/$3.instructions.sh" "/replay/$3.sh"
