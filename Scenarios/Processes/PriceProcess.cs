namespace GpuRisk.Scenarios;

/// <summary>How the price of an asset moves. Rates are per year of 365 days.</summary>
/// <remarks>A kind is one file: its record, what a scenario states of it
/// (<see cref="ProcessKind"/>) and its moments.</remarks>
public abstract record PriceProcess
{
    /// <summary>The kind that a scenario names it by.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether the price moves of its own: neither constant nor tied to a peg.</summary>
    public abstract bool MovesByItself();

    /// <summary>The draws that it has in common with other assets; null where there are none.
    /// </summary>
    public virtual CommonShocks? CommonShocks => null;

    /// <summary>What moments draw from, row by row, of processes that come from a table; empty of
    /// others. Assets with one source have their rows in common, which carry their dependence.
    /// </summary>
    public virtual IReadOnlyList<double> Rows => [];

    /// <summary>Moments of the log price over a horizon.</summary>
    /// <param name="years">The horizon, above 0.</param>
    public abstract AssetMoments Moments(double years);

    /// <summary>The same while a regime lasts, by which prices are correlated.</summary>
    /// <param name="regime">The regime, from 0.</param>
    /// <param name="years">The horizon, above 0.</param>
    public virtual AssetMoments MomentsIn(int regime, double years) => Moments(years);

    /// <summary>The part of a move of the log price that is left after a time.</summary>
    internal virtual double Kept(double years) => 1;

    /// <summary>ln E[(S(T) / S(0))^power] of simulated prices without stated shocks; null where it
    /// is not known in closed form, or where steps are not exact.</summary>
    /// <param name="power">The power, above 0.</param>
    /// <param name="years">The horizon, above 0.</param>
    public virtual double? LogExpectation(double power, double years) => null;

    /// <summary>The mean of the sum of squared log returns of steps, without stated shocks; null
    /// where it is not known.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="stepYears">The length of a step.</param>
    public virtual double? RealisedVariance(int steps, double stepYears) => null;

    /// <summary>By which share simulated moments may miss those of the process, because a step is
    /// not exact; 0 where it is.</summary>
    /// <param name="stepYears">The length of a step.</param>
    public virtual double StepError(double stepYears) => 0;

    /// <summary>The log price drifts by half the variance less than the mean price.</summary>
    private protected static double LogDrift(double drift, double volatility) =>
        drift - (0.5 * volatility * volatility);
}
