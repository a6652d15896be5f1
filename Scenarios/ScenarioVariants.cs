using GpuRisk.Scenarios.Building;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios;

/// <summary>One scenario with other numbers in it: its text is read once, and each variant is
/// checked like a scenario of its own.</summary>
public sealed class ScenarioVariants
{
    private const string UncertaintyKey = "uncertainty";

    // How much is simulated, how finely, and what is told of it.
    private static readonly string[] Structure =
        ["horizon", "step", "paths", "seed", UncertaintyKey, "figures", "observed"];

    private readonly RawMapping _root;
    private readonly BookFolder _books;
    private readonly string _file;
    private readonly string _text;

    private ScenarioVariants(RawMapping root, string file, string text)
    {
        _root = root;
        _file = file;
        _text = text;
        _books = new BookFolder(Path.GetDirectoryName(file) ?? "", false);
        Value values = ScenarioShape.Root.Read(root, "", root.At, new ErrorLog(file));
        decimal step = values["step"].Seconds ?? 0;
        Numbers = [.. values.Whole()
            .Where(value => value.IsGiven
                && value.Source is { Shape: ScalarShape { IsNumber: true } }
                && double.IsFinite(value.Number)
                && !Structure.Contains(value.Path.Split('.')[0]))
            .Select(value => new ScenarioNumber(value, step))];
    }

    /// <summary>The numbers that the scenario states, but for those that say how much is
    /// simulated: horizon, step, paths, seed and draws. In the order of its keys; none in files
    /// that it names.</summary>
    public IReadOnlyList<ScenarioNumber> Numbers { get; }

    /// <summary>Opens a scenario file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">Settings <c>dotted.key.path=value</c> that go before it.</param>
    /// <param name="errors">What is wrong with it.</param>
    /// <returns>Its variants; null where anything is wrong but numbers that have nearest usable
    /// ones.</returns>
    public static ScenarioVariants? Open(
        string path, IReadOnlyList<string> settings, out IReadOnlyList<ScenarioError> errors)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(settings);
        ScenarioResult read = ScenarioReader.Read(path, settings);
        errors = read.Errors;
        if (!errors.All(error => error.Nearest is not null)) return null;
        var log = new ErrorLog(path);
        var root = (RawMapping)YamlComposer.Compose(
            read.SourceText, new Place(path, 1, 1), "", log)!;
        Overrides.Apply(root, ScenarioShape.Root, settings, log);
        return new ScenarioVariants(root, path, read.SourceText);
    }

    /// <summary>The same numbers, but the nearest usable ones where only some are, as the ends of
    /// ranges in a pool with ticks.</summary>
    /// <param name="numbers">What stands in the place of some of <see cref="Numbers"/>.</param>
    /// <param name="isCertain">Whether all that is stated by a law is its median.</param>
    public IReadOnlyDictionary<ScenarioNumber, double> Usable(
        IReadOnlyDictionary<ScenarioNumber, double> numbers, bool isCertain)
    {
        var usable = new Dictionary<ScenarioNumber, double>(numbers);
        foreach (ScenarioError error in With(numbers, isCertain).Errors)
        {
            ScenarioNumber? number = numbers.Keys.FirstOrDefault(one => one.Key == error.KeyPath);
            if (number is null || error.Nearest is not (double below, double above)) continue;
            double wanted = numbers[number];
            usable[number] =
                ScenarioNumber.Rounded(wanted - below < above - wanted ? below : above);
        }

        return usable;
    }

    /// <summary>The scenario with other numbers.</summary>
    /// <param name="numbers">What stands in the place of some of <see cref="Numbers"/>.</param>
    /// <param name="isCertain">Whether all that is stated by a law is its median, and nothing is
    /// drawn.</param>
    public ScenarioResult With(
        IReadOnlyDictionary<ScenarioNumber, double> numbers, bool isCertain)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var texts = new Dictionary<RawNode, string>(ReferenceEqualityComparer.Instance);
        foreach (ScenarioNumber number in Numbers)
        {
            if (numbers.TryGetValue(number, out double value))
                texts[number.Node] = number.Text(value);
            else if (isCertain && number.Law is not null)
                texts[number.Node] = number.Text(number.Value);
        }

        var root = (RawMapping)ReplacedTexts.In(_root, texts);
        if (Numbers.All(number => number.Law is null || texts.ContainsKey(number.Node)))
            root.Entries.RemoveAll(entry => entry.Key == UncertaintyKey);
        var log = new ErrorLog(_file);
        Value values = ScenarioShape.Root.Read(root, "", root.At, log);
        Scenario? scenario = ScenarioReader.Build(root, values, _books, log);
        return new ScenarioResult(log.IsEmpty ? scenario : null, _text, log.Sorted());
    }
}
