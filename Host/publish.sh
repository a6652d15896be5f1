#!/bin/sh
# Publishes gpurisk as one file that needs no .NET on the machine, and as an archive of it with the
# library of scenarios and what a server needs.
set -eu
cd "$(dirname "$0")"
dotnet publish -c Release -p:PublishProfile=linux-x64 --nologo -v quiet
cd ..
file=$(realpath publish/linux-x64/gpurisk)
ls -lh "$file" | awk '{ print "published " $5 "B: try" }'
echo "$file run Scenarios/library/quick-start.yaml"

name="gpurisk-$("$file" --version | cut -d+ -f1)-linux-x64"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/$name"
cp -r "$file" README.md LICENSE docs Scenarios/library \
  Host/Shipping/gpurisk.service Host/Shipping/serve.json "$folder/$name"
tar -C "$folder" -czf "publish/$name.tar.gz" "$name"
ls -lh "publish/$name.tar.gz" | awk '{ print "archive " $5 "B: " $9 }'
