using System.Globalization;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>A number that a scenario states and that may be another.</summary>
public sealed class ScenarioNumber
{
    private readonly ScalarShape _shape;
    private readonly decimal _step;

    internal ScenarioNumber(Value value, decimal step)
    {
        (Node, Shape shape) = value.Source!.Value;
        _shape = (ScalarShape)shape;
        Key = value.Path;
        Value = value.Number;
        Law = value.Uncertain?.Law;
        _step = step > 0 && value.Seconds is { } seconds && seconds % step == 0 ? step : 0;
        Unit = value.Seconds is null ? "" : "s";
    }

    /// <summary>Where it stands, as a dotted path.</summary>
    public string Key { get; }

    /// <summary>The number; of a law its median, of a duration its seconds.</summary>
    public double Value { get; }

    /// <summary>What is known of it; null where the scenario states one number.</summary>
    public NumberLaw? Law { get; }

    /// <summary>What it is told in: <c>s</c> of durations; of other numbers what the key says,
    /// and nothing here.</summary>
    public string Unit { get; }

    internal RawNode Node { get; }

    /// <summary>What the key may be on the way to another number: that where it is allowed, else
    /// the bound before it, or halfway to a bound that is not allowed; whole where it is whole
    /// numbers, or steps, and then another as soon as the number is.</summary>
    /// <param name="to">The number to move to.</param>
    public double Towards(double to) => Rounded(_shape.Moved(Value, to, (double)_step));

    /// <summary>A number to the digits that people write.</summary>
    internal static double Rounded(double number) => double.Parse(
        number.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A number as the scenario states it.</summary>
    /// <param name="number">An allowed number.</param>
    public string Text(double number) => _shape.Written(number, _step);
}
