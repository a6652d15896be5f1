namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Estimates processes of one or several assets from the latest prices, as backtests do
/// from those of the past.</summary>
public static class ProcessCalibration
{
    /// <summary>The process that is fitted unless told otherwise: of those whose parameters a
    /// scenario states, the one that docs/backtest.md finds best.</summary>
    public const string UsualProcess = "regime-switching";

    /// <summary>How far back it looks, unless told otherwise.</summary>
    public static TimeSpan UsualWindow { get; } = TimeSpan.FromDays(365);

    /// <summary>The time of the returns, unless told otherwise.</summary>
    public static TimeSpan UsualSampling { get; } = TimeSpan.FromDays(1);

    /// <summary>Estimates processes; one for all assets is preferred, that with the lowest sum of
    /// Schwarz's criteria.</summary>
    /// <param name="names">The assets' names, each one that scenarios allow.</param>
    /// <param name="series">Their prices.</param>
    /// <param name="processes">Names of <see cref="ProcessFitting.Names"/>, at least one.</param>
    /// <param name="window">How far back to look, whole samplings.</param>
    /// <param name="sampling">The time of the returns.</param>
    /// <param name="isUncertain">Whether the fragment states estimates as laws, with their
    /// errors.</param>
    /// <param name="problem">What is wrong; null where nothing is.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The estimates; null where something is wrong.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ProcessReport? Estimate(
        IReadOnlyList<string> names,
        IReadOnlyList<PriceSeries> series,
        IReadOnlyList<string> processes,
        TimeSpan window,
        TimeSpan sampling,
        bool isUncertain,
        out string? problem,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(processes);
        DateTime end = series.Min(one => one.Points[^1].TimeUtc);
        SampledPrices[] prices = [.. series.Select(one => SampledPrices.Of(one, end, sampling))];
        int steps = (int)(window.Ticks / sampling.Ticks);
        double[][] returns = [.. prices.Select(one =>
            one.Returns(one.IndexOf(end)!.Value - steps, one.IndexOf(end)!.Value))];
        problem = Enumerable.Range(0, names.Count)
            .Select(i => Problem(names[i], returns[i], series[i], sampling, processes))
            .FirstOrDefault(one => one is not null);
        if (problem is not null) return null;
        ProcessFit[][] fits = [.. returns.Select((own, i) => processes
            .Select(process => ProcessFitting.Fit(
                process, own, prices[0].IntervalYears, isWhole: true, cancellation)
                .InPricesOf(prices[i][prices[i].IndexOf(end)!.Value]))
            .ToArray())];
        AssetFits[] assets = [.. names.Select((name, i) => new AssetFits(
            name, returns[i].Length, sampling.TotalSeconds,
            end - (steps * sampling) > prices[i].FirstUtc
                ? end - (steps * sampling) : prices[i].FirstUtc,
            end, prices[i][prices[i].IndexOf(end)!.Value], ReturnMoments.Of(returns[i]), fits[i])
        {
            File = series[i].File,
        })];
        string?[] refusals = [.. processes.Select((_, fit) => assets
            .Select(asset => ProcessFragment.Refusal(asset, fit))
            .FirstOrDefault(refusal => refusal is not null))];
        problem = refusals.All(refusal => refusal is not null)
            ? $"found no fit that a scenario allows: {refusals[0]}" : null;
        if (problem is not null) return null;
        int best = Best(fits, refusals);
        PairCorrelation[] correlations = [.. Correlations(names, prices, end, steps)];
        SharedRegimes? shared = names.Count > 1 && RegimeFitter.StatesOf(processes[best]) is { } n
            ? SharedRegimes.Of(names, Rows(prices, end, steps), n, prices[0].IntervalYears)
            : null;
        IReadOnlyList<PairCorrelation> honoured = shared is null
            ? HonouredCorrelations.Of(
                names, [.. fits.Select(own => own[best].Market!.Process)], correlations)
            : [];
        List<string> warnings =
        [
            .. refusals.OfType<string>().Select(refusal => $"{refusal}: not to be used."),
            .. ProcessWarnings.Of(assets, best, shared, correlations, honoured, isUncertain),
        ];
        (string fragment, bool isOfLaws) = ProcessFragment.Of(
            assets, honoured, best, shared, isUncertain, warnings);
        if (isUncertain && shared is null && !isOfLaws)
            warnings.Add(ProcessWarnings.NoLaws);
        problem = FragmentCheck.Problem(fragment, sampling.TotalSeconds);
        return problem is not null ? null : new ProcessReport(
            ProcessReport.SchemaName, assets, correlations, processes[best], warnings, fragment)
        {
            Shared = shared?.Parameters,
            SharedCovariance = shared?.Covariance,
        };
    }

    // Returns of all assets, where all have one.
    private static List<double[]> Rows(SampledPrices[] prices, DateTime end, int steps) =>
        [.. Enumerable.Range(0, steps)
            .Select(i => prices.Select(one => Change(one, end, steps - 1 - i)).ToArray())
            .Where(row => row.All(double.IsFinite))];

    // What reverts may move faster than prices do.
    private static string? Problem(
        string name, double[] returns, PriceSeries series, TimeSpan sampling,
        IReadOnlyList<string> processes)
    {
        if (series.IntervalSeconds > sampling.TotalSeconds)
        {
            return FormattableString.Invariant(
                $"{name}: found prices one in {series.IntervalSeconds} s; allowed are those at ")
                + FormattableString.Invariant(
                    $"least as close as --sampling, {sampling.TotalSeconds} s");
        }

        int least = processes.Max(ProcessFitting.LeastReturns);
        return returns.Length < least
            ? $"{name}: found {Counted.Of(returns.Length, "return")} in the window; allowed are at "
                + $"least {least}"
            : returns.Max() - returns.Min() < 1e-12
                ? $"{name}: found that all returns are the same; allowed are prices that move at "
                    + "random"
                : processes.All(process => process == ReversionFitter.Kind) ? null
                : PriceCalibration.VolatilityProblem(
                    returns, sampling.TotalSeconds, series.Points[0].TimeUtc) is { } wild
                    ? $"{name}: {wild}" : null;
    }

    // Without a criterion a fit is taken only where there is no other.
    private static int Best(ProcessFit[][] fits, string?[] refusals)
    {
        double Criterion(int process) =>
            fits.Sum(own => own[process].Bic ?? double.PositiveInfinity);
        return Enumerable.Range(0, fits[0].Length)
            .Where(process => refusals[process] is null)
            .MinBy(Criterion);
    }

    private static IEnumerable<PairCorrelation> Correlations(
        IReadOnlyList<string> names, SampledPrices[] prices, DateTime end, int steps)
    {
        for (int i = 0; i < names.Count; i++)
        {
            for (int j = i + 1; j < names.Count; j++)
            {
                List<double> first = [];
                List<double> second = [];
                for (int back = 0; back < steps; back++)
                {
                    double one = Change(prices[i], end, back);
                    double other = Change(prices[j], end, back);
                    if (!double.IsFinite(one + other)) continue;
                    first.Add(one);
                    second.Add(other);
                }

                if (first.Count <= PriceCalibration.LeastReturns) continue;
                yield return new PairCorrelation(
                    names[i], names[j], PairCorrelation.Of(first, second),
                    BlockErrors.Of(PairCorrelation.Contributions(first, second)));
            }
        }
    }

    private static double Change(SampledPrices prices, DateTime end, int back)
    {
        int at = prices.IndexOf(end)!.Value - back;
        return at < 1 ? double.NaN : Math.Log(prices[at]) - Math.Log(prices[at - 1]);
    }
}
