// Scenarios/benchmark/liquidation.yaml in numbers, and one call of a liquidator by the rules of
// Aave v3.3 (docs/models.md). Amounts are tokens, whose prices at the start are 2000 and 1 USD.
#pragma once

#include "../protocol/figures.hpp"

#include <algorithm>

namespace book
{
constexpr int steps = 720;
constexpr int loans = 32;
constexpr double step_years = 1.0 / (365 * 24);
constexpr double volatility = 0.784;

constexpr float drift = static_cast<float>(-0.5 * volatility * volatility * step_years);
constexpr float deviation = static_cast<float>(volatility * __builtin_sqrt(step_years));
constexpr float variance = static_cast<float>(volatility * volatility * step_years);
constexpr float steps_a_jump = static_cast<float>(1 / (25 * step_years));
constexpr float jump_mean = -0.0237f;
constexpr float jump_deviation = 0.0701f;
constexpr float interest = static_cast<float>(0.08 * 0.586 / 0.92 * step_years);

constexpr float price = 2000;
constexpr float threshold = 0.83f;
constexpr float bonus = 1.05f;
constexpr float protocol_share = 0.1f;
constexpr float close_factor = 0.5f;
constexpr float full_close_health = 0.95f;
constexpr float full_close_below = 2000;
constexpr float leftover = 1000;
constexpr float gas = 55;
constexpr float kept_after_swap = 1 - 0.0005f;
constexpr float impact_per_usd = 0.01f / 20e6f;
constexpr float impact_kept = static_cast<float>(__builtin_exp2(-1.0 / 6));
constexpr int calls = 4;

// Of a dollar repaid, what a liquidator sells; and the debt below which that is not worth his gas.
constexpr float sold_share = bonus - (bonus - 1) * protocol_share;
constexpr float least_debt = gas / (sold_share * kept_after_swap - 1);

constexpr float collateral[loans]{
    10.00f, 47.58f, 226.38f, 1077.11f, 5124.81f, 19.51f, 92.84f, 441.73f,
    2101.75f, 10000.00f, 38.08f, 181.16f, 861.95f, 4101.13f, 15.62f, 74.30f,
    353.50f, 1681.92f, 8002.50f, 30.47f, 144.97f, 689.78f, 3281.93f, 12.50f,
    59.46f, 282.89f, 1345.96f, 6404.00f, 24.38f, 116.02f, 552.00f, 2626.36f};

constexpr float debt[loans]{
    16274.51f, 73814.84f, 335528.01f, 1528200.34f, 6973096.52f, 25505.10f,
    116755.16f, 535240.31f, 2456973.03f, 11292517.01f, 41582.41f, 191545.94f,
    883236.37f, 4076569.42f, 15070.51f, 69679.10f, 322421.35f, 1493045.12f,
    6918830.09f, 25675.14f, 119137.10f, 553155.74f, 2569811.45f, 9559.22f,
    44457.87f, 206868.87f, 963057.82f, 4485505.10f, 16725.90f, 77969.95f,
    363616.04f, 1696406.01f};

struct result
{
    float repaid = 0, loss = 0, profit = 0, fee = 0, bad = 0;
};

// A liquidator repays as much of a loan as he may and as pays, if he gains by it.
inline void call(
    float &tokens, float &owed_tokens, float held, float index, float health, float &sold,
    result &out)
{
    const float owed = owed_tokens * index;
    const bool all = health <= full_close_health || held < full_close_below
        || owed < full_close_below;
    const float worthwhile = (sold_share * (kept_after_swap - impact_per_usd * sold) - 1)
        / (sold_share * sold_share * impact_per_usd);
    float repaid = std::min(all ? owed : owed * close_factor, worthwhile);
    const bool exhausts = held <= repaid * bonus;
    float seized = exhausts ? held : repaid * bonus;
    repaid = exhausts ? held / bonus : repaid;
    const bool clears = exhausts || owed <= repaid;
    if (!clears && (owed - repaid < leftover || held - seized < leftover))
    {
        repaid = std::min(owed - leftover, (held - leftover) / bonus);
        seized = repaid * bonus;
    }

    const float fee = (seized - repaid) * protocol_share;
    const float sale = seized - fee;
    const float slippage = sale * (0.5f * sale + sold) * impact_per_usd;
    const float profit = sale * kept_after_swap - slippage - repaid - gas;
    if (repaid <= 0 || profit <= 0)
    {
        return;
    }

    out.repaid += repaid;
    out.loss += seized - repaid;
    out.profit += profit;
    out.fee += fee;
    sold += sale;
    tokens = exhausts ? 0 : tokens - tokens * (seized / held);
    owed_tokens = owed <= repaid ? 0 : owed_tokens - owed_tokens * (repaid / owed);
    if (exhausts)
    {
        out.bad += owed_tokens * index;
        owed_tokens = 0;
    }
}

enum figure
{
    liquidated, liquidated_share, liquidated_debt, borrower_loss, liquidator_profit, protocol_fee,
    bad_debt, equity, market_figures
};

// Of a loan: debt repaid, the borrower's loss, the liquidator's profit, bad debt, equity.
constexpr int loan_figures = 5;
constexpr int figures = market_figures + loans * loan_figures;
using outcomes = peer::outcomes<figures>;

inline std::array<std::string, figures> names()
{
    std::array<std::string, figures> all{
        "aave-v3.liquidated", "aave-v3.liquidatedShare", "aave-v3.liquidatedDebt",
        "aave-v3.borrowerLoss", "aave-v3.liquidatorProfit", "aave-v3.protocolFee",
        "aave-v3.badDebt", "aave-v3.equity"};
    const char *const quantities[loan_figures]{
        "liquidatedDebt", "borrowerLoss", "liquidatorProfit", "badDebt", "equity"};
    for (int i = 0; i < loans * loan_figures; i++)
    {
        const int loan = i / loan_figures + 1;
        all[static_cast<std::size_t>(market_figures + i)] = std::string("loan-")
            + (loan < 10 ? "0" : "") + std::to_string(loan) + "." + quantities[i % loan_figures];
    }

    return all;
}

// Writes a path's outcomes: of each loan, and of all.
inline void tell(
    const float *tokens, const float *owed, const result *results, float last_price,
    float last_index, long path, outcomes &out)
{
    float sums[market_figures] = {};
    for (int i = 0; i < loans; i++)
    {
        const result &loan = results[i];
        const float equity_now = tokens[i] * last_price - owed[i] * last_index;
        const float own[loan_figures]{
            loan.repaid, loan.loss, loan.profit, loan.bad, equity_now};
        for (int j = 0; j < loan_figures; j++)
        {
            *out.of(market_figures + i * loan_figures + j, path) = own[j];
        }

        sums[liquidated_share] += loan.repaid > 0 ? 1.0f / loans : 0;
        sums[liquidated_debt] += loan.repaid;
        sums[borrower_loss] += loan.loss;
        sums[liquidator_profit] += loan.profit;
        sums[protocol_fee] += loan.fee;
        sums[bad_debt] += loan.bad;
        sums[equity] += equity_now;
    }

    sums[liquidated] = sums[liquidated_share] > 0 ? 1 : 0;
    for (int i = 0; i < market_figures; i++)
    {
        *out.of(i, path) = sums[i];
    }
}
}
