using System.Text.Json.Serialization;

namespace GpuRisk.Engine.Breaches;

/// <summary>What the paths that breach look like.</summary>
/// <param name="BreachingPaths">How many of the run's paths breach.</param>
/// <param name="EffectivePaths">How many breaching paths that count alike would tell as much (Kish
/// 1965).</param>
/// <param name="FollowedPaths">How many paths were followed from moment to moment.</param>
/// <param name="FollowedBreaches">How many of those breach.</param>
/// <param name="MomentSeconds">The moments, in seconds since the start.</param>
/// <param name="Drivers">What drives paths, the most telling first.</param>
/// <param name="Events">What happens on breaching paths, the most frequent first.</param>
/// <param name="Orders">In which order it happens, the most frequent first.</param>
/// <param name="Bands">How prices spread over time.</param>
/// <param name="Representatives">Paths that stand for all that breach, the one that stands for most
/// first.</param>
public sealed record BreachFindings(
    int BreachingPaths,
    double EffectivePaths,
    int FollowedPaths,
    int FollowedBreaches,
    IReadOnlyList<double> MomentSeconds,
    IReadOnlyList<DriverFinding> Drivers,
    IReadOnlyList<BreachEvent> Events,
    IReadOnlyList<EventOrder> Orders,
    IReadOnlyList<BreachBand> Bands,
    IReadOnlyList<RepresentativePath> Representatives);

/// <summary>A figure and its sampling error.</summary>
/// <param name="Value">The figure.</param>
/// <param name="StandardError">Its standard error; null where it cannot be told.</param>
public readonly record struct BreachFigure(double Value, double? StandardError);

/// <summary>How a driver is spread, in its unit.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="P05">The 5 % quantile.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">The 95 % quantile.</param>
public sealed record DriverSpread(
    BreachFigure Mean, BreachFigure P05, BreachFigure P50, BreachFigure P95);

/// <summary>What a driver is where paths breach, against what it is on all paths.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Start">What it is at the start, where it moves from there; else null.</param>
/// <param name="IsFollowed">Whether it is told by the paths that were followed from moment to
/// moment, and not by all.</param>
/// <param name="WhenBreached">Its distribution on breaching paths.</param>
/// <param name="Always">Its distribution on all paths.</param>
/// <param name="Shift">How many standard deviations of all paths its mean is higher on breaching
/// ones.</param>
/// <param name="Information">How telling it is: the relative entropy of its distribution on
/// breaching paths to that on all (Kullback, Leibler 1951), as a share of the most that there can
/// be, which is that of the breach itself.</param>
/// <param name="IsTold">Whether that is told from chance with 95 %.</param>
public sealed record DriverFinding(
    string Name,
    string Unit,
    double? Start,
    bool IsFollowed,
    DriverSpread WhenBreached,
    DriverSpread Always,
    BreachFigure Shift,
    BreachFigure Information,
    bool IsTold);

/// <summary>Something that happens on a path at a moment.</summary>
/// <param name="Name">What happens.</param>
/// <param name="WhenBreached">On which share of breaching paths it does.</param>
/// <param name="Always">On which share of all paths it does.</param>
/// <param name="MedianSeconds">When, on the middle one of the breaching paths with it.</param>
/// <param name="P05Seconds">The 5 % quantile of when.</param>
/// <param name="P95Seconds">The 95 % quantile of when.</param>
public sealed record BreachEvent(
    string Name, BreachFigure WhenBreached, double Always, double MedianSeconds, double P05Seconds,
    double P95Seconds);

/// <summary>An order in which things happen up to the breach.</summary>
/// <param name="Steps">What happens, moment after moment; what is seen at one moment stands
/// together.</param>
/// <param name="Share">On which share of breaching paths.</param>
public sealed record EventOrder(IReadOnlyList<IReadOnlyList<string>> Steps, BreachFigure Share);

/// <summary>How a price spreads over time on all paths and on breaching ones.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Points">One for each moment.</param>
public sealed record BreachBand(string Name, string Unit, IReadOnlyList<BandPoint> Points);

/// <summary>Quantiles at a moment.</summary>
/// <param name="P05">5 % of all paths.</param>
/// <param name="P50">The median of all paths.</param>
/// <param name="P95">95 % of all paths.</param>
/// <param name="BreachP05">5 % of breaching paths.</param>
/// <param name="BreachP50">The median of breaching paths.</param>
/// <param name="BreachP95">95 % of breaching paths.</param>
public sealed record BandPoint(
    double P05, double P50, double P95, double BreachP05, double BreachP50, double BreachP95);

/// <summary>A path that stands for those like it.</summary>
/// <param name="Path">Its index.</param>
/// <param name="Share">The share of breaching paths, by weight, that are nearer to it than to the
/// other representatives.</param>
/// <param name="Weight">Its weight; 1 where all paths follow the true law.</param>
/// <param name="Drivers">What the drivers come to on it, by name.</param>
/// <param name="Series">What the prices of <see cref="BreachFindings.Bands"/> are on it, moment
/// after moment, in their order.</param>
public sealed record RepresentativePath(
    long Path,
    double Share,
    double Weight,
    IReadOnlyDictionary<string, double> Drivers,
    [property: JsonIgnore] IReadOnlyList<double[]> Series);
