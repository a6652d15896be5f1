using System.CommandLine;

namespace GpuRisk.Host.Cli.Commands;

/// <summary><c>gpurisk verify</c>: its options.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandContext context, CancellationToken cancellation)
    {
        var folder = new Argument<string>("RUN_DIR")
        {
            Description = "A folder that gpurisk run --out wrote.",
        };
        Option<string> device = CommonOptions.Device();
        Option<long?> threads = CommonOptions.Threads();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command(
            "verify", "Run a kept result again and compare digest and figures.")
        {
            folder, device, threads, quiet,
        };
        command.SetAction(parse => new Verification(context, cancellation).Execute(
            parse.GetRequiredValue(folder),
            parse.GetRequiredValue(device),
            (int?)parse.GetValue(threads),
            parse.GetValue(quiet)));
        return command;
    }
}
