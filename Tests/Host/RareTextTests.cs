using GpuRisk.Engine.Results;
using GpuRisk.Host.Figures;
using NUnit.Framework;

namespace GpuRisk.Tests.Host;

/// <summary>How tilted laws are told.</summary>
internal sealed class RareTextTests
{
    /// <summary>Laws that are alike stand once, with the shares of all, and what is hardly tilted
    /// does not stand there.</summary>
    [Test]
    public void Rows_TellWhatIsTilted()
    {
        RareTilt[] tilts =
        [
            new("ETH", 0, 10) { Shift = -1.234 }, new("gas", 0, 10) { Shift = 0.001 },
            new("ETH jumps", 0, 40) { Ratio = 1.001 }, new("ETH jumps", 0, 40) { Ratio = 512.4 },
        ];
        var rare = new RareResult(
            "x", "x", 1, 1, 1, 1, 1, 1, 1,
            [new(0.375, []), new(0.375, tilts), new(0.25, [.. tilts.Select(one => one with { })])]);
        Assert.That(RareText.Rows(rare), Is.EqualTo(new[]
        {
            new[] { "62.5 %", "ETH", "1 to 10", "-1.23 s.d." },
            ["62.5 %", "ETH jumps", "1 to 40", "x 512"],
        }));
    }
}
