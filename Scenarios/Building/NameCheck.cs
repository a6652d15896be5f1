using GpuRisk.Scenarios.Shapes;

namespace GpuRisk.Scenarios.Building;

/// <summary>Results are named by names alone, so that each must mean one thing.</summary>
internal static class NameCheck
{
    private static readonly string[] NamedSections =
    [
        "assets", "pools", "positions", "markets", "loans", "stablecoins", "holders", Classes,
        "farms", "bonds", "cover",
    ];

    private const string Classes = "classes";

    /// <summary>The accounts of a joint market's ledger that are no class.</summary>
    private static readonly string[] Accounts =
        ["market", "traders", "burned", "reserves", "dilution", "frozen"];

    /// <summary>The names at which a joint market looks for the classes of its roles.</summary>
    private static readonly string[] Roles =
    [
        MarketRoles.Arbitrageurs, MarketRoles.Liquidators, MarketRoles.Treasury,
        MarketRoles.Issuer, MarketRoles.Infrastructure, MarketRoles.Attackers,
        MarketRoles.Insurers,
    ];

    public static void Check(BuildContext context)
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!context.Root[Classes].IsGiven)
        {
            // Classes that nobody wrote have their names all the same.
            foreach (string name in context.ClassNames ?? []) sections.Add(name, Classes);
        }

        foreach (string section in NamedSections)
        {
            foreach (Value entry in context.Root[section].Items)
            {
                if (context.IsJoint && IsReserved(entry, section, context)) continue;
                if (sections.TryAdd(entry.Name, section)) continue;
                context.Log.Add(
                    entry.KeyAt,
                    entry.Path,
                    $"found '{entry.Name}', which names one of {sections[entry.Name]} too; "
                    + "allowed is a name of its own, as results go by it");
            }
        }

        CheckParts(context);
        CheckPairs(context);

        // Where classes are declared, an asset is no class anyway.
        if (!context.IsJoint) CheckLoanClasses(sections, context);
    }

    /// <summary>
    /// Results call a class of a book <c>book.class</c>, a channel <c>class.profit.channel</c> and
    /// a stratum <c>class/0</c>: nothing else may be called so.
    /// </summary>
    private static void CheckParts(BuildContext context)
    {
        string[] wholes =
        [
            .. context.ClassNames ?? [],
            .. context.Root["loans"].Items
                .Where(loan => loan["file"].IsGiven)
                .Select(loan => loan.Name),
        ];
        foreach (Value entry in NamedSections.SelectMany(name => context.Root[name].Items))
        {
            string? whole = Array.Find(wholes, name =>
                entry.Name.Length > name.Length && entry.Name[name.Length] is '.' or '/'
                && entry.Name.StartsWith(name, StringComparison.Ordinal));
            if (whole is null) continue;
            context.Log.Add(
                entry.KeyAt, entry.Path,
                $"found '{entry.Name}', which results call a part of {whole}; "
                + "allowed is another name");
        }
    }

    /// <summary>Pairs of assets are called <c>A/B</c>, which names may hold themselves.</summary>
    private static void CheckPairs(BuildContext context)
    {
        IReadOnlyList<Value> assets = context.Root["assets"].Items;
        var pairs = new HashSet<string>(StringComparer.Ordinal);
        foreach ((int i, Value first) in assets.Index())
        {
            foreach (Value second in assets.Skip(i + 1))
            {
                if (pairs.Add($"{first.Name}/{second.Name}")) continue;
                context.Log.Add(
                    second.KeyAt, second.Path,
                    $"found '{second.Name}', which makes a pair with {first.Name} that is called "
                    + "like another pair; allowed is another name");
            }
        }
    }

    private static bool IsReserved(Value entry, string section, BuildContext context)
    {
        string? owner = Accounts.Contains(entry.Name) ? "is an account of the ledger"
            : section != Classes && Roles.Contains(entry.Name) ? "may only name a class" : null;
        if (owner is null) return false;
        context.Log.Add(
            entry.KeyAt, entry.Path,
            $"found '{entry.Name}', which {owner}; allowed is another name");
        return true;
    }

    private static void CheckLoanClasses(
        Dictionary<string, string> sections, BuildContext context)
    {
        foreach (Value loan in context.Root["loans"].Items)
        {
            Value @class = loan["class"];
            if (@class.Text is not { } name || sections.GetValueOrDefault(name) != "assets")
                continue;
            context.Refuse(
                @class, $"found '{name}', which is an asset; allowed is a name of its own");
        }
    }
}
