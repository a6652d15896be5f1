#!/bin/sh
# Measures a GPU in less than eight minutes and writes one folder, from which the page of figures is
# made. What cannot be measured says why. Needs nothing but sh and what Host/publish.sh gpu made:
# its archive, unpacked, or publish/gpu.
#
#   Benchmarks/gpu.sh [FOLDER]             the folder is publish/gpu-figures if it is not named
#   DEVICE=opencl:0 Benchmarks/gpu.sh      another device than cuda:0
set -u
cd "$(dirname "$0")/.." || exit 1
device=${DEVICE:-cuda:0}
figures=${1:-publish/gpu-figures}
gpurisk=publish/gpu/gpurisk
benchmarks=publish/gpu/GpuRisk.Benchmarks
if [ ! -x "$gpurisk" ] || [ ! -x "$benchmarks" ]; then
  echo "publish/gpu is not there: run Host/publish.sh gpu, or unpack what it made." >&2
  exit 1
fi

mkdir -p "$figures/code"
rm -f "$figures"/gpu-*
log=$figures/log.txt
: >"$log"
begin=$(date +%s)
most=470
reason=

has() { command -v "$1" >/dev/null 2>&1; }

# How far it is, for who waits.
part() { echo "$(($(date +%s) - begin)) s: $1" | tee -a "$log" >&2; }

# A section's text, from standard input, below the lines about the machine.
section() {
  {
    printf '%s\n\n' "$machine"
    cat
  } >"$figures/gpu-$1.md"
}

not_measured() { echo "**Not measured**: $2" >"$figures/gpu-$1.md"; }

# run SECONDS FILE COMMAND...: its output goes to the file; on failure $reason tells why.
run() {
  limit=$1 file=$2
  shift 2
  left=$((most - $(date +%s) + begin))
  if [ "$left" -lt 5 ]; then
    reason="no time was left."
    return 1
  fi
  [ "$limit" -le "$left" ] || limit=$left
  timeout -k 5 "$limit" "$@" >"$file" 2>"$figures/errors.txt"
  code=$?
  cat "$figures/errors.txt" >>"$log"
  case $code in
    0) reason= ;;
    124 | 137) reason="it took longer than $limit s." ;;
    *)
      reason=$(grep . "$figures/errors.txt" | tail -n 1)
      reason=${reason:-"it ended with $code."}
      ;;
  esac
  rm -f "$figures/errors.txt"
  return "$code"
}

part "driver and devices"
machine="Processor  $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors
System     $(uname -sr)
GPU        $(if has nvidia-smi; then
  nvidia-smi --query-gpu=name,driver_version,memory.total,clocks.max.sm,power.limit,compute_cap \
    --format=csv,noheader 2>/dev/null | head -n 1
else
  echo "no nvidia-smi"
fi)
Version    $("$gpurisk" --version)
Date       $(date -u +%F)"
run 90 "$figures/devices.txt" "$gpurisk" devices
problem=$reason
{
  echo '```'
  sed 's/ *$//' "$figures/devices.txt" | grep .
  echo '```'
} | section devices
if [ -z "$problem" ] && ! grep -Eq "^ *$device .*  (yes|no) *$" "$figures/devices.txt"; then
  problem="there is no $device: $(awk -v kind="${device%%:*}" \
    '$1 ~ "^" kind { $1 = ""; sub(/ *-? *$/, ""); sub(/^ */, ""); print; exit }' \
    "$figures/devices.txt")."
fi

part "the assembler's registers and spills"
architecture=$(nvidia-smi --query-gpu=compute_cap --format=csv,noheader 2>/dev/null |
  head -n 1 | tr -d '. ')
architecture=${architecture:-90}
assemble() {
  echo "| kernel | registers | spilled, bytes | stack, bytes | instructions | loads and stores of local memory |"
  echo "|---|---:|---:|---:|---:|---:|"
  for code in "$figures"/code/*.ptx; do
    name=$(basename "$code" .ptx)
    if ! told=$(ptxas -arch="sm_$architecture" -v -o "$code.cubin" "$code" 2>&1); then
      echo "$told" >>"$log"
      echo "| $name | $(echo "$told" | head -n 1 | tr '|' ' ') |"
      continue
    fi
    number() { echo "$told" | grep -oE "$1" | grep -oE '[0-9]+' | tail -n 1; }
    instructions='' local=''
    if has cuobjdump; then
      cuobjdump --dump-sass "$code.cubin" >"$code.sass"
      instructions=$(grep -cE '^ +/\*[0-9a-f]{4,}\*/ ' "$code.sass")
      local=$(grep -cE ' (LDL|STL)' "$code.sass")
    fi
    echo "| $name | $(number 'Used [0-9]+ registers') | $(number '[0-9]+ bytes spill stores')" \
      "| $(number '[0-9]+ bytes stack frame') | $instructions | $local |"
  done
}
if ! has ptxas; then
  not_measured assembler "there is no ptxas (CUDA's toolkit)."
elif ! run 60 /dev/null "$benchmarks" ptx "$figures/code" "$architecture"; then
  not_measured assembler "$reason"
else
  {
    echo "ptxas for sm_$architecture: $(ptxas --version | tail -n 1)"
    echo
    assemble
  } | section assembler
fi

# bench SECTION SECONDS OPTIONS...: gpurisk bench on the device beside simd.
bench() {
  name=$1 limit=$2
  shift 2
  if [ -n "$problem" ]; then
    not_measured "$name" "$problem"
  elif ! run "$limit" "$figures/$name.txt" "$gpurisk" bench --devices "$device,simd" \
    --out "$figures/gpu-$name.json" --quiet "$@"; then
    [ -f "$figures/gpu-$name.json" ] || not_measured "$name" "$reason"
  fi
}

part "digests of the suite against simd"
bench digests 60 --repetitions 1 --seconds 0.01

part "the suite"
bench suite 180 --repetitions 5 --png "$figures/suite.png"

part "10^6 to 10^10 paths"
if [ -n "$problem" ]; then
  not_measured scaling "$problem"
elif ! run 80 "$figures/gpu-scaling.md" "$benchmarks" scaling --device "$device" \
  --seconds 15 --repetitions 2; then
  not_measured scaling "$reason"
fi

part "peers"
if [ -n "$problem" ]; then
  not_measured peers "$problem"
elif ! run 150 "$figures/gpu-peers.md" "$benchmarks" --only "GBM step" --repetitions 3; then
  not_measured peers "$reason"
fi

part "done: $figures"
echo "The page is made by"
echo "  dotnet run -c Release --project Benchmarks -- page docs/performance.md $figures"
