# The work of the GBM benchmark in Numba: a scalar loop over the steps of a path, compiled, blocks
# of paths shared out by prange. Xoroshiro128+ is the generator that Numba itself brings for GPUs;
# each block has its own, seeded by SplitMix64.

import math
import sys

import numba
import numpy
from numba import float32, njit, prange, uint32, uint64

sys.path.append("../protocol")
import peer  # noqa: E402

BLOCK = 256
TURN = float32(2 * math.pi * 2.0 ** -32)


@njit(inline="always")
def split_mix(state):
    z = state
    z = (z ^ (z >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> uint64(27))) * uint64(0x94D049BB133111EB)
    return z ^ (z >> uint64(31))


@njit(inline="always")
def rotate(x, bits):
    return (x << uint64(bits)) | (x >> uint64(64 - bits))


@njit(parallel=True, fastmath=True)
def simulate_all(price, lowest, steps, drift, deviation, seed):
    for block in prange(price.size // BLOCK):
        start = (uint64(seed) << uint64(32)) + uint64(2 * block)
        s0 = split_mix(start * uint64(0x9E3779B97F4A7C15))
        s1 = split_mix((start + uint64(1)) * uint64(0x9E3779B97F4A7C15))
        for path in range(block * BLOCK, (block + 1) * BLOCK):
            log = float32(0)
            minimum = float32(0)
            for _ in range(steps // 2):
                word = s0 + s1
                s1 ^= s0
                s0 = rotate(s0, 24) ^ s1 ^ (s1 << uint64(16))
                s1 = rotate(s1, 37)
                uniform = (float32(word >> uint64(41)) + float32(0.5)) * float32(2.0 ** -23)
                radius = deviation * math.sqrt(float32(-2) * math.log(uniform))
                angle = float32(uint32(word >> uint64(8))) * TURN
                log += drift + radius * math.cos(angle)
                minimum = min(minimum, log)
                log += drift + radius * math.sin(angle)
                minimum = min(minimum, log)
            price[path] = math.exp(log)
            lowest[path] = math.exp(minimum)


def simulate(work):
    price = numpy.empty(work.paths, numpy.float32)
    lowest = numpy.empty(work.paths, numpy.float32)
    simulate_all(
        price, lowest, work.steps, numpy.float32(work.drift), numpy.float32(work.deviation),
        work.seed)
    return price, lowest


work = peer.read(sys.argv[1:])
numba.set_num_threads(work.threads)
peer.measure(
    work, simulate, tool="Numba", version=numba.__version__, precision="float32",
    generator="xoroshiro128+, Box-Muller")
