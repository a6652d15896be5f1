// The work of the GBM benchmark laid out for vectors: Philox4x32-10, Box-Muller, log-price steps
// and their running minimum. Paths run side by side in blocks that stay in the first-level cache,
// "omp simd" over the paths of a block and "omp parallel for" over blocks.
//
// Whether its mathematics is in vectors depends on the flags: see the Makefile.

#include "../protocol/peer.hpp"
#include "philox.hpp"

#include <omp.h>

namespace
{
constexpr int block_paths = 16;

void simulate(
    std::uint32_t first, int steps, float drift, float deviation, std::uint64_t seed,
    float *price, float *lowest)
{
    alignas(64) float log[block_paths] = {};
    alignas(64) float minimum[block_paths] = {};
    for (int step = 0; step < steps; step += 4)
    {
#pragma omp simd
        for (int i = 0; i < block_paths; i++)
        {
            const words c = philox(
                first + static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(step / 4), seed);
            const float r0 = deviation * sqrtf(-2.0f * logf(uniform(c.x)));
            const float r1 = deviation * sqrtf(-2.0f * logf(uniform(c.z)));
            const float a0 = angle(c.y);
            const float a1 = angle(c.w);
            float x = log[i];
            float m = minimum[i];
            x += drift + r0 * cosf(a0);
            m = x < m ? x : m;
            x += drift + r0 * sinf(a0);
            m = x < m ? x : m;
            x += drift + r1 * cosf(a1);
            m = x < m ? x : m;
            x += drift + r1 * sinf(a1);
            m = x < m ? x : m;
            log[i] = x;
            minimum[i] = m;
        }
    }

#pragma omp simd
    for (int i = 0; i < block_paths; i++)
    {
        price[i] = expf(log[i]);
        lowest[i] = expf(minimum[i]);
    }
}

void simulate_all(
    const peer::work &work, long paths, std::uint64_t seed, float *price, float *lowest)
{
#pragma omp parallel for schedule(dynamic, 64)
    for (long block = 0; block < paths / block_paths; block++)
    {
        simulate(
            static_cast<std::uint32_t>(block * block_paths), work.steps,
            static_cast<float>(work.drift), static_cast<float>(work.deviation), seed,
            price + block * block_paths, lowest + block * block_paths);
    }
}
}

int main(int count, char **arguments)
{
    const peer::work work = peer::read(count, arguments);
    omp_set_num_threads(work.threads);

    // Filled once before the clock starts, so that neither page faults nor the start of the
    // threads count.
    std::vector<float> price(static_cast<std::size_t>(work.paths), 1.0f);
    std::vector<float> lowest(static_cast<std::size_t>(work.paths), 1.0f);
    simulate_all(work, work.paths / 8, work.seed + 1, price.data(), lowest.data());

    const peer::stopwatch watch;
    simulate_all(work, work.paths, work.seed, price.data(), lowest.data());
    peer::print(
        work, watch.stop(), price, lowest,
        {"C++, OpenMP", "GCC " __VERSION__, "float32", "Philox4x32-10, Box-Muller"});
    return 0;
}
