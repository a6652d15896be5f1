# The work of the GBM benchmark in JAX: one compiled program with the loop over steps in it, arrays
# over all paths. "rbg" is the fastest of JAX's generators on GPUs.

import functools
import sys

import jax
import jax.numpy as jnp

sys.path.append("../protocol")
import peer  # noqa: E402


@functools.partial(jax.jit, static_argnames=("paths", "steps"))
def simulate_all(key, drift, deviation, paths, steps):
    def move(step, state):
        log, minimum = state
        normal = jax.random.normal(jax.random.fold_in(key, step), (paths,), jnp.float32)
        log = log + drift + deviation * normal
        return log, jnp.minimum(minimum, log)

    start = jnp.zeros(paths, jnp.float32)
    log, minimum = jax.lax.fori_loop(0, steps, move, (start, start))
    return jnp.exp(log), jnp.exp(minimum)


def simulate(work):
    key = jax.random.PRNGKey(work.seed)
    return jax.block_until_ready(simulate_all(
        key, jnp.float32(work.drift), jnp.float32(work.deviation), work.paths, work.steps))


jax.config.update("jax_default_prng_impl", "rbg")
peer.measure(
    peer.read(sys.argv[1:]), simulate, warm_up_share=1, tool="JAX",
    version=f"{jax.__version__}, {jax.devices()[0].device_kind}", precision="float32",
    generator="rbg")
