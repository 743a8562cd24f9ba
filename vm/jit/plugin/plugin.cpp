// The plugin's one exported function, and the compiler behind it: graphs first, then code that was kept, then
// the backend.
#include <dlfcn.h>

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/base/clock.h"
#include "runtime/base/mapped_file.h"
#include "vm/jit/code/backend.h"
#include "vm/jit/lift/lifter.h"
#include "vm/jit/passes/passes.h"
#include "vm/jit/ssa/print.h"
#include "vm/jit/ssa/verify.h"

namespace noodle::jit {

namespace {

/// CPU time of this thread: other work on the machine does not count.
double threadCpuMs() {
    return static_cast<double>(threadCpuNs()) * 1e-6;
}

/// The backend's library lies beside this one.
std::string backendFile() {
    Dl_info info;
    if (::dladdr(reinterpret_cast<const void*>(&backendFile), &info) == 0) return {};
    const std::string_view self = info.dli_fname;
    return std::string(self.substr(0, self.rfind('/') + 1)) + "libnoodle_llvm.so";
}

class PluginCompiler final : public Compiler {
  public:
    explicit PluginCompiler(const NativeHost& host) : host_(host) {
        if (host.cacheFolder != nullptr) openStore();
    }
    std::shared_ptr<NativeJob> compile(const NativeRequest& request) override;

  private:
    void openStore();
    Backend* backend();
    bool useKept(NativeJob& job, const Graph& graph, const Fingerprint& fingerprint,
                 std::vector<Value>& roots) const;

    NativeHost host_;
    std::optional<CodeStore> store_;    ///< outlives the backend, whose thread keeps code there
    std::unique_ptr<Backend> backend_;  ///< null: not needed yet, or there is none
    bool opened_ = false;
};

// The headers of a library name its build.
void PluginCompiler::openStore() {
    Dl_info info;
    if (::dladdr(reinterpret_cast<const void*>(&backendFile), &info) == 0) return;
    std::string build;
    for (const std::string& file : {std::string(info.dli_fname), backendFile()}) {
        const auto library = MappedFile::open(file);
        if (!library.ok()) return;
        build += digestOf(library.value()->bytes().substr(0, 4096)).hex();
    }
    store_.emplace(host_.cacheFolder, host_.cacheLimit, build);
}

Backend* PluginCompiler::backend() {
    if (opened_) return backend_.get();
    opened_ = true;
    void* library = ::dlopen(backendFile().c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) {
        std::fprintf(stderr, "noodle: the compiler cannot start: %s\n", ::dlerror());
        return nullptr;
    }
    auto open = reinterpret_cast<OpenBackend>(::dlsym(library, "noodleOpenBackend"));
    if (open != nullptr) backend_.reset(open(&host_));
    return backend_.get();
}

bool asks(const NativeRequest& request, std::string_view what) {
    return request.dump != nullptr && what == request.dump;
}

bool PluginCompiler::useKept(NativeJob& job, const Graph& graph, const Fingerprint& fingerprint,
                             std::vector<Value>& roots) const {
    job.unit = store_->find(fingerprint, host_);
    if (job.unit == nullptr) return false;
    nameUnit(*job.unit, graph, std::move(roots));
    return true;
}

std::shared_ptr<NativeJob> PluginCompiler::compile(const NativeRequest& request) {
    const double started = threadCpuMs();
    auto job = std::make_shared<NativeJob>();
    std::vector<Value> roots;
    std::unique_ptr<Graph> graph = lift(request, roots, job->reason);
    if (graph == nullptr) {
        job->done = true;
        return job;
    }
    if (asks(request, "jit-ir")) std::fputs(print(*graph, "lift").c_str(), stderr);
    std::string problem = request.verify ? verify(*graph) : "";
    std::string broken = "lift";
    runPasses(*graph, [&](const char* pass) {
        if (!request.verify || !problem.empty()) return;
        problem = verify(*graph);
        broken = pass;
    });
    if (asks(request, "jit-ir")) std::fputs(print(*graph, "after the passes").c_str(), stderr);
    if (!problem.empty()) {
        job->reason = "the graph does not verify after " + broken + ": " + problem;
        std::fprintf(stderr, "noodle: %s: %s\n", std::string(request.state->proto->displayName()).c_str(),
                     job->reason.c_str());
        job->done = true;
        return job;
    }
    Fingerprint fingerprint(*graph, host_, request);
    // Who wants to see the code made must see it made.
    const bool seesMaking = request.dump != nullptr && !asks(request, "jit-ir");
    if (store_.has_value() && !seesMaking && useKept(*job, *graph, fingerprint, roots)) {
        job->unit->compileMs = job->unit->liftMs = threadCpuMs() - started;
        job->done = true;
        return job;
    }
    Backend* with = backend();
    if (with == nullptr) {
        job->reason = "there is no backend";
        job->done = true;
        return job;
    }
    with->compile({*graph, fingerprint, request, job, std::move(roots),
                   store_.has_value() ? store_->draft() : nullptr, started});
    return job;
}

}  // namespace

}  // namespace noodle::jit

extern "C" [[gnu::visibility("default")]] noodle::Compiler* noodleOpenCompiler(
    const noodle::NativeHost* host) {
    if (host->abi != noodle::kNativeAbi) return nullptr;
    return new noodle::jit::PluginCompiler(*host);
}
