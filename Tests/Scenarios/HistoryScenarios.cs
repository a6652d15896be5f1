using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>Scenarios whose prices come from a file.</summary>
internal static class HistoryScenarios
{
    /// <summary>A scenario with both kinds of processes.</summary>
    public static Scenario Both()
    {
        ScenarioResult read = WithFile(Text);
        Assert.That(read.Errors, Is.Empty);
        return read.Scenario!;
    }

    /// <summary>What <see cref="Both"/> reads.</summary>
    public const string Text = """
        scenario: history
        kernel: impermanent-loss
        horizon: 10d
        step: 1d
        assets:
          ETH: { price: 2300, process: { kind: history, file: prices.csv, start: random } }
          BTC: { price: 42000, process: { kind: bootstrap, file: prices.csv, column: BTC, meanBlock: 3, drift: 0.1 } }
        """;

    /// <summary>Reads a scenario beside a file of forty days, prices.csv.</summary>
    public static ScenarioResult WithFile(
        string text, bool isConfined = false, Func<string, string>? change = null)
    {
        string folder = Directory.CreateTempSubdirectory("gpurisk").FullName;
        try
        {
            string prices = string.Join('\n', Enumerable.Range(0, 40)
                .Select(day => new DateOnly(2020, 3, 1).AddDays(day).ToString("O")
                    + $",{200 + (day * day % 37)},{9000 - (day * day % 41)}")
                .Prepend("date,ETH,BTC"));
            File.WriteAllText(
                Path.Combine(folder, "prices.csv"), change is null ? prices : change(prices));
            return ScenarioReader.Parse(text, "test.yaml", folder, isConfined: isConfined);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
