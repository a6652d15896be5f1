using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Engine.Planning.Shocks;
using GpuRisk.Engine.Tallies;
using GpuRisk.Kernels.Stablecoins;
using GpuRisk.Scenarios;
using MathNet.Numerics.Distributions;

namespace GpuRisk.Engine.Planning.Stablecoins;

/// <summary>Plans stablecoins, their pools and their holders.</summary>
internal static class StablecoinPlanner
{
    private const double SecondsPerDay = 86400.0;
    private const int QuantileIntervals = 1024;

    /// <summary>Plans a scenario's stablecoins and tells where they stand.</summary>
    public static PlannedCoins Add(
        Scenario scenario, PlanBuilder tables, IReadOnlyList<Holder> holders)
    {
        int header = tables.ReserveRow<StablecoinHeader>();
        int rows = tables.ReserveRows<StablecoinRow>(scenario.Stablecoins.Count);
        tables.SetRow(
            header,
            new StablecoinHeader { Coins = scenario.Stablecoins.Count, CoinRows = rows });
        return new(header, [.. scenario.Stablecoins.Select(coin => AddCoin(
            scenario, tables, coin, holders, rows + (coin.Index * StablecoinRow.Width)))]);
    }

    // Whether banks are open, step by step; weeks begin on Monday.
    private static int AddBankHours(Scenario scenario, PlanBuilder tables, Stablecoin coin)
    {
        bool IsWeekday(double seconds) => seconds % (7 * SecondsPerDay) < 5 * SecondsPerDay;
        return tables.AddIntegers(Enumerable.Range(0, scenario.Steps).Select(step =>
            IsWeekday(coin.StartsAtSeconds + (step * scenario.StepSeconds)) ? 1 : 0));
    }

    // A coin's holders in the order in which they leave: who sees a fall first, and of those the
    // largest wallets.
    private static IReadOnlyList<Holder> InOrder(IEnumerable<Holder> holders, Stablecoin coin) =>
    [
        .. holders
            .Where(h => h.Stablecoin.Index == coin.Index)
            .OrderBy(h => h.LatencySeconds)
            .ThenByDescending(h => h.HoldingsUsd / h.Wallets)
            .ThenBy(h => h.Index),
    ];

    private static PlannedCoin AddCoin(
        Scenario scenario, PlanBuilder tables, Stablecoin coin, IReadOnlyList<Holder> all, int at)
    {
        StableSwapPool? pool = scenario.Pools.OfType<StableSwapPool>().FirstOrDefault(
            p => (p.First.Stablecoin ?? p.Second.Stablecoin)?.Index == coin.Index);
        IReadOnlyList<Holder> holders = InOrder(all, coin);
        int history = 1 + holders.Select(h => Steps(scenario, h.LatencySeconds))
            .DefaultIfEmpty(0).Max();
        int holderRows = tables.ReserveRows<HolderRow>(holders.Count);
        int redemption = coin.Redemption switch
        {
            null => 0,
            { Closed: ClosedHours.Never } => 1,
            { Closed: ClosedHours.Weekends } => 2,
            _ => throw new ArgumentOutOfRangeException(
                nameof(coin), coin.Redemption.Closed, "Unknown hours."),
        };
        bool impairs = coin.ImpairmentsPerYear > 0;
        bool isRandom = impairs || coin.JumpsPerYear > 0;
        PlannedRows moves = StatedPlanner.Add(
            scenario, tables,
            shock => shock.Pegs.FirstOrDefault(p => p.Stablecoin.Index == coin.Index)?.Log
                / shock.Steps(scenario));
        var row = new StablecoinRow
        {
            Terms = tables.AddTerms(Terms(scenario, coin, pool)),
            State = tables.ReserveSlots(StablecoinState.Width),
            Outcomes = tables.AddOutcomes(Outcomes(scenario, coin)),
            Redemption = redemption,
            BankHours = redemption == 2 ? AddBankHours(scenario, tables, coin) : -1,
            Normals = tables.ReserveBuffer(),
            Arrivals = isRandom ? tables.ReserveBuffer() : -1,
            Jumps = coin.JumpsPerYear > 0 ? 1 : 0,
            ImpairmentQuantiles = impairs ? AddQuantiles(tables, coin) : -1,
            RegimeHazards = isRandom ? AddHazards(scenario, tables, coin) : -1,
            Moves = moves.Count,
            MoveRows = moves.First,
            StatedImpairmentStep = coin.ImpairmentAt is { } stated
                ? Steps(scenario, stated.TimeSeconds)
                : -1,
            HasPool = pool is null ? 0 : 1,
            PoolOutcomes = pool is null ? -1 : tables.AddOutcomes(Outcomes(pool)),
            Curve = pool is null ? -1 : tables.AddReals(StableSwapCurve.Fit(Amplification(pool))),
            CurveOctaves = pool is null ? 0 : -StableSwapCurve.Octaves(Amplification(pool)).First,
            LeavesSlowly = LeavesSlowly(scenario, coin, holders) ? 1 : 0,
            HistoryLength = history,
            History = tables.ReserveSlots(history),
            Holders = holders.Count,
            HolderRows = holderRows,
        };
        tables.SetRow(at, row);
        CoinDrivers.Add(tables, coin, row, Arrivals(scenario, coin, 1));

        // Who is first may change from draw to draw; what is told of whom must not.
        int[] ranks = [.. Enumerable.Range(0, holders.Count).OrderBy(i => holders[i].Index)];
        return new(coin, at, row.Outcomes, [.. ranks.Select(i => AddHolder(
            scenario, tables, holders[i], holderRows + (i * HolderRow.Width)))]);
    }

