namespace GpuRisk.Scenarios.Building;

/// <summary>A wallet of a book while its rows are read.</summary>
/// <param name="name">The wallet.</param>
/// <param name="class">Its class.</param>
/// <param name="line">The line of its first row.</param>
internal sealed class BookWallet(string name, string @class, int line)
{
    public string Name { get; } = name;

    public string Class { get; } = @class;

    /// <summary>The line of its first row.</summary>
    public int Line { get; } = line;

    public BookSide Collateral { get; } = new();

    public BookSide Debt { get; } = new();

    /// <summary>Whether something is wrong with it, which has been told.</summary>
    public bool IsRefused => Collateral.IsRefused || Debt.IsRefused;
}
