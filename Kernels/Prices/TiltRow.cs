using GpuRisk.Kernels.Records;

namespace GpuRisk.Kernels.Prices;

/// <summary>The integers of a simulation whose random numbers are tilted, so that what is rare
/// comes often: some paths draw by one law and some by another, and each path tells the ratio of
/// its likelihood under the true law to that under all of them together.</summary>
[Row]
public partial struct TiltRow
{
    /// <summary>Number of drivers: random numbers whose law is tilted.</summary>
    public required int Drivers;

    /// <summary>Where their rows begin.</summary>
    public required int DriverRows;

    /// <summary>Number of laws, the true one among them.</summary>
    public required int Laws;

    /// <summary>Reals: for each law the log of its likelihood over the true one's, and of its share
    /// of the paths, where all drivers sum to zero; then what each driver's sum adds to it.
    /// </summary>
    public required int Likelihoods;

    /// <summary>The first of a path's outcomes: its weight, then the drivers' sums.</summary>
    public required int Outcomes;
}

/// <summary>The integers of a driver.</summary>
[Row]
public partial struct DriverRow
{
    /// <summary>What is drawn: a <see cref="DriverKind"/>.</summary>
    public required int Kind;

    /// <summary>The stream of its random numbers.</summary>
    public required int Stream;

    /// <summary>The first step in which it is tilted.</summary>
    public required int First;

    /// <summary>The step after the last.</summary>
    public required int End;

    /// <summary>Real: what is added to each normal, or the probability of an event in a step.
    /// </summary>
    public required int Tilt;

    /// <summary>Slot of the sum so far; of arrivals that of those drawn so far.</summary>
    public required int Sum;
}

/// <summary>What a driver is.</summary>
public enum DriverKind
{
    /// <summary>A standard normal in each step, to which something is added.</summary>
    Normals,

    /// <summary>An event in a step where a uniform is at most its probability.</summary>
    Events,

    /// <summary>The arrivals of a Poisson process, which come more often or less.</summary>
    Arrivals,

    /// <summary>The same of a class of jumps by size, which are counted.</summary>
    Marks,
}
