using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Depeg;
using GpuRisk.Scenarios;
using MathNet.Numerics.Distributions;

namespace GpuRisk.Engine.Planning;

/// <summary>Plans stablecoins, their pools and their holders.</summary>
internal static class StablecoinPlanner
{
    private const double SecondsPerDay = 86400.0;
    private const int QuantileIntervals = 1024;

    /// <summary>Plans a scenario's stablecoins and tells where their header stands.</summary>
    public static int Add(Scenario scenario, PlanTables tables, IReadOnlyList<Holder> holders)
    {
        int header = tables.ReserveIntegers(StablecoinTable.Header.Width);
        int rows = tables.ReserveIntegers(
            scenario.Stablecoins.Count * StablecoinTable.Row.Width);
        tables.SetRow(
            header,
            (StablecoinTable.Header.Coins, scenario.Stablecoins.Count),
            (StablecoinTable.Header.CoinRows, rows));
        foreach (Stablecoin coin in scenario.Stablecoins)
        {
            AddCoin(
                scenario, tables, coin, holders,
                rows + (coin.Index * StablecoinTable.Row.Width));
        }

        return header;
    }

    // Whether banks are open, step by step; weeks begin on Monday.
    private static int AddBankHours(Scenario scenario, PlanTables tables, Stablecoin coin)
    {
        int start = tables.ReserveIntegers(scenario.Steps);
        for (int step = 0; step < scenario.Steps; step++)
        {
            double seconds = coin.StartsAtSeconds + (step * scenario.StepSeconds);
            bool weekday = seconds % (7 * SecondsPerDay) < 5 * SecondsPerDay;
            tables.Integers[start + step] = weekday ? 1 : 0;
        }

        return start;
    }

    /// <summary>A coin's holders in the order in which they leave: who sees a fall first, and of
    /// those the largest wallets.</summary>
    public static IReadOnlyList<Holder> InOrder(IEnumerable<Holder> holders, Stablecoin coin) =>
    [
        .. holders
            .Where(h => h.Stablecoin.Index == coin.Index)
            .OrderBy(h => h.LatencySeconds)
            .ThenByDescending(h => h.HoldingsUsd / h.Wallets)
            .ThenBy(h => h.Index),
    ];

    private static void AddCoin(
        Scenario scenario, PlanTables tables, Stablecoin coin, IReadOnlyList<Holder> all, int row)
    {
        StableSwapPool? pool = scenario.Pools.OfType<StableSwapPool>().FirstOrDefault(
            p => (p.First.Stablecoin ?? p.Second.Stablecoin)?.Index == coin.Index);
        IReadOnlyList<Holder> holders = InOrder(all, coin);
        int history = 1 + holders.Select(h => Steps(scenario, h.LatencySeconds))
            .DefaultIfEmpty(0).Max();
        int holderRows = tables.ReserveIntegers(holders.Count * HolderTable.Row.Width);
        int redemption = coin.Redemption switch
        {
            null => 0,
            { Closed: ClosedHours.Never } => 1,
            { Closed: ClosedHours.Weekends } => 2,
            _ => throw new ArgumentOutOfRangeException(
                nameof(coin), coin.Redemption.Closed, "Unknown hours."),
        };
        tables.SetRow(
            row,
            (StablecoinTable.Row.Reals, tables.AddReals(Reals(scenario, coin, pool))),
            (StablecoinTable.Row.State, tables.ReserveSlots(StablecoinTable.State.Width)),
            (StablecoinTable.Row.Metrics, AddMetrics(scenario, tables, coin)),
            (StablecoinTable.Row.Redemption, redemption),
            (StablecoinTable.Row.BankHours,
                redemption == 2 ? AddBankHours(scenario, tables, coin) : 0),
            (StablecoinTable.Row.RandomImpairments, coin.ImpairmentsPerYear > 0 ? 1 : 0),
            (StablecoinTable.Row.ImpairmentQuantiles, AddQuantiles(tables, coin)),
            (StablecoinTable.Row.StatedImpairmentStep, coin.ImpairmentAt is { } stated
                ? Steps(scenario, stated.TimeSeconds)
                : -1),
            (StablecoinTable.Row.HasPool, pool is null ? 0 : 1),
            (StablecoinTable.Row.PoolMetrics, AddPoolMetrics(tables, pool)),
            (StablecoinTable.Row.HistoryLength, history),
            (StablecoinTable.Row.History, tables.ReserveSlots(history)),
            (StablecoinTable.Row.Holders, holders.Count),
            (StablecoinTable.Row.HolderRows, holderRows));
        for (int i = 0; i < holders.Count; i++)
        {
            AddHolder(
                scenario, tables, holders[i],
                holderRows + (i * HolderTable.Row.Width));
        }
    }

    private static int Steps(Scenario scenario, double seconds) =>
        (int)Math.Round(seconds / scenario.StepSeconds);

