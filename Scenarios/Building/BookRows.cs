using System.Globalization;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads the rows of one book and gathers them by wallet.</summary>
internal sealed class BookRows
{
    private const int FieldCount = 6;
    private const int LongestWallet = 128;

    private readonly string _path;
    private readonly Value _entry;
    private readonly LendingMarket _market;
    private readonly BuildContext _context;
    private readonly Dictionary<string, Asset> _collateral;
    private readonly Dictionary<string, Asset> _debt;
    private readonly Dictionary<string, BookWallet> _wallets = new(StringComparer.Ordinal);

    /// <summary>The same class name need not be kept a million times.</summary>
    private readonly Dictionary<string, string> _classes = new(StringComparer.Ordinal);

    private int _line;
    private bool _isRefused;

    public BookRows(string path, Value entry, LendingMarket market, BuildContext context)
    {
        _path = path;
        _entry = entry;
        _market = market;
        _context = context;
        _collateral = market.Collateral.ToDictionary(x => x.Asset.Name, x => x.Asset);
        _debt = market.Debt.ToDictionary(x => x.Asset.Name, x => x.Asset);
    }

    /// <summary>Reads one row.</summary>
    public void Read(CsvField[] cells, int line)
    {
        _line = line;
        if (cells.Length != FieldCount)
        {
            Refuse(1, $"found {cells.Length} fields; allowed are {FieldCount}");
            return;
        }

        BookWallet? wallet = Wallet(cells[0], cells[1]);
        Read(wallet?.Collateral, cells[2], cells[3], _collateral, "collateral");
        Read(wallet?.Debt, cells[4], cells[5], _debt, "debt");
    }

    /// <summary>The borrowers, in the order of their first rows, and how many wallets owe nothing.
    /// </summary>
    public (IReadOnlyList<Borrower> Borrowers, int WithoutDebt) Borrowers()
    {
        var borrowers = new List<Borrower>(_wallets.Count);
        int withoutDebt = 0;
        foreach (BookWallet wallet in _wallets.Values)
        {
            _line = wallet.Line;
            if (wallet.IsRefused) continue;
            if (wallet.Debt.IsEmpty) withoutDebt++;
            else borrowers.Add(Borrower(wallet));
        }

        if (borrowers.Count == 0 && withoutDebt > 0 && !_isRefused)
        {
            _context.Refuse(
                _entry["file"],
                $"found no wallet in {_path} that owes anything; allowed is at least one");
        }

        return (borrowers, withoutDebt);
    }

    private Borrower Borrower(BookWallet wallet)
    {
        var borrower = new Borrower(
            wallet.Name, wallet.Class, wallet.Collateral.Amounts, wallet.Debt.Amounts);
        double health = borrower.HealthFactor(_market);
        if (health <= 1 && _entry["belowHealth"].Choice<BelowHealth>() == BelowHealth.Refuse)
        {
            Refuse(
                wallet.Debt.Column,
                BuildContext.Invariant($"found health factor {health:G6}; allowed is above 1"));
        }

        return borrower;
    }

    private BookWallet? Wallet(CsvField name, CsvField @class)
    {
        if (name.Text.Length is 0 or > LongestWallet || name.Text.Any(char.IsControl)
            || name.Text.Contains('"'))
        {
            Refuse(
                name.Column,
                $"found '{RawNode.Shortened(name.Text)}'; allowed is a wallet of 1 to "
                + $"{LongestWallet} characters without quotes");
            Class(@class);
            return null;
        }

        BookWallet? known = _wallets.GetValueOrDefault(name.Text);
        string? stated = Class(@class);
        if (known is null)
        {
            if (stated is null && @class.Text.Length > 0) return null;
            known = new BookWallet(name.Text, stated ?? _entry["class"].Text ?? "", _line);
            _wallets.Add(known.Name, known);
        }
        else if (stated is not null && stated != known.Class)
        {
            Refuse(
                @class.Column,
                $"found class '{stated}' of wallet '{RawNode.Shortened(name.Text)}', which line "
                + $"{known.Line} puts into '{known.Class}'; allowed is one class a wallet");
        }

        return known;
    }

    /// <summary>The class that a row states; null where it states none or a wrong one.</summary>
    private string? Class(CsvField cell)
    {
        string text = cell.Text;
        if (text.Length == 0) return null;
        if (_classes.TryGetValue(text, out string? known)) return known;
        if (!NameShape.IsName(text))
        {
            Refuse(
                cell.Column,
                $"found class '{RawNode.Shortened(text)}'; allowed is {new NameShape().Allowed}");
            return null;
        }

        if (_collateral.ContainsKey(text))
        {
            Refuse(
                cell.Column,
                $"found class '{text}', which is an asset; allowed is a name of its own");
            return null;
        }

        if (_context.ClassNames is { } allowed && !allowed.Contains(text))
        {
            Refuse(
                cell.Column, $"found '{text}', which is no class; {Suggestion.For(text, allowed)}");
            return null;
        }

        _classes.Add(text, text);
        return text;
    }

    // A side without anything, or of which another row of the wallet tells, is left empty.
    private void Read(
        BookSide? side,
        CsvField name,
        CsvField amount,
        Dictionary<string, Asset> allowed,
        string what)
    {
        if (side is { Column: 0 }) side.Column = amount.Column;
        if (name.Text.Length == 0 && IsNothing(amount)) return;
        Asset? asset = AssetNamed(name, allowed, what);
        double? tokens = Amount(amount);
        if (side is null) return;
        if (asset is null || tokens is null) side.IsRefused = true;
        else if (tokens > 0) side.Add(asset, tokens.Value);
    }

    private Asset? AssetNamed(CsvField cell, Dictionary<string, Asset> allowed, string side)
    {
        if (allowed.TryGetValue(cell.Text, out Asset? asset)) return asset;
        Refuse(
            cell.Column,
            $"found '{RawNode.Shortened(cell.Text)}', which is no {side} of market "
            + $"{_market.Name}; {Suggestion.For(cell.Text, allowed.Keys)}");
        return null;
    }

    private static bool IsNothing(CsvField amount) =>
        amount.Text.Length == 0 || (IsNumber(amount, out double tokens) && tokens == 0);

    private static bool IsNumber(CsvField cell, out double number) => double.TryParse(
        cell.Text,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent,
        CultureInfo.InvariantCulture, out number);

    private double? Amount(CsvField cell)
    {
        bool isNumber = IsNumber(cell, out double amount);
        if (isNumber && amount >= 0 && amount <= Interval.Limit) return amount;
        Refuse(
            cell.Column,
            $"found '{RawNode.Shortened(cell.Text)}'; allowed is a number of tokens from 0 to "
            + $"1e15{NumberShape.HintOf(amount)}");
        return null;
    }

    private void Refuse(int column, string message)
    {
        _isRefused = true;
        _context.Log.Add(new Place(_path, _line, column), _entry.Path, message);
    }
}
