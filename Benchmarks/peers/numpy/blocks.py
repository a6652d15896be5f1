# The work of the GBM benchmark in NumPy: vectorised over a block of paths whose state stays in the
# first-level cache, a thread for each processor, for NumPy gives up the interpreter's lock in its
# loops. SFC64 is the fastest of NumPy's generators here.

import sys
from threading import Thread

import numpy

sys.path.append("../protocol")
import peer  # noqa: E402

BLOCK = 4096


def simulate_share(work, generator, price, lowest):
    drift = numpy.float32(work.drift)
    deviation = numpy.float32(work.deviation)
    for first in range(0, len(price), BLOCK):
        end = min(first + BLOCK, len(price))
        moves = generator.standard_normal((work.steps, end - first), dtype=numpy.float32)
        moves *= deviation
        moves += drift
        log = numpy.zeros(end - first, numpy.float32)
        minimum = numpy.zeros(end - first, numpy.float32)
        for move in moves:
            log += move
            numpy.minimum(minimum, log, out=minimum)
        numpy.exp(log, out=price[first:end])
        numpy.exp(minimum, out=lowest[first:end])


def simulate(work):
    price = numpy.empty(work.paths, numpy.float32)
    lowest = numpy.empty(work.paths, numpy.float32)
    seeds = numpy.random.SeedSequence(work.seed).spawn(work.threads)
    bounds = [work.paths * i // work.threads for i in range(work.threads + 1)]
    threads = [
        Thread(target=simulate_share, args=(
            work, numpy.random.Generator(numpy.random.SFC64(seed)), price[a:b], lowest[a:b]))
        for seed, a, b in zip(seeds, bounds, bounds[1:])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return price, lowest


peer.measure(
    peer.read(sys.argv[1:]), simulate, tool="NumPy", version=numpy.__version__,
    precision="float32", generator="SFC64, ziggurat")
