using System.Globalization;

namespace GpuRisk.Tests.Models;

/// <summary>A price in a regime, as a scenario states it.</summary>
internal sealed record RegimeLaw(
    double Drift, double Volatility, double JumpsPerYear = 0, double Mean = 0, double Deviation = 0)
{
    public double Compensation =>
        JumpsPerYear * (Math.Exp(Mean + (0.5 * Deviation * Deviation)) - 1);

    public string Yaml => string.Create(
        CultureInfo.InvariantCulture,
        $"{{ drift: {Drift:R}, volatility: {Volatility:R}, jumpsPerYear: {JumpsPerYear:R}, ")
        + string.Create(
            CultureInfo.InvariantCulture, $"jumpMean: {Mean:R}, jumpStdDev: {Deviation:R} }}");
}

/// <summary>What is known of regime switching over a few periods: the sum over every sequence of
/// regimes, in each of which log returns are sums of normals and compound Poisson numbers.
/// </summary>
internal sealed class RegimeFormula
{
    private readonly RegimeLaw[] _laws;
    private readonly double _years;
    private readonly Dictionary<string, (int[] Periods, double Weight)> _occupations = [];

    public RegimeFormula(
        RegimeLaw[] laws, double[] start, double[][] next, int periods, double periodYears)
    {
        _laws = laws;
        _years = periodYears;
        Start = start;
        Next = next;
        Periods = periods;
        for (int i = 0; i < laws.Length; i++) Extend(i, start[i], new int[laws.Length], periods);
    }

    public double[] Start { get; }

    public double[][] Next { get; }

    public int Periods { get; }

    /// <summary>The sections of a scenario that say this.</summary>
    public static string Chain(
        string period, double[]? start, double[][] next, string[]? more = null)
    {
        string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        string State(int i) =>
            $"    s{i}: {{ next: {{ "
            + string.Join(", ", next[i].Select((p, j) => $"s{j}: {Number(p)}")) + " }"
            + (start is null ? "" : $", start: {Number(start[i])}")
            + (more is null || more[i].Length == 0 ? "" : ", " + more[i]) + " }";
        return $"regimes:\n  period: {period}\n  states:\n"
            + string.Join('\n', next.Select((_, i) => State(i))) + "\n";
    }

    /// <summary>The process as a scenario states it.</summary>
    public static string Process(RegimeLaw[] laws) => "{ kind: regime-switching, states: { "
        + string.Join(", ", laws.Select((law, i) => $"s{i}: {law.Yaml}")) + " } }";

    /// <summary>A European call without discount.</summary>
    public double Call(double price, double strike) => _occupations.Values.Sum(o =>
        o.Weight * CallGiven(price, strike, o.Periods));

    /// <summary>The mean price over its start.</summary>
    public double Growth => _occupations.Values.Sum(o => o.Weight
        * Math.Exp(_laws.Zip(o.Periods, (law, n) => law.Drift * n * _years).Sum()));

    /// <summary>Mean, variance, third and fourth cumulant of the log return.</summary>
    public double[] Cumulants()
    {
        double[] raw = new double[5];
        foreach ((int[] periods, double weight) in _occupations.Values)
        {
            double[] c = new double[5];
            for (int i = 0; i < _laws.Length; i++)
            {
                (double t, RegimeLaw law) = (periods[i] * _years, _laws[i]);
                (double m, double s, double n) = (law.Mean, law.Deviation, law.JumpsPerYear * t);
                c[1] += ((law.Drift - (0.5 * law.Volatility * law.Volatility) - law.Compensation)
                    * t) + (n * m);
                c[2] += (law.Volatility * law.Volatility * t) + (n * ((m * m) + (s * s)));
                c[3] += n * ((m * m * m) + (3 * m * s * s));
                c[4] += n * (Math.Pow(m, 4) + (6 * m * m * s * s) + (3 * Math.Pow(s, 4)));
            }

            double mean = c[1];
            raw[1] += weight * mean;
            raw[2] += weight * (c[2] + (mean * mean));
            raw[3] += weight * (c[3] + (3 * mean * c[2]) + Math.Pow(mean, 3));
            raw[4] += weight * (c[4] + (4 * c[3] * mean) + (3 * c[2] * c[2])
                + (6 * c[2] * mean * mean) + Math.Pow(mean, 4));
        }

        double variance = raw[2] - (raw[1] * raw[1]);
        double fourth = raw[4] - (4 * raw[3] * raw[1]) + (6 * raw[2] * raw[1] * raw[1])
            - (3 * Math.Pow(raw[1], 4));
        return [raw[1], variance, fourth - (3 * variance * variance)];
    }

    /// <summary>The mean of something of the periods spent in each regime.</summary>
    public double Mean(Func<int[], double> value) =>
        _occupations.Values.Sum(o => o.Weight * value(o.Periods));

    private void Extend(int state, double weight, int[] spent, int left)
    {
        if (weight == 0) return;
        int[] now = [.. spent];
        now[state]++;
        if (left > 1)
        {
            for (int j = 0; j < _laws.Length; j++)
                Extend(j, weight * Next[state][j], now, left - 1);
            return;
        }

        string key = string.Join(',', now);
        double before = _occupations.TryGetValue(key, out var known) ? known.Weight : 0;
        _occupations[key] = (now, before + weight);
    }

    // Over the numbers of jumps in each regime (Merton 1976).
    private double CallGiven(double price, double strike, int[] periods)
    {
        double Sum(int regime, double weight, double mean, double variance)
        {
            if (weight < 1e-12) return 0;
            if (regime == _laws.Length) return weight * BlackScholes(price, strike, mean, variance);
            RegimeLaw law = _laws[regime];
            double time = periods[regime] * _years;
            double own = (law.Drift - (0.5 * law.Volatility * law.Volatility) - law.Compensation)
                * time;
            double expected = law.JumpsPerYear * time;
            double probability = Math.Exp(-expected);
            double sum = 0;
            for (int n = 0; n < 60; n++)
            {
                sum += Sum(
                    regime + 1, weight * probability, mean + own + (n * law.Mean),
                    variance + (law.Volatility * law.Volatility * time)
                        + (n * law.Deviation * law.Deviation));
                probability *= expected / (n + 1);
                if (probability == 0) break;
            }

            return sum;
        }

        return Sum(0, 1, 0, 0);
    }

    // Of a log return with a mean and a variance.
    private static double BlackScholes(double price, double strike, double mean, double variance)
    {
        double forward = price * Math.Exp(mean + (0.5 * variance));
        double deviation = Math.Sqrt(variance);
        double d = (Math.Log(forward / strike) / deviation) + (0.5 * deviation);
        return (forward * MathNet.Numerics.Distributions.Normal.CDF(0, 1, d))
            - (strike * MathNet.Numerics.Distributions.Normal.CDF(0, 1, d - deviation));
    }
}
