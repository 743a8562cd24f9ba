#include <cstdio>
#include <cstdlib>
#include <vector>

using Matrix = std::vector<std::vector<double>>;

int main(int argc, char** argv) {
    size_t n = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 250;
    Matrix a(n);
    Matrix b(n);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            a[i].push_back(static_cast<double>(i) - static_cast<double>(j) * 0.5);
            b[i].push_back(static_cast<double>(i) * 0.25 + static_cast<double>(j));
        }
    }
    Matrix c(n);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            double sum = 0.0;
            for (size_t k = 0; k < n; k++) sum += a[i][k] * b[k][j];
            c[i].push_back(sum);
        }
    }
    std::printf("%.3f\n", c[n / 2][n / 3] + c[n - 1][n - 1]);
}
