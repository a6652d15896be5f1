# A PostgreSQL server of its own for the tests: sourced by .ci/run.
# It listens on a socket in a temporary folder only, so that it meets no other server.

postgres_folder=""

# Programs of PostgreSQL refuse to run as root; the package brings a user for them.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

postgres_programs() {
  local initdb
  initdb=$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)
  [ -n "$initdb" ] || initdb=$(command -v initdb) || return 1
  dirname "$initdb"
}

start_postgres() {
  local programs
  programs=$(postgres_programs) || return 1
  postgres_folder=$(mktemp -d /tmp/gpurisk-postgres.XXXXXX) || return 1
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$postgres_folder" || return 1
  fi
  as_postgres "$programs/initdb" -D "$postgres_folder/data" -U postgres -A trust -E UTF8 \
    --locale=C >"$postgres_folder.log" 2>&1 || return 1
  as_postgres "$programs/pg_ctl" -D "$postgres_folder/data" -l "$postgres_folder/log" -w -t 60 \
    -o "-k $postgres_folder -c listen_addresses='' -c fsync=on -c max_connections=300" \
    start >>"$postgres_folder.log" 2>&1 || return 1
  export GPURISK_TEST_POSTGRES="Host=$postgres_folder;Username=postgres;Database=postgres"
}

stop_postgres() {
  [ -n "$postgres_folder" ] || return 0
  as_postgres "$(postgres_programs)/pg_ctl" -D "$postgres_folder/data" -m immediate -w stop \
    >/dev/null 2>&1
  rm -rf "$postgres_folder" "$postgres_folder.log"
}