    // Where no regime has a hazard of its own, the terms tell it.
    private static int AddHazards(Scenario scenario, PlanBuilder tables, Stablecoin coin) =>
        RegimePlanner.AddFactors(scenario, tables, regime => regime.PegHazardFactor) < 0
            ? -1
            : RegimePlanner.ForEach(scenario.Regimes!, regime => tables.AddReals(
                Arrivals(scenario, coin, scenario.Regimes!.States[regime].PegHazardFactor)));

    // The probability of an impairment in a step, and that with the one of a jump.
    private static double[] Arrivals(Scenario scenario, Stablecoin coin, double factor)
    {
        double years = AssetMoments.Years(scenario.StepSeconds) * factor;
        double impairment = 1 - Math.Exp(-coin.ImpairmentsPerYear * years);
        return [impairment, impairment + 1 - Math.Exp(-coin.JumpsPerYear * years)];
    }

    private static int Steps(Scenario scenario, double seconds) =>
        (int)Math.Round(seconds / scenario.StepSeconds);

    private static StablecoinTerms<double> Terms(
        Scenario scenario, Stablecoin coin, StableSwapPool? pool)
    {
        double days = StepMoments.Days(scenario.StepSeconds);
        double years = AssetMoments.Years(scenario.StepSeconds);
        double amplification = Amplification(pool);
        double poolCoins = (pool?.ValueUsd ?? 1) / coin.PegUsd;
        double poolFee = pool?.FeeFraction ?? 0;
        double[] arrivals = Arrivals(scenario, coin, 1);
        double fee = (coin.Redemption?.FeeFraction ?? 0) + poolFee;
        return new()
        {
            Peg = coin.PegUsd,
            Persistence = StepMoments.Persistence(coin.MeanReversionPerDay, days),
            Deviation = StepMoments.Deviation(
                coin.MeanReversionPerDay, coin.VolatilityPerDay, days),
            ImpairmentProbability = arrivals[0],
            ArrivalProbability = arrivals[1],
            JumpMean = coin.JumpMean,
            JumpDeviation = coin.JumpStdDev,
            RecoveredShare = coin.RecoveredShare,
            RecoverySteps = Math.Ceiling(coin.RecoveryTimeSeconds / scenario.StepSeconds),
            StatedImpairment = coin.ImpairmentAt?.SizeFraction ?? 0,
            Supply = coin.SupplyCoins,
            RedemptionFee = coin.Redemption?.FeeFraction ?? 0,
            RedemptionCapacity = (coin.Redemption?.DailyCapacityUsd ?? 0) / coin.PegUsd * days,
            ReserveYield = coin.ReserveYieldPerYear * years,
            RunIntensity = coin.RunIntensityPerDay * days,
            CoinsPerMissing = 1 / (1 - coin.FailureThreshold),
            StepHours = scenario.StepSeconds / 3600.0,
            SupplyShare = 1 / coin.SupplyCoins,
            PoolValue = poolCoins,
            PoolShare = 1 / poolCoins,
            PoolAmplification = amplification,
            PoolInverse = 1 / amplification,
            CurveStart = Math.ScaleB(1, StableSwapCurve.Octaves(amplification).First),
            PoolKept = 1 - poolFee,
            ArbitrageFee = fee,
            FloorPrice = 1 - fee,
            FloorBalance = BalanceAt(1 - fee, amplification),
            CeilingPrice = 1 + fee,
            CeilingBalance = BalanceAt(1 + fee, amplification),
        };
    }

