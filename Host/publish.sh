#!/bin/sh
# Publishes gpurisk as one file that needs no .NET on the machine.
set -eu
cd "$(dirname "$0")"
dotnet publish -c Release -p:PublishProfile=linux-x64 --nologo -v quiet
file=$(realpath ../publish/linux-x64/gpurisk)
ls -lh "$file" | awk '{ print "published " $5 "B: try" }'
echo "$file run Scenarios/library/quick-start.yaml"
