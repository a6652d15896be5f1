using System.Globalization;
using GpuRisk.Client;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Service.Store;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Service.Scheduling;

/// <summary>Reads orders: says what is wrong with them, and makes runs of those that can be run.
/// </summary>
internal sealed class OrderReader(
    RunPlans plans, RunStore store, ServiceOptions options, TimeProvider time) : IDisposable
{
    /// <summary>How many errors are told of an order.</summary>
    public const int MostErrors = 100;

    // Reading a scenario takes the processor, and may take it for a while: a few at a time.
    private readonly SemaphoreSlim _reading = new(Math.Max(2, Environment.ProcessorCount / 2));

    /// <summary>Reads an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="settings">What goes before what its scenario says.</param>
    /// <param name="aborted">Cancelled where nobody waits for it any more.</param>
    /// <returns>What is wrong with it, or the run that is ordered.</returns>
    public Task<(IReadOnlyList<LocatedError> Errors, RunRow? Run)> Read(
        RunOrder order, IReadOnlyList<string> settings, CancellationToken aborted) =>
        Reading(() => (Plan(order, settings, out RunRow? run), run), aborted);

    /// <summary>Says what is wrong with a scenario.</summary>
    /// <param name="text">The scenario.</param>
    /// <param name="settings">What goes before what it says.</param>
    /// <param name="plan">Its plan; null where something is wrong.</param>
    public IReadOnlyList<LocatedError> Check(
        ScenarioText text, IReadOnlyList<string> settings, out Plan? plan)
    {
        plan = null;
        ScenarioResult read = plans.Read(text, settings);
        if (!read.IsValid)
        {
            return Located(read.Errors);
        }

        if (PlanSize.Problem(read.Scenario) is { } problem)
        {
            return [OfDocument("horizon", problem)];
        }

        plan = Planning.Of(read.Scenario, out PlanProblem? wrong);
        return wrong is null ? []
            : wrong.Errors.Count > 0 ? Located(wrong.Errors)
            : [OfDocument("", wrong.Reason)];
    }

    /// <summary>Reads scenarios, as many at a time as the processor should.</summary>
    /// <param name="read">What to do.</param>
    /// <param name="aborted">Cancelled where nobody waits for it any more.</param>
    public async Task<T> Reading<T>(Func<T> read, CancellationToken aborted)
    {
        await _reading.WaitAsync(aborted).ConfigureAwait(false);
        try
        {
            return read();
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private IReadOnlyList<LocatedError> Plan(
        RunOrder order, IReadOnlyList<string> settings, out RunRow? run)
    {
        run = null;
        IReadOnlyList<LocatedError> errors = Check(order.Text, settings, out Plan? plan);
        if (plan is null)
        {
            return errors;
        }

        Scenario scenario = plan.Scenario;
        long paths = order.Asked.PathsOf(scenario);
        errors = [.. TooMuch(scenario, paths), .. TooCoarse(plan, order)];
        if (errors.Count > 0)
        {
            return errors;
        }

        RunOptions options = order.Asked.OptionsOf(plan);
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        RunPrecision precision = RunRecords.PrecisionOf(options.Precision);
        run = new RunRow
        {
            Id = RunRow.NewId(time),
            Owner = order.Caller.Owner,
            State = RunState.Queued,
            Holder = store.Host,
            Name = scenario.Name,
            Kernel = plan.Kernel,
            TextHash = order.Text.Hash,
            ScenarioHash = plan.Hash,
            Settings = StoreJson.Of(settings),
            Warnings = StoreJson.Of(plan.Warnings),
            Paths = paths,
            Steps = scenario.Steps,
            Seed = (long)options.Seed,
            Precision = precision,
            Priority = order.Priority,
            Created = now,
            Deadline = order.DeadlineSeconds is { } seconds ? now + (long)(seconds * 1000) : null,
            ResultKey = RunRecords.ResultKey(plan, options.Seed, paths, precision),
            RequestHash = "",
        };
        return [];
    }

    private static IEnumerable<LocatedError> TooCoarse(Plan plan, RunOrder order)
    {
        if (order.Asked.Problem(plan) is { } problem)
        {
            yield return OfDocument("precision", problem);
        }
    }

    private IEnumerable<LocatedError> TooMuch(Scenario scenario, long paths)
    {
        if (paths > options.Limits.Paths)
        {
            yield return OfDocument("paths", string.Create(
                CultureInfo.InvariantCulture,
                $"found {paths}; at most {options.Limits.Paths} are allowed here"));
        }

        double work = Work(scenario, paths);
        if (work > options.Limits.Work)
        {
            yield return OfDocument("paths", string.Create(
                CultureInfo.InvariantCulture,
                $"found {work:G3} path-steps of assets, positions, loans, holders and classes; "
                + $"at most {options.Limits.Work:G3} are allowed here"));
        }
    }

    private static double Work(Scenario scenario, long paths)
    {
        double breadth = scenario.Assets.Count + scenario.Positions.Count
            + scenario.Loans.Sum(loan => loan.Borrowers.Count) + scenario.Holders.Count
            + scenario.Stablecoins.Count + scenario.Pools.Count + scenario.Classes.Count;
        return paths * (double)scenario.Steps * Math.Max(breadth, 1);
    }

    private static IReadOnlyList<LocatedError> Located(IReadOnlyList<ScenarioError> errors) =>
    [
        .. errors.Take(MostErrors).Select(error => new LocatedError
        {
            File = error.File,
            Line = error.Line,
            Column = error.Column,
            Key = error.KeyPath,
            Message = error.Message,
        }),
    ];

    private static LocatedError OfDocument(string key, string message) => new()
    {
        File = "scenario",
        Line = 1,
        Column = 1,
        Key = key,
        Message = message,
    };
}
