namespace GpuRisk.Scenarios.Calibration.Fitting;

/// <summary>Climbs the likelihood of hidden states by expectation and maximisation.</summary>
/// <param name="states">The number of states.</param>
/// <param name="leastDeviation">The least deviation of a state.</param>
/// <param name="leastChance">The least chance of a change.</param>
internal sealed class RegimeClimb(int states, double leastDeviation, double leastChance)
{
    private const int Rounds = 200;
    private const double Progress = 1e-7;

    /// <summary>Climbs from deviations that are a ratio apart.</summary>
    public double[] From(double[] returns, double deviation, double stay, double ratio)
    {
        var deviations = new double[states];
        var chain = new double[states, states];
        for (int i = 0; i < states; i++)
        {
            double place = (double)i / (states - 1);
            deviations[i] = deviation * Math.Pow(ratio, place) / Math.Pow(ratio, 0.6);
            for (int j = 0; j < states; j++)
            {
                chain[i, j] = i == j ? stay : (1 - stay) / (states - 1);
            }
        }

        double before = double.NegativeInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            double likelihood = Round(returns, deviations, chain);
            if (likelihood - before < Progress * returns.Length) break;
            before = likelihood;
        }

        int[] order = [.. Enumerable.Range(0, states).OrderBy(s => deviations[s])];
        return
        [
            .. order.Select(s => deviations[s]),
            .. order.SelectMany(i => order.Where(j => j != i).Select(j => chain[i, j])),
        ];
    }

    private double Round(double[] returns, double[] deviations, double[,] chain)
    {
        int count = returns.Length;
        var forward = new double[count, states];
        var density = new double[count, states];
        var scale = new double[count];
        double[] start = RegimeModel.Stationary(chain);
        double likelihood = 0;
        for (int t = 0; t < count; t++)
        {
            double sum = 0;
            for (int s = 0; s < states; s++)
            {
                double z = returns[t] / deviations[s];
                density[t, s] = Math.Exp(-0.5 * z * z) / deviations[s];
                double chance = t == 0 ? start[s] : 0;
                for (int from = 0; t > 0 && from < states; from++)
                {
                    chance += forward[t - 1, from] * chain[from, s];
                }

                forward[t, s] = Math.Max(chance * density[t, s], double.Epsilon);
                sum += forward[t, s];
            }

            for (int s = 0; s < states; s++) forward[t, s] /= sum;
            scale[t] = sum;
            likelihood += Math.Log(sum);
        }

        Improve(returns, deviations, chain, forward, density, scale);
        return likelihood;
    }

    private void Improve(
        double[] returns, double[] deviations, double[,] chain, double[,] forward,
        double[,] density, double[] scale)
    {
        int count = returns.Length;
        var moves = new double[states, states];
        var weight = new double[states];
        var square = new double[states];
        double[] backward = [.. Enumerable.Repeat(1.0, states)];
        for (int t = count - 1; t >= 0; t--)
        {
            var earlier = new double[states];
            for (int s = 0; s < states; s++)
            {
                double chance = forward[t, s] * backward[s];
                weight[s] += chance;
                square[s] += chance * returns[t] * returns[t];
                for (int from = 0; t > 0 && from < states; from++)
                {
                    double step = chain[from, s] * density[t, s] * backward[s] / scale[t];
                    earlier[from] += step;
                    moves[from, s] += forward[t - 1, from] * step;
                }
            }

            backward = earlier;
        }

        for (int i = 0; i < states; i++)
        {
            deviations[i] = Math.Max(
                Math.Sqrt(square[i] / Math.Max(weight[i], 1e-12)), leastDeviation);
            double sum = 0;
            for (int j = 0; j < states; j++) sum += moves[i, j];
            double left = 1;
            for (int j = 0; j < states; j++)
            {
                if (j == i) continue;
                chain[i, j] = Math.Clamp(
                    moves[i, j] / Math.Max(sum, 1e-12), leastChance, (1 - leastChance) / states);
                left -= chain[i, j];
            }

            chain[i, i] = left;
        }
    }
}
