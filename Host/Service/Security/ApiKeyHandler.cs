using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GpuRisk.Host.Service.Security;

/// <summary>
/// Authenticates by API key, in <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>. Where
/// the service was told to trust this machine, and as long as nobody has made a key and no tokens
/// are configured, a request from this very machine to a loopback name needs none.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ApiKeys keys,
    ServiceOptions service)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "ApiKey";

    /// <summary>The kind of identity that a key makes.</summary>
    public const string KeyType = "key";

    /// <summary>The kind of identity of this machine's user where no key is needed, and the owner
    /// of the key that is made for this user.</summary>
    public const string LocalType = "local";

    /// <summary>The header that may hold a key.</summary>
    public const string HeaderName = "X-Api-Key";

    private const string Bearer = "Bearer ";
    private static readonly string[] ProxyHeaders =
        ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"];

    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The key that a request brings; null for none.</summary>
    public static string? KeyIn(HttpRequest request)
    {
        string authorization = request.Headers[HeaderNames.Authorization].ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : request.Headers.TryGetValue(HeaderName, out var header) ? header.ToString() : null;
    }

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(
            Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null
                ? Authenticate()
                : AuthenticateResult.NoResult());

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    private AuthenticateResult Authenticate()
    {
        if (KeyIn(Request) is { } text)
        {
            return keys.Find(text) is { } key
                ? Success(KeyType, key.Owner, key.Scopes.Split(','), key)
                : AuthenticateResult.Fail("The API key is not valid.");
        }

        return service.TrustLocal && service.Jwt is null && IsLocal() && !keys.WereEverMade
            ? Success(LocalType, LocalType, Scope.All, null)
            : AuthenticateResult.NoResult();
    }

    // The name counts too: a page from elsewhere can let its own name lead to this machine. What
    // a proxy passes on does not come from here; some say so, and some speak an old protocol. Those
    // that do neither cannot be told from a user, which is why trust must be asked for.
    private bool IsLocal() =>
        Context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && LoopbackNames.Contains(Request.Host.Host, StringComparer.OrdinalIgnoreCase)
        && !HttpProtocol.IsHttp10(Request.Protocol)
        && !ProxyHeaders.Any(Request.Headers.ContainsKey);

    /// <summary>What the key of a request allows less of.</summary>
    internal sealed record QuotaFeature(Quota Quota);

    private AuthenticateResult Success(
        string type, string owner, IEnumerable<string> scopes, ApiKey? key)
    {
        List<Claim> claims =
        [
            new(Caller.OwnerClaim, owner),
            .. scopes.Select(scope => new Claim(Caller.ScopeClaim, scope)),
        ];
        if (key is not null)
        {
            claims.Add(new(Caller.KeyClaim, key.Id));
            Context.Features.Set(new QuotaFeature(new Quota(key.Queued, key.SecondsPerDay)));
        }

        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, type));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
    }
}
