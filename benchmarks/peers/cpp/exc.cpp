#include <cstdio>
#include <cstdlib>
#include <stdexcept>

[[gnu::noinline]] static int check(int i) {
    if (i >= 0) throw std::runtime_error("boom");
    return i;
}

[[gnu::noinline]] static int middle(int i) { return check(i) + 1; }

[[gnu::noinline]] static int outer(int i) { return middle(i) + 1; }

int main(int argc, char** argv) {
    int size = argc > 1 ? std::atoi(argv[1]) : 1000000;
    int caught = 0;
    for (int i = 0; i < size; i++) {
        try {
            caught += outer(i);
        } catch (const std::runtime_error& e) {
            if (e.what()[0] == 'b') caught++;
        }
    }
    std::printf("%d\n", caught);
}
