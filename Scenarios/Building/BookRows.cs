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

    /// <summary>The borrowers, in the order of their first rows.</summary>
    public IReadOnlyList<Borrower> Borrowers()
    {
        var borrowers = new List<Borrower>(_wallets.Count);
        foreach (BookWallet wallet in _wallets.Values)
        {
            _line = wallet.Line;
            if (Has(wallet, wallet.Collateral, "collateral") & Has(wallet, wallet.Debt, "debt"))
                borrowers.Add(Borrower(wallet));
        }

        return borrowers;
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

    private bool Has(BookWallet wallet, BookSide side, string name)
    {
        if (!side.IsEmpty || side.IsRefused) return !side.IsEmpty;
        Refuse(
            side.Column,
            $"found no {name} of wallet '{RawNode.Shortened(wallet.Name)}' in any of its rows; "
            + "allowed is a number of tokens above 0");
        return false;
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

    // A side of which another row of the wallet tells is left empty.
    private void Read(
        BookSide? side,
        CsvField name,
        CsvField amount,
        Dictionary<string, Asset> allowed,
        string what)
    {
        if (side is { Column: 0 }) side.Column = amount.Column;
        if (name.Text.Length == 0 && amount.Text.Length == 0) return;
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

    private double? Amount(CsvField cell)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent;
        bool isNumber = double.TryParse(
            cell.Text, styles, CultureInfo.InvariantCulture, out double amount);
        if (isNumber && amount >= 0 && amount <= Interval.Limit) return amount;
        Refuse(
            cell.Column,
            $"found '{RawNode.Shortened(cell.Text)}'; allowed is a number of tokens above 0 and at "
            + $"most 1e15{NumberShape.HintOf(amount)}");
        return null;
    }

    private void Refuse(int column, string message) =>
        _context.Log.Add(new Place(_path, _line, column), _entry.Path, message);
}
