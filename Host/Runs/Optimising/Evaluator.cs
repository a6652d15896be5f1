using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Runs.Optimising;

/// <summary>Runs what a search asks for, each scenario once, and keeps the best.</summary>
/// <param name="runner">Runs the variants.</param>
/// <param name="space">The values.</param>
/// <param name="options">How all are run.</param>
/// <param name="figure">The figure's name.</param>
/// <param name="limits">The limits, and the names of their figures.</param>
/// <param name="isMaximised">Whether more of the figure is better.</param>
internal sealed class Evaluator(
    TrialRunner runner,
    SearchSpace space,
    RunOptions options,
    string figure,
    IReadOnlyList<(FigureLimit Limit, string Name)> limits,
    bool isMaximised)
{
    private readonly Dictionary<string, Candidate> _known = [];
    private readonly List<Candidate> _all = [];

    /// <summary>All that were run, in order.</summary>
    public IReadOnlyList<Candidate> All => _all;

    /// <summary>The best of them, and its point in the cube; null before the first.</summary>
    public (Candidate Candidate, double[] Point)? Best { get; private set; }

    /// <summary>Stops the search.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Told how many were run, or null.</summary>
    public IProgress<int>? Progress { get; init; }

    /// <summary>Whether more of the figure is better.</summary>
    public bool IsMaximised => isMaximised;

    /// <summary>What comes of a point of the cube.</summary>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public Candidate At(double[] point)
    {
        string key = space.Texts(UsableAt(point));
        if (_known.TryGetValue(key, out Candidate? known)) return known;
        Candidate candidate = Run(point, options).Candidate;
        _known.Add(key, candidate);
        if (Best is not { } best || candidate.IsBetter(best.Candidate, isMaximised))
            Best = (candidate, point);
        return candidate;
    }

    /// <summary>What comes of a point of the cube, and what each path adds to the figure.</summary>
    /// <param name="point">The point.</param>
    /// <param name="how">How it is run.</param>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public (Candidate Candidate, TrialFigure? Figure) Run(double[] point, RunOptions how)
    {
        Cancellation.ThrowIfCancellationRequested();
        double[] values = UsableAt(point);
        Plan? plan = runner.PlanOf(space.Numbers(values), out string? reason);
        Trial? trial = plan is null ? null : runner.Run(
            plan, how, [figure, .. limits.Select(limit => limit.Name)], null, Cancellation,
            out reason);
        Cancellation.ThrowIfCancellationRequested();
        Candidate candidate = CandidateOf(values, trial, reason);
        _all.Add(candidate);
        Progress?.Report(_all.Count);
        return (candidate, trial?.Figures[0]);
    }

    private double[] UsableAt(double[] point) =>
        space.Values(runner.Usable(space.Numbers(space.ValuesAt(point))));

    private Candidate CandidateOf(double[] values, Trial? trial, string? reason)
    {
        if (trial is null)
            return new Candidate(values, null, null, [], null, reason);
        TrialFigure told = trial.Figures[0];
        double? excess = told.Value is null ? null : 0;
        var limited = new List<LimitedFigure>();
        for (int i = 0; i < limits.Count; i++)
        {
            TrialFigure of = trial.Figures[i + 1];
            excess += limits[i].Limit.Excess(of.Value);
            limited.Add(new(
                limits[i].Limit.Text, of.Value, of.Told.StandardError,
                limits[i].Limit.IsSure(of.Told.Errors.Mean)));
        }

        return new Candidate(
            values, told.Value, told.Told.StandardError, limited, excess, null);
    }
}
