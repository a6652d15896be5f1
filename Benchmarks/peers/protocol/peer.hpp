// What the C++ peers share: arguments, clocks and the line of figures. See ../README.md.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace peer
{
struct work
{
    long paths;
    int steps;
    int threads;
    double drift;
    double deviation;
    std::uint64_t seed;
};

inline work read(int count, char **arguments)
{
    if (count != 7)
    {
        std::fprintf(stderr, "usage: PATHS STEPS THREADS DRIFT DEVIATION SEED\n");
        std::exit(2);
    }

    const work read{
        std::atol(arguments[1]), std::atoi(arguments[2]), std::atoi(arguments[3]),
        std::atof(arguments[4]), std::atof(arguments[5]),
        std::strtoull(arguments[6], nullptr, 10)};
    if (read.paths < 1024 || read.paths % 1024 != 0 || read.steps < 4 || read.steps % 4 != 0
        || read.threads < 1)
    {
        std::fprintf(stderr, "PATHS is a multiple of 1024, STEPS of 4\n");
        std::exit(2);
    }

    return read;
}

struct duration
{
    double seconds;
    double processor_seconds;
};

class stopwatch
{
public:
    duration stop() const
    {
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
        return {elapsed.count(), static_cast<double>(std::clock() - used_) / CLOCKS_PER_SEC};
    }

private:
    std::clock_t used_ = std::clock();
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

struct about
{
    const char *tool;
    const char *version;
    const char *precision;
    const char *generator;
};

template <class real>
void print(
    const work &work, const duration &taken, const std::vector<real> &price,
    const std::vector<real> &lowest, const about &about)
{
    double sum = 0;
    double lowest_sum = 0;
    for (long i = 0; i < work.paths; i++)
    {
        sum += price[static_cast<std::size_t>(i)];
        lowest_sum += lowest[static_cast<std::size_t>(i)];
    }

    const auto paths = static_cast<double>(work.paths);
    const double mean = sum / paths;
    double squares = 0;
    for (const real value : price)
    {
        squares += (value - mean) * (value - mean);
    }

    std::printf(
        "{\"paths\":%ld,\"seconds\":%.6f,\"processorSeconds\":%.6f,\"mean\":%.9f,"
        "\"standardError\":%.9g,\"meanMinimum\":%.9f,\"tool\":\"%s\",\"version\":\"%s\","
        "\"precision\":\"%s\",\"generator\":\"%s\"}\n",
        work.paths, taken.seconds, taken.processor_seconds, mean,
        std::sqrt(squares / (paths - 1) / paths), lowest_sum / paths, about.tool, about.version,
        about.precision, about.generator);
}
}
