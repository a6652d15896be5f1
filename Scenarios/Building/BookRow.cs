using System.Globalization;
using GpuRisk.Scenarios.Reading;
using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Reads the rows of one book and remembers what must not come twice.</summary>
internal sealed class BookRow
{
    private const int FieldCount = 6;
    private const int LongestWallet = 128;
    private readonly string _path;
    private readonly Value _entry;
    private readonly LendingMarket _market;
    private readonly BuildContext _context;
    private readonly Dictionary<string, Asset> _collateral;
    private readonly Dictionary<string, Asset> _debt;
    private readonly Dictionary<string, int> _lineOfWallet = new(StringComparer.Ordinal);

    /// <summary>The same class name need not be kept a million times.</summary>
    private readonly Dictionary<string, string> _classes = new(StringComparer.Ordinal);

    private int _line;

    public BookRow(string path, Value entry, LendingMarket market, BuildContext context)
    {
        _path = path;
        _entry = entry;
        _market = market;
        _context = context;
        _collateral = market.Collateral.ToDictionary(x => x.Asset.Name, x => x.Asset);
        _debt = market.Debt.ToDictionary(x => x.Asset.Name, x => x.Asset);
    }

    /// <summary>Reads one row; null where something is wrong with it.</summary>
    public Borrower? Read(string text, int line)
    {
        _line = line;
        string[] fields = text.Split(',');
        if (fields.Length != FieldCount)
        {
            Refuse(1, $"found {fields.Length} fields; allowed are {FieldCount}");
            return null;
        }

        var columns = new int[FieldCount];
        for (int i = 0, column = 1; i < FieldCount; column += fields[i].Length + 1, i++)
            columns[i] = column + (fields[i].Length - fields[i].TrimStart().Length);
        for (int i = 0; i < FieldCount; i++) fields[i] = fields[i].Trim();

        string? wallet = Wallet(fields[0], columns[0]);
        string? walletClass = Class(fields[1], columns[1]);
        Asset? asset = AssetNamed(fields[2], columns[2], _collateral, "collateral");
        double? collateral = Amount(fields[3], columns[3]);
        Asset? debtAsset = AssetNamed(fields[4], columns[4], _debt, "debt");
        double? debt = Amount(fields[5], columns[5]);
        if (wallet is null || walletClass is null || asset is null || collateral is null
            || debtAsset is null || debt is null)
            return null;

        var borrower = new Borrower(
            wallet,
            walletClass,
            [new TokenAmount(asset, collateral.Value)],
            [new TokenAmount(debtAsset, debt.Value)]);
        double health = borrower.HealthFactor(_market);
        if (health <= 1)
        {
            Refuse(
                columns[5],
                BuildContext.Invariant($"found health factor {health:G6}; allowed is above 1"));
        }

        return borrower;
    }

    private string? Wallet(string text, int column)
    {
        if (text.Length is 0 or > LongestWallet || text.Any(char.IsControl) || text.Contains('"'))
        {
            Refuse(
                column,
                $"found '{RawNode.Shortened(text)}'; allowed is a wallet of 1 to {LongestWallet} "
                + "characters without quotes");
            return null;
        }

        if (_lineOfWallet.TryAdd(text, _line)) return text;
        Refuse(
            column,
            $"found wallet '{RawNode.Shortened(text)}' twice, first in line "
            + $"{_lineOfWallet[text]}; allowed is one row a wallet");
        return null;
    }

    private string? Class(string text, int column)
    {
        if (text.Length == 0) return _entry["class"].Text;
        if (_classes.TryGetValue(text, out string? known)) return known;
        if (!NameShape.IsName(text))
        {
            Refuse(
                column,
                $"found class '{RawNode.Shortened(text)}'; allowed is {new NameShape().Allowed}");
            return null;
        }

        if (_collateral.ContainsKey(text))
        {
            Refuse(
                column, $"found class '{text}', which is an asset; allowed is a name of its own");
            return null;
        }

        if (_context.ClassNames is { } allowed && !allowed.Contains(text))
        {
            Refuse(column, $"found '{text}', which is no class; {Suggestion.For(text, allowed)}");
            return null;
        }

        _classes.Add(text, text);
        return text;
    }

    private Asset? AssetNamed(
        string text,
        int column,
        Dictionary<string, Asset> allowed,
        string side)
    {
        if (allowed.TryGetValue(text, out Asset? asset)) return asset;
        Refuse(
            column,
            $"found '{RawNode.Shortened(text)}', which is no {side} of market {_market.Name}; "
            + Suggestion.For(text, allowed.Keys));
        return null;
    }

    private double? Amount(string text, int column)
    {
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent;
        bool isNumber = double.TryParse(
            text, styles, CultureInfo.InvariantCulture, out double amount);
        if (isNumber && amount > 0 && amount <= Interval.Limit) return amount;
        Refuse(
            column,
            $"found '{RawNode.Shortened(text)}'; allowed is a number of tokens above 0 and at "
            + $"most 1e15{NumberShape.HintOf(amount)}");
        return null;
    }

    private void Refuse(int column, string message) =>
        _context.Log.Add(new Place(_path, _line, column), _entry.Path, message);
}
