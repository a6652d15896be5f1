using System.Globalization;
using GpuRisk.Engine.Devices;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Scenarios;
using KnockOut;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string devices = args.Length > 0 ? args[0] : "simd";

ScenarioResult read = ScenarioReader.Parse("""
    scenario: one-month
    kernel: impermanent-loss
    horizon: 30d
    step: 1d
    paths: 1048576
    seed: 7
    measure: risk-neutral
    riskFreeRate: 0.05
    assets:
      ETH: { price: 3000, process: { kind: gbm, drift: 0, volatility: 0.7 } }
    """, "one-month.yaml");
Scenario market = read.Scenario ?? throw new FormatException(string.Join('\n', read.Errors));

Plan plan = KnockOutPlan.Of(market, new KnockOutCall("ETH", Strike: 3000, Barrier: 2500));
var options = new RunOptions(market.Paths, market.Seed);
IReadOnlyList<IPathDevice> open = DeviceCatalog.Open(devices);
RunOutcome outcome = new PathRunner(open, TimeProvider.System).Run(plan, options);
RunResult result = RunReport.Create(plan, options, outcome);

foreach ((string name, MetricResult figures) in result.Metrics)
{
    Console.WriteLine(
        $"{name,-14} {figures.Mean,11:F4} ± {figures.StandardError:F4} {figures.Unit}");
}

foreach (Check check in result.Checks)
    Console.WriteLine($"{check.Name}: {check.Realised:F4}, in theory {check.Expected:F4}");
foreach (string warning in result.Warnings) Console.WriteLine(warning);
Console.WriteLine(result.Digest);
foreach (IPathDevice device in open) device.Dispose();
