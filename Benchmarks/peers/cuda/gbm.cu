// The work of the GBM benchmark in CUDA C++: one fused kernel, cuRAND's Philox in registers, a
// thread for a path at a time. Outcomes come to the host after the clock has stopped.

#include "../protocol/peer.hpp"

#include <string>

#include <cuda_runtime.h>
#include <curand_kernel.h>

namespace
{
constexpr int group = 256;

void check(cudaError_t error)
{
    if (error != cudaSuccess)
    {
        std::fprintf(stderr, "CUDA: %s\n", cudaGetErrorString(error));
        std::exit(1);
    }
}

__device__ void move(float &log, float &minimum, float drift, float deviation, float normal)
{
    log += drift + deviation * normal;
    minimum = fminf(minimum, log);
}

__global__ void simulate(
    float *price, float *lowest, long paths, int steps, float drift, float deviation,
    unsigned long long seed)
{
    const long stride = static_cast<long>(gridDim.x) * blockDim.x;
    const long first = static_cast<long>(blockIdx.x) * blockDim.x + threadIdx.x;
    for (long path = first; path < paths; path += stride)
    {
        curandStatePhilox4_32_10_t state;
        curand_init(seed, static_cast<unsigned long long>(path), 0, &state);
        float log = 0;
        float minimum = 0;
        for (int step = 0; step < steps; step += 4)
        {
            const float4 normals = curand_normal4(&state);
            move(log, minimum, drift, deviation, normals.x);
            move(log, minimum, drift, deviation, normals.y);
            move(log, minimum, drift, deviation, normals.z);
            move(log, minimum, drift, deviation, normals.w);
        }

        price[path] = expf(log);
        lowest[path] = expf(minimum);
    }
}

void launch(const peer::work &work, std::uint64_t seed, int groups, float *price, float *lowest)
{
    simulate<<<groups, group>>>(
        price, lowest, work.paths, work.steps, static_cast<float>(work.drift),
        static_cast<float>(work.deviation), seed);
    check(cudaGetLastError());
    check(cudaDeviceSynchronize());
}
}

int main(int count, char **arguments)
{
    const peer::work work = peer::read(count, arguments);
    const std::size_t bytes = static_cast<std::size_t>(work.paths) * sizeof(float);
    float *price = nullptr;
    float *lowest = nullptr;
    check(cudaMalloc(&price, bytes));
    check(cudaMalloc(&lowest, bytes));

    cudaDeviceProp device{};
    int resident = 0;
    check(cudaGetDeviceProperties(&device, 0));
    check(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&resident, simulate, group, 0));
    const int groups = resident * device.multiProcessorCount;
    launch(work, work.seed + 1, groups, price, lowest);

    const peer::stopwatch watch;
    launch(work, work.seed, groups, price, lowest);
    const peer::duration taken = watch.stop();

    std::vector<float> host_price(static_cast<std::size_t>(work.paths));
    std::vector<float> host_lowest(static_cast<std::size_t>(work.paths));
    check(cudaMemcpy(host_price.data(), price, bytes, cudaMemcpyDeviceToHost));
    check(cudaMemcpy(host_lowest.data(), lowest, bytes, cudaMemcpyDeviceToHost));
    check(cudaFree(price));
    check(cudaFree(lowest));

    const std::string version = "nvcc " + std::to_string(__CUDACC_VER_MAJOR__) + "."
        + std::to_string(__CUDACC_VER_MINOR__) + ", " + device.name;
    peer::print(
        work, taken, host_price, host_lowest,
        {"CUDA C++", version.c_str(), "float32", "cuRAND Philox4x32-10, Box-Muller"});
    return 0;
}
