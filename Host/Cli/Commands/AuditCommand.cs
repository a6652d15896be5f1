using System.CommandLine;
using System.Globalization;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk audit</c>: names the first step whose books do not balance.</summary>
internal static class AuditCommand
{
    private const int DefaultPaths = 1024;
    private const int MostPaths = 1 << 16;

    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("SCENARIO")
        {
            Description = "The scenario file; its kernel is market.",
        };
        Option<long?> paths = CommonOptions.Count(
            "--paths", "N", "Paths to audit, 1,024 by default.", 1, MostPaths);
        Option<long?> seed = CommonOptions.Seed();
        Option<string[]> overrides = CommonOptions.Overrides();
        var command = new Command(
            "audit", "Check a market's books, and name the first step that does not balance.")
        {
            file, paths, seed, overrides,
        };
        command.SetAction(parse => Execute(
            context.Terminal,
            parse.GetRequiredValue(file),
            parse.GetValue(overrides) ?? [],
            (int)(parse.GetValue(paths) ?? DefaultPaths),
            CommonOptions.Asked(parse, paths, seed)));
        return command;
    }

    private static int Execute(
        Terminal terminal, string file, IReadOnlyList<string> overrides, int paths, Asked asked)
    {
        ScenarioResult read = ScenarioReader.Read(file, overrides);
        if (!read.IsValid)
        {
            return Failure.Located(read.Errors).Tell(terminal);
        }

        if (read.Scenario.Kernel != KernelKind.Market)
        {
            return Failure.OfInput(
                $"{file} has another kernel; audit takes kernel market.").Tell(terminal);
        }

        Plan? plan = Planning.Of(read.Scenario, out PlanProblem? problem);
        if (plan is null)
        {
            return problem!.Failure.Tell(terminal);
        }

        UnbalancedStep? unbalanced = LedgerAudit.Find(plan, asked.SeedOf(read.Scenario), paths);
        if (unbalanced is null)
        {
            terminal.Output.WriteLine(
                $"{Counted.Of(paths, "path")} of {Counted.Of(read.Scenario.Steps, "step")}: "
                + "all books balance.");
            return ExitCode.Done;
        }

        string gap = double.IsNaN(unbalanced.GapUsd)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", by {unbalanced.GapUsd:G6} USD");
        return Failure.OfWork(
            $"step {unbalanced.Step} of path {unbalanced.Path}: "
            + $"{unbalanced.What} does not balance{gap}.").Tell(terminal);
    }
}
