using System.Security.Claims;
using GpuRisk.Client;
using GpuRisk.Host.Service.Store;

namespace GpuRisk.Host.Service.Security;

/// <summary>Who sends a request.</summary>
/// <param name="Owner">Whose runs it is about.</param>
/// <param name="IsAdmin">Whether it may be about everybody's.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="KeyId">The name of the API key, or null.</param>
/// <param name="Address">Where it comes from.</param>
/// <param name="Authentication">How it told who it is.</param>
internal sealed record Caller(
    string Owner,
    bool IsAdmin,
    IReadOnlyList<string> Scopes,
    string? KeyId,
    string? Address,
    AuthenticationKind Authentication)
{
    /// <summary>What it may have less of than the service allows.</summary>
    public Quota Quota { get; init; }

    /// <summary>The claim that holds a scope.</summary>
    public const string ScopeClaim = "gpurisk:scope";

    /// <summary>The claim that holds the owner.</summary>
    public const string OwnerClaim = "gpurisk:owner";

    /// <summary>The claim that holds the key's name.</summary>
    public const string KeyClaim = "gpurisk:key";

    /// <summary>Whether a claim is one of these.</summary>
    public static bool IsOwnClaim(Claim claim) =>
        claim.Type is ScopeClaim or OwnerClaim or KeyClaim;

    /// <summary>Who sends a request that was authenticated.</summary>
    public static Caller Of(HttpContext context)
    {
        ClaimsPrincipal user = context.User;
        string[] scopes = [.. user.FindAll(ScopeClaim).Select(claim => claim.Value)];
        return new Caller(
            user.FindFirstValue(OwnerClaim) ?? "nobody",
            scopes.Contains(Scope.Admin),
            scopes,
            user.FindFirstValue(KeyClaim),
            context.Connection.RemoteIpAddress?.ToString(),
            user.Identity?.AuthenticationType switch
            {
                ApiKeyHandler.KeyType => AuthenticationKind.Key,
                ApiKeyHandler.LocalType => AuthenticationKind.None,
                _ => AuthenticationKind.Jwt,
            })
        {
            Quota = context.Features.Get<ApiKeyHandler.QuotaFeature>()?.Quota ?? default,
        };
    }

    /// <summary>Whether it may see something of an owner.</summary>
    public bool MaySee(string owner) => IsAdmin || owner == Owner;

    /// <summary>A line of the audit log.</summary>
    public AuditRow Audit(
        string action, string? subject, string outcome, DateTimeOffset at) => new()
        {
            At = at.ToUnixTimeMilliseconds(),
            Owner = Owner,
            ApiKey = KeyId,
            Action = action,
            Subject = subject,
            Address = Address,
            Outcome = outcome,
        };
}
