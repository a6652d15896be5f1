using System.Globalization;
using System.Text;

namespace GpuRisk.Host.Service.Security;

/// <summary>What an owner may be called: lists, logs and terminals show it to others.</summary>
internal static class OwnerName
{
    /// <summary>The most UTF-16 units of a name.</summary>
    public const int MostLength = 256;

    /// <summary>Whether a name is short enough and every sign of it is one that can be seen.
    /// </summary>
    public static bool IsAllowed(string name) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= MostLength
        && name.EnumerateRunes().All(IsVisible);

    // A lone surrogate is enumerated as the replacement character.
    private static bool IsVisible(Rune sign) => sign != Rune.ReplacementChar
        && Rune.GetUnicodeCategory(sign) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
