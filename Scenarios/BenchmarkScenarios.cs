using System.Reflection;

namespace GpuRisk.Scenarios;

/// <summary>The scenarios that devices are compared with. They are part of the program, so that
/// the same work is done wherever it runs.</summary>
public static class BenchmarkScenarios
{
    private const string Prefix = "benchmark/";

    /// <summary>Reads a scenario, of the library or made for measuring.</summary>
    /// <param name="name">The name of its file, without folder and ending.</param>
    /// <param name="settings">Settings <c>dotted.key.path=value</c> that go before what it says.
    /// </param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Scenario Read(string name, params IReadOnlyList<string> settings)
    {
        Assembly assembly = typeof(BenchmarkScenarios).Assembly;
        string text = LibraryScenarios.All.FirstOrDefault(known => known.Name == name)?.Text
            ?? EmbeddedText.Read(assembly, Prefix + name);
        ScenarioResult result = ScenarioReader.Parse(text, name, "", settings);
        return result.IsValid
            ? result.Scenario
            : throw new InvalidDataException(string.Join('\n', result.Errors));
    }
}
