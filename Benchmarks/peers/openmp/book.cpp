// The work of the liquidation benchmark laid out for vectors: paths run side by side in blocks that
// stay in the first-level cache. One comparison a step and path, of its lowest log price with the
// level at which its nearest loan is due, tells on which paths loans have to be looked at. There
// all loans of a path are compared side by side, and the few that are due are liquidated in turn.

#include "book.hpp"
#include "philox.hpp"

#include <omp.h>

#define INLINE inline __attribute__((always_inline))

namespace
{
constexpr int block_paths = 16;
constexpr float collateral_weight = book::price * book::threshold;

using lanes = float[block_paths];
using loan_lanes = float[book::loans];

struct draws
{
    alignas(64) lanes normal[4], spread[4];
};

struct state
{
    alignas(64) lanes diffused = {}, jumped = {}, before = {}, after = {}, lowest = {},
        impact = {}, sold = {}, barrier, arrival;
    alignas(64) std::int32_t due[block_paths];
    int arrivals[block_paths] = {};
    alignas(64) loan_lanes tokens[block_paths], owed[block_paths];
    book::result results[block_paths][book::loans];
};

void draw(std::uint32_t first, int step, std::uint64_t seed, draws &out)
{
#pragma omp simd
    for (int i = 0; i < block_paths; i++)
    {
        const std::uint32_t path = first + static_cast<std::uint32_t>(i);
        const auto block = static_cast<std::uint32_t>(step / 4);
        const words w = philox(path, block, seed);
        const float r0 = sqrtf(-2.0f * logf(uniform(w.x)));
        const float r1 = sqrtf(-2.0f * logf(uniform(w.z)));
        const float a0 = angle(w.y);
        const float a1 = angle(w.w);
        out.normal[0][i] = r0 * cosf(a0);
        out.normal[1][i] = r0 * sinf(a0);
        out.normal[2][i] = r1 * cosf(a1);
        out.normal[3][i] = r1 * sinf(a1);
        const words u = philox(path, block, seed, 1);
        out.spread[0][i] = -2 * book::variance * logf(uniform(u.x));
        out.spread[1][i] = -2 * book::variance * logf(uniform(u.y));
        out.spread[2][i] = -2 * book::variance * logf(uniform(u.z));
        out.spread[3][i] = -2 * book::variance * logf(uniform(u.w));
    }
}

// Moves all paths; whether any of them has to be looked at.
INLINE bool move(state &s, const lanes &normal, const lanes &spread, int step)
{
    const float log_index = static_cast<float>(step + 1) * book::interest;
    const float end = static_cast<float>(step + 1);
    std::int32_t any = 0;
#pragma omp simd reduction(|:any)
    for (int i = 0; i < block_paths; i++)
    {
        const float impact = s.impact[i] * book::impact_kept - s.sold[i] * book::impact_per_usd;
        const float diffused = s.diffused[i] + (book::drift + book::deviation * normal[i]);
        const float before = s.before[i];
        const float after = diffused + s.jumped[i] + impact - log_index;
        const float distance = after - before;
        const float lowest =
            0.5f * (before + after - sqrtf(distance * distance + spread[i]));
        s.impact[i] = impact;
        s.sold[i] = 0;
        s.diffused[i] = diffused;
        s.lowest[i] = lowest;
        s.after[i] = after;
        s.due[i] = (lowest < s.barrier[i]) | (s.arrival[i] < end);
        any |= s.due[i];
    }

    return any != 0;
}

// Those of a path's loans that are due, as a mask. A debt too small for anybody's gas never is.
INLINE std::uint32_t due(
    const loan_lanes &tokens, const loan_lanes &owed, float before, float level, float least)
{
    alignas(64) std::uint32_t bits[book::loans];
#pragma omp simd
    for (int i = 0; i < book::loans; i++)
    {
        const float backing = tokens[i] * collateral_weight;
        const bool is_due = (backing * level < owed[i]) & (backing * before >= owed[i])
            & (owed[i] >= least);
        bits[i] = static_cast<std::uint32_t>(is_due) << i;
    }

    std::uint32_t all = 0;
#pragma omp simd reduction(|:all)
    for (int i = 0; i < book::loans; i++)
    {
        all |= bits[i];
    }

    return all;
}

// The level of the nearest loan that is ever worth a liquidator's gas.
void gauge(state &s, int lane, float last_index)
{
    const float least = book::least_debt / last_index;
    float highest = 1e-30f;
#pragma omp simd reduction(max:highest)
    for (int i = 0; i < book::loans; i++)
    {
        const float level = s.owed[lane][i] / (s.tokens[lane][i] * collateral_weight + 1e-30f);
        const float counted = s.owed[lane][i] >= least ? level : 0.0f;
        highest = highest > counted ? highest : counted;
    }

    s.barrier[lane] = logf(highest) + 1e-6f;
}

void watch_between(state &s, int lane, float index)
{
    std::uint32_t left = due(
        s.tokens[lane], s.owed[lane], expf(s.before[lane]), expf(s.lowest[lane]),
        book::least_debt / index);
    for (; left != 0; left &= left - 1)
    {
        const int i = __builtin_ctz(left);
        book::call(
            s.tokens[lane][i], s.owed[lane][i], s.owed[lane][i] * index / book::threshold, index,
            1, s.sold[lane], s.results[lane][i]);
    }
}

void watch(state &s, int lane, float index)
{
    const float level = expf(s.after[lane]);
    std::uint32_t left = due(
        s.tokens[lane], s.owed[lane], 1e30f, level, book::least_debt / index);
    for (; left != 0; left &= left - 1)
    {
        const int i = __builtin_ctz(left);
        float &tokens = s.tokens[lane][i];
        float &owed = s.owed[lane][i];
        for (int call = 0; call < book::calls && owed * index >= book::least_debt; call++)
        {
            const float health = tokens * collateral_weight * level / owed;
            if (health >= 1)
            {
                break;
            }

            book::call(
                tokens, owed, tokens * book::price * level * index, index, health, s.sold[lane],
                s.results[lane][i]);
        }
    }
}

// The time to the next jump, and the size of the one that is due.
float arrive(state &s, std::uint32_t first, int lane, std::uint64_t seed)
{
    const words w = philox(
        first + static_cast<std::uint32_t>(lane),
        static_cast<std::uint32_t>(s.arrivals[lane]++), seed, 2);
    s.arrival[lane] -= book::steps_a_jump * logf(uniform(w.x));
    return book::jump_mean
        + book::jump_deviation * sqrtf(-2.0f * logf(uniform(w.z))) * cosf(angle(w.w));
}

void look(
    state &s, std::uint32_t first, int lane, int step, std::uint64_t seed, float last_index)
{
    const float index = expf(static_cast<float>(step + 1) * book::interest);
    if (s.lowest[lane] < s.barrier[lane])
    {
        watch_between(s, lane, index);
    }

    while (s.arrival[lane] < static_cast<float>(step + 1))
    {
        const float size = arrive(s, first, lane, seed);
        s.jumped[lane] += size;
        s.after[lane] += size;
    }

    if (s.after[lane] < s.barrier[lane])
    {
        watch(s, lane, index);
    }

    if (s.sold[lane] > 0)
    {
        gauge(s, lane, last_index);
    }
}

INLINE void take_step(
    state &s, std::uint32_t first, int step, const lanes &normal, const lanes &spread,
    std::uint64_t seed, float last_index)
{
    if (move(s, normal, spread, step))
    {
        for (int lane = 0; lane < block_paths; lane++)
        {
            if (s.due[lane] != 0)
            {
                look(s, first, lane, step, seed, last_index);
            }
        }
    }

#pragma omp simd
    for (int i = 0; i < block_paths; i++)
    {
        s.before[i] = s.after[i];
    }
}

void simulate(std::uint32_t first, int steps, std::uint64_t seed, book::outcomes &out)
{
    const float last_index = expf(static_cast<float>(steps) * book::interest);
    state s;
    draws drawn;
    for (int lane = 0; lane < block_paths; lane++)
    {
        std::copy_n(book::collateral, book::loans, s.tokens[lane]);
        std::copy_n(book::debt, book::loans, s.owed[lane]);
        s.arrival[lane] = 0;
        arrive(s, first, lane, seed);
        gauge(s, lane, last_index);
    }

    for (int step = 0; step < steps; step += 4)
    {
        draw(first, step, seed, drawn);
        for (int i = 0; i < 4; i++)
        {
            take_step(
                s, first, step + i, drawn.normal[i], drawn.spread[i], seed, last_index);
        }
    }

    for (int lane = 0; lane < block_paths; lane++)
    {
        book::tell(
            s.tokens[lane], s.owed[lane], s.results[lane],
            book::price * expf(s.after[lane]) * last_index, last_index,
            static_cast<long>(first) + lane, out);
    }
}

void simulate_all(const peer::work &work, long paths, std::uint64_t seed, book::outcomes &out)
{
#pragma omp parallel for schedule(dynamic, 16)
    for (long block = 0; block < paths / block_paths; block++)
    {
        simulate(static_cast<std::uint32_t>(block * block_paths), work.steps, seed, out);
    }
}
}

int main(int count, char **arguments)
{
    const peer::work work = peer::read_short(count, arguments, book::steps);
    omp_set_num_threads(work.threads);
    book::outcomes out(work.paths);
    simulate_all(work, work.paths / 8, work.seed + 1, out);

    const peer::stopwatch watch;
    simulate_all(work, work.paths, work.seed, out);
    out.print(
        work, watch.stop(), book::names(),
        {"C++, OpenMP", "GCC " __VERSION__, "float32", "Philox4x32-10, Box-Muller"});
    return 0;
}
