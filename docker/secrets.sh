#!/usr/bin/env bash
# Makes the secrets that compose.yaml mounts, those that are not there yet, readable by their owner and the containers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
mkdir -p secrets
chmod 711 secrets
make() { # NAME CONTENT
  [ -e "secrets/$1" ] && return
  printf '%s\n' "$2" >"secrets/$1"
  # Compose mounts the file as it is, and each container has another user.
  chmod 644 "secrets/$1"
  printf 'made secrets/%s\n' "$1"
}
for name in postgres_password metrics_token turn_secret grafana_password; do
  make "$name" "$(openssl rand -hex 32)"
done
# Seals bank accounts and second factors in the database; a backup of the database is not whole without it.
make secrets_keys "$(openssl rand -base64 32)"
make database_url "postgres://stagedoor:$(cat secrets/postgres_password)@127.0.0.1:5432/stagedoor"
