# The work of the GBM benchmark in CuPy as NumPy programs are written: arrays over all paths, a
# loop over steps. The step after the normals is one fused kernel.

import sys

import cupy

sys.path.append("../protocol")
import peer  # noqa: E402

move = cupy.ElementwiseKernel(
    "float32 normal, float32 drift, float32 deviation", "float32 value, float32 lowest",
    "value += drift + deviation * normal; lowest = min(lowest, value);", "move")


def simulate(work):
    generator = cupy.random.Generator(cupy.random.Philox4x3210(work.seed))
    log = cupy.zeros(work.paths, cupy.float32)
    minimum = cupy.zeros(work.paths, cupy.float32)
    for _ in range(work.steps):
        normal = generator.standard_normal(work.paths, dtype=cupy.float32)
        move(normal, cupy.float32(work.drift), cupy.float32(work.deviation), log, minimum)
    result = cupy.exp(log), cupy.exp(minimum)
    cupy.cuda.Device().synchronize()
    return result


peer.measure(
    peer.read(sys.argv[1:]), simulate, cupy.asnumpy, warm_up_share=1, tool="CuPy, arrays",
    version=cupy.__version__, precision="float32", generator="cuRAND Philox4x32-10")
