#!/bin/sh
# Measures `gpurisk serve` on the loopback address. Needs a Release build of Host, wrk and python3.
#
#   Benchmarks/service/run.sh status|submit|streams|overload|memory|attack [STORE]
#
# STORE is an empty PostgreSQL database, as --store has it; without it a SQLite file in a new folder. SECONDS_EACH (10)
# and CONNECTIONS (by what is measured) may be set, and for submissions PAUSE, milliseconds before each.
set -eu
export HERE=$(cd "$(dirname "$0")" && pwd)
program="dotnet $HERE/../../Host/bin/Release/net10.0/gpurisk.dll"
folder=$(mktemp -d)
store=${2:-$folder/runs.db}
seconds=${SECONDS_EACH:-10}
service=

finish() {
  [ -z "$service" ] || kill -TERM "$service" 2>/dev/null && wait "$service" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

# Starts the service; variables that begin with GPURISK_SERVE_ set it up.
start() {
  $program serve --trust-local --store "$store" --urls http://127.0.0.1:0 >"$folder/out" 2>"$folder/log" &
  service=$!
  until grep -q 'listens on' "$folder/out"; do
    kill -0 "$service" 2>/dev/null || { cat "$folder/log"; exit 1; }
    sleep 0.05
  done
  address=$(sed -n 's/.* listens on \([^,]*\).*/\1/p' "$folder/out")
}

# Submits a run that takes long, and tells its name.
submit() {
  curl -sf -X POST "$address/v1/runs?paths=$1&seed=$2" -H 'Content-Type: application/yaml' \
    --data-binary "@$HERE/../../Scenarios/library/quick-start.yaml" |
    sed -n 's/^{"id":"\([0-9a-f]*\)".*/\1/p'
}

figure() {
  curl -sf "$address/metrics" | awk -v name="$1" '$1 ~ "^"name { sum += $2 } END { print sum + 0 }'
}

case ${1:-} in
status)
  start
  export RUN=$(submit 50000000000 1)
  wrk -t1 -c"${CONNECTIONS:-16}" -d2s -s "$HERE/status.lua" "$address" >/dev/null
  wrk -t1 -c"${CONNECTIONS:-16}" -d"$seconds"s -s "$HERE/status.lua" "$address" | grep measured
  echo "the run meanwhile: $(curl -sf "$address/v1/runs/$RUN" | grep -o '"pathsPerSecond":[0-9.]*')"
  ;;
submit)
  export GPURISK_SERVE_Limits__Queued=1000000 GPURISK_SERVE_Limits__QueuedPerOwner=1000000
  start
  FIRST_SEED=1 wrk -t1 -c"${CONNECTIONS:-8}" -d3s -s "$HERE/submit.lua" "$address" >/dev/null
  FIRST_SEED=50000000 wrk -t1 -c"${CONNECTIONS:-8}" -d"$seconds"s -s "$HERE/submit.lua" "$address" |
    grep measured
  echo "runs that wait by now: $(figure gpurisk_queue_depth)"
  ;;
streams)
  start
  run=$(submit "${RUN_PATHS:-3000000}" 1)
  python3 "$HERE/streams.py" "$address" "$run" "${CONNECTIONS:-500}"
  curl -sf "$address/v1/runs/$run" | grep -o '"pathsPerSecond":[0-9.]*'
  ;;
overload)
  # First as many runs as an owner may have, then as many as the service takes.
  export MOST=500 RUN_PATHS=200000
  export GPURISK_SERVE_Limits__Queued=100 GPURISK_SERVE_Limits__QueuedPerOwner=50
  start
  wrk -t4 -c64 -d"$seconds"s -s "$HERE/submit.lua" "$address" | grep measured
  kill -TERM "$service" && wait "$service" || true
  export GPURISK_SERVE_Limits__Queued=50 GPURISK_SERVE_Limits__QueuedPerOwner=50000
  rm -f "$folder"/runs.db*
  start
  FIRST_SEED=50000000 wrk -t4 -c64 -d"$seconds"s -s "$HERE/submit.lua" "$address" | grep measured
  ;;
memory)
  # Many small runs after some to warm up.
  export GPURISK_SERVE_Limits__Queued=1000000 GPURISK_SERVE_Limits__QueuedPerOwner=1000000
  start
  held() {
    FIRST_SEED=$1 MOST=$2 wrk -t1 -c1 -d"$3"s -s "$HERE/submit.lua" "$address" >/dev/null
    until curl -sf "$address/v1/queue" | grep -q '"queued":0,"running":0'; do sleep 0.2; done
    echo "$2 runs: $(ps -o rss= -p "$service") KiB resident," \
      "$(figure dotnet_gc_last_collection_heap_size) bytes of heap at the last collection"
  }
  held 1 2000 30
  held 1000000 10000 120
  held 2000000 10000 120
  ;;
attack)
  # Keys before the start, so that each attack is one owner's.
  reader=$($program keys add reader --scope read --store "$store")
  owner=$($program keys add owner --scope run --store "$store")
  chief=$($program keys add reader --scope run --store "$store")
  start
  python3 "$HERE/attack.py" bodies "$address" "$reader" "$owner"
  run=$(curl -sf -X POST "$address/v1/runs?paths=20000" -H "X-Api-Key: $chief" \
    -H 'Content-Type: application/yaml' --data-binary "@$HERE/../../Scenarios/library/quick-start.yaml" |
    sed -n 's/^{"id":"\([0-9a-f]*\)".*/\1/p')
  until curl -sf -H "X-Api-Key: $chief" "$address/v1/runs/$run" | grep -q succeeded; do sleep 0.1; done
  ps -o rss= -p "$service" | sed 's/^ */resident before the reports: /; s/$/ KiB/'
  python3 "$HERE/attack.py" reports "$address" "$reader" "$run"
  ps -o rss= -p "$service" | sed 's/^ */resident after: /; s/$/ KiB/'
  ;;
*)
  sed -n '2,7p' "$0"
  exit 2
  ;;
esac
