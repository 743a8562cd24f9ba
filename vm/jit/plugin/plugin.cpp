// The plugin's one exported function.
#include <cstdio>
#include <string>

#include "vm/jit/llvm/engine.h"

namespace noodle::jit {

namespace {

class PluginCompiler final : public Compiler {
  public:
    PluginCompiler(std::unique_ptr<Engine> engine, const NativeHost& host)
        : engine_(std::move(engine)), host_(host) {}
    std::shared_ptr<NativeJob> compile(const NativeRequest& request) override {
        return engine_->compile(request, host_);
    }

  private:
    std::unique_ptr<Engine> engine_;
    NativeHost host_;
};

}  // namespace

}  // namespace noodle::jit

extern "C" [[gnu::visibility("default")]] noodle::Compiler* noodleOpenCompiler(
    const noodle::NativeHost* host) {
    if (host->abi != noodle::kNativeAbi) return nullptr;
    std::string error;
    auto engine = noodle::jit::Engine::create(error);
    if (engine == nullptr) {
        std::fprintf(stderr, "noodle: the compiler cannot start: %s\n", error.c_str());
        return nullptr;
    }
    return new noodle::jit::PluginCompiler(std::move(engine), *host);
}
