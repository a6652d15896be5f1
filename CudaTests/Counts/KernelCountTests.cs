using System.Globalization;
using GpuRisk.Engine.Benchmarking;
using GpuRisk.Engine.Planning;
using GpuRisk.Tests;
using NUnit.Framework;

namespace GpuRisk.CudaTests.Counts;

/// <summary>The table of counts in docs/kernels.md is that of the kernels as they are.
/// GPURISK_WRITE_COUNTS=1 writes it anew.</summary>
[TestFixture]
internal sealed class KernelCountTests : EmulatedTests
{
    private const string Begin = "<!-- counts: written by KernelCountTests -->\n";
    private const string End = "<!-- end of counts -->\n";

    private static readonly string Page = Path.Combine(Library.Root, "docs", "kernels.md");

    private static readonly bool IsWriting =
        Environment.GetEnvironmentVariable("GPURISK_WRITE_COUNTS") == "1";

    [Test]
    [Category("Slow")]
    public void Table_OfCounts_IsTrue()
    {
        string page = File.ReadAllText(Page);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);
        string table = Table();
        TestContext.Out.WriteLine(table);
        if (IsWriting)
        {
            File.WriteAllText(Page, page[..begin] + table + page[end..]);
        }
        else
        {
            Assert.That(
                page[begin..end], Is.EqualTo(table),
                "Kernels have changed: GPURISK_WRITE_COUNTS=1 dotnet test -c Release CudaTests "
                + "--filter KernelCountTests");
        }
    }

    /// <summary>What limits are derived of holds for a whole run too: its loops are all but a
    /// twentieth of it.</summary>
    [TestCase("random-numbers")]
    [TestCase("gbm")]
    public void CountedInstructions_AreThoseThatRun(string entry)
    {
        Plan plan = BenchmarkSuite.Entry(entry).Plan;
        Assert.That(
            CountedInstructions.OfThread(plan.Model),
            Is.EqualTo(KernelCounts.Of(plan).Instructions).Within(5).Percent);
    }

    private static string Table()
    {
        IEnumerable<string> cards = GpuCard.All.Select(card => card.Name);
        var rows = new List<string>
        {
            "| work | instructions | SIMT efficiency | state, bytes | tables, bytes | "
                + string.Join(" | ", cards) + " |",
            "|---|" + string.Concat(Enumerable.Repeat("---:|", 4 + GpuCard.All.Count)),
        };
        rows.AddRange(BenchmarkSuite.Names
            .Select(name => Row(name, BenchmarkSuite.Entry(name).Plan)));
        rows.AddRange(new[] { "quick-start", "paradox/liquidations-and-mev" }
            .Select(name => Row(name, Library.Plan(name))));
        return string.Concat(rows.Select(row => row + '\n'));
    }

    private static string Row(string name, Plan plan)
    {
        KernelCounts counts = KernelCounts.Of(plan);
        string[] cells =
        [
            name,
            Text("N1", counts.Instructions),
            Text("F2", counts.Efficiency),
            Text("N1", counts.StateBytes),
            Text("N1", counts.TableBytes),
            .. GpuCard.All.Select(card => Limit(counts.Limit(card) / 1e9)),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Limit(double value) =>
        Text(value >= 100 ? "N0" : value >= 10 ? "N1" : "N2", value);

    private static string Text(string format, double value) =>
        value.ToString(format, CultureInfo.InvariantCulture);
}
