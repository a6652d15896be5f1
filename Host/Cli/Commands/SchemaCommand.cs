using System.CommandLine;
using GpuRisk.Scenarios;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk schema</c>: the JSON Schema of scenario files.</summary>
internal static class SchemaCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "schema", "Print the JSON Schema of scenario files, for editors that complete.");
        command.SetAction(_ =>
        {
            context.Terminal.Output.Write(ScenarioSchema.Json());
            return ExitCode.Done;
        });
        return command;
    }
}
