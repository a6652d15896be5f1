using System.CommandLine;
using System.Text;
using GpuRisk.Host.Reports;

namespace GpuRisk.Host.Commands;

/// <summary><c>gpurisk report</c>: draws a kept result again.</summary>
internal static class ReportCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("RUN_DIR")
        {
            Description = "A folder that gpurisk run --out wrote.",
        };
        var file = new Option<string?>("--out")
        {
            Description = "Write the page here instead of into the folder.",
            HelpName = "FILE",
        };
        var command = new Command("report", "Draw a kept result as a page, without simulating.")
        {
            folder, file,
        };
        command.SetAction(parse => Execute(
            context.Terminal, parse.GetRequiredValue(folder), parse.GetValue(file)));
        return command;
    }

    private static int Execute(Terminal terminal, string folder, string? file)
    {
        ReportInput? input = KeptReport.Read(folder, out Failure? failure);
        if (input is null)
        {
            return failure!.Tell(terminal);
        }

        string path = file ?? Path.Combine(folder, ReportFile.PageName);
        try
        {
            File.WriteAllText(path, ReportPage.Of(input), new UTF8Encoding(false));
            terminal.Output.WriteLine(path);
            return ExitCode.Done;
        }
        catch (Exception error) when (
            error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string message = $"gpurisk: the report cannot be written: {error.Message}";
            return new Failure(ExitCode.Failed, message).Tell(terminal);
        }
    }
}
