// The work of the GBM benchmark as most C++ programs do it: the standard library's generator and
// normal distribution, a loop over paths shared out by OpenMP, a loop over steps.

#include "../protocol/peer.hpp"

#include <algorithm>
#include <random>

#include <omp.h>

namespace
{
void simulate(
    const peer::work &work, long paths, std::uint64_t seed, std::vector<float> &price,
    std::vector<float> &lowest)
{
    const auto drift = static_cast<float>(work.drift);
    const auto deviation = static_cast<float>(work.deviation);
#pragma omp parallel
    {
        std::seed_seq words{seed, static_cast<std::uint64_t>(omp_get_thread_num())};
        std::mt19937_64 engine(words);
        std::normal_distribution<float> normal(drift, deviation);
#pragma omp for schedule(static)
        for (long path = 0; path < paths; path++)
        {
            float log = 0;
            float minimum = 0;
            for (int step = 0; step < work.steps; step++)
            {
                log += normal(engine);
                minimum = std::min(minimum, log);
            }

            price[static_cast<std::size_t>(path)] = std::exp(log);
            lowest[static_cast<std::size_t>(path)] = std::exp(minimum);
        }
    }
}
}

int main(int count, char **arguments)
{
    const peer::work work = peer::read(count, arguments);
    omp_set_num_threads(work.threads);
    std::vector<float> price(static_cast<std::size_t>(work.paths), 1.0f);
    std::vector<float> lowest(static_cast<std::size_t>(work.paths), 1.0f);
    simulate(work, work.paths / 8, work.seed + 1, price, lowest);

    const peer::stopwatch watch;
    simulate(work, work.paths, work.seed, price, lowest);
    peer::print(
        work, watch.stop(), price, lowest,
        {"C++, OpenMP", "GCC " __VERSION__, "float32",
         "std::mt19937_64, std::normal_distribution"});
    return 0;
}
