# The work of the GBM benchmark as most would write it in NumPy: whole arrays in double precision and
# the library's default generator, one thread.

import sys

import numpy

sys.path.append("../protocol")
import peer  # noqa: E402


def simulate(work):
    generator = numpy.random.default_rng(work.seed)
    normals = generator.standard_normal((work.paths, work.steps))
    log = numpy.cumsum(work.drift + work.deviation * normals, axis=1)
    return numpy.exp(log[:, -1]), numpy.exp(numpy.minimum(log.min(axis=1), 0))


peer.measure(
    peer.read(sys.argv[1:]), simulate, tool="NumPy", version=numpy.__version__,
    precision="float64", generator="PCG64, ziggurat")
