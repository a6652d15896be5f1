using GpuRisk.Kernels.Prices;

namespace GpuRisk.Engine.Planning.Tilts;

/// <summary>Random numbers whose law can be tilted, as who draws them plans them.</summary>
/// <param name="Name">What they drive, as <c>ETH</c>, <c>ETH jumps</c> or <c>gas</c>.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Stream">The stream of their numbers.</param>
internal sealed record PlannedDriver(string Name, DriverKind Kind, uint Stream)
{
    private const double MostDeviations = 12;
    private const double MostRatio = 1000;
    private const double MostProbability = 0.5;

    /// <summary>The real that the kernel draws by: what is added to each normal, the mean gap
    /// between arrivals, the probability of an event; -1 of classes of jumps.</summary>
    public int Real { get; init; } = -1;

    /// <summary>A real that is a part of the probability of an event; -1 where there is none.
    /// </summary>
    public int Part { get; init; } = -1;

    /// <summary>Which part it is.</summary>
    public double PartOfRate { get; init; }

    /// <summary>Under the true law, the probability of an event in a step, or arrivals over the
    /// horizon; 0 of normals.</summary>
    public double Rate { get; init; }

    /// <summary>Slot of arrivals drawn so far; -1 of all others.</summary>
    public int Drawn { get; init; } = -1;

    /// <summary>Of a class of jumps, its place among them; 0 of all others.</summary>
    public int Class { get; init; }

    /// <summary>Of a class of jumps, where the terms of all of them begin; -1 of all others.
    /// </summary>
    public int Marks { get; init; } = -1;

    /// <summary>The first step in which they are tilted, from 0.</summary>
    public int First { get; init; }

    /// <summary>The step after the last.</summary>
    public int End { get; init; }

    /// <summary>Steps in which they are tilted.</summary>
    public int Steps => End - First;

    /// <summary>The mean of their sum under the true law.</summary>
    public double Mean => Kind switch
    {
        DriverKind.Normals => 0,
        DriverKind.Events => Rate * Steps,
        DriverKind.Arrivals or DriverKind.Marks => Rate,
        _ => throw Unknown(),
    };

    /// <summary>The standard deviation of their sum under the true law.</summary>
    public double Deviation => Kind switch
    {
        DriverKind.Normals => Math.Sqrt(Steps),
        DriverKind.Events => Math.Sqrt(Rate * (1 - Rate) * Steps),
        DriverKind.Arrivals or DriverKind.Marks => Math.Sqrt(Rate),
        _ => throw Unknown(),
    };

    /// <summary>The law under which the sum has another mean: what is added to each normal, the
    /// probability of an event in a step, or arrivals over the horizon.</summary>
    public double LawOf(double mean) => Kind switch
    {
        DriverKind.Normals or DriverKind.Events => mean / Steps,
        DriverKind.Arrivals or DriverKind.Marks => mean,
        _ => throw Unknown(),
    };

    /// <summary>A law no further from the true one than it can be of use.</summary>
    public double Bounded(double law) => Kind switch
    {
        DriverKind.Normals => Math.Clamp(
            law, -MostDeviations / Math.Sqrt(Steps), MostDeviations / Math.Sqrt(Steps)),
        DriverKind.Events => Math.Clamp(
            law, Rate / MostRatio, Math.Max(MostProbability, Rate)),
        DriverKind.Arrivals or DriverKind.Marks => Math.Clamp(
            law, Rate / MostRatio, Rate + (MostDeviations * (1 + Deviation))),
        _ => throw Unknown(),
    };

    /// <summary>The real that makes the kernel draw by a law.</summary>
    /// <param name="law">As <see cref="LawOf"/> tells it.</param>
    /// <param name="horizon">Steps of the horizon.</param>
    public double RealOf(double law, int horizon) => Kind switch
    {
        DriverKind.Normals or DriverKind.Events => law,
        DriverKind.Arrivals or DriverKind.Marks => horizon / law,
        _ => throw Unknown(),
    };

    /// <summary>The log of the likelihood under a law over that under the true one: what it is
    /// where the sum is zero, and what the sum adds to it.</summary>
    /// <param name="law">As <see cref="LawOf"/> tells it.</param>
    public (double Constant, double OfSum) LogRatio(double law) => Kind switch
    {
        DriverKind.Normals => (-0.5 * law * law * Steps, law),
        DriverKind.Events => (
            Steps * (Math.Log(1 - law) - Math.Log(1 - Rate)),
            Math.Log(law * (1 - Rate) / (Rate * (1 - law)))),
        DriverKind.Arrivals or DriverKind.Marks => (Rate - law, Math.Log(law / Rate)),
        _ => throw Unknown(),
    };

    /// <summary>The true law.</summary>
    public double TrueLaw => LawOf(Mean);

    private ArgumentOutOfRangeException Unknown() =>
        new(nameof(Kind), Kind, $"There is no driver {Kind}.");
}
