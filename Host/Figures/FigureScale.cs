using System.Globalization;

namespace GpuRisk.Host.Figures;

/// <summary>What figures are told in: thousands, millions, or powers of ten of small ones. A
/// figure, its error and a whole column have one.</summary>
/// <param name="Factor">What a figure is divided by.</param>
/// <param name="Suffix">What stands behind it then.</param>
internal readonly record struct FigureScale(double Factor, string Suffix)
{
    private const double Smallest = 1e-4;

    private static readonly (double From, FigureScale Scale)[] Large =
    [
        (1e12, new(1e12, "T")), (1e9, new(1e9, "B")), (1e6, new(1e6, "M")), (1e5, new(1e3, "k")),
    ];

    /// <summary>Figures as they are.</summary>
    public static FigureScale One { get; } = new(1, "");

    /// <summary>The scale of figures that stand together: that of the largest.</summary>
    public static FigureScale Of(params IEnumerable<double?> figures)
    {
        double size = 0;
        foreach (double? figure in figures)
        {
            size = Math.Max(size, Math.Abs(figure ?? 0));
        }

        foreach ((double from, FigureScale scale) in Large)
        {
            if (size >= from)
            {
                return scale;
            }
        }

        if (size == 0 || size >= Smallest)
        {
            return One;
        }

        int power = FigureText.Exponent(size);
        return new(
            Math.Pow(10, power), string.Create(CultureInfo.InvariantCulture, $"e{power}"));
    }
}
