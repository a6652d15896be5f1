// The work of the pool benchmark laid out for vectors: paths run side by side in blocks that stay
// in the first-level cache, without a branch in a loop over them. "omp simd" over the paths of a
// block and "omp parallel for" over blocks.

#include "philox.hpp"
#include "pool.hpp"

#include <omp.h>

#define INLINE inline __attribute__((always_inline))

namespace
{
constexpr int block_paths = 16;

INLINE float least(float a, float b) { return a < b ? a : b; }

INLINE float most(float a, float b) { return a < b ? b : a; }

INLINE float clamp(float x, float low, float high) { return least(most(x, low), high); }

// exp(x) - 1 for |x| < 0.2, to the last bits.
INLINE float growth_of(float x)
{
    const float tail = 1.0f / 6 + x * (1.0f / 24 + x * (1.0f / 120 + x * (1.0f / 720)));
    return x + x * x * (0.5f + x * tail);
}

// What a block's paths stand at, one beside the other.
using lanes = float[block_paths];

struct holding
{
    alignas(64) lanes lvr = {}, fees = {}, time = {};
};

struct state
{
    alignas(64) lanes market = {}, lowest = {}, before = {}, log = {}, root_before = {},
        root = {}, profits = {}, volumes = {}, trades = {}, traded = {}, noise_fee = {}, lvr = {},
        fees = {};
    holding wide, narrow;
};

struct draws
{
    alignas(64) lanes a, b, c, d;
};

void draw(long first, int step, std::uint64_t seed, std::uint32_t stream, draws &out)
{
#pragma omp simd
    for (int i = 0; i < block_paths; i++)
    {
        const words w = philox(
            static_cast<std::uint32_t>(first + i), static_cast<std::uint32_t>(step / 4), seed,
            stream);
        const float r0 = sqrtf(-2.0f * logf(uniform(w.x)));
        const float r1 = sqrtf(-2.0f * logf(uniform(w.z)));
        const float a0 = angle(w.y);
        const float a1 = angle(w.w);
        out.a[i] = r0 * cosf(a0);
        out.b[i] = r0 * sinf(a0);
        out.c[i] = r1 * cosf(a1);
        out.d[i] = r1 * sinf(a1);
    }
}

// All paths stay within the position's range, as most do: it shares in the whole step.
INLINE void take_whole(holding &own, const pool::position &terms, const state &s)
{
#pragma omp simd
    for (int i = 0; i < block_paths; i++)
    {
        own.lvr[i] += terms.liquidity * s.lvr[i];
        own.fees[i] += terms.liquidity * (s.fees[i] + s.noise_fee[i]);
        own.time[i] += 1;
    }
}

// A path may cross an end of the range.
INLINE void take_part(holding &own, const pool::position &terms, const state &s)
{
#pragma omp simd
    for (int i = 0; i < block_paths; i++)
    {
        const float before = clamp(s.before[i], terms.lower, terms.upper);
        const float after = clamp(s.log[i], terms.lower, terms.upper);
        const float left = terms.liquidity
            * clamp(s.root_before[i], terms.lower_root, terms.upper_root)
            * growth_of(0.5f * (after - before));
        const float excess = growth_of(s.market[i] - 0.5f * (before + after));
        const float given = -(left + left * excess);
        const float kept = left > 0 ? left : given;
        const float move = s.log[i] - s.before[i];
        const float inside = s.before[i] == before ? 1.0f : 0.0f;
        const float moved = (after - before) / (move == 0 ? 1.0f : move);
        const float share = move == 0 ? inside : moved;
        own.lvr[i] += left * excess;
        own.fees[i] += kept * (pool::fee * pool::input_per_kept)
            + terms.liquidity * s.noise_fee[i] * share;
        own.time[i] += share;
    }
}

INLINE void take(holding &own, const pool::position &terms, const state &s, bool leaves)
{
    if (leaves)
    {
        take_part(own, terms, s);
    }
    else
    {
        take_whole(own, terms, s);
    }
}

INLINE std::int32_t leaves(const pool::position &terms, float before, float after)
{
    return (least(before, after) < terms.lower) | (most(before, after) > terms.upper);
}

INLINE void trade(state &s, const lanes &normal, const lanes &noise)
{
    std::int32_t out_of_wide = 0;
    std::int32_t out_of_narrow = 0;
#pragma omp simd reduction(|:out_of_wide, out_of_narrow)
    for (int i = 0; i < block_paths; i++)
    {
        const float market = s.market[i] + pool::drift + pool::deviation * normal[i];
        const float log = s.log[i];
        const float low = market - pool::band;
        const float target = clamp(log, low, market + pool::band);
        const float growth = growth_of(0.5f * (target - log));
        const float per_kept = log < low ? pool::input_per_kept : 1.0f;
        const float paid = per_kept * pool::liquidity * s.root[i] * growth;
        const float profit = paid * growth - pool::gas;
        const float sold = -(paid + paid * growth);
        const float volume = log < low ? paid : sold;
        const float trades = profit > 0 ? 1.0f : 0.0f;
        const float after = profit > 0 ? target : log;
        const float root = profit > 0 ? s.root[i] + s.root[i] * growth : s.root[i];
        const float traded = pool::noise_volume * root
            * expf(pool::noise_deviation * (noise[i] - 0.5f * pool::noise_deviation));
        s.lowest[i] = least(s.lowest[i], market);
        s.market[i] = market;
        s.profits[i] += trades * profit;
        s.volumes[i] += trades * volume;
        s.trades[i] += trades;
        s.traded[i] += traded;
        s.noise_fee[i] = traded * (pool::fee / pool::liquidity);
        out_of_wide |= leaves(pool::wide, log, after);
        out_of_narrow |= leaves(pool::narrow, log, after);
        s.lvr[i] = trades * s.root[i] * growth * growth_of(market - 0.5f * (log + target));
        s.fees[i] = trades * volume * (pool::fee / pool::liquidity);
        s.before[i] = log;
        s.log[i] = after;
        s.root_before[i] = s.root[i];
        s.root[i] = root;
    }

    take(s.wide, pool::wide, s, out_of_wide != 0);
    take(s.narrow, pool::narrow, s, out_of_narrow != 0);
}

INLINE float loss(const pool::position &terms, float log, float market)
{
    const float at = clamp(log, terms.lower, terms.upper);
    return -terms.liquidity * expm1f(0.5f * at) * expm1f(market - 0.5f * at)
        / (terms.base * expf(market) + terms.quote);
}

void tell(const state &s, long first, int steps, peer::outcomes<pool::figures> &out)
{
    for (int i = 0; i < block_paths; i++)
    {
        const long path = first + i;
        *out.of(pool::price, path) = static_cast<float>(pool::start) * expf(s.market[i]);
        *out.of(pool::minimum, path) = static_cast<float>(pool::start) * expf(s.lowest[i]);
        *out.of(pool::arbitrage_profit, path) = s.profits[i];
        *out.of(pool::arbitrage_volume, path) = s.volumes[i];
        *out.of(pool::arbitrage_trades, path) = s.trades[i];
        *out.of(pool::noise_traded, path) = s.traded[i];
        *out.of(pool::wide_loss, path) = loss(pool::wide, s.log[i], s.market[i]);
        *out.of(pool::wide_lvr, path) = s.wide.lvr[i];
        *out.of(pool::wide_fees, path) = s.wide.fees[i];
        *out.of(pool::narrow_loss, path) = loss(pool::narrow, s.log[i], s.market[i]);
        *out.of(pool::narrow_lvr, path) = s.narrow.lvr[i];
        *out.of(pool::narrow_fees, path) = s.narrow.fees[i];
        *out.of(pool::narrow_time, path) = s.narrow.time[i] / static_cast<float>(steps);
    }
}

void simulate(
    long first, int steps, std::uint64_t seed, peer::outcomes<pool::figures> &out)
{
    state s;
    draws moves;
    draws noise;
#pragma omp simd
    for (int i = 0; i < block_paths; i++)
    {
        s.root[i] = 1;
    }

    for (int step = 0; step < steps; step += 4)
    {
        draw(first, step, seed, 0, moves);
        draw(first, step, seed, 1, noise);
        trade(s, moves.a, noise.a);
        trade(s, moves.b, noise.b);
        trade(s, moves.c, noise.c);
        trade(s, moves.d, noise.d);
    }

    tell(s, first, steps, out);
}

void simulate_all(
    const peer::work &work, long paths, std::uint64_t seed, peer::outcomes<pool::figures> &out)
{
#pragma omp parallel for schedule(dynamic, 64)
    for (long block = 0; block < paths / block_paths; block++)
    {
        simulate(block * block_paths, work.steps, seed, out);
    }
}
}

int main(int count, char **arguments)
{
    const peer::work work = peer::read_short(count, arguments, pool::steps);
    omp_set_num_threads(work.threads);
    peer::outcomes<pool::figures> out(work.paths);
    simulate_all(work, work.paths / 8, work.seed + 1, out);

    const peer::stopwatch watch;
    simulate_all(work, work.paths, work.seed, out);
    out.print(
        work, watch.stop(), pool::names,
        {"C++, OpenMP", "GCC " __VERSION__, "float32", "Philox4x32-10, Box-Muller"});
    return 0;
}
