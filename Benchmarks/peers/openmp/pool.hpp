// Scenarios/benchmark/pool.yaml in numbers. Log prices are told from the start, and liquidity is
// in USD against the square root of the price over its start (docs/models.md).
#pragma once

#include "../protocol/figures.hpp"

namespace pool
{
constexpr int steps = 256;
constexpr double step_years = 1.0 / (365 * 24);
constexpr double volatility = 0.38;
constexpr double start = 1856.14;
constexpr double pool_fee = 0.0005;
constexpr double value = 75e6;

constexpr float drift = static_cast<float>(-0.5 * volatility * volatility * step_years);
constexpr float deviation = static_cast<float>(volatility * __builtin_sqrt(step_years));
constexpr float fee = static_cast<float>(pool_fee);
constexpr float band = static_cast<float>(-__builtin_log1p(-pool_fee));
constexpr float input_per_kept = static_cast<float>(1 / (1 - pool_fee));
constexpr float gas = 5.2f;
constexpr float liquidity = static_cast<float>(5 * value / 2);
constexpr float noise_volume = static_cast<float>(value * 0.43 / 24);
constexpr float noise_deviation = 1.52f;

// A position of 10,000 USD, with the square roots of its range's ends and what it held first.
struct position
{
    constexpr position(double low, double high) :
        lower(static_cast<float>(__builtin_log(low / start))),
        upper(static_cast<float>(__builtin_log(high / start))),
        lower_root(static_cast<float>(__builtin_sqrt(low / start))),
        upper_root(static_cast<float>(__builtin_sqrt(high / start))),
        liquidity(static_cast<float>(
            10000 / (2 - __builtin_sqrt(start / high) - __builtin_sqrt(low / start)))),
        base(liquidity * (1 - 1 / upper_root)),
        quote(liquidity * (1 - lower_root))
    {
    }

    float lower, upper, lower_root, upper_root, liquidity, base, quote;
};

constexpr position wide(930, 3700);
constexpr position narrow(1670, 2060);

enum figure
{
    price, minimum, arbitrage_profit, arbitrage_volume, arbitrage_trades, noise_traded,
    wide_loss, wide_lvr, wide_fees, narrow_loss, narrow_lvr, narrow_fees, narrow_time, figures
};

const std::array<std::string, figures> names{
    "ETH.price", "ETH.minimum", "v3.arbitrageProfit", "v3.arbitrageVolume", "v3.arbitrageTrades",
    "v3.noiseVolume", "wide.impermanentLoss", "wide.lossVersusRebalancing", "wide.fees",
    "narrow.impermanentLoss", "narrow.lossVersusRebalancing", "narrow.fees",
    "narrow.timeInRange"};
}
