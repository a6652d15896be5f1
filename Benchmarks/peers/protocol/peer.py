# What the Python peers share: arguments, clocks and the line of figures. See ../README.md.

import json
import sys
import time
from typing import NamedTuple

import numpy


class Work(NamedTuple):
    paths: int
    steps: int
    threads: int
    drift: float
    deviation: float
    seed: int


def read(arguments):
    if len(arguments) != 6:
        sys.exit("usage: PATHS STEPS THREADS DRIFT DEVIATION SEED")
    paths, steps, threads = map(int, arguments[:3])
    if paths < 1024 or paths % 1024 or steps < 4 or steps % 4 or threads < 1:
        sys.exit("PATHS is a multiple of 1024, STEPS of 4")
    return Work(paths, steps, threads, float(arguments[3]), float(arguments[4]),
                int(arguments[5]))


# Calls simulate(work) for the warm-up and again by the clock; its result is the final prices and
# the minima, which fetch turns into NumPy arrays after the clock has stopped.
def measure(work, simulate, fetch=numpy.asarray, warm_up_share=8, **about):
    simulate(work._replace(paths=work.paths // warm_up_share, seed=work.seed + 1))
    used = time.process_time()
    start = time.perf_counter()
    price, lowest = simulate(work)
    seconds = time.perf_counter() - start
    used = time.process_time() - used
    price = fetch(price).astype(numpy.float64)
    lowest = fetch(lowest).astype(numpy.float64)
    print(json.dumps({
        "paths": len(price), "seconds": seconds, "processorSeconds": used,
        "mean": price.mean(), "standardError": price.std(ddof=1) / len(price) ** 0.5,
        "meanMinimum": lowest.mean(), **about}))
