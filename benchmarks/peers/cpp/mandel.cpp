#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    constexpr int kLimit = 50;
    int size = argc > 1 ? std::atoi(argv[1]) : 600;
    long steps = 0;
    for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
            double cr = 2.0 * x / size - 1.5;
            double ci = 2.0 * y / size - 1.0;
            double zr = 0.0;
            double zi = 0.0;
            int i = 0;
            while (i < kLimit && zr * zr + zi * zi <= 4.0) {
                double t = zr * zr - zi * zi + cr;
                zi = 2.0 * zr * zi + ci;
                zr = t;
                i++;
            }
            steps += i;
        }
    }
    std::printf("%ld\n", steps);
}
