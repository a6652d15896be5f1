using System.CommandLine;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Planning.Prices;
using GpuRisk.Host.Figures;
using GpuRisk.Host.Runs.Replaying;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk validate</c>: tells every error of every file.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandContext context)
    {
        var files = new Argument<string[]>("SCENARIO")
        {
            Description = "Scenario files.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string[]> overrides = CommonOptions.Overrides();
        var command = new Command("validate", "Check scenario files and tell every error in them.")
        {
            files,
            overrides,
        };
        command.SetAction(parse => Run(
            parse.GetRequiredValue(files), parse.GetValue(overrides) ?? [], context.Terminal));
        return command;
    }

    private static int Run(
        IReadOnlyList<string> files, IReadOnlyList<string> overrides, Terminal terminal)
    {
        int code = ExitCode.Done;
        foreach (string file in files)
        {
            ScenarioResult read = ScenarioReader.Read(file, overrides);
            IReadOnlyList<ScenarioError> errors = read.Errors;
            if (read.IsValid)
            {
                Plan? plan = Planning.Of(read.Scenario, out PlanProblem? problem);
                errors = plan is null
                    ? problem!.Errors
                    : [.. ObservedMetrics.Unknown(plan, read.Observed)];
                if (plan is not null && errors.Count == 0)
                {
                    foreach (string warning in plan.Warnings)
                    {
                        terminal.Error.WriteLine($"{file}: warning: {warning}");
                    }

                    foreach (TrustLine line in TrustLine.Of(ProcessTrust.Of(read.Scenario))
                        .Where(line => line.IsRefuted))
                    {
                        terminal.Error.WriteLine(
                            $"{file}: trust: {line.Text} See {TrustLine.Place}.");
                    }

                    terminal.Output.WriteLine($"{file}: ok");
                    continue;
                }

                if (problem is { Errors.Count: 0 })
                {
                    terminal.Error.WriteLine($"{file}: gpurisk: {problem.Reason}");
                }
            }

            foreach (ScenarioError error in errors)
            {
                terminal.Error.WriteLine(error);
            }

            code = ExitCode.BadInput;
        }

        return code;
    }
}
