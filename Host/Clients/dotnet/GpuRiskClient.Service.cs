namespace GpuRisk.Client;

/// <content>The service itself, its devices, queue and library.</content>
public sealed partial class GpuRiskClient
{
    /// <summary>The service, its limits, and what the caller may do.</summary>
    /// <param name="cancellation">Stops the request.</param>
    public Task<ServiceAbout> AboutAsync(CancellationToken cancellation = default) =>
        GetAsync("v1/about", ClientJson.Default.ServiceAbout, cancellation);

    /// <summary>The devices of the service.</summary>
    /// <param name="cancellation">Stops the request.</param>
    public Task<IReadOnlyList<DeviceStatus>> DevicesAsync(
        CancellationToken cancellation = default) =>
        GetAsync("v1/devices", ClientJson.Default.IReadOnlyListDeviceStatus, cancellation);

    /// <summary>The hosts that share the service's queue.</summary>
    /// <param name="cancellation">Stops the request.</param>
    public Task<IReadOnlyList<NodeStatus>> NodesAsync(
        CancellationToken cancellation = default) =>
        GetAsync("v1/nodes", ClientJson.Default.IReadOnlyListNodeStatus, cancellation);

    /// <summary>The queue of the service.</summary>
    /// <param name="cancellation">Stops the request.</param>
    public Task<QueueStatus> QueueAsync(CancellationToken cancellation = default) =>
        GetAsync("v1/queue", ClientJson.Default.QueueStatus, cancellation);

    /// <summary>What was done to the service, the newest first; for administrators.</summary>
    /// <param name="limit">How much of it; null leaves it to the service.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<IReadOnlyList<AuditEntry>> AuditAsync(
        int? limit = null, CancellationToken cancellation = default) =>
        GetAsync(
            "v1/audit" + new QueryText().Add("limit", limit),
            ClientJson.Default.IReadOnlyListAuditEntry, cancellation);

    /// <summary>Checks a scenario without running it. An invalid one is no exception.</summary>
    /// <param name="scenario">Its text.</param>
    /// <param name="settings">Settings that go before it.</param>
    /// <param name="format">What the text is written in.</param>
    /// <param name="cancellation">Stops the request.</param>
    public Task<Validation> ValidateAsync(
        string scenario,
        IReadOnlyList<string>? settings = null,
        ScenarioFormat format = ScenarioFormat.Yaml,
        CancellationToken cancellation = default) =>
        SendAsync(
            HttpMethod.Post, "v1/validate" + new QueryText().Add("set", settings ?? []),
            ClientJson.Default.Validation, Body(scenario, format, null), cancellation);

    /// <summary>The scenarios that come with the service.</summary>
    /// <param name="cancellation">Stops the request.</param>
    public Task<IReadOnlyList<LibraryScenario>> LibraryAsync(
        CancellationToken cancellation = default) =>
        GetAsync("v1/scenarios", ClientJson.Default.IReadOnlyListLibraryScenario, cancellation);

    /// <summary>The text of a scenario that comes with the service.</summary>
    /// <param name="name">Its name in the library.</param>
    /// <param name="cancellation">Stops the request.</param>
    /// <returns>YAML.</returns>
    public Task<string> LibraryScenarioAsync(
        string name, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return TextAsync(
            "v1/scenarios/" + Uri.EscapeDataString(name), MediaTypes.Yaml, cancellation);
    }
}
