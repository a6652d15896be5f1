using System.Text.Json;
using GpuRisk.Client;

namespace GpuRisk.Tests.Host.Clients;

/// <summary>A run as a service tells of it.</summary>
internal static class SampleRun
{
    /// <summary>The status in a state.</summary>
    public static RunStatus In(RunState state, string id = "r1") => new()
    {
        Id = id,
        State = state,
        Scenario = "small",
        Kernel = "impermanent-loss",
        Owner = "local",
        Paths = 2000,
        PathsDone = state == RunState.Succeeded ? 2000 : 0,
        Steps = 48,
        Seed = 18_446_744_073_709_551_615,
        Precision = RunPrecision.Float32,
        Priority = 5,
        Created = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Estimates = [],
        FromStore = false,
        Links = new RunLinks
        {
            Self = $"/v1/runs/{id}",
            Events = $"/v1/runs/{id}/events",
            Result = $"/v1/runs/{id}/result",
            Report = $"/v1/runs/{id}/report",
            Cancel = $"/v1/runs/{id}/cancel",
        },
    };

    /// <summary>The status in a state as JSON.</summary>
    public static string JsonIn(RunState state, string id = "r1") =>
        JsonSerializer.Serialize(In(state, id), ClientJson.Default.RunStatus);

    /// <summary>The event that tells of a state.</summary>
    public static string EventIn(RunState state) =>
        $"event: run\n{(state.IsFinal() ? "id: end\n" : "")}data: {JsonIn(state)}\n\n";

    /// <summary>The event of a checkpoint.</summary>
    public static string Checkpoint(int chunk) =>
        $"event: checkpoint\nid: {chunk}\ndata: {{\"chunk\":{chunk},\"pathsDone\":{chunk * 512},"
        + "\"seconds\":0.5,\"estimates\":[{\"metric\":\"full.net\",\"unit\":\"USD\","
        + "\"mean\":-1.5,\"standardError\":null}]}\n\n";
}
