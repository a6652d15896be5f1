// The work of the liquidation benchmark as most C++ programs would do it: the standard library's
// generator and distributions, a loop over paths shared out by OpenMP, over steps and over loans.

#include "book.hpp"

#include <random>

#include <omp.h>

namespace
{
struct path
{
    float tokens[book::loans];
    float owed[book::loans];
    book::result results[book::loans];
    float sold = 0;

    path()
    {
        std::copy_n(book::collateral, book::loans, tokens);
        std::copy_n(book::debt, book::loans, owed);
    }

    // The health factor at a level of the price over the debt's interest.
    float health(int i, float level) const
    {
        return tokens[i] * (book::price * book::threshold) * level / owed[i];
    }

    bool is_open(int i, float index) const { return owed[i] * index >= book::least_debt; }

    // Loans whose health factor falls to one between two steps are liquidated there.
    void watch_between(float before, float lowest, float index)
    {
        const float level_before = std::exp(before);
        const float level = std::exp(lowest);
        for (int i = 0; i < book::loans; i++)
        {
            if (is_open(i, index) && health(i, level) < 1 && health(i, level_before) >= 1)
            {
                const float held = owed[i] * index / book::threshold;
                book::call(tokens[i], owed[i], held, index, 1, sold, results[i]);
            }
        }
    }

    void watch(float after, float index)
    {
        const float level = std::exp(after);
        for (int i = 0; i < book::loans; i++)
        {
            for (int call = 0; call < book::calls; call++)
            {
                if (!is_open(i, index) || health(i, level) >= 1)
                {
                    break;
                }

                book::call(
                    tokens[i], owed[i], tokens[i] * book::price * level * index, index,
                    health(i, level), sold, results[i]);
            }
        }
    }
};

void simulate(const peer::work &work, long paths, std::uint64_t seed, book::outcomes &out)
{
#pragma omp parallel
    {
        std::seed_seq words{seed, static_cast<std::uint64_t>(omp_get_thread_num())};
        std::mt19937_64 engine(words);
        std::normal_distribution<float> normal;
        std::exponential_distribution<float> gap(1 / book::steps_a_jump);
        std::exponential_distribution<float> spread;
#pragma omp for schedule(static)
        for (long number = 0; number < paths; number++)
        {
            path own;
            float log = 0;
            float impact = 0;
            float before = 0;
            float arrival = gap(engine);
            for (int step = 0; step < work.steps; step++)
            {
                const float log_index = static_cast<float>(step + 1) * book::interest;
                const float index = std::exp(log_index);
                log += book::drift + book::deviation * normal(engine);
                float after = log + impact - log_index;
                const float move = after - before;
                const float lowest = 0.5f * (before + after - std::sqrt(
                    move * move + 2 * book::variance * spread(engine)));
                own.watch_between(before, lowest, index);
                for (; arrival < static_cast<float>(step + 1); arrival += gap(engine))
                {
                    const float size = book::jump_mean + book::jump_deviation * normal(engine);
                    log += size;
                    after += size;
                }

                own.watch(after, index);
                before = after;
                if (step + 1 < work.steps)
                {
                    impact = impact * book::impact_kept - own.sold * book::impact_per_usd;
                    own.sold = 0;
                }
            }

            const float last = static_cast<float>(work.steps) * book::interest;
            book::tell(
                own.tokens, own.owed, own.results, book::price * std::exp(before + last),
                std::exp(last), number, out);
        }
    }
}
}

int main(int count, char **arguments)
{
    const peer::work work = peer::read_short(count, arguments, book::steps);
    omp_set_num_threads(work.threads);
    book::outcomes out(work.paths);
    simulate(work, work.paths / 8, work.seed + 1, out);

    const peer::stopwatch watch;
    simulate(work, work.paths, work.seed, out);
    out.print(
        work, watch.stop(), book::names(),
        {"C++, OpenMP", "GCC " __VERSION__, "float32",
         "std::mt19937_64, std::normal_distribution"});
    return 0;
}
