using System.Security.Cryptography;
using System.Text;

namespace GpuRisk.Host.Service.Store;

/// <summary>A scenario as it was submitted.</summary>
/// <param name="Content">The text.</param>
/// <param name="MediaType"><c>application/yaml</c> or <c>application/json</c>.</param>
internal sealed record ScenarioText(string Content, string MediaType)
{
    /// <summary>The text as YAML, of which JSON is a part, but for tabs: JSON may be indented with
    /// them, and has none within its texts.</summary>
    public string AsYaml => MediaType == "application/json"
        ? Content.Replace('\t', ' ')
        : Content;

    /// <summary>What it is stored under.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(MediaType + "\n" + Content)));
}
