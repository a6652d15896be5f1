using System.Security.Cryptography;
using System.Text;

namespace GpuRisk.Host.Service.Store;

/// <summary>A scenario as it was submitted.</summary>
/// <param name="Content">The text.</param>
/// <param name="MediaType"><c>application/yaml</c> or <c>application/json</c>.</param>
internal sealed record ScenarioText(string Content, string MediaType)
{
    /// <summary>What it is stored under.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(MediaType + "\n" + Content)));
}
