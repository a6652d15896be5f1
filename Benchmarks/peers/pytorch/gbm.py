# The work of the GBM benchmark in PyTorch: tensors over all paths, a loop over steps. "compiled"
# fuses the random numbers and the arithmetic of sixteen steps into one kernel. GBM_DEVICE=cpu
# tries it without a GPU.

import os
import sys

import torch

sys.path.append("../protocol")
import peer  # noqa: E402

DEVICE = os.environ.get("GBM_DEVICE", "cuda")
FUSED = 16


def move(log, minimum, drift, deviation):
    log = log + (drift + deviation * torch.randn_like(log))
    return log, torch.minimum(minimum, log)


def move_often(log, minimum, drift, deviation):
    for _ in range(FUSED):
        log, minimum = move(log, minimum, drift, deviation)
    return log, minimum


def simulate(work):
    torch.manual_seed(work.seed)
    log = torch.zeros(work.paths, dtype=torch.float32, device=DEVICE)
    minimum = torch.zeros_like(log)
    rest = work.steps
    while rest > 0:
        count, steps = (FUSED, compiled) if compiled and rest >= FUSED else (1, move)
        log, minimum = steps(log, minimum, work.drift, work.deviation)
        rest -= count
    result = torch.exp(log), torch.exp(minimum)
    if DEVICE == "cuda":
        torch.cuda.synchronize()
    return result


mode, arguments = sys.argv[1], sys.argv[2:]
compiled = torch.compile(move_often) if mode == "compiled" else None
work = peer.read(arguments)
torch.set_num_threads(work.threads)
torch.set_grad_enabled(False)
peer.measure(
    work, simulate, lambda tensor: tensor.cpu().numpy(), warm_up_share=1,
    tool=f"PyTorch, {mode}", version=torch.__version__, precision="float32",
    generator="Philox4x32-10" if DEVICE == "cuda" else "MT19937")
