// A thread for a path at a time: Philox4x32-10, Box-Muller, log-price steps, running minimum.

__device__ void move(float &log, float &minimum, float drift, float deviation, float normal)
{
    log += drift + deviation * normal;
    minimum = fminf(minimum, log);
}

__device__ void pair(unsigned radius, unsigned turn, float &first, float &second)
{
    const float uniform = ((radius >> 9) + 0.5f) * 1.1920929e-7f;
    const float r = sqrtf(-2.0f * logf(uniform));
    sincospif(static_cast<int>(turn) * 4.656612873077393e-10f, &second, &first);
    first *= r;
    second *= r;
}

__device__ uint4 philox(uint4 c, unsigned key0, unsigned key1)
{
#pragma unroll
    for (int round = 0; round < 10; round++)
    {
        const unsigned x = __umulhi(0xCD9E8D57u, c.z) ^ c.y ^ key0;
        const unsigned z = __umulhi(0xD2511F53u, c.x) ^ c.w ^ key1;
        c = make_uint4(x, 0xCD9E8D57u * c.z, z, 0xD2511F53u * c.x);
        key0 += 0x9E3779B9u;
        key1 += 0xBB67AE85u;
    }

    return c;
}

extern "C" __global__ void simulate(
    float *price, float *lowest, int paths, int steps, float drift, float deviation,
    unsigned seed)
{
    const int path = blockIdx.x * blockDim.x + threadIdx.x;
    if (path >= paths)
    {
        return;
    }

    float log = 0;
    float minimum = 0;
    for (int block = 0; block < steps / 4; block++)
    {
        const uint4 words = philox(make_uint4(path, 0, block, 0), seed, 0);
        float first;
        float second;
        pair(words.x, words.y, first, second);
        move(log, minimum, drift, deviation, first);
        move(log, minimum, drift, deviation, second);
        pair(words.z, words.w, first, second);
        move(log, minimum, drift, deviation, first);
        move(log, minimum, drift, deviation, second);
    }

    price[path] = expf(log);
    lowest[path] = expf(minimum);
}
