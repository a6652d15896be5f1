using System.CommandLine;
using System.CommandLine.Invocation;
using GpuRisk.Host.Cli.Commands;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Cli;

/// <summary>The command line: finds the command, runs it, and turns what happens into an exit
/// code.</summary>
internal static class CommandLine
{
    private const string Description =
        "GpuRisk, a Monte Carlo risk engine for decentralised finance.";

    /// <summary>Runs what the arguments ask for.</summary>
    /// <param name="arguments">The arguments without the program's name.</param>
    /// <param name="context">What commands need from the outside.</param>
    /// <param name="cancellation">Stops a run within one chunk.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(
        IReadOnlyList<string> arguments,
        CommandContext context,
        CancellationToken cancellation = default)
    {
        var verbose = new Option<bool>("--verbose")
        {
            Description = "Log what is done, and show traces of unexpected errors.",
            Recursive = true,
        };
        RootCommand root = Tree(context, verbose, cancellation);

        // No argument means a file of further arguments: names may begin with @ like any other.
        ParseResult parse = root.Parse(
            arguments.Count > 0 ? arguments : ["--help"],
            new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action is ParseErrorAction)
        {
            return Refuse(parse, context.Terminal);
        }

        bool isVerbose = parse.GetValue(verbose);
        context.Log.IsVerbose = isVerbose;
        try
        {
            int code = parse.Invoke(new InvocationConfiguration
            {
                Output = context.Terminal.Output,
                Error = context.Terminal.Error,
                EnableDefaultExceptionHandler = false,
            });
            return arguments.Count == 0 ? ExitCode.BadInput
                : code == ExitCode.Cancelled && cancellation.IsCancellationRequested
                    ? Stopped(context.Terminal)
                    : code;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Stopped(context.Terminal);
        }
        catch (Exception error)
        {
            if (isVerbose)
            {
                context.Terminal.Error.WriteLine(error.ToString());
            }
            else
            {
                context.Terminal.Tell($"{OneLine(error)} (--verbose tells more)");
            }

            return ExitCode.Failed;
        }
    }

    private static RootCommand Tree(
        CommandContext context, Option<bool> verbose, CancellationToken cancellation)
    {
        var root = new RootCommand(Description)
        {
            RunCommand.Create(context, cancellation),
            MergeCommand.Create(context, cancellation),
            ExplainCommand.Create(context, cancellation),
            AuditCommand.Create(context),
            SweepCommand.Create(context, cancellation),
            SensitivitiesCommand.Create(context, cancellation),
            OptimiseCommand.Create(context, cancellation),
            ContributionsCommand.Create(context, cancellation),
            BreachCommand.Create(context, cancellation),
            CompareCommand.Create(context),
            ValidateCommand.Create(context),
            DevicesCommand.Create(context, cancellation),
            VerifyCommand.Create(context, cancellation),
            BenchCommand.Create(context, cancellation),
            ServeCommand.Create(context, cancellation),
            KeysCommand.Create(context),
            ReportCommand.Create(context),
            SchemaCommand.Create(context),
            CalibrateCommand.Create(context, cancellation),
            BacktestCommand.Create(context, cancellation),
            ReplayCommand.Create(context, cancellation),
            verbose,
        };
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction(context.Terminal);
        return root;
    }

    private static int Refuse(ParseResult parse, Terminal terminal)
    {
        foreach (string message in parse.Errors.Select(error => error.Message).Distinct())
        {
            terminal.Tell(message);
        }

        Command command = parse.CommandResult.Command;
        string name = command is RootCommand ? "gpurisk" : $"gpurisk {command.Name}";
        terminal.Error.WriteLine($"See {name} --help.");
        return ExitCode.BadInput;
    }

    private static int Stopped(Terminal terminal) =>
        Failure.Stopped(ExitCode.CancelledReason).Tell(terminal);

    private static string OneLine(Exception error) =>
        $"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}";

    private sealed class VersionAction(Terminal terminal) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            terminal.Output.WriteLine(BuildVersion.Full);
            return ExitCode.Done;
        }
    }
}
