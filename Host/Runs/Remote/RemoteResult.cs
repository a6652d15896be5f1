using GpuRisk.Client;
using GpuRisk.Engine.Planning;
using GpuRisk.Engine.Results;
using GpuRisk.Engine.Running;
using GpuRisk.Engine.Tallies;
using GpuRisk.Host.Runs.Running;
using GpuRisk.Host.Runs.Storage;

namespace GpuRisk.Host.Runs.Remote;

/// <summary>A run that a service has brought to its end, or stopped. Besides the figures it has
/// from there only what is asked for.</summary>
/// <param name="Plan">What was run, as this program reads it.</param>
/// <param name="Options">How.</param>
/// <param name="Result">The figures.</param>
/// <param name="Manifest">How they came about.</param>
/// <param name="Client">The service.</param>
/// <param name="Id">The run.</param>
internal sealed record RemoteResult(
    Plan Plan,
    RunOptions Options,
    RunResult Result,
    Manifest Manifest,
    GpuRiskClient Client,
    string Id) : FinishedRun(Plan, Options, Result)
{
    private byte[]? _distribution;
    private IReadOnlyDictionary<string, IReadOnlyList<OutcomeBin>>? _outcomes;

    /// <inheritdoc/>
    public override IReadOnlyList<OutcomeBin> OutcomesOf(Metric metric)
    {
        _outcomes ??= DistributionFile.Read(new MemoryStream(Distribution()));
        return _outcomes.GetValueOrDefault(metric.Name) ?? [];
    }

    /// <summary>The file of distributions.</summary>
    public byte[] Distribution() =>
        _distribution ??= Client.ResultAsync(Id, ResultFormat.Parquet).GetAwaiter().GetResult();

    /// <summary>What the report draws.</summary>
    public Stream Report() =>
        new MemoryStream(Client.ReadRunAsync(Id, "report").GetAwaiter().GetResult());
}
