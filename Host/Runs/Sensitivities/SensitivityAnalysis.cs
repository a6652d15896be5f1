using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Trials;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Runs.Sensitivities;

/// <summary>Moves the numbers of a scenario one by one and tells what each does to a figure, all
/// on the same random numbers.</summary>
/// <param name="runner">Runs the variants.</param>
/// <param name="numbers">The numbers to move.</param>
/// <param name="share">The share by which those without a law are moved.</param>
/// <param name="options">How all are run.</param>
/// <param name="figure">The figure's name.</param>
internal sealed class SensitivityAnalysis(
    TrialRunner runner,
    IReadOnlyList<ScenarioNumber> numbers,
    double share,
    RunOptions options,
    string figure)
{
    private readonly List<SensitivityRow> _rows = [];
    private readonly List<UnmovedNumber> _unmoved = [];

    /// <summary>The numbers that were moved, the one that moves the figure most first.</summary>
    public IReadOnlyList<SensitivityRow> Rows =>
        [.. _rows.OrderByDescending(row => row.Size)];

    /// <summary>Those that could not be, in the scenario's order.</summary>
    public IReadOnlyList<UnmovedNumber> Unmoved => _unmoved;

    /// <summary>The run of the numbers as stated; null before it, or where it has none.</summary>
    public Trial? Base { get; private set; }

    /// <summary>Why there is no such run; null where there is one, or it was stopped.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether it was stopped before its end.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>Paths of all runs together.</summary>
    public long Paths => options.Paths * (1 + (2 * numbers.Count));

    /// <summary>Runs them all, or those until it is stopped.</summary>
    /// <param name="plan">The plan of the numbers as stated.</param>
    /// <param name="progress">Told after every chunk, or null.</param>
    /// <param name="cancellation">Stops the work within a chunk.</param>
    public void Run(
        Plan plan, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        Base = runner.Run(
            plan, options, [figure], PartOf(progress, 0), cancellation, out string? reason);
        Failure = reason;
        IsPartial = cancellation.IsCancellationRequested;
        for (int i = 0; i < numbers.Count && Base is not null && !IsPartial; i++)
        {
            ScenarioNumber number = numbers[i];
            Bump bump = Bump.Of(number, share).At(number, to => runner.Usable(
                new Dictionary<ScenarioNumber, double> { [number] = to })[number]);
            long before = options.Paths * (1 + (2 * i));
            TrialFigure? down = Move(number, bump.Down, PartOf(progress, before), cancellation);
            TrialFigure? up = Move(
                number, bump.Up, PartOf(progress, before + options.Paths), cancellation);
            IsPartial = cancellation.IsCancellationRequested;
            if (!IsPartial && (down ?? up) is not null) Add(number, bump, down, up);
            else if (bump is { Down: null, Up: null })
                _unmoved.Add(new(number.Key, number.Value, "no other value is allowed"));
        }
    }

    private PartOfMany? PartOf(IProgress<RunProgress>? progress, long before) =>
        progress is null ? null : new PartOfMany(progress, before, Paths);

    private TrialFigure? Move(
        ScenarioNumber number,
        double? to,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation)
    {
        if (to is not { } value) return null;
        Plan? plan = runner.PlanOf(
            new Dictionary<ScenarioNumber, double> { [number] = value }, out string? reason);
        Trial? trial = plan is null ? null
            : runner.Run(plan, options, [figure], progress, cancellation, out reason);
        if (reason is not null) _unmoved.Add(new(number.Key, value, reason));
        return trial?.Figures[0];
    }

    private void Add(ScenarioNumber number, Bump bump, TrialFigure? down, TrialFigure? up)
    {
        TrialFigure stated = Base!.Figures[0];
        double low = down is null ? number.Value : bump.Down!.Value;
        double high = up is null ? number.Value : bump.Up!.Value;
        Difference swing = (up ?? stated).Minus(down ?? stated);
        Difference slope = swing.Per(high - low);
        _rows.Add(new SensitivityRow(
            number.Key, number.Value, number.Unit, bump.Rule,
            down is null ? null : new(low, down.Value, down.Minus(stated)),
            up is null ? null : new(high, up.Value, up.Minus(stated)),
            swing, slope,
            number.Value == 0 || stated.Value is null or 0
                ? null
                : new(
                    slope.Value * number.Value / stated.Value,
                    slope.StandardError * Math.Abs(number.Value / stated.Value.Value))));
    }
}
