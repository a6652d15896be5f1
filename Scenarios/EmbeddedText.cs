using System.Reflection;

namespace GpuRisk.Scenarios;

/// <summary>Texts that are part of the program.</summary>
internal static class EmbeddedText
{
    /// <summary>Reads one that is there.</summary>
    public static string Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"The program holds no {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
