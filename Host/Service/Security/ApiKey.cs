using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GpuRisk.Host.Service.Security;

/// <summary>An API key as the store holds it: not the secret, but its hash. The secret is 256
/// random bits, so a fast hash is enough.</summary>
internal sealed record ApiKey
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "gpurisk_";

    private const int IdBytes = 6;
    private const int SecretBytes = 32;

    /// <summary>Its public name: 12 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>Whose runs are submitted with it.</summary>
    public required string Owner { get; init; }

    /// <summary>SHA-256 of the secret, in hexadecimal digits.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Its scopes, with commas between them.</summary>
    public required string Scopes { get; init; }

    /// <summary>Runs that may wait or be at work; null for what the service allows.</summary>
    public int? Queued { get; init; }

    /// <summary>Seconds of computing in a day of UTC; null for no limit.</summary>
    public double? SecondsPerDay { get; init; }

    /// <summary>When it was made, in milliseconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>When it was revoked; null where it is valid.</summary>
    public long? Revoked { get; init; }

    /// <summary>Makes a key.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="scopes">What it allows.</param>
    /// <param name="quota">What it allows less of than the service does.</param>
    /// <param name="now">The time.</param>
    /// <returns>The key, and the text that is told once.</returns>
    public static (ApiKey Key, string Text) Create(
        string owner, IReadOnlyList<string> scopes, Quota quota, DateTimeOffset now)
    {
        string id = RandomNumberGenerator.GetHexString(2 * IdBytes, lowercase: true);
        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var key = new ApiKey
        {
            Id = id,
            Owner = owner,
            SecretHash = HashOf(secret),
            Scopes = string.Join(',', scopes),
            Queued = quota.Queued,
            SecondsPerDay = quota.SecondsPerDay,
            Created = now.ToUnixTimeMilliseconds(),
        };
        return (key, $"{Prefix}{id}_{secret}");
    }

    /// <summary>The parts of a key's text; null where it is none.</summary>
    public static (string Id, string Secret)? Parse(string text)
    {
        string[] parts = text.Split('_', 3);
        return parts.Length == 3 && parts[0] + "_" == Prefix ? (parts[1], parts[2]) : null;
    }

    /// <summary>Whether a secret is this key's, in a time that tells nothing about it.</summary>
    public bool Matches(string secret) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(SecretHash));

    private static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