    // The gap is at most one, and so is the share that has left, of those who are told of.
    private static bool LeavesSlowly(
        Scenario scenario, Stablecoin coin, IReadOnlyList<Holder> holders)
    {
        double held = holders.Sum(h => h.HoldingsUsd) / coin.PegUsd;
        double hazard = coin.RunIntensityPerDay * StepMoments.Days(scenario.StepSeconds);
        return hazard * (1 + (held / coin.SupplyCoins)) < 1.0 / 16;
    }

    // A n of the contracts.
    private static double Amplification(StableSwapPool? pool) => 2 * (pool?.Amplification ?? 1);

    // Fees may be more than the whole: then there is no such price, and nobody trades to it.
    private static double BalanceAt(double price, double amplification) => StableSwapCurve.Balance(
        Math.Log(Math.Max(price, Math.Exp(-StableSwapPair.MostLog))), amplification);

    private static int AddQuantiles(PlanBuilder tables, Stablecoin coin)
    {
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

    private static StablecoinOutcomes<Metric> Outcomes(Scenario scenario, Stablecoin coin)
    {
        double hours = scenario.HorizonSeconds / 3600.0;
        double supply = coin.SupplyCoins * coin.PegUsd;
        Metric Gain(string quantity, string unit, double magnitude, double origin = 0) =>
            new(coin.Name, quantity, unit, magnitude, MetricSense.Gain, Origin: origin);
        Metric Level(string quantity, string unit, double magnitude, double origin = 0) =>
            new(coin.Name, quantity, unit, magnitude, MetricSense.Level, Origin: origin);
        return new()
        {
            Price = Gain("price", "USD", coin.PegUsd, coin.PegUsd) with { Least = 0 },
            Minimum = Level("minimum", "USD", coin.PegUsd, coin.PegUsd) with
            {
                Least = 0,
                Greatest = coin.PegUsd,
            },
            HoursBelow99 = Level("hoursBelow99", "hours", hours) with
            {
                Least = 0,
                Greatest = hours,
            },
            HoursBelow95 = Level("hoursBelow95", "hours", hours) with
            {
                Least = 0,
                Greatest = hours,
            },
            Depegged95 = Metric.Event(coin.Name, "depegged95"),
            Failed = Metric.Event(coin.Name, "failed"),
            IssuerIncome = Gain("issuerIncome", "USD", supply),
            ArbitrageIncome = Gain("arbitrageIncome", "USD", supply),
            Redeemed = Level("redeemed", "USD", supply),
            ReserveRatio = Level("reserveRatio", "fraction", 1, 1) with { Least = 0 },
            RedemptionFees = Level("redemptionFees", "USD", supply) with { Internal = true },
        };
    }

    private static CoinPoolOutcomes<Metric> Outcomes(StableSwapPool pool) => new()
    {
        CoinShare = Metric.Share(pool.Name, "coinShare") with { Origin = 0.5 },
        ImpermanentLoss = new(pool.Name, "impermanentLoss", "fraction", 1, MetricSense.Gain)
        {
            Least = -1,
        },
    };

    private static PlannedHolder AddHolder(
        Scenario scenario, PlanBuilder tables, Holder holder, int at)
    {
        double wallet = holder.HoldingsUsd / holder.Wallets;
        bool redeems = holder.Stablecoin.Redemption is { } terms && terms.Admit(wallet);
        var row = new HolderRow
        {
            Holdings = tables.AddReals(holder.HoldingsUsd / holder.Stablecoin.PegUsd),
            LatencySteps = Steps(scenario, holder.LatencySeconds),
            CanRedeem = redeems ? 1 : 0,
            State = tables.ReserveSlots(HolderState.Width),
            Outcomes = tables.AddOutcomes(Outcomes(scenario, holder)),
        };
        tables.SetRow(at, row);
        return new(holder, row.Outcomes);
    }

    private static HolderOutcomes<Metric> Outcomes(Scenario scenario, Holder holder)
    {
        // In a joint market only the ledger reads them.
        bool hidden = scenario.Kernel == KernelKind.Market;
        Metric Usd(string quantity, MetricSense sense) =>
            new(holder.Name, quantity, "USD", holder.HoldingsUsd, sense, Internal: hidden);
        return new()
        {
            Loss = Usd("loss", MetricSense.Cost) with { Greatest = holder.HoldingsUsd },
            SoldShare = Metric.Share(holder.Name, "soldShare") with { Internal = hidden },
            RedeemedShare = Metric.Share(holder.Name, "redeemedShare") with { Internal = hidden },
            BuyersGain = Usd("buyersGain", MetricSense.Level) with { Internal = true },
        };
    }
}
