using GpuRisk.Engine.Results;

namespace GpuRisk.Host.Runs.Storage;

/// <summary>A report as a run's folder keeps it.</summary>
/// <param name="Data">What is drawn beside the figures.</param>
/// <param name="Page">The page of a result, its manifest and its scenario's text.</param>
internal sealed record DrawnReport(byte[] Data, Func<RunResult, Manifest, string, string> Page);
