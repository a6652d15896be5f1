using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace GpuRisk.Tests.Host.Service;

/// <summary>What Prometheus reads adds up to what was done.</summary>
internal sealed partial class MetricsTests(StoreKind kind) : ServiceFixture(kind)
{
    [Test]
    public async Task Metrics_AfterRuns_CountThem()
    {
        Dictionary<string, double> before = await Read();
        await Caller.Run(SmallScenarios.Pool(paths: 777));
        string yaml = SmallScenarios.LongPool(paths: 100_000);
        await Caller.Run(yaml);
        await Caller.Run(yaml, "priority=2");
        Dictionary<string, double> after = await Read();
        double Grown(string name, string label = "") => Sum(after, name, label)
            - Sum(before, name, label);

        Assert.Multiple(() =>
        {
            Assert.That(Grown("gpurisk_paths_total", "device=\"simd\""), Is.EqualTo(100_777));
            Assert.That(Grown("gpurisk_paths_total"), Is.EqualTo(100_777));
            Assert.That(Grown("gpurisk_runs_total", "state=\"succeeded\""), Is.EqualTo(2));
            Assert.That(Grown("gpurisk_accepted_total"), Is.EqualTo(3));
            Assert.That(
                Grown("gpurisk_chunk_duration_seconds_count"), Is.GreaterThanOrEqualTo(2));
            Assert.That(Sum(after, "gpurisk_queue_depth", ""), Is.Zero);
            Assert.That(Grown("gpurisk_store_failures_total"), Is.Zero);
        });
    }

    [Test]
    public async Task Metrics_BeforeAnythingFailed_HaveItsCountersAtZero()
    {
        Dictionary<string, double> samples = await Read();
        string[] counters =
        [
            "gpurisk_device_failures_total", "gpurisk_store_failures_total",
            "gpurisk_refused_total", "gpurisk_runs_total{.*state=\"failed\"",
        ];
        Assert.That(
            counters.Select(counter => samples
                .Where(sample => Regex.IsMatch(sample.Key, counter))
                .Select(sample => sample.Value)),
            Has.All.Not.Empty.And.All.All.Zero);
    }

    [Test]
    public async Task Metrics_OfTheGrafanaDashboard_AreThere()
    {
        await Caller.Run(SmallScenarios.Pool(paths: 7));
        Answer answer = await Scrape();
        JsonNode dashboard = JsonNode.Parse(
            File.ReadAllText(Path.Combine(Library.Root, "docs", "grafana-dashboard.json")))!;
        IEnumerable<string> queries = dashboard["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]?.AsArray() ?? [])
            .Select(target => target!["expr"]!.GetValue<string>());
        string[] metrics = [.. queries
            .SelectMany(query => Metric().Matches(query)).Select(match => match.Value).Distinct()];
        Assert.Multiple(() =>
        {
            Assert.That(metrics, Has.Length.GreaterThan(10));
            Assert.That(
                metrics.Where(metric => !Regex.IsMatch(answer.Text, $"\n{metric}[{{ ]")),
                Is.Empty);
        });
    }

    // The exporter answers what it answered in the last 300 ms, which runs may be shorter than.
    private async Task<Answer> Scrape()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(400));
        return await Caller.Get("/metrics", ("Accept", "text/plain; version=0.0.4"));
    }

    private async Task<Dictionary<string, double>> Read()
    {
        Answer answer = await Scrape();
        Assert.That((int)answer.Status, Is.EqualTo(200));
        Dictionary<string, double> samples = [];
        foreach (Match line in Sample().Matches(answer.Text))
        {
            samples[line.Groups["name"].Value] = double.Parse(
                line.Groups["value"].Value, CultureInfo.InvariantCulture);
        }

        return samples;
    }

    private static double Sum(Dictionary<string, double> samples, string name, string label) =>
        samples
            .Where(sample => sample.Key.Split('{')[0] == name
                && sample.Key.Contains(label, StringComparison.Ordinal))
            .Sum(sample => sample.Value);

    [GeneratedRegex(@"\b(gpurisk|http|dotnet)_\w+(?={)")]
    private static partial Regex Metric();

    [GeneratedRegex(@"^(?<name>gpurisk_[^#\s]*) (?<value>[-+.eE\d]+)( \d+)?$",
        RegexOptions.Multiline)]
    private static partial Regex Sample();
}
