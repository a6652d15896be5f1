using System.Globalization;
using System.Text.RegularExpressions;
using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Trials;

namespace GpuRisk.Host.Runs.Optimising;

/// <summary>What another figure must be.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Text">The whole, as it was written.</param>
/// <param name="IsMost">Whether it is at most the bound, or at least.</param>
/// <param name="Bound">The bound.</param>
internal sealed partial record FigureLimit(
    ChosenFigure Figure, string Text, bool IsMost, double Bound)
{
    /// <summary>Reads <c>FIGURE &lt;= X</c> or <c>FIGURE &gt;= X</c>.</summary>
    /// <param name="text">The option's text.</param>
    /// <param name="number">Which of these options it is, from 1.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static FigureLimit? Read(string text, int number, out string? problem)
    {
        Match match = Syntax().Match(text);
        problem = match.Success
            ? null
            : $"--subject-to:{number}:1: found '{text}'; allowed is FIGURE <= X or FIGURE >= X, as "
                + "'ES(lp.net, 0.95) <= 500'";
        return problem is null
            ? new FigureLimit(
                ChosenFigure.OfExpression(match.Groups["figure"].Value.Trim(), $"limit{number}",
                    "--subject-to", number),
                text.Trim(), match.Groups["sign"].Value == "<=",
                double.Parse(match.Groups["bound"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>By how much a figure is beyond the bound, in parts of it; 0 where it is not, and
    /// null where it has no value.</summary>
    public double? Excess(double? value)
    {
        if (value is not { } number) return null;
        double beyond = IsMost ? number - Bound : Bound - number;
        return Math.Max(beyond, 0) / (Bound == 0 ? 1 : Math.Abs(Bound));
    }

    /// <summary>Whether a figure keeps the bound, or exceeds it, with 95 %; null where neither is
    /// sure.</summary>
    public bool? IsSure(Uncertainty error)
    {
        (double? best, double? worst) =
            IsMost ? (error.Low, error.High) : (-error.High, -error.Low);
        double bound = IsMost ? Bound : -Bound;
        return worst <= bound ? true : best > bound ? false : null;
    }

    // The last comparison: those before it stand in the figure.
    [GeneratedRegex(
        @"^(?<figure>.+)(?<sign><=|>=)\s*"
        + @"(?<bound>[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?)\s*$",
        RegexOptions.Singleline)]
    private static partial Regex Syntax();
}
