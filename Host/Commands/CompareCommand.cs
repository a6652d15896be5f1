using System.CommandLine;

namespace GpuRisk.Host.Commands;

/// <summary><c>gpurisk compare</c>: its options.</summary>
internal static class CompareCommand
{
    public static Command Create(CommandContext context)
    {
        return new Command("compare", "");
    }
}
