using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Figures;

/// <summary>Shares of paths for people: with their error, or with a bound where none or all of the
/// paths are counted.</summary>
internal static class ShareText
{
    private static readonly double Percent = MetricScale.Share.Factor;
    private static readonly string Sign = MetricScale.Share.Unit;

    /// <summary>A share in percent; where none or all did, the end of the interval.</summary>
    public static string Of(double? share, Uncertainty error) => share switch
    {
        0 when error.High is { } high => $"<{Bound(Percent * high, 0)}{Sign}",
        1 when error.Low is { } low => $">{Bound(Percent * (1 - low), Percent)}{Sign}",
        _ => FigureText.Bracketed(Percent * share, Percent * error.StandardError) + Sign,
    };

    /// <summary>The share of paths that lose.</summary>
    public static string OfLosses(MetricResult metric) =>
        Of(metric.ProbabilityOfLoss, metric.Errors.ProbabilityOfLoss);

    /// <summary>A share below one in percent, never rounded up to all.</summary>
    public static string Most(double share)
    {
        double rest = Percent * (1 - share);
        int decimals = Math.Clamp(1 - FigureText.Exponent(rest), 0, 9);
        double unit = Math.Pow(10, -decimals);
        return FigureText.Fixed(
            Percent - (Math.Ceiling((rest / unit) - 1e-6) * unit), decimals) + Sign;
    }

    /// <summary>A distance from 0 or from 100, rounded up to one digit.</summary>
    private static string Bound(double distance, double from)
    {
        int exponent = (int)Math.Floor(Math.Log10(Math.Max(distance, 1e-12)));
        double unit = Math.Pow(10, exponent);
        double rounded = Math.Ceiling((distance / unit) - 1e-9) * unit;
        return FigureText.Fixed(Math.Abs(from - rounded), Math.Max(0, -exponent));
    }
}
