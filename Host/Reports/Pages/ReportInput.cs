using GpuRisk.Engine.Results;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Reports.Pages;

/// <summary>All that a report is made of: what a run's folder holds.</summary>
/// <param name="Result">The figures.</param>
/// <param name="Manifest">How they came about.</param>
/// <param name="Data">What is drawn beside them.</param>
/// <param name="ScenarioText">The scenario's file as it was.</param>
internal sealed record ReportInput(
    RunResult Result, Manifest Manifest, ReportData Data, string ScenarioText);
