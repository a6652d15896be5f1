// The work of the GBM benchmark as a C++ programmer would write it: Philox4x32-10, Box-Muller
// with the vector mathematics library, log-price steps and their running minimum.
//
// Paths run side by side in blocks that stay in the first-level cache, "omp simd" over the paths
// of a block and "omp parallel for" over blocks.
//
// Usage: gbm PATHS STEPS THREADS DRIFT DEVIATION SEED
// Prints one line: seconds, processor seconds, mean of exp(x), mean of exp(minimum).

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

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

#ifdef GBM_PLAIN_SINE
inline __attribute__((always_inline)) float sine(float x)
{
    return sinf(x);
}
#else
// GCC merges sinf and cosf of one angle into sincosf, which has no vector version, and then
// leaves the whole loop scalar. A cosine a quarter turn back keeps it in vectors.
inline __attribute__((always_inline)) float sine(float x)
{
    return cosf(x - 1.5707963267948966f);
}
#endif

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
            x += drift + r0 * sine(a0);
            m = x < m ? x : m;
            x += drift + r1 * cosf(a1);
            m = x < m ? x : m;
            x += drift + r1 * sine(a1);
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

double mean(const std::vector<float> &values)
{
    double sum = 0;
    for (const float value : values)
    {
        sum += value;
    }

    return sum / static_cast<double>(values.size());
}
}

int main(int count, char **arguments)
{
    if (count != 7)
    {
        std::fprintf(stderr, "usage: gbm PATHS STEPS THREADS DRIFT DEVIATION SEED\n");
        return 2;
    }

    const int paths = std::atoi(arguments[1]) / block_paths * block_paths;
    const int steps = std::atoi(arguments[2]);
    const auto drift = static_cast<float>(std::atof(arguments[4]));
    const auto deviation = static_cast<float>(std::atof(arguments[5]));
    const std::uint64_t seed = std::strtoull(arguments[6], nullptr, 10);
    omp_set_num_threads(std::atoi(arguments[3]));

    // Filled once before the clock starts, so that neither page faults nor the start of the
    // threads count.
    std::vector<float> price(static_cast<std::size_t>(paths), 1.0f);
    std::vector<float> lowest(static_cast<std::size_t>(paths), 1.0f);
#pragma omp parallel for schedule(dynamic, 64)
    for (int block = 0; block < paths / block_paths / 8; block++)
    {
        simulate(
            static_cast<std::uint32_t>(block * block_paths), steps, drift, deviation, seed + 1,
            &price[static_cast<std::size_t>(block * block_paths)],
            &lowest[static_cast<std::size_t>(block * block_paths)]);
    }

    const auto start = std::chrono::steady_clock::now();
    const std::clock_t used = std::clock();
#pragma omp parallel for schedule(dynamic, 64)
    for (int block = 0; block < paths / block_paths; block++)
    {
        simulate(
            static_cast<std::uint32_t>(block * block_paths), steps, drift, deviation, seed,
            &price[static_cast<std::size_t>(block * block_paths)],
            &lowest[static_cast<std::size_t>(block * block_paths)]);
    }

    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    const double processor = static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC;
    std::printf("%.6f %.6f %.9f %.9f\n", elapsed.count(), processor, mean(price), mean(lowest));
    return 0;
}
