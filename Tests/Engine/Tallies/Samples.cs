namespace GpuRisk.Tests.Engine.Tallies;

/// <summary>Samples of known laws from a fixed seed.</summary>
internal static class Samples
{
    internal static double[] Normal(int count, int seed, double mean = 0.0, double deviation = 1.0)
    {
        Random random = new(seed);
        double[] sample = new double[count];
        for (int i = 0; i < count; i++)
        {
            sample[i] = mean + (deviation * Normal(random));
        }

        return sample;
    }

    internal static double[] Student(int count, int seed, int degrees)
    {
        Random random = new(seed);
        double[] sample = new double[count];
        for (int i = 0; i < count; i++)
        {
            double square = 0.0;
            for (int degree = 0; degree < degrees; degree++)
            {
                double normal = Normal(random);
                square += normal * normal;
            }

            sample[i] = Normal(random) / Math.Sqrt(square / degrees);
        }

        return sample;
    }

    private static double Normal(Random random)
    {
        double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble()));
        return radius * Math.Cos(2.0 * Math.PI * random.NextDouble());
    }
}
