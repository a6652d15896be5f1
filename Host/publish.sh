#!/bin/sh
# Publishes gpurisk as one file that needs no .NET on the machine, and as an archive of it with the
# library of scenarios and what a server needs.
#
#   Host/publish.sh        that
#   Host/publish.sh gpu    an archive for a machine with a GPU, where Benchmarks/gpu.sh measures
set -eu
cd "$(dirname "$0")"

# What needs no more than some kinds of file to get to a GPU fits into them.
gpu_limit=60000000

publish_gpu() {
  rm -rf ../publish/gpu
  dotnet publish -c Release -p:PublishProfile=gpu --nologo -v quiet
  dotnet publish ../Benchmarks -c Release --nologo -v quiet \
    -p:PublishProfileFullPath="$PWD/Properties/PublishProfiles/gpu.pubxml"
  cd ..
  name="gpurisk-$(publish/gpu/gpurisk --version | cut -d+ -f1)-gpu-linux-x64"
  tar --transform "s,^,$name/," --exclude out -czf "publish/$name.tar.gz" \
    publish/gpu Benchmarks/gpu.sh Benchmarks/peers Scenarios/library Scenarios/benchmark LICENSE
  size=$(wc -c <"publish/$name.tar.gz")
  echo "archive of $size bytes: publish/$name.tar.gz"
  echo "there: tar -xzf $name.tar.gz && $name/Benchmarks/gpu.sh"
  [ "$size" -le "$gpu_limit" ] || { echo "more than $gpu_limit bytes" >&2; exit 1; }
}

if [ "${1:-}" = gpu ]; then
  publish_gpu
  exit
fi

dotnet publish -c Release -p:PublishProfile=linux-x64 --nologo -v quiet
cd ..
file=$(realpath publish/linux-x64/gpurisk)
echo "published $(wc -c <"$file") bytes: try"
echo "$file run Scenarios/library/quick-start.yaml"

name="gpurisk-$("$file" --version | cut -d+ -f1)-linux-x64"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/$name"
cp -r "$file" README.md LICENSE docs Scenarios/library Host/Shipping/gpurisk.service \
  Host/Shipping/serve.json Host/Shipping/slurm.sh Host/Shipping/kubernetes "$folder/$name"
tar -C "$folder" -czf "publish/$name.tar.gz" "$name"
echo "archive of $(wc -c <"publish/$name.tar.gz") bytes: publish/$name.tar.gz"
