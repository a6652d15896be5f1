# The work of the GBM benchmark in CuPy as a kernel of its own, compiled by NVRTC.

import pathlib
import sys

import cupy

sys.path.append("../protocol")
import peer  # noqa: E402

GROUP = 256

kernel = cupy.RawKernel(
    pathlib.Path("kernel.cu").read_text(), "simulate", options=("--use_fast_math",))


def simulate(work):
    price = cupy.empty(work.paths, cupy.float32)
    lowest = cupy.empty(work.paths, cupy.float32)
    kernel((-(-work.paths // GROUP),), (GROUP,), (
        price, lowest, cupy.int32(work.paths), cupy.int32(work.steps),
        cupy.float32(work.drift), cupy.float32(work.deviation), cupy.uint32(work.seed)))
    cupy.cuda.Device().synchronize()
    return price, lowest


peer.measure(
    peer.read(sys.argv[1:]), simulate, cupy.asnumpy, warm_up_share=1, tool="CuPy, RawKernel",
    version=cupy.__version__, precision="float32", generator="Philox4x32-10, Box-Muller")
