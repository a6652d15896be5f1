// The work of the pool benchmark as most C++ programs would do it: the standard library's generator
// and normal distribution, a loop over paths shared out by OpenMP, a loop over steps.

#include "pool.hpp"

#include <algorithm>
#include <random>

#include <omp.h>

namespace
{
struct holding
{
    const pool::position &terms;
    float lvr = 0;
    float fees = 0;
    float time = 0;

    // What a step that moves the pool's log price leaves and takes, and what it pays.
    void step(float from, float to, float market, float noise_fee)
    {
        const float before = std::clamp(from, terms.lower, terms.upper);
        const float after = std::clamp(to, terms.lower, terms.upper);
        float share = from >= terms.lower && from <= terms.upper ? 1.0f : 0.0f;
        if (from != to)
        {
            const float left =
                terms.liquidity * std::exp(0.5f * before) * std::expm1(0.5f * (after - before));
            const float excess = std::expm1(market - 0.5f * (before + after));
            lvr += left * excess;
            fees += (left > 0 ? left : -left * (1 + excess)) * pool::fee * pool::input_per_kept;
            share = (after - before) / (to - from);
        }

        fees += terms.liquidity * noise_fee * share;
        time += share;
    }

    float loss(float log, float market) const
    {
        const float at = std::clamp(log, terms.lower, terms.upper);
        return -terms.liquidity * std::expm1(0.5f * at) * std::expm1(market - 0.5f * at)
            / (terms.base * std::exp(market) + terms.quote);
    }
};

void simulate(
    const peer::work &work, long paths, std::uint64_t seed, peer::outcomes<pool::figures> &out)
{
#pragma omp parallel
    {
        std::seed_seq words{seed, static_cast<std::uint64_t>(omp_get_thread_num())};
        std::mt19937_64 engine(words);
        std::normal_distribution<float> normal;
#pragma omp for schedule(static)
        for (long path = 0; path < paths; path++)
        {
            holding wide{pool::wide};
            holding narrow{pool::narrow};
            float market = 0;
            float lowest = 0;
            float log = 0;
            float profits = 0;
            float volumes = 0;
            float traded = 0;
            int trades = 0;
            for (int step = 0; step < work.steps; step++)
            {
                market += pool::drift + pool::deviation * normal(engine);
                lowest = std::min(lowest, market);
                const float before = log;
                const bool buys = log < market - pool::band;
                if (buys || log > market + pool::band)
                {
                    const float target = buys ? market - pool::band : market + pool::band;
                    const float growth = std::expm1(0.5f * (target - log));
                    const float paid = (buys ? pool::input_per_kept : 1.0f) * pool::liquidity
                        * std::exp(0.5f * log) * growth;
                    const float profit = paid * growth - pool::gas;
                    if (profit > 0)
                    {
                        profits += profit;
                        volumes += buys ? paid : -paid * (1 + growth);
                        trades++;
                        log = target;
                    }
                }

                const float volume = pool::noise_volume * std::exp(
                    0.5f * log + pool::noise_deviation
                        * (normal(engine) - 0.5f * pool::noise_deviation));
                traded += volume;
                const float noise_fee = volume * (pool::fee / pool::liquidity);
                wide.step(before, log, market, noise_fee);
                narrow.step(before, log, market, noise_fee);
            }

            *out.of(pool::price, path) = static_cast<float>(pool::start) * std::exp(market);
            *out.of(pool::minimum, path) = static_cast<float>(pool::start) * std::exp(lowest);
            *out.of(pool::arbitrage_profit, path) = profits;
            *out.of(pool::arbitrage_volume, path) = volumes;
            *out.of(pool::arbitrage_trades, path) = static_cast<float>(trades);
            *out.of(pool::noise_traded, path) = traded;
            *out.of(pool::wide_loss, path) = wide.loss(log, market);
            *out.of(pool::wide_lvr, path) = wide.lvr;
            *out.of(pool::wide_fees, path) = wide.fees;
            *out.of(pool::narrow_loss, path) = narrow.loss(log, market);
            *out.of(pool::narrow_lvr, path) = narrow.lvr;
            *out.of(pool::narrow_fees, path) = narrow.fees;
            *out.of(pool::narrow_time, path) = narrow.time / static_cast<float>(work.steps);
        }
    }
}
}

int main(int count, char **arguments)
{
    const peer::work work = peer::read_short(count, arguments, pool::steps);
    omp_set_num_threads(work.threads);
    peer::outcomes<pool::figures> out(work.paths);
    simulate(work, work.paths / 8, work.seed + 1, out);

    const peer::stopwatch watch;
    simulate(work, work.paths, work.seed, out);
    out.print(
        work, watch.stop(), pool::names,
        {"C++, OpenMP", "GCC " __VERSION__, "float32",
         "std::mt19937_64, std::normal_distribution"});
    return 0;
}
