#include <cstdio>
#include <cstdlib>
#include <memory>

class Tree {
  public:
    explicit Tree(int depth) {
        if (depth > 0) {
            left_ = std::make_unique<Tree>(depth - 1);
            right_ = std::make_unique<Tree>(depth - 1);
        }
    }

    long count() const { return left_ ? 1 + left_->count() + right_->count() : 1; }

  private:
    std::unique_ptr<Tree> left_;
    std::unique_ptr<Tree> right_;
};

int main(int argc, char** argv) {
    constexpr int kMinDepth = 4;
    int size = argc > 1 ? std::atoi(argv[1]) : 14;
    std::printf("%ld", std::make_unique<Tree>(size + 1)->count());
    auto kept = std::make_unique<Tree>(size);
    for (int depth = kMinDepth; depth <= size; depth += 2) {
        long nodes = 0;
        for (int i = 0; i < 1 << (size - depth + kMinDepth); i++) nodes += std::make_unique<Tree>(depth)->count();
        std::printf(" %ld", nodes);
    }
    std::printf(" %ld\n", kept->count());
}
