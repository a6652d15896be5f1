using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>What the builders of all sections share.</summary>
internal sealed class BuildContext(Value root, BookFolder books, ErrorLog log)
{
    public Value Root { get; } = root;

    /// <summary>Where book files are.</summary>
    public BookFolder Books { get; } = books;

    public ErrorLog Log { get; } = log;

    /// <summary>Prices that assets take from files.</summary>
    public PriceHistories Histories { get; } = new();

    public Registry<Asset> Assets { get; } = new("asset", log);

    /// <summary>The chain of regimes; null without any.</summary>
    public Regimes? Regimes { get; set; }

    /// <summary>True in a joint market.</summary>
    public bool IsJoint { get; } = root["kernel"].Text == "market";

    /// <summary>True where assets drift at the risk-free rate.</summary>
    public bool IsRiskNeutral { get; } =
        root["measure"].Choice<Measure>() == Measure.RiskNeutral;

    /// <summary>The classes that loans may name; null where any name will do.</summary>
    public IReadOnlyList<string>? ClassNames { get; } = ClassNamesIn(root);

    /// <summary>Tells an error at a value.</summary>
    public void Refuse(
        Value value, string message, (double Below, double Above)? nearest = null) =>
        Log.Add(value.IsGiven ? value.At : value.KeyAt, value.Path, message, nearest);

    /// <summary>Tells an error where a key was given that is of no use.</summary>
    public void RefuseIfGiven(Value value, string message)
    {
        if (value.IsGiven) Log.Add(value.KeyAt, value.Path, message);
    }

    /// <summary>Tells an error unless a duration is a whole number of steps.</summary>
    public void RequireWholeSteps(Value duration)
    {
        if (duration.Seconds is not { } seconds || Root["step"].Seconds is not { } step) return;
        if (seconds % step == 0) return;
        Refuse(
            duration,
            Invariant($"found {seconds} s; allowed is a whole number of steps of {step} s"));
    }

    /// <summary>Tells an error where a required key was not given.</summary>
    public void RequireGiven(Value value, string message)
    {
        if (!value.IsGiven) Log.Add(value.KeyAt, value.Path, message);
    }

    /// <summary>Tells an error where something named by a key is not among its kind.</summary>
    public void RefuseKey(Value entry, string what, IEnumerable<string> known) => Log.Add(
        entry.KeyAt,
        entry.Path,
        $"found '{entry.Name}', which is no {what}; {Suggestion.For(entry.Name, known)}");

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static IReadOnlyList<string>? ClassNamesIn(Value root)
    {
        if (root["kernel"].Text != "market") return null;
        Value classes = root["classes"];
        if (!classes.IsGiven) return [.. ClassDefaults.All.Select(known => known.Name)];
        // Without a readable section nobody can tell which classes there are.
        return classes.IsSound ? [.. classes.Items.Select(entry => entry.Name)] : null;
    }
}
