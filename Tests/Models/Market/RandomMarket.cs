using System.Globalization;
using System.Text;

namespace GpuRisk.Tests.Models.Market;

/// <summary>
/// A valid joint market drawn at random: any subset of all sections, in small. The same seed
/// gives the same text.
/// </summary>
internal sealed partial class RandomMarket
{
    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly int _stepSeconds;
    private readonly int _steps;
    private readonly List<string> _pools = [];
    private readonly List<string> _farms = [];
    private readonly List<string> _ruggedFarms = [];
    private readonly List<string> _classes = [];
    private readonly List<string> _stakers = [];
    private bool _hasCoin;
    private bool _hasMarket;

    private RandomMarket(int seed)
    {
        _random = new Random(seed);
        _stepSeconds = Pick(3600, 21600, 86400);
        _steps = _random.Next(1, 13);

        // Ranges leave a pool with less liquidity than its own account is kept for.
        HasSimplePools = Chance(0.5);
    }

    /// <summary>The scenario's text.</summary>
    public string Text => _text.ToString();

    /// <summary>Whether all liquidity of all pools stays where it is at all prices.</summary>
    public bool HasSimplePools { get; }

    public static RandomMarket Of(int seed)
    {
        var market = new RandomMarket(seed);
        market.Write();
        return market;
    }

    private void Write()
    {
        _hasCoin = Chance(0.4);
        _hasMarket = Chance(0.5);
        Line("scenario: random");
        Line("kernel: market");
        Line($"horizon: {_steps * _stepSeconds}s");
        Line($"step: {_stepSeconds}s");
        WriteAssets();
        WritePools();
        WriteFarms();
        WriteCredit();
        WriteCoins();
        WriteClasses();
        WriteTokens();
        WriteShocks();
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private double Uniform(double from, double to) =>
        from + ((to - from) * _random.NextDouble());

    private string Number(double from, double to) =>
        Uniform(from, to).ToString("G6", CultureInfo.InvariantCulture);

    private string Duration(int most) => $"{_random.Next(1, most + 1) * _stepSeconds}s";

    private void Line(string text) => _text.Append(text).Append('\n');

    private void WriteAssets()
    {
        Line("assets:");
        string ethPrice = Number(500, 5000);
        string eth = Process();
        Line($"  ETH: {{ price: {ethPrice}, process: {eth} }}");
        string govPrice = Number(0.01, 50);
        string gov = Process();
        Line($"  GOV: {{ price: {govPrice}, process: {gov} }}");
        Line("  USD: { price: 1, process: { kind: constant } }");
        if (_hasCoin)
        {
            Line("  PEG: { price: 1, process: { kind: pegged, stablecoin: coin } }");
        }

        if (Chance(0.3))
        {
            string correlation = PossibleCorrelation.Of(eth, gov, Uniform(-0.9, 0.9));
            Line($"correlations: {{ ETH-GOV: {correlation} }}");
        }
    }

    private string Process() => Pick(
        $"{{ kind: gbm, drift: {Number(-1, 1)}, volatility: {Number(0, 2)} }}",
        $"{{ kind: merton, drift: 0, volatility: {Number(0.1, 1)}, jumpsPerYear: {Number(1, 100)}, jumpMean: -0.1, jumpStdDev: 0.2, compensated: true }}");

    private void WritePools()
    {
        int count = _random.Next(0, 4);
        if (count == 0 && !_hasCoin)
        {
            return;
        }

        Line("pools:");
        for (int i = 0; i < count; i++)
        {
            string name = $"pool{i}";
            _pools.Add(name);
            string kind = Chance(0.5)
                ? "kind: constant-product"
                : $"kind: concentrated, concentration: {Number(1, 3)}";
            string quote = Pick("USD", "GOV", _hasCoin ? "PEG" : "USD");
            string noise = Chance(0.7)
                ? $", noiseVolumePerDay: {Number(0.01, 2)}, noiseVolumeStdDev: {Pick("0", "0.5")}"
                : "";
            string arbitrage = Chance(0.5)
                ? $", arbitrage: step, arbitrageGas: {Pick("0", "500")}"
                : "";
            Line(
                $"  {name}: {{ {kind}, base: ETH, quote: {quote}, fee: {Pick("0", "0.0005", "0.003", "0.01")}, value: {Number(1e8, 2e8)}, protocolShareOfFees: {Pick("0", "0.2", "1")}{noise}{arbitrage} }}");
        }

        if (_hasCoin)
        {
            Line("  stable: { kind: stableswap, amplification: 100, assets: [coin, USD], value: 10000000, fee: 0.0004 }");
        }
    }

    private void WriteFarms()
    {
        int count = _random.Next(0, 3);
        if (count == 0)
        {
            return;
        }

        Line("farms:");
        for (int i = 0; i < count; i++)
        {
            string name = $"farm{i}";
            _farms.Add(name);
            string staked = _pools.Count > 0 && Chance(0.5)
                ? Pick([.. _pools])
                : Pick("ETH", "GOV");
            string halfLife = Chance(0.5) ? $", emissionHalfLife: {Duration(30)}" : "";
            Line(
                $"  {name}: {{ stakes: {staked}, reward: GOV, emissionPerDay: {Number(0, 10000)}{halfLife}, outsideStake: {Pick("0", "100000")}, claimGas: {Pick("0", "100000")}, soldShare: {Number(0, 1)} }}");
            if (Chance(0.5))
            {
                _ruggedFarms.Add(name);
            }
        }
    }

    private void WriteCredit()
    {
        if (!_hasMarket)
        {
            return;
        }

        Line("markets:");
        Line("  m:");
        Line($"    monitoring: {Pick("step", "continuous")}");
        Line($"    liquidatorGas: {Pick("0", "30")}");
        Line($"    swapFee: {Pick("0", "0.003")}");
        Line($"    reserveFund: {Pick("0", "10000")}");
        Line($"    collateral: {{ ETH: {{ liquidationThreshold: 0.83, liquidationBonus: {Pick("0", "0.05", "0.1")}, protocolShareOfBonus: {Pick("0", "0.1")} }} }}");
        Line($"    debt: {{ USD: {{ baseRate: {Number(0, 1)}, slope1: 0.05, slope2: 1, optimalUtilisation: 0.9, utilisation: {Pick("0", "0.8", "1")}, reserveFactor: {Pick("0", "0.2")} }} }}");
        if (Chance(0.5))
        {
            Line($"    depth: {{ ETH: {{ depthUsdPerPercent: {Number(1e5, 1e7)}, recoveryHalfLife: {Duration(5)} }} }}");
        }
    }

    private void WriteCoins()
    {
        if (!_hasCoin)
        {
            return;
        }

        string redemption = Chance(0.6)
            ? $", redemption: {{ minimum: {Pick("0", "50000")}, fee: {Pick("0", "0.002")}, dailyCapacity: {Number(1e5, 1e8)}, closed: {Pick("never", "weekends")} }}"
            : "";
        string impairment = Chance(0.5)
            ? $", impairmentAt: {{ time: {Duration(_steps)}, size: {Number(0.01, 0.9)} }}, recoveredShare: {Pick("0", "1")}, recoveryTime: {Duration(3)}"
            : "";
        Line("stablecoins:");
        Line(
            $"  coin: {{ design: reserve-backed, meanReversionPerDay: {Number(0, 10)}, volatilityPerDay: {Number(0, 0.02)}, supply: 1000000000, reserveYield: {Number(0, 0.1)}, runIntensity: {Pick("0", "2")}{redemption}{impairment} }}");
    }
}
