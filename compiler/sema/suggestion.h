// "did you mean …?"
#pragma once

#include <string>
#include <string_view>

namespace noodle::sema {

// The nearest of the candidates to a mistyped name, or none. Cheap: O(candidates * length).
class Suggestion {
  public:
    explicit Suggestion(std::string_view wanted);
    void consider(std::string_view candidate);
    // The nearest one, or empty.
    const std::string& best() const { return best_; }

  private:
    std::string_view wanted_;
    std::string best_;
    size_t bestDistance_;
};

}  // namespace noodle::sema
