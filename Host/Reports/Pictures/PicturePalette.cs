using ScottPlot;

namespace GpuRisk.Host.Reports.Pictures;

/// <summary>The page's light colours, which the colour-blind tell apart.</summary>
internal static class PicturePalette
{
    /// <summary>What is foremost; centralised classes.</summary>
    public static readonly Color Accent = Color.FromHex("#0b62a8");

    /// <summary>What stands against it; dispersed classes.</summary>
    public static readonly Color Other = Color.FromHex("#c05a0a");

    /// <summary>What is neither.</summary>
    public static readonly Color Quiet = Color.FromHex("#8b9096");

    private static readonly Color[] Hues =
    [
        Accent, Color.FromHex("#c98500"), Color.FromHex("#00866a"), Color.FromHex("#b5588f"),
        Color.FromHex("#4a9fd4"), Color.FromHex("#c4530a"), Color.FromHex("#75702a"),
    ];

    /// <summary>How many categories have a colour of their own.</summary>
    public static int Categories => 2 * Hues.Length;

    /// <summary>The colour of a category, by its rank; paler after the first seven.</summary>
    public static Color Of(int rank) =>
        rank < Hues.Length ? Hues[rank]
        : rank < Categories ? Hues[rank - Hues.Length].Lighten(0.55)
        : Quiet;
}
