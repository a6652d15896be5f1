namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>The processes that can be estimated from prices.</summary>
public static class ProcessFitting
{
    private static readonly ProcessFitter[] All =
    [
        new GbmFitter(),
        new MertonFitter(),
        new HestonFitter(hasJumps: false),
        new HestonFitter(hasJumps: true),
        new StudentTFitter(),
        new GarchFitter(GarchShocks.Normal),
        new GarchFitter(GarchShocks.StudentT),
        new GarchFitter(GarchShocks.Residuals),
        new BootstrapFitter(),
        new ReversionFitter(),
        new RegimeFitter(2),
        new RegimeFitter(3),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(fitter => fitter.Name)];

    /// <summary>The names of those whose parameters a scenario can state.</summary>
    public static IReadOnlyList<string> FittedNames { get; } =
        [.. All.Where(fitter => fitter.IsFitted).Select(fitter => fitter.Name)];

    /// <summary>The fewest returns that one is fitted to.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static int LeastReturns(string name) => Of(name).LeastReturns;

    /// <summary>Estimates a process.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="returns">Log returns over equal times, in order, not all the same.</param>
    /// <param name="years">The time of one, in years of 365 days.</param>
    /// <param name="isWhole">Whether standard errors and out-of-sample likelihood are asked for,
    /// and not the estimates alone.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="ArgumentException">No such process, or too few returns.</exception>
    public static ProcessFit Fit(
        string name, IReadOnlyList<double> returns, double years, bool isWhole = true,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(returns);
        ProcessFitter fitter = Of(name);
        return returns.Count < fitter.LeastReturns
            ? throw new ArgumentException(
                $"found {Counted.Of(returns.Count, "return")}; allowed for {name} are at least "
                + $"{fitter.LeastReturns}", nameof(returns))
            : fitter.Fit([.. returns], years, isWhole, cancellation);
    }

    private static ProcessFitter Of(string name) =>
        All.FirstOrDefault(fitter => fitter.Name == name)
        ?? throw new ArgumentException(
            $"found '{name}'; allowed are {string.Join(", ", Names)}", nameof(name));
}
