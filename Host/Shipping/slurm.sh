#!/bin/sh
# One run as an array of Slurm jobs, a part each, and the job that adds the parts up:
#
#   array=$(sbatch --parsable --array=1-64 slurm.sh 64 SCENARIO DIR --paths 1e10)
#   sbatch --dependency=afterok:$array slurm.sh DIR
#
# What follows DIR is as gpurisk run takes it. All nodes must see SCENARIO and DIR under their
# names, and find gpurisk. Parts that failed are run again by their numbers:
#
#   sbatch --array=3,17 slurm.sh 64 SCENARIO DIR --paths 1e10
#
# Add what your cluster needs, here or before the script's name: --partition, --account, --time,
# --gpus-per-task=1.
#SBATCH --job-name=gpurisk
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --requeue
set -eu

if [ -n "${SLURM_ARRAY_TASK_ID:-}" ]; then
  parts=$1 scenario=$2 dir=$3
  shift 3
  exec gpurisk run "$scenario" --part "$SLURM_ARRAY_TASK_ID/$parts" \
    --out "$dir/parts/$SLURM_ARRAY_TASK_ID" --threads "${SLURM_CPUS_PER_TASK:-1}" \
    --force --quiet "$@"
fi

exec gpurisk merge "$1"/parts/* --out "$1" --threads "${SLURM_CPUS_PER_TASK:-1}" --force
