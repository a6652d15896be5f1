// The work of the GBM benchmark laid out for vectors: Philox4x32-10, Box-Muller, log-price steps
// and their running minimum. Paths run side by side in blocks that stay in the first-level cache,
// "omp simd" over the paths of a block and "omp parallel for" over blocks.
//
// Whether its mathematics is in vectors depends on the flags: see the Makefile.

#include "../protocol/peer.hpp"

#include <omp.h>

namespace
{
constexpr int block_paths = 16;

struct words
{
    std::uint32_t x, y, z, w;
};

inline __attribute__((always_inline)) words round(
    words c, std::uint32_t key0, std::uint32_t key1)
{
    const std::uint64_t p = std::uint64_t{0xD2511F53u} * c.x;
    const std::uint64_t q = std::uint64_t{0xCD9E8D57u} * c.z;
    return {
        static_cast<std::uint32_t>(q >> 32) ^ c.y ^ key0, static_cast<std::uint32_t>(q),
        static_cast<std::uint32_t>(p >> 32) ^ c.w ^ key1, static_cast<std::uint32_t>(p)};
}

inline __attribute__((always_inline)) words philox(
    std::uint32_t path, std::uint32_t block, std::uint64_t seed)
{
    constexpr std::uint32_t weyl0 = 0x9E3779B9u;
    constexpr std::uint32_t weyl1 = 0xBB67AE85u;
    const auto k0 = static_cast<std::uint32_t>(seed);
    const auto k1 = static_cast<std::uint32_t>(seed >> 32);
    words c{path, 0, block, 0};
    c = round(c, k0, k1);
    c = round(c, k0 + 1 * weyl0, k1 + 1 * weyl1);
    c = round(c, k0 + 2 * weyl0, k1 + 2 * weyl1);
    c = round(c, k0 + 3 * weyl0, k1 + 3 * weyl1);
    c = round(c, k0 + 4 * weyl0, k1 + 4 * weyl1);
    c = round(c, k0 + 5 * weyl0, k1 + 5 * weyl1);
    c = round(c, k0 + 6 * weyl0, k1 + 6 * weyl1);
    c = round(c, k0 + 7 * weyl0, k1 + 7 * weyl1);
    c = round(c, k0 + 8 * weyl0, k1 + 8 * weyl1);
    return round(c, k0 + 9 * weyl0, k1 + 9 * weyl1);
}

// (0, 1], all upper 31 bits near zero.
inline __attribute__((always_inline)) float uniform(std::uint32_t word)
{
    return static_cast<float>(static_cast<std::int32_t>(word >> 1)) * 4.656612873077393e-10f
        + 2.3283064365386963e-10f;
}

// [-pi, pi): a signed word needs no unsigned conversion.
inline __attribute__((always_inline)) float angle(std::uint32_t word)
{
    return static_cast<float>(static_cast<std::int32_t>(word)) * 1.4629180792671596e-9f;
}

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
