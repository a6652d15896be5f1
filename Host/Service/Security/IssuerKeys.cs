using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GpuRisk.Host.Service.Security;

/// <summary>What an issuer of tokens says of itself, its keys above all. It is asked again now and
/// then, and soon when a token has a key that is not known; by a clock that nobody sets, unlike the
/// library's own manager. Safe for concurrent use.</summary>
internal sealed class IssuerKeys(
    string address, IDocumentRetriever documents, TimeProvider time)
    : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromHours(12);

    // Whoever sends tokens of unknown keys does not make this service ask all the time.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _asking = new(1);
    private OpenIdConnectConfiguration? _known;
    private long? _askedAt;
    private volatile bool _isDoubted;

    /// <inheritdoc/>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        await _asking.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_known is null || IsDue)
            {
                await Ask(cancel).ConfigureAwait(false);
            }

            return _known!;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <inheritdoc/>
    public void RequestRefresh() => _isDoubted = true;

    /// <inheritdoc/>
    public void Dispose() => _asking.Dispose();

    private bool IsDue
    {
        get
        {
            TimeSpan age = time.GetElapsedTime(_askedAt ?? 0);
            return _askedAt is null || age > Freshness || (_isDoubted && age > Pause);
        }
    }

    // What is known is better than nothing where the issuer does not answer.
    private async Task Ask(CancellationToken cancel)
    {
        _askedAt = time.GetTimestamp();
        _isDoubted = false;
        try
        {
            _known = await OpenIdConnectConfigurationRetriever
                .GetAsync(address, documents, cancel).ConfigureAwait(false);
        }
        catch (Exception error) when (_known is not null && error is not OperationCanceledException)
        {
            _isDoubted = true;
        }
    }
}
