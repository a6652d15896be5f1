namespace GpuRisk.Scenarios.Reading;

/// <summary>The errors found so far.</summary>
internal sealed class ErrorLog(string mainFile)
{
    /// <summary>
    /// More errors than this are only counted: nobody reads them, and a broken book of a million
    /// rows must not fill the memory.
    /// </summary>
    private const int Capacity = 200;

    private readonly List<ScenarioError> _errors = [];
    private readonly HashSet<ScenarioError> _known = [];
    private int _uncounted;

    public bool IsEmpty => _errors.Count == 0;

    /// <summary>Errors added so far.</summary>
    public int Count => _errors.Count + _uncounted;

    public void Add(
        Place at, string keyPath, string message, (double Below, double Above)? nearest = null)
    {
        if (_errors.Count == Capacity)
        {
            _uncounted++;
            return;
        }

        var error = new ScenarioError(at.File, at.Line, at.Column, keyPath, message)
        {
            Nearest = nearest,
        };
        if (_known.Add(error)) _errors.Add(error);
    }

    /// <summary>The errors of the scenario, of overrides, of books; each by position.</summary>
    public IReadOnlyList<ScenarioError> Sorted()
    {
        List<ScenarioError> sorted = _errors
            .OrderBy(Rank)
            .ThenBy(error => error.File, StringComparer.Ordinal)
            .ThenBy(error => error.Line)
            .ThenBy(error => error.Column)
            .ToList();
        if (_uncounted > 0)
        {
            sorted.Add(sorted[^1] with
            {
                KeyPath = "",
                Message = Counted.Of(_uncounted, "more error is", "more errors are") + " not shown",
            });
        }

        return sorted;
    }

    private int Rank(ScenarioError error)
    {
        if (error.File == mainFile) return 0;
        return error.File == Overrides.FileName ? 1 : 2;
    }
}
