// Finalisers: what the host wants to be told of objects that have died. The collector finds them in the
// middle of some allocation; they are kept here and called when no code of the program runs, so that they may
// use the runtime. One thread.
#pragma once

#include <vector>

namespace noodle {

class Finalisers {
  public:
    using Function = void (*)(void* data);

    ~Finalisers() { run(); }
    void add(Function function, void* data) {
        if (function != nullptr) due_.push_back({function, data});
    }
    void run() {
        while (!due_.empty() && !running_) {
            running_ = true;
            std::vector<Due> now;
            now.swap(due_);
            for (const Due& one : now) one.function(one.data);
            running_ = false;
        }
    }

  private:
    struct Due {
        Function function;
        void* data;
    };
    std::vector<Due> due_;
    bool running_ = false;
};

}  // namespace noodle
