using System.Text.Json.Serialization;

namespace GpuRisk.Client;

/// <summary>How a request said who it is from.</summary>
[JsonConverter(typeof(KebabCaseConverter<AuthenticationKind>))]
public enum AuthenticationKind
{
    /// <summary>Not at all, where the service trusts its machine.</summary>
    None,

    /// <summary>By an API key.</summary>
    Key,

    /// <summary>By a JSON web token.</summary>
    Jwt,
}
