// The work of the GBM benchmark the QuantLib way: a process, a time grid, a path generator with
// the library's pseudo-random numbers, a loop over the path. A generator belongs to one thread.
//
// Time is counted in steps, so that a step's deviation is the volatility. The library moves this
// process by Euler steps of the price: its mean is 1 too, its variance is smaller
// by eight millionths.

#include "../protocol/peer.hpp"

#include <algorithm>

#include <ql/math/randomnumbers/rngtraits.hpp>
#include <ql/methods/montecarlo/pathgenerator.hpp>
#include <ql/processes/geometricbrownianprocess.hpp>
#include <ql/version.hpp>

#include <omp.h>

namespace
{
using generator = QuantLib::PathGenerator<QuantLib::PseudoRandom::rsg_type>;

void simulate(
    const peer::work &work, long paths, std::uint64_t seed, std::vector<double> &price,
    std::vector<double> &lowest)
{
    const auto steps = static_cast<QuantLib::Size>(work.steps);
    const double rate = work.drift + 0.5 * work.deviation * work.deviation;
#pragma omp parallel
    {
        const auto process = QuantLib::ext::make_shared<QuantLib::GeometricBrownianMotionProcess>(
            1.0, rate, work.deviation);
        const auto stream = static_cast<QuantLib::BigNatural>(
            seed * 1000 + static_cast<std::uint64_t>(omp_get_thread_num()));
        generator generator(
            process, QuantLib::TimeGrid(static_cast<double>(work.steps), steps),
            QuantLib::PseudoRandom::make_sequence_generator(steps, stream), false);
#pragma omp for schedule(static)
        for (long i = 0; i < paths; i++)
        {
            const QuantLib::Path &path = generator.next().value;
            price[static_cast<std::size_t>(i)] = path.back();
            lowest[static_cast<std::size_t>(i)] = *std::min_element(path.begin(), path.end());
        }
    }
}
}

int main(int count, char **arguments)
{
    const peer::work work = peer::read(count, arguments);
    omp_set_num_threads(work.threads);
    std::vector<double> price(static_cast<std::size_t>(work.paths), 1.0);
    std::vector<double> lowest(static_cast<std::size_t>(work.paths), 1.0);
    simulate(work, work.paths / 8, work.seed + 1, price, lowest);

    const peer::stopwatch watch;
    simulate(work, work.paths, work.seed, price, lowest);
    peer::print(
        work, watch.stop(), price, lowest,
        {"QuantLib", QL_VERSION, "float64", "MT19937, inverse normal distribution"});
    return 0;
}
