using System.CommandLine;
using System.CommandLine.Parsing;
using GpuRisk.Engine.Running;
using GpuRisk.Host.Runs.Running;

namespace GpuRisk.Host.Cli.Commands;

/// <summary>Options that say which of a run's paths to run.</summary>
internal sealed class PartOptions
{
    private const string PartName = "--part";
    private const string FirstName = "--first-path";
    private const string CountName = "--count";
    private const long MostPaths = 1_000_000_000_000;

    /// <summary>One of so many parts.</summary>
    public Option<PathShare?> Part { get; } = new(PartName)
    {
        Description = "Run one part of so many, as 3/16, and keep it in --out for gpurisk merge.",
        HelpName = "I/N",
        CustomParser = Read,
    };

    /// <summary>The first path.</summary>
    public Option<long?> First { get; } = CommonOptions.Count(
        FirstName, "N", "Run --count paths from this one on and keep them for gpurisk merge.",
        0, MostPaths - 1);

    /// <summary>How many paths from the first on.</summary>
    public Option<long?> Count { get; } = CommonOptions.Count(
        CountName, "N", "Paths to run from --first-path on.", 1, MostPaths);

    /// <summary>What a share was asked for with.</summary>
    public static string NameOf(PathShare share) => share switch
    {
        NumberedShare => PartName,
        StatedShare => FirstName,
        _ => throw new ArgumentException($"There is no share {share}.", nameof(share)),
    };

    /// <summary>The paths asked for; null for all.</summary>
    public PathShare? Of(ParseResult parse) => parse.GetValue(Part)
        ?? (parse.GetValue(First) is { } first && parse.GetValue(Count) is { } count
            ? new StatedShare(new PathRange(first, count))
            : null);

    /// <summary>Refuses options that cannot go together.</summary>
    /// <param name="target">A target error.</param>
    /// <param name="checkStep">What half the step changes.</param>
    /// <param name="histogram">Metrics to draw.</param>
    public Action<CommandResult> Check(
        Option target, Option checkStep, Option histogram) => result =>
    {
        bool Has(Option option) => result.GetResult(option) is { Implicit: false };
        if (Has(First) != Has(Count))
        {
            result.AddError($"{FirstName} and {CountName} go together.");
        }

        if (Has(Part) && (Has(First) || Has(Count)))
        {
            result.AddError(
                $"{PartName} cannot go with {FirstName} and {CountName}: they say the same.");
        }

        if (!Has(Part) && !Has(First))
        {
            return;
        }

        string name = Has(Part) ? PartName : FirstName;
        if (Has(target))
        {
            result.AddError(
                $"{name} cannot go with {target.Name}: how many paths reach it shows only when "
                + "all of them are together; --paths states how many the whole run has.");
        }

        if (Has(checkStep))
        {
            result.AddError(
                $"{name} cannot go with {checkStep.Name}: what half the step changes shows when "
                + "all paths are together.");
        }

        if (Has(histogram))
        {
            result.AddError(
                $"{name} cannot go with {histogram.Name}: a part draws nothing; gpurisk merge "
                + "does.");
        }
    };

    private static NumberedShare? Read(ArgumentResult argument)
    {
        string text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        var share = NumberedShare.Read(text);
        if (share is null)
        {
            argument.AddError(
                $"{PartName}: found '{text}'; allowed is I/N with I from 1 to N and N at most "
                + $"{NumberedShare.MostParts}, as 3/16.");
        }

        return share;
    }
}
