using System.CommandLine;
using GpuRisk.Host.Reports.Pages;
using GpuRisk.Host.Reports.Pictures;
using GpuRisk.Host.Runs;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Cli.Commands;

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
        var pictures = new Option<string?>("--png")
        {
            Description = "Write the charts as PNG files into this folder too.",
            HelpName = "DIR",
        };
        var command = new Command("report", "Draw a kept result as a page, without simulating.")
        {
            folder, file, pictures,
        };
        command.SetAction(parse => Execute(
            context.Terminal, parse.GetRequiredValue(folder), parse.GetValue(file),
            parse.GetValue(pictures)));
        return command;
    }

    private static int Execute(Terminal terminal, string folder, string? file, string? pictures)
    {
        ReportInput? input = KeptReport.Read(folder, out Failure? failure);
        if (input is null)
        {
            return failure!.Tell(terminal);
        }

        string path = file ?? Path.Combine(folder, RunFolder.ReportName);
        string? problem = OutputFolder.WriteProblem(path)
            ?? (pictures is null ? null : OutputFolder.Problem(pictures));
        if (problem is not null)
        {
            return Failure.OfInput(problem).Tell(terminal);
        }

        try
        {
            WholeFile.Write(path, ReportPage.Of(input));
            terminal.Output.WriteLine(path);
            IReadOnlyList<string> drawn =
                pictures is null ? [] : PictureFolder.Write(input, path = pictures);
            foreach (string picture in drawn)
            {
                terminal.Output.WriteLine(picture);
            }

            return ExitCode.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Failure.OfWork($"'{path}' cannot be written: {error.Message}").Tell(terminal);
        }
    }
}
