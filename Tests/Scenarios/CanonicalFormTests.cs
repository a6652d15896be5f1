using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using GpuRisk.Scenarios;
using NUnit.Framework;

namespace GpuRisk.Tests.Scenarios;

/// <summary>
/// The canonical form holds every property of every record that a scenario is made of. Each is
/// changed in scenarios that state it, and the hash has to follow.
/// </summary>
internal sealed class CanonicalFormTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly IReadOnlyList<Type> Records = RecordsOfAScenario();

    // What is left out, and nothing else is: two files that differ here have one hash.
    private static readonly string[] LeftOut =
    [
        "Asset.Index", "Asset.Source", "BootstrapProcess.Rows", "ConcentratedPool.Liquidity",
        "ConcentratedPool.Source", "ConcentratedPool.Tick", "Farm.Index", "Holder.Index",
        "LendingMarket.Index",
        "ListedSizes.MeanUsd", "Loan.Index", "Pool.Index", "Position.Index", "RareTarget.Figure",
        "Regime.Name", "RegimeSwitchingProcess.Chain",
        "Scenario.Description", "Scenario.Draws", "Scenario.Figures", "Scenario.Measure",
        "Scenario.Name", "Scenario.Paths", "Scenario.Seed", "Stablecoin.Index", "WalletClass.Index",
    ];

    [Test]
    public void LeftOut_IsWhatTheRecordsSay() => Assert.That(
        Records.SelectMany(Declared).Where(IsLeftOut).Select(NameOf).Distinct(),
        Is.EquivalentTo(LeftOut));

    [Test]
    public void EveryProperty_OfEveryRecord_ChangesTheHash()
    {
        HashSet<string> wanted =
            [.. Records.SelectMany(Declared).Where(p => !IsLeftOut(p)).Select(NameOf)];
        Assert.That(wanted, Has.Count.GreaterThan(150));
        HashSet<string> changed = [];
        foreach (Scenario scenario in Corpus()) ChangeEach(scenario, changed);
        Assert.That(wanted.Except(changed), Is.Empty, "No scenario here states these.");
    }

    [Test]
    public void EveryPropertyLeftOut_LeavesTheHash()
    {
        foreach (Scenario scenario in Corpus())
        {
            string text = scenario.CanonicalText();
            foreach ((object record, PropertyInfo property) in PropertiesOf(scenario))
            {
                if (!IsLeftOut(property)) continue;
                object? value = property.GetValue(record);
                FieldOf(property).SetValue(record, Others(value, property, scenario).FirstOrDefault(value));
                Assert.That(scenario.CanonicalText(), Is.EqualTo(text), NameOf(property));
                FieldOf(property).SetValue(record, value);
            }
        }
    }

    [Test]
    public void Hash_SaysItsForm()
    {
        string hash = Read(Samples.Pools).Hash;
        Assert.That(hash, Does.Match("^scenario/2:[0-9a-f]{64}$"));
        Assert.That(ScenarioHash.FormOf(hash), Is.EqualTo("scenario/2"));
        Assert.That(ScenarioHash.FormOf(new string('0', 64)), Is.EqualTo("scenario/1"));
    }

    /// <summary>Whoever changes these changes the hash of every kept result: the form needs
    /// another number.</summary>
    [TestCase("eth-borrower-book", "af3e0669c4904272c938d54ce47ffcfbb70cedc4f07ff43187d5367cef1d75df")]
    [TestCase("paradox/gas", "f49ca2c1cb184a17e7a5b31cd6f81f7e737609308af53e6268f26626b8ef45b2")]
    public void Hash_OfALibraryScenario_Stays(string name, string hash) =>
        Assert.That(Library.Plan(name).Scenario.Hash, Is.EqualTo("scenario/2:" + hash));

    [Test]
    public void Text_ReadsAsTheRecordsAreDeclared()
    {
        const string text = """
            scenario: x
            kernel: impermanent-loss
            horizon: 1d
            step: 1h
            assets:
              A: { price: 2, process: { kind: gbm, drift: 0, volatility: 0.5 }, decimals: 0 }
              B: { price: 1, process: { kind: constant } }
            """;
        Assert.That(Read(text).CanonicalText(), Is.EqualTo(
            """
            scenario/2
            Scenario(Assets=[
            Asset(Decimals=0 Name="A" PriceUsd=2 Process=GbmProcess(VolatilityPerYear=0.5))
            Asset(Name="B" PriceUsd=1 Process=ConstantProcess())] Correlations=[
            0] HorizonSeconds=86400 StepSeconds=3600)

            """));
    }

    [Test]
    public void Property_OfAnUnknownType_IsNamed() => Assert.That(
        () => new CanonicalProperty(typeof(Priced).GetProperty(nameof(Priced.Price))!),
        Throws.TypeOf<NotSupportedException>().With.Message.Contains("Priced.Price")
            .And.Message.Contains("System.Decimal"));

    private sealed record Priced(decimal Price);

    private static void ChangeEach(Scenario scenario, HashSet<string> changed)
    {
        string text = scenario.CanonicalText();
        foreach ((object record, PropertyInfo property) in PropertiesOf(scenario))
        {
            if (IsLeftOut(property)) continue;
            object? value = property.GetValue(record);
            foreach (object? other in Others(value, property, scenario))
            {
                FieldOf(property).SetValue(record, other);
                if (other is Enum && !Enum.IsDefined(other.GetType(), other))
                {
                    Assert.That(
                        scenario.CanonicalText,
                        Throws.TypeOf<NotSupportedException>().With.Message.Contains($"{other}"));
                }
                else
                {
                    Assert.That(
                        scenario.CanonicalText(), Is.Not.EqualTo(text),
                        $"{NameOf(property)}: {value} and {other}");
                }

                changed.Add(NameOf(property));
                if (Structure(value) is { } structure && other is not null)
                    changed.UnionWith(Declared(structure).Select(NameOf));
            }

            FieldOf(property).SetValue(record, value);
        }

        Assert.That(scenario.CanonicalText(), Is.EqualTo(text));
    }

    // The structure that a property or its list holds, whose properties are changed with it.
    private static Type? Structure(object? value)
    {
        Type? type = (value is IList { Count: > 0 } list ? list[0] : value)?.GetType();
        return type is { IsValueType: true } && Records.Contains(type) ? type : null;
    }

    // Values that mean something else than the given one.
    private static IEnumerable<object?> Others(
        object? value, PropertyInfo property, Scenario scenario)
    {
        Type type = property.PropertyType;
        bool mayBeNull = Nullable.GetUnderlyingType(type) is not null
            || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        if (mayBeNull && value is not null) yield return null;
        if (value is null && Nullable.GetUnderlyingType(type) is { } underlying)
            yield return Activator.CreateInstance(underlying);
        switch (value)
        {
            case null:
                break;
            case string text:
                yield return text + "\"";
                break;
            case double number:
                yield return number == 0 ? double.Epsilon : Math.BitIncrement(number);
                break;
            case int or long or ulong:
                yield return Convert.ChangeType(
                    Convert.ToInt64(value, null) + 1, value.GetType(), null);
                break;
            case bool truth:
                yield return !truth;
                break;
            case Enum choice:
                foreach (Enum other in Enum.GetValues(choice.GetType()))
                    if (!other.Equals(choice)) yield return other;
                yield return Enum.ToObject(choice.GetType(), 99);
                break;
            case CorrelationMatrix matrix:
                if (matrix.Size > 1) yield return matrix.With(1, 0, matrix[1, 0] / 2 + 0.1);
                break;
            case IList { Count: > 0 } list:
                Type item = CanonicalProperty.ItemOf(type)!;
                foreach (int count in new[] { list.Count - 1, list.Count + 1 })
                {
                    var other = Array.CreateInstance(item, count);
                    for (int i = 0; i < count; i++)
                        other.SetValue(list[Math.Min(i, list.Count - 1)], i);
                    yield return other;
                }

                foreach (object? first in item.IsValueType ? Changed(list[0]!, scenario) : [])
                {
                    var other = Array.CreateInstance(item, list.Count);
                    list.CopyTo(other, 0);
                    other.SetValue(first, 0);
                    yield return other;
                }

                break;
            case ValueType:
                foreach (object other in Changed(value, scenario)) yield return other;
                break;
            default:
                foreach (object other in PropertiesOf(scenario).Select(place => place.Record)
                    .Where(other => type.IsInstanceOfType(other) && !Equals(other, value))
                    .Distinct(ReferenceEqualityComparer.Instance).Take(3))
                {
                    yield return other;
                }

                break;
        }
    }

    // Structures with one of their properties changed.
    private static IEnumerable<object> Changed(object structure, Scenario scenario) =>
        from property in Declared(structure.GetType())
        from other in Others(property.GetValue(structure), property, scenario)
        select With(structure, property, other);

    private static object With(object structure, PropertyInfo property, object? value)
    {
        object copy = RuntimeHelpers.GetObjectValue(structure);
        FieldOf(property).SetValue(copy, value);
        return copy;
    }

    // Each property of each record in a scenario, once; structures are inside of what has them.
    private static List<(object Record, PropertyInfo Property)> PropertiesOf(Scenario scenario)
    {
        List<(object, PropertyInfo)> found = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Visit(scenario);
        return found;

        void Visit(object? value)
        {
            if (value is null) return;
            if (value is IEnumerable items and not string)
            {
                foreach (object? item in items) Visit(item);
                return;
            }

            if (value is ValueType || !Records.Contains(value.GetType()) || !seen.Add(value))
                return;
            foreach (PropertyInfo property in Declared(value.GetType()))
            {
                found.Add((value, property));
                if (!IsLeftOut(property)) Visit(property.GetValue(value));
            }
        }
    }

    private static List<Type> RecordsOfAScenario()
    {
        List<Type> found = [];
        Visit(typeof(Scenario));
        return found;

        void Visit(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? CanonicalProperty.ItemOf(type) ?? type;
            if (type.Assembly != typeof(Scenario).Assembly || type.IsEnum || found.Contains(type)
                || type == typeof(CorrelationMatrix))
                return;
            if (!type.IsAbstract) found.Add(type);
            foreach (Type kind in type.Assembly.GetTypes().Where(kind => kind.BaseType == type))
                Visit(kind);
            if (type.IsAbstract) return;
            foreach (PropertyInfo property in Declared(type).Where(p => !IsLeftOut(p)))
                Visit(property.PropertyType);
        }
    }

    // Properties that hold something, inherited ones with them.
    private static IEnumerable<PropertyInfo> Declared(Type type) =>
        type.GetProperties(Own & ~BindingFlags.DeclaredOnly & ~BindingFlags.NonPublic)
            .Select(property => property.DeclaringType!.GetProperty(property.Name, Own)!)
            .Where(property => FieldOrNull(property) is not null);

    private static FieldInfo FieldOf(PropertyInfo property) => FieldOrNull(property)!;

    private static FieldInfo? FieldOrNull(PropertyInfo property) =>
        property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Own) is { } field
        && field.IsDefined(typeof(CompilerGeneratedAttribute)) ? field : null;

    private static bool IsLeftOut(PropertyInfo property) =>
        property.IsDefined(typeof(NotHashedAttribute));

    private static string NameOf(PropertyInfo property) =>
        $"{property.DeclaringType!.Name}.{property.Name}";

    private static IEnumerable<Scenario> Corpus() =>
    [
        Read(Samples.Pools), Read(Samples.Lending), Read(Samples.Depeg), Read(Samples.Market), Rich(),
        Read(Samples.Heston), Read(Samples.Uncertain),
        Read(Samples.Periods),
        Read(Samples.Shocks), Read(Samples.Figures), Read(Samples.Figures + "\nrare: broke"),
        Read(Samples.Pools.Replace(
            "arbitrageGas: 20", "blockTime: 12s", StringComparison.Ordinal)),
        Read(Samples.Pools + "\nsampling: control-variates"),
        HistoryScenarios.Both(),
        Read(WrongRegimes.Sample),
        Read(WrongPools.WeightedSample),
        .. new[] { "quick-start", "wsteth-eth-loop", "usdc-march-2023" }
            .Select(name => Library.Plan(name).Scenario),
    ];

    // A joint market with two of each that anything refers to, and what no sample states.
    private static Scenario Rich()
    {
        Scenario market = Read(Samples.MarketShocks);
        return Relinking.Relink(market with
        {
            CommonJumps = new CommonJumps(3, 0.5),
            Stablecoins = [.. market.Stablecoins, market.Stablecoins[0] with { Name = "dai" }],
            LendingMarkets =
                [.. market.LendingMarkets, market.LendingMarkets[0] with { Name = "morpho" }],
            Classes =
            [
                market.Classes[0] with { Sizes = new ListedSizes([3, 1, 2]) },
                .. market.Classes.Skip(1),
            ],
        });
    }

    private static Scenario Read(string text)
    {
        ScenarioResult result = ScenarioReader.Parse(text, Samples.FileName);
        Assert.That(result.Errors, Is.Empty);
        return result.Scenario!;
    }
}
