// What the C++ peers of the product's own entries share: arguments, one array an outcome, and the
// line of figures. See ../README.md.
#pragma once

#include "peer.hpp"

#include <array>
#include <string>

namespace peer
{
// PATHS THREADS SEED: everything else is the scenario's.
inline work read_short(int count, char **arguments, int steps)
{
    const work read{
        count == 4 ? std::atol(arguments[1]) : 0, steps, count == 4 ? std::atoi(arguments[2]) : 0,
        0, 0, count == 4 ? std::strtoull(arguments[3], nullptr, 10) : 0};
    if (read.paths < 1024 || read.paths % 1024 != 0 || read.threads < 1)
    {
        std::fprintf(stderr, "usage: PATHS THREADS SEED, PATHS a multiple of 1024\n");
        std::exit(2);
    }

    return read;
}

// An array over paths for each outcome.
template <int count>
class outcomes
{
public:
    // Filled before the clock starts, so that page faults do not count.
    explicit outcomes(long paths) : paths_(static_cast<std::size_t>(paths))
    {
        values_.fill(std::vector<float>(paths_, 1.0f));
    }

    float *of(int figure, long path)
    {
        return values_[static_cast<std::size_t>(figure)].data() + path;
    }

    void print(
        const work &work, const duration &taken, const std::array<std::string, count> &names,
        const about &about) const
    {
        std::printf(
            "{\"paths\":%ld,\"seconds\":%.6f,\"processorSeconds\":%.6f,\"tool\":\"%s\","
            "\"version\":\"%s\",\"precision\":\"%s\",\"generator\":\"%s\",\"figures\":[",
            work.paths, taken.seconds, taken.processor_seconds, about.tool, about.version,
            about.precision, about.generator);
        for (std::size_t i = 0; i < count; i++)
        {
            print(i == 0 ? "" : ",", names[i].c_str(), values_[i]);
        }

        std::printf("]}\n");
    }

private:
    static void print(
        const char *before, const char *name, const std::vector<float> &values)
    {
        const auto paths = static_cast<double>(values.size());
        double sum = 0;
        for (const float value : values)
        {
            sum += value;
        }

        const double mean = sum / paths;
        double squares = 0;
        for (const float value : values)
        {
            squares += (value - mean) * (value - mean);
        }

        std::printf(
            "%s{\"name\":\"%s\",\"mean\":%.9g,\"standardError\":%.9g}", before, name, mean,
            std::sqrt(squares / (paths - 1) / paths));
    }

    std::size_t paths_;
    std::array<std::vector<float>, count> values_;
};
}
