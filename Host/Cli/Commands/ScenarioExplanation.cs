using GpuRisk.Engine.Counterfactuals;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Reports.Rendering;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Explaining;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk explain</c>: what it does.</summary>
internal sealed class ScenarioExplanation(CommandContext context, CancellationToken cancellation)
{
    private static readonly string[] Concentration =
    [
        "market.centralisedShareOfGains", "market.gini", "market.topOnePercentShare",
        "market.theil",
    ];

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Explains a scenario; returns the exit code.</summary>
    public int Execute(ExplainRequest request)
    {
        ScenarioResult read = ScenarioReader.Read(request.File, request.Overrides);
        if (!read.IsValid)
        {
            return Failure.Located(read.Errors).Tell(_terminal);
        }

        if (Problem(read.Scenario, request) is { } problem)
        {
            return problem.Tell(_terminal);
        }

        try
        {
            using IDisposable? work = context.Work();
            return Explain(request, read.Scenario);
        }
        catch (Exception error) when (error is DeviceException or TallyFaultException)
        {
            return Failure.OfWork(error.Message).Tell(_terminal);
        }
    }

    private static Failure? Problem(Scenario scenario, ExplainRequest request)
    {
        if (scenario.Kernel != KernelKind.Market)
        {
            return Failure.OfInput(
                $"{request.File} has another kernel; explain takes kernel market.");
        }

        if (scenario.Rare is { } rare)
        {
            return Failure.Located([rare.Figure.Wrong(
                $"found '{rare.Figure.Text}', but explain takes paths of the true law; allowed "
                + "is a scenario without this key")]);
        }

        if (scenario.Sampling is { } sampling)
        {
            return Failure.Located([sampling.Wrong(
                "but explain compares paths one by one; allowed is plain")]);
        }

        if (Planning.Of(scenario, out PlanProblem? problem) is not { } plan)
        {
            return problem!.Failure;
        }

        return MetricNames.Problem(plan, request.Metrics) is { } unknown
            ? Failure.OfInput(unknown)
            : null;
    }

    private int Explain(ExplainRequest request, Scenario scenario)
    {
        Plan plan = ScenarioPlanner.Plan(scenario);
        foreach (string warning in plan.Warnings)
        {
            _terminal.Tell(warning);
        }

        RunOptions options = request.Asked.OptionsOf(plan);
        Feature[] features = [.. Features.All.Where(
            f => request.Features.Count == 0 || request.Features.Contains(f.Name))];
        IReadOnlyList<string> metrics =
            request.Metrics.Count > 0 ? request.Metrics : Concentration;
        IReadOnlyList<IPathDevice> devices = DeviceNames.Open(request.Devices, request.Threads);
        try
        {
            Explanation Run(IProgress<RunProgress>? progress) =>
                new Explainer(devices, context.Time).Explain(
                    scenario, features, metrics, options, progress, cancellation);

            Explanation explanation = _terminal.IsErrorTerminal && !request.Quiet
                ? ProgressBar.Around(_terminal.ErrorConsole(), Run)
                : Run(null);
            if (request.Json)
            {
                _terminal.Output.WriteLine(ExplanationJson.ToText(explanation));
            }
            else
            {
                ExplanationTable.Draw(_terminal.OutputConsole(), explanation);
            }

            return explanation.Paths < options.Paths ? ExitCode.Cancelled : ExitCode.Done;
        }
        finally
        {
            foreach (IPathDevice device in devices)
            {
                device.Dispose();
            }
        }
    }
}
