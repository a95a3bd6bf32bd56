# What the instructions of a Dockerfile do, for stage.sh: sourced inside the stage's root directory, as root.
user=root
owner_of() { printf '%s:%s' "$1" "$(id -g "$1")"; }

user() { user=$1; }

workdir() {
  mkdir -p "$1"
  cd "$1"
}

run() { # COMMAND
  printf '\nRUN %s\n' "$1"
  if [ "$user" = root ]; then
    sh -c "$1"
  else
    setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups \
      env HOME="$(getent passwd "$user" | cut -d: -f6)" USER="$user" sh -c "$1"
  fi
}

copy() { # FROM OWNER TO SOURCE...: of a folder, what is in it
  local from=$1 owner=$2 to=$3 source target
  shift 3
  for source in "$@"; do
    source=$from/${source#/}
    if [ ! -e "$source" ]; then
      echo "COPY: there is no ${source#"$from"/} in ${from#/replay/}"
      exit 1
    fi
    target=$to
    if [ -d "$source" ]; then
      mkdir -p "$target"
      cp -R "$source/." "$target/"
    else
      case $to in */ | .) target=$to/$(basename "$source") ;; esac
      mkdir -p "$(dirname "$target")"
      cp "$source" "$target"
    fi
    chown -R "$(owner_of "$owner")" "$target"
  done
}