    private static double[] Reals(Scenario scenario, Stablecoin coin, StableSwapPool? pool)
    {
        double days = StepMoments.Days(scenario.StepSeconds);
        double years = AssetMoments.Years(scenario.StepSeconds);
        var reals = new double[StablecoinTable.Real.Width];
        reals[StablecoinTable.Real.Peg] = coin.PegUsd;
        reals[StablecoinTable.Real.Persistence] =
            StepMoments.Persistence(coin.MeanReversionPerDay, days);
        reals[StablecoinTable.Real.Deviation] = StepMoments.Deviation(
            coin.MeanReversionPerDay, coin.VolatilityPerDay, days);
        reals[StablecoinTable.Real.ImpairmentProbability] =
            1 - Math.Exp(-coin.ImpairmentsPerYear * years);
        reals[StablecoinTable.Real.RecoveredShare] = coin.RecoveredShare;
        reals[StablecoinTable.Real.RecoverySteps] =
            Math.Ceiling(coin.RecoveryTimeSeconds / scenario.StepSeconds);
        reals[StablecoinTable.Real.StatedImpairment] = coin.ImpairmentAt?.SizeFraction ?? 0;
        reals[StablecoinTable.Real.Supply] = coin.SupplyCoins;
        reals[StablecoinTable.Real.RedemptionFee] = coin.Redemption?.FeeFraction ?? 0;
        reals[StablecoinTable.Real.RedemptionCapacity] =
            (coin.Redemption?.DailyCapacityUsd ?? 0) / coin.PegUsd * days;
        reals[StablecoinTable.Real.ReserveYield] = coin.ReserveYieldPerYear * years;
        reals[StablecoinTable.Real.RunIntensity] = coin.RunIntensityPerDay * days;
        reals[StablecoinTable.Real.MissingAtFailure] = 1 - coin.FailureThreshold;
        reals[StablecoinTable.Real.StepHours] = scenario.StepSeconds / 3600.0;
        reals[StablecoinTable.Real.PoolValue] = (pool?.ValueUsd ?? 1) / coin.PegUsd;
        reals[StablecoinTable.Real.PoolAmplification] = 2 * (pool?.Amplification ?? 1);
        reals[StablecoinTable.Real.PoolFee] = pool?.FeeFraction ?? 0;
        return reals;
    }

    private static int AddQuantiles(PlanTables tables, Stablecoin coin)
    {
        if (coin.ImpairmentsPerYear == 0)
        {
            return 0;
        }

        double a = coin.ImpairmentMean * coin.ImpairmentConcentration;
        double b = (1 - coin.ImpairmentMean) * coin.ImpairmentConcentration;
        double[] quantiles = [.. Enumerable.Range(0, QuantileIntervals + 1)
            .Select(i => Beta.InvCDF(a, b, (double)i / QuantileIntervals))];

        // The last interval would run to 1 whatever the law; it ends where its mean is right.
        double last = quantiles[^2];
        double mean = coin.ImpairmentMean * (1 - Beta.CDF(a + 1, b, last)) * QuantileIntervals;
        quantiles[^1] = Math.Clamp((2 * mean) - last, last, 1);
        return tables.AddReals(quantiles);
    }

    private static int AddMetrics(Scenario scenario, PlanTables tables, Stablecoin coin)
    {
        double hours = scenario.HorizonSeconds / 3600.0;
        double supply = coin.SupplyCoins * coin.PegUsd;
        Metric Gain(string quantity, string unit, double magnitude, double origin = 0) =>
            new(coin.Name, quantity, unit, magnitude, MetricSense.Gain, Origin: origin);
        Metric Level(string quantity, string unit, double magnitude, double origin = 0) =>
            new(coin.Name, quantity, unit, magnitude, MetricSense.Level, Origin: origin);
        return tables.AddMetrics(
            Gain("price", "USD", coin.PegUsd, coin.PegUsd) with { Least = 0 },
            Level("minimum", "USD", coin.PegUsd, coin.PegUsd) with
            {
                Least = 0,
                Greatest = coin.PegUsd,
            },
            Level("hoursBelow99", "hours", hours) with { Least = 0, Greatest = hours },
            Level("hoursBelow95", "hours", hours) with { Least = 0, Greatest = hours },
            Metric.Event(coin.Name, "depegged95"),
            Metric.Event(coin.Name, "failed"),
            Gain("issuerIncome", "USD", supply),
            Gain("arbitrageIncome", "USD", supply),
            Level("redeemed", "USD", supply),
            Level("reserveRatio", "fraction", 1, 1) with { Least = 0 },
            Level("redemptionFees", "USD", supply) with { Internal = true });
    }

    private static int AddPoolMetrics(PlanTables tables, StableSwapPool? pool) => pool is null
        ? 0
        : tables.AddMetrics(
            Metric.Share(pool.Name, "coinShare") with { Origin = 0.5 },
            new Metric(pool.Name, "impermanentLoss", "fraction", 1, MetricSense.Gain)
            {
                Least = -1,
            });

    private static void AddHolder(Scenario scenario, PlanTables tables, Holder holder, int row)
    {
        double wallet = holder.HoldingsUsd / holder.Wallets;
        bool redeems = holder.Stablecoin.Redemption is { } terms && terms.Admit(wallet);
        double coins = holder.HoldingsUsd / holder.Stablecoin.PegUsd;
        tables.SetRow(
            row,
            (HolderTable.Row.Holdings, tables.AddReals(coins)),
            (HolderTable.Row.LatencySteps, Steps(scenario, holder.LatencySeconds)),
            (HolderTable.Row.CanRedeem, redeems ? 1 : 0),
            (HolderTable.Row.State,
                tables.ReserveSlots(HolderTable.State.Width)),
            (HolderTable.Row.Metrics, AddHolderMetrics(scenario, tables, holder)));
    }

    private static int AddHolderMetrics(Scenario scenario, PlanTables tables, Holder holder)
    {
        // In a joint market only the ledger reads them.
        bool hidden = scenario.Kernel == KernelKind.Market;
        Metric Usd(string quantity, MetricSense sense) =>
            new(holder.Name, quantity, "USD", holder.HoldingsUsd, sense, Internal: hidden);
        return tables.AddMetrics(
            Usd("loss", MetricSense.Cost) with { Greatest = holder.HoldingsUsd },
            Metric.Share(holder.Name, "soldShare") with { Internal = hidden },
            Metric.Share(holder.Name, "redeemedShare") with { Internal = hidden },
            Usd("buyersGain", MetricSense.Level) with { Internal = true });
    }
}
